import { Cell, Table, Text, type ColumnConfig } from '@backstage/ui';
import type {
  DomainScore,
  PolicySeverity,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { TextLink } from '../common/TextLink';
import { EntityLink } from '../entities/EntityLink';
import { exactNumber } from '../humanise/numbers';
import { NumberColumn } from '../topics/NumberColumn';
import numbers from '../topics/topics.module.css';
import { useMeshLinks } from '../useMeshLinks';
import { CleanShare } from './CleanShare';
import { openCount, SEVERITIES, SEVERITY_LOOKS } from './governanceWords';

type Row = DomainScore & { id: string };

/** How many findings a domain has, which leads to them. */
function FindingsLink(props: {
  score: DomainScore;
  severity?: PolicySeverity;
}) {
  const { score, severity } = props;
  const links = useMeshLinks();
  const count = severity ? score[severity] : openCount(score);
  // What is in no domain cannot be told from the rest.
  const isLink = count > 0 && score.domain !== undefined;
  return (
    <Text as="p" className={numbers.number}>
      {isLink ? (
        <TextLink href={links.governance({ domain: score.domain, severity })}>
          {exactNumber(count)}
        </TextLink>
      ) : (
        exactNumber(count)
      )}
    </Text>
  );
}

function numberColumn(
  id: string,
  label: string,
  cell: ColumnConfig<Row>['cell'],
): ColumnConfig<Row> {
  return {
    id,
    label,
    width: '0.6fr',
    minWidth: 90,
    header: () => <NumberColumn id={id}>{label}</NumberColumn>,
    cell,
  };
}

const columns: ColumnConfig<Row>[] = [
  {
    id: 'domain',
    label: 'Domain',
    isRowHeader: true,
    width: '1.4fr',
    minWidth: 140,
    cell: ({ domain }) => (
      <Cell>
        {domain ? (
          <EntityLink entityRef={domain} weight="bold" />
        ) : (
          <Text color="secondary">No domain</Text>
        )}
      </Cell>
    ),
  },
  {
    id: 'clean',
    label: 'Nothing wrong',
    width: '1.4fr',
    minWidth: 170,
    cell: score => (
      <Cell>
        {score.products > 0 ? (
          <CleanShare score={score} />
        ) : (
          <Text color="secondary">Topics in no product</Text>
        )}
      </Cell>
    ),
  },
  numberColumn('findings', 'Findings', score => (
    <Cell>
      <FindingsLink score={score} />
    </Cell>
  )),
  ...SEVERITIES.map(severity =>
    numberColumn(severity, `${SEVERITY_LOOKS[severity][1]}s`, score => (
      <Cell>
        <FindingsLink score={score} severity={severity} />
      </Cell>
    )),
  ),
];

/** How each domain stands, the worst first; its numbers lead to findings. */
export function Scorecard({ domains }: { domains: DomainScore[] }) {
  return (
    <Table
      columnConfig={columns}
      data={domains.map(score => ({ ...score, id: score.domain ?? 'none' }))}
      pagination={{ type: 'none' }}
    />
  );
}
