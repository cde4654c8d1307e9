import { Cell, Text, type ColumnConfig } from '@backstage/ui';
import type { SchemaChangeSummary } from '@data-mesh/backstage-plugin-data-mesh-common';
import { PageLink } from '../common/PageLink';
import { EntityLink } from '../entities/EntityLink';
import { counted } from '../humanise/numbers';
import { Ago } from '../live/Ago';
import { Until } from '../live/Until';
import { StateLabel } from '../state/StateLabel';
import { useMeshLinks } from '../useMeshLinks';
import { stateOf } from './schemaChangeWords';

function ChangeLink({ change }: { change: SchemaChangeSummary }) {
  const links = useMeshLinks();
  return (
    <PageLink href={links.schemaChange(change.id)} weight="bold">
      {`${change.productTitle}, port ${change.port}`}
    </PageLink>
  );
}

/** The columns of a table of changes of schemas. */
export const schemaChangeColumns: ColumnConfig<SchemaChangeSummary>[] = [
  {
    id: 'change',
    label: 'Schema of',
    isRowHeader: true,
    width: '2fr',
    minWidth: 200,
    cell: change => (
      <Cell>
        <ChangeLink change={change} />
        <Text as="p" variant="body-small" color="secondary">
          {change.message}
        </Text>
      </Cell>
    ),
  },
  {
    id: 'proposer',
    label: 'Proposed by',
    width: '1fr',
    minWidth: 120,
    cell: ({ proposedBy, proposedAt }) => (
      <Cell>
        <EntityLink entityRef={proposedBy} />
        <Text as="p" variant="body-small" color="secondary">
          <Ago at={proposedAt} />
        </Text>
      </Cell>
    ),
  },
  {
    id: 'state',
    label: 'State',
    width: '1fr',
    minWidth: 150,
    cell: change => {
      const [tone, words] = stateOf(change);
      return (
        <Cell>
          <StateLabel tone={tone} title={change.failure}>
            {words}
          </StateLabel>
          {change.yours > 0 && (
            <Text as="p" variant="body-small" weight="bold">
              Waits for you
            </Text>
          )}
        </Cell>
      );
    },
  },
  {
    id: 'readers',
    label: 'Readers',
    width: '1fr',
    minWidth: 130,
    cell: ({ compatible, counts: { asked, agree } }) => (
      <Cell>
        <Text>
          {compatible
            ? 'Breaks nobody'
            : `${agree} of ${counted(asked, 'reader')} agree`}
        </Text>
      </Cell>
    ),
  },
  {
    id: 'date',
    label: 'Answer by',
    width: '0.8fr',
    minWidth: 110,
    cell: ({ respondBy, state }) => (
      <Cell>
        {respondBy && state === 'open' && (
          <Text>
            <Until at={respondBy} />
          </Text>
        )}
      </Cell>
    ),
  },
];
