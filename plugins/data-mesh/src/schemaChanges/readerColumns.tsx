import { Cell, Text, type ColumnConfig } from '@backstage/ui';
import type { SchemaChangeReader } from '@data-mesh/backstage-plugin-data-mesh-common';
import { EntityLink } from '../entities/EntityLink';
import { listed } from '../humanise/lists';
import { Ago } from '../live/Ago';
import { StateLabel } from '../state/StateLabel';
import { standOf } from './schemaChangeWords';

type Row = SchemaChangeReader & { id: string };

/** The columns of a table of those who read what a change breaks. */
export const readerColumns: ColumnConfig<Row>[] = [
  {
    id: 'reader',
    label: 'Reader',
    isRowHeader: true,
    width: '1.5fr',
    minWidth: 160,
    cell: ({ consumer, groups }) => (
      <Cell>
        {consumer ? (
          <EntityLink entityRef={consumer} />
        ) : (
          <Text>{`Group ${listed(groups)}, of nobody known`}</Text>
        )}
        {consumer && groups.length > 0 && (
          <Text as="p" variant="body-small" color="secondary">
            {`Groups: ${listed(groups)}`}
          </Text>
        )}
      </Cell>
    ),
  },
  {
    id: 'owner',
    label: 'Answers for it',
    width: '1fr',
    minWidth: 120,
    cell: ({ kind, owner }) => (
      <Cell>
        {owner ? (
          <EntityLink entityRef={owner} />
        ) : (
          <Text color="secondary">
            {kind === 'group' ? 'Nobody' : 'No owner in the catalog'}
          </Text>
        )}
      </Cell>
    ),
  },
  {
    id: 'stand',
    label: 'Answer',
    width: '1.5fr',
    minWidth: 180,
    cell: reader => {
      const [tone, words] = standOf(reader);
      return (
        <Cell>
          <StateLabel tone={tone}>{words}</StateLabel>
          {reader.comment && (
            <Text as="p" variant="body-small">
              {reader.comment}
            </Text>
          )}
          {reader.answeredBy && reader.answeredAt && (
            <Text as="p" variant="body-small" color="secondary">
              <EntityLink inText entityRef={reader.answeredBy} />{' '}
              <Ago at={reader.answeredAt} />
            </Text>
          )}
        </Cell>
      );
    },
  },
];
