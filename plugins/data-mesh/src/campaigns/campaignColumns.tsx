import { Cell, Text, type ColumnConfig } from '@backstage/ui';
import type { Campaign } from '@data-mesh/backstage-plugin-data-mesh-common';
import { PageLink } from '../common/PageLink';
import { EntityLink } from '../entities/EntityLink';
import { counted } from '../humanise/numbers';
import { Until } from '../live/Until';
import { StateLabel } from '../state/StateLabel';
import { useMeshLinks } from '../useMeshLinks';
import { Progress } from './Progress';

function CampaignLink({ campaign }: { campaign: Campaign }) {
  const links = useMeshLinks();
  return (
    <PageLink href={links.campaign(campaign.id)} weight="bold">
      {campaign.title}
    </PageLink>
  );
}

/** The columns of a table of campaigns. */
export const campaignColumns: ColumnConfig<Campaign>[] = [
  {
    id: 'title',
    label: 'Campaign',
    isRowHeader: true,
    width: '2fr',
    minWidth: 200,
    cell: campaign => (
      <Cell>
        <CampaignLink campaign={campaign} />
        <Text as="p" variant="body-small" color="secondary">
          {campaign.reason}
        </Text>
      </Cell>
    ),
  },
  {
    id: 'domain',
    label: 'Domain',
    width: '1fr',
    minWidth: 120,
    cell: ({ domain, domainTitle }) => (
      <Cell>
        <EntityLink entityRef={domain}>{domainTitle}</EntityLink>
      </Cell>
    ),
  },
  {
    id: 'state',
    label: 'State',
    width: '1fr',
    minWidth: 130,
    cell: ({ state, yours, closedBy }) => (
      <Cell>
        {state === 'open' ? (
          <StateLabel tone="waiting">Open</StateLabel>
        ) : (
          <StateLabel tone="over">
            {closedBy ? 'Closed early' : 'Over'}
          </StateLabel>
        )}
        {yours > 0 && (
          <Text as="p" variant="body-small" weight="bold">
            {`${counted(yours, 'grant waits', 'grants wait')} for you`}
          </Text>
        )}
      </Cell>
    ),
  },
  {
    id: 'due',
    label: 'Due',
    width: '0.8fr',
    minWidth: 110,
    cell: ({ dueAt }) => (
      <Cell>
        <Text>
          <Until at={dueAt} />
        </Text>
      </Cell>
    ),
  },
  {
    id: 'progress',
    label: 'Answers',
    width: '1.2fr',
    minWidth: 170,
    cell: campaign => (
      <Cell>
        <Progress campaign={campaign} />
      </Cell>
    ),
  },
];
