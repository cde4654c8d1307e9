import { Cell, CellText, Table, Text, type ColumnConfig } from '@backstage/ui';
import { Count } from '../humanise/Count';
import { Ago } from '../live/Ago';
import { NumberColumn } from './NumberColumn';
import { isBehind } from './liveness';
import styles from './topics.module.css';
import type { TopicGroup } from './types';

type Row = TopicGroup & { id: string; behind: boolean };

const columns: ColumnConfig<Row>[] = [
  {
    id: 'groupId',
    label: 'Consumer group',
    isRowHeader: true,
    cell: ({ groupId }) => <CellText title={groupId} />,
  },
  {
    id: 'state',
    label: 'State',
    cell: ({ state, members }) => (
      <CellText title={stateWords(state, members)} />
    ),
  },
  {
    id: 'lag',
    label: 'Records behind',
    header: () => <NumberColumn id="lag">Records behind</NumberColumn>,
    cell: ({ lag, behind }) => (
      <Cell>
        <span className={styles.number}>
          {lag === undefined ? (
            <Text color="secondary">Not known</Text>
          ) : (
            <Text color={behind ? 'warning' : 'primary'}>
              <Count value={lag} />
            </Text>
          )}
        </span>
      </Cell>
    ),
  },
  {
    id: 'progressedAt',
    label: 'Last progress',
    cell: ({ progressedAt }) => (
      <Cell>
        {progressedAt ? (
          <Text>
            <Ago at={progressedAt} />
          </Text>
        ) : (
          <Text color="secondary">None since it is watched</Text>
        )}
      </Cell>
    ),
  },
];

/** Who reads a topic, and how far they are. */
export function ConsumerGroups(props: {
  groups: TopicGroup[];
  recordsPerMinute?: number;
}) {
  const { groups, recordsPerMinute } = props;
  return (
    <Table
      columnConfig={columns}
      data={groups.map(group => ({
        ...group,
        id: group.groupId,
        behind: isBehind(group, recordsPerMinute),
      }))}
      pagination={{ type: 'none' }}
      emptyState={
        <Text color="secondary">
          No consumer group has committed how far it read. Readers that commit
          nothing are not seen here.
        </Text>
      }
    />
  );
}

function stateWords(state: string, members: number): string {
  if (members === 0) return 'Not running';
  if (/stable/i.test(state)) return `Reading with ${members}`;
  return `${state}, ${members} members`;
}
