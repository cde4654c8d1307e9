import { Cell, CellText, Table, Text, type ColumnConfig } from '@backstage/ui';
import type { OffsetReset } from '@data-mesh/backstage-plugin-data-mesh-common';
import { exactNumber } from '../humanise/numbers';
import { NumberColumn } from '../topics/NumberColumn';
import styles from '../topics/topics.module.css';
import { moveWords } from './offsetWords';

type Row = OffsetReset['partitions'][number] & { id: number };

function offsetColumn(id: 'from' | 'to', label: string): ColumnConfig<Row> {
  return {
    id,
    label,
    header: () => <NumberColumn id={id}>{label}</NumberColumn>,
    cell: row => (
      <Cell>
        <span className={styles.number}>
          {row[id] === undefined ? (
            <Text color="secondary">None</Text>
          ) : (
            <Text>{exactNumber(Number(row[id]))}</Text>
          )}
        </span>
      </Cell>
    ),
  };
}

const columns: ColumnConfig<Row>[] = [
  {
    id: 'partition',
    label: 'Partition',
    isRowHeader: true,
    cell: ({ partition }) => <CellText title={`${partition}`} />,
  },
  offsetColumn('from', 'Now at'),
  offsetColumn('to', 'Goes to'),
  {
    id: 'records',
    label: 'Records',
    width: '1.4fr',
    minWidth: 180,
    cell: row => (
      <Cell>
        <Text>{moveWords(row)}</Text>
      </Cell>
    ),
  },
];

/** How far each partition moves. */
export function MovesTable({ reset }: { reset: OffsetReset }) {
  return (
    <Table
      columnConfig={columns}
      data={reset.partitions.map(each => ({ ...each, id: each.partition }))}
      pagination={{ type: 'none' }}
      emptyState={<Text>The topic has no partition that could move.</Text>}
    />
  );
}
