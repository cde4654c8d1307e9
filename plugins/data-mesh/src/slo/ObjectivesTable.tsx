import { Cell, Table, Text, type ColumnConfig } from '@backstage/ui';
import type { PortObjective } from '@data-mesh/backstage-plugin-data-mesh-common';
import { HowLong } from '../live/Ago';
import { StateLabel } from '../state/StateLabel';
import { DaysStrip } from './DaysStrip';
import {
  measuredWords,
  objectiveName,
  OBJECTIVE_LOOKS,
  targetWords,
} from './objectiveWords';

type Row = PortObjective & { id: string };

const columns: ColumnConfig<Row>[] = [
  {
    id: 'promise',
    label: 'Promise',
    isRowHeader: true,
    width: '1.3fr',
    minWidth: 180,
    cell: row => (
      <Cell>
        <Text as="p" weight="bold">
          {objectiveName(row)}
        </Text>
        <Text as="p" variant="body-small" color="secondary">
          {targetWords(row)}
        </Text>
      </Cell>
    ),
  },
  {
    id: 'state',
    label: 'Now',
    width: '1.6fr',
    minWidth: 200,
    cell: row => {
      const [tone, word] = OBJECTIVE_LOOKS[row.state];
      return (
        <Cell>
          <StateLabel tone={tone}>{word}</StateLabel>
          <Text as="p" variant="body-small" color="secondary">
            {measuredWords(row)}
            {row.state === 'breached' && (
              <>
                {'; broken for '}
                <HowLong since={row.since} />
              </>
            )}
          </Text>
        </Cell>
      );
    },
  },
  {
    id: 'days',
    label: 'Last 30 days',
    width: '1.6fr',
    minWidth: 200,
    cell: row => (
      <Cell>
        <DaysStrip objective={row} />
      </Cell>
    ),
  },
];

/** Each promise about one topic: what, whether it is kept, and how it was. */
export function ObjectivesTable({
  objectives,
}: {
  objectives: PortObjective[];
}) {
  return (
    <Table
      columnConfig={columns}
      data={objectives.map(each => ({
        ...each,
        id: `${each.type} ${each.group ?? ''}`,
      }))}
      pagination={{ type: 'none' }}
    />
  );
}
