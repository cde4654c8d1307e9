import { Cell, Text, type ColumnConfig } from '@backstage/ui';
import type {
  CampaignItem,
  Grant,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { EntityLink } from '../entities/EntityLink';
import { evidenceLooks } from '../grants/evidenceLooks';
import { grantColumns } from '../grants/grantColumns';
import { StateLabel } from '../state/StateLabel';
import { ITEM_LOOKS } from './campaignWords';

/** An item as a row of a table, which is known by its grant. */
export type ItemRow = CampaignItem & { id: string };

function ofGrant(column: ColumnConfig<Grant>): ColumnConfig<ItemRow> {
  const { cell, header, ...rest } = column;
  return { ...rest, cell: ({ grant }) => cell(grant) };
}

/** The columns of a table of a campaign's grants. */
export const itemColumns: ColumnConfig<ItemRow>[] = [
  // What somebody may is the same in many rows: who it is tells them apart.
  { ...ofGrant(grantColumns.consumer), isRowHeader: true },
  ofGrant(grantColumns.what),
  {
    id: 'use',
    label: 'Whether it is used',
    width: '1.4fr',
    minWidth: 170,
    cell: ({ grant }) => {
      const [tone, words] = evidenceLooks(grant);
      return (
        <Cell>
          <StateLabel tone={tone}>{words}</StateLabel>
          <Text as="p" variant="body-small" color="secondary">
            {grant.evidence?.sentence}
          </Text>
        </Cell>
      );
    },
  },
  ofGrant(grantColumns.decided),
  ofGrant(grantColumns.until),
  {
    id: 'answer',
    label: 'Answer',
    width: '1.2fr',
    minWidth: 165,
    cell: ({ state, asked, decidedBy, comment }) => {
      const [tone, words] = ITEM_LOOKS[state];
      return (
        <Cell>
          <StateLabel tone={tone}>{words}</StateLabel>
          <Text as="p" variant="body-small" color="secondary">
            {decidedBy && (
              <>
                {'By '}
                <EntityLink inText entityRef={decidedBy} />
                {comment && `: ${comment}`}
              </>
            )}
            {state === 'open' && asked && (
              <>
                <EntityLink inText entityRef={asked} /> is asked
              </>
            )}
            {state === 'open' && !asked && 'Nobody can answer for it'}
          </Text>
        </Cell>
      );
    },
  },
];
