import { Cell, type ColumnConfig } from '@backstage/ui';
import type { Run } from '@data-mesh/backstage-plugin-data-mesh-common';
import { PageLink } from '../common/PageLink';
import { EntityLink } from '../entities/EntityLink';
import { Ago } from '../live/Ago';
import { StateLabel } from '../state/StateLabel';
import { useMeshLinks } from '../useMeshLinks';
import { runState, runWords } from './runWords';

/** A run as a row of a table. */
export type RunRow = Run & { id: string };

function RunLink({ run }: { run: Run }) {
  const links = useMeshLinks();
  return (
    <PageLink href={links.run(run.run)} weight="bold">
      {runWords(run)}
    </PageLink>
  );
}

function RunState({ run }: { run: Run }) {
  const [tone, words] = runState(run);
  return <StateLabel tone={tone}>{words}</StateLabel>;
}

/** Columns of the list of runs. */
export const runColumns: ColumnConfig<RunRow>[] = [
  {
    id: 'what',
    label: 'What it made',
    isRowHeader: true,
    width: '3fr',
    minWidth: 240,
    cell: run => (
      <Cell>
        <RunLink run={run} />
      </Cell>
    ),
  },
  {
    id: 'state',
    label: 'State',
    width: '1fr',
    minWidth: 140,
    cell: run => (
      <Cell>
        <RunState run={run} />
      </Cell>
    ),
  },
  {
    id: 'by',
    label: 'By',
    width: '1fr',
    minWidth: 120,
    cell: ({ createdBy }) => (
      <Cell>
        <EntityLink entityRef={createdBy} />
      </Cell>
    ),
  },
  {
    id: 'when',
    label: 'When',
    width: '1fr',
    minWidth: 100,
    cell: ({ begunAt }) => (
      <Cell>
        <Ago at={begunAt} />
      </Cell>
    ),
  },
];
