import { Cell, CellText, Text, type ColumnConfig } from '@backstage/ui';
import type { Policy } from '@data-mesh/backstage-plugin-data-mesh-common';
import { PageLink } from '../common/PageLink';
import { EntityLinks } from '../entities/EntityLinks';
import { exactNumber } from '../humanise/numbers';
import { NumberColumn } from '../topics/NumberColumn';
import numbers from '../topics/topics.module.css';
import { useMeshLinks } from '../useMeshLinks';
import { ScopeWords } from './ScopeWords';
import { SeverityLabel } from './SeverityLabel';
import { StageWords } from './StageWords';

function PolicyLink({ policy }: { policy: Policy }) {
  const links = useMeshLinks();
  return (
    <PageLink href={links.policy(policy.id)} weight="bold">
      {policy.title}
    </PageLink>
  );
}

const number = (value: number) => (
  <Cell>
    <span className={numbers.number}>{exactNumber(value)}</span>
  </Cell>
);

/** The columns of the table of policies. */
export const policyColumns: ColumnConfig<Policy>[] = [
  {
    id: 'title',
    label: 'Policy',
    isRowHeader: true,
    width: '2.4fr',
    minWidth: 220,
    cell: policy => (
      <Cell>
        <PolicyLink policy={policy} />
        <Text as="p" variant="body-small" color="secondary">
          {policy.why}
        </Text>
      </Cell>
    ),
  },
  {
    id: 'severity',
    label: 'Severity',
    width: '0.8fr',
    minWidth: 110,
    cell: ({ severity }) => (
      <Cell>
        <SeverityLabel severity={severity} />
      </Cell>
    ),
  },
  {
    id: 'stage',
    label: 'Stage',
    width: '1fr',
    minWidth: 130,
    cell: policy => (
      <Cell>
        <Text>
          <StageWords policy={policy} />
        </Text>
      </Cell>
    ),
  },
  {
    id: 'scope',
    label: 'About',
    width: '1.4fr',
    minWidth: 150,
    cell: ({ scope }) => (
      <Cell>
        <Text>
          <ScopeWords scope={scope} />
        </Text>
      </Cell>
    ),
  },
  {
    id: 'findings',
    label: 'Findings',
    width: '0.6fr',
    minWidth: 95,
    header: () => <NumberColumn id="findings">Findings</NumberColumn>,
    cell: ({ findings }) => number(findings),
  },
  {
    id: 'products',
    label: 'Products',
    width: '0.6fr',
    minWidth: 95,
    header: () => <NumberColumn id="products">Products</NumberColumn>,
    cell: ({ products }) => number(products),
  },
  {
    id: 'tightened',
    label: 'Stricter in',
    width: '1fr',
    minWidth: 120,
    cell: ({ tightened }) =>
      tightened ? (
        <Cell>
          <Text>
            <EntityLinks refs={tightened} />
          </Text>
        </Cell>
      ) : (
        <CellText title="" />
      ),
  },
];
