import { Cell, Link, Text, type ColumnConfig } from '@backstage/ui';
import type { Finding } from '@data-mesh/backstage-plugin-data-mesh-common';
import { PageLink } from '../common/PageLink';
import { EntityLink } from '../entities/EntityLink';
import { OwnerLink } from '../entities/OwnerLink';
import { Ago } from '../live/Ago';
import { StateLabel } from '../state/StateLabel';
import { useMeshLinks } from '../useMeshLinks';
import { SeverityLabel } from './SeverityLabel';
import { useOpenFinding } from './useOpenFinding';

function FindingLink({ finding }: { finding: Finding }) {
  const { hrefOf } = useOpenFinding();
  return (
    <Link href={hrefOf(finding.id)} standalone weight="bold">
      {finding.message}
    </Link>
  );
}

function PolicyLink({ finding }: { finding: Finding }) {
  const links = useMeshLinks();
  return (
    <PageLink href={links.policy(finding.policy)}>
      {finding.policyTitle}
    </PageLink>
  );
}

/** A column of a table of findings, by name. */
export const findingColumns = {
  severity: {
    id: 'severity',
    label: 'Severity',
    width: '0.8fr',
    minWidth: 110,
    cell: ({ severity, fixedAt }) => (
      <Cell>
        <SeverityLabel severity={severity} />
        {fixedAt && <StateLabel tone="good">Fixed</StateLabel>}
      </Cell>
    ),
  },
  what: {
    id: 'what',
    label: 'What is wrong',
    isRowHeader: true,
    width: '3fr',
    minWidth: 260,
    cell: finding => (
      <Cell>
        <FindingLink finding={finding} />
      </Cell>
    ),
  },
  product: {
    id: 'product',
    label: 'Data product',
    width: '1.2fr',
    minWidth: 140,
    cell: ({ product, productTitle }) => (
      <Cell>
        <EntityLink entityRef={product}>{productTitle}</EntityLink>
      </Cell>
    ),
  },
  owner: {
    id: 'owner',
    label: 'Owner',
    width: '1fr',
    minWidth: 130,
    cell: ({ owner }) => (
      <Cell>
        <OwnerLink ownerRef={owner} />
      </Cell>
    ),
  },
  since: {
    id: 'since',
    label: 'Since when',
    width: '0.8fr',
    minWidth: 120,
    cell: ({ firstSeenAt, fixedAt }) => (
      <Cell>
        <Text>
          <Ago at={firstSeenAt} />
        </Text>
        {fixedAt && (
          <Text as="p" variant="body-small" color="secondary">
            {'Fixed '}
            <Ago at={fixedAt} />
          </Text>
        )}
      </Cell>
    ),
  },
  policy: {
    id: 'policy',
    label: 'Policy',
    width: '1.4fr',
    minWidth: 160,
    cell: finding => (
      <Cell>
        <PolicyLink finding={finding} />
      </Cell>
    ),
  },
} satisfies Record<string, ColumnConfig<Finding>>;
