import { Cell, Text, type ColumnConfig } from '@backstage/ui';
import type { Grant } from '@data-mesh/backstage-plugin-data-mesh-common';
import { accessTo, whichPort } from '../access/accessWords';
import { PageLink } from '../common/PageLink';
import { EntityLink } from '../entities/EntityLink';
import { Until } from '../live/Until';
import { useMeshLinks } from '../useMeshLinks';
import { ApprovedBy } from './ApprovedBy';
import { isOver } from './grantState';
import { GrantStateLabel } from './GrantStateLabel';

function GrantLink({ grant }: { grant: Grant }) {
  const links = useMeshLinks();
  return (
    <PageLink href={links.grant(grant.id)} weight="bold">
      {accessTo(grant)}
    </PageLink>
  );
}

function ConnectLink({ grant }: { grant: Grant }) {
  const links = useMeshLinks();
  const href = links.connect(grant.id);
  return href && <PageLink href={href}>How to connect</PageLink>;
}

/** A column of a table of grants, by name. */
export const grantColumns = {
  what: {
    id: 'what',
    label: 'What',
    isRowHeader: true,
    width: '2fr',
    minWidth: 210,
    cell: grant => (
      <Cell>
        <GrantLink grant={grant} />
        <Text as="p" variant="body-small" color="secondary">
          {whichPort(grant)}
        </Text>
      </Cell>
    ),
  },
  consumer: {
    id: 'consumer',
    label: 'Who',
    width: '1fr',
    minWidth: 140,
    cell: ({ consumer, principal }) => (
      <Cell>
        <EntityLink entityRef={consumer} />
        <Text as="p" variant="body-small" color="secondary">
          {principal}
        </Text>
      </Cell>
    ),
  },
  until: {
    id: 'until',
    label: 'Until',
    width: '0.8fr',
    minWidth: 120,
    cell: grant => (
      <Cell>
        <Text color={isOver(grant) ? 'secondary' : 'primary'}>
          <Until at={grant.endedAt ?? grant.endsAt} />
        </Text>
      </Cell>
    ),
  },
  state: {
    id: 'state',
    label: 'State',
    width: '1.4fr',
    minWidth: 220,
    cell: grant => (
      <Cell>
        <GrantStateLabel grant={grant} />
      </Cell>
    ),
  },
  decided: {
    id: 'decided',
    label: 'Why',
    width: '1fr',
    minWidth: 140,
    cell: grant => (
      <Cell>
        <Text>
          <ApprovedBy grant={grant} />
        </Text>
        <Text as="p" variant="body-small" color="secondary">
          {grant.purpose}
        </Text>
      </Cell>
    ),
  },
  connect: {
    id: 'connect',
    label: 'Connect',
    width: '0.8fr',
    minWidth: 130,
    cell: grant => (
      <Cell>{grant.state === 'active' && <ConnectLink grant={grant} />}</Cell>
    ),
  },
} satisfies Record<string, ColumnConfig<Grant>>;
