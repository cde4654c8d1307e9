import { Cell, CellText, Table, Text, type ColumnConfig } from '@backstage/ui';
import { exactNumber } from '../humanise/numbers';
import { NumberColumn } from './NumberColumn';
import styles from './topics.module.css';
import type { TopicPartition } from './types';

type Row = TopicPartition & { id: number };

const offset = (value?: string) => (
  <Cell>
    <span className={styles.number}>{value ?? 'Not known'}</span>
  </Cell>
);

const columns: ColumnConfig<Row>[] = [
  {
    id: 'partition',
    label: 'Partition',
    isRowHeader: true,
    cell: ({ partition }) => <CellText title={String(partition)} />,
  },
  {
    id: 'leader',
    label: 'Leader',
    cell: ({ leader }) =>
      leader === undefined || leader < 0 ? (
        <Cell>
          <Text color="danger">None</Text>
        </Cell>
      ) : (
        <CellText title={`Broker ${leader}`} />
      ),
  },
  {
    id: 'inSync',
    label: 'Copies in sync',
    cell: ({ replicas, inSyncReplicas }) => (
      <Cell>
        <Text
          color={inSyncReplicas.length < replicas.length ? 'danger' : 'primary'}
          title={`On brokers ${replicas.join(', ')}`}
        >
          {`${inSyncReplicas.length} of ${replicas.length}`}
        </Text>
      </Cell>
    ),
  },
  {
    id: 'earliest',
    label: 'First offset',
    header: () => <NumberColumn id="earliest">First offset</NumberColumn>,
    cell: row => offset(row.earliest),
  },
  {
    id: 'latest',
    label: 'Next offset',
    header: () => <NumberColumn id="latest">Next offset</NumberColumn>,
    cell: row => offset(row.latest),
  },
  {
    id: 'records',
    label: 'Records',
    header: () => <NumberColumn id="records">Records</NumberColumn>,
    cell: ({ earliest, latest }) => offset(between(earliest, latest)),
  },
];

/** The partitions of a topic, for those who look for the one that stopped. */
export function PartitionTable(props: { partitions: TopicPartition[] }) {
  return (
    <Table
      columnConfig={columns}
      data={props.partitions.map(each => ({ ...each, id: each.partition }))}
      pagination={{ type: 'none' }}
    />
  );
}

// Offsets are text since they may be larger than a number can be.
function between(earliest?: string, latest?: string): string | undefined {
  if (earliest === undefined || latest === undefined) return undefined;
  return exactNumber(Number(latest) - Number(earliest));
}
