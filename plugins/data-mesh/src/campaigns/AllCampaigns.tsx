import { Container, Flex, Table, Text } from '@backstage/ui';
import type { CampaignPage } from '@data-mesh/backstage-plugin-data-mesh-common';
import { AnyOf } from '../access/Deciders';
import styles from '../common/common.module.css';
import { Empty } from '../common/Empty';
import { LiveView } from '../common/LiveView';
import { cursorPagination, useKept, usePages } from '../common/pages';
import { UrlSelect } from '../common/UrlSelect';
import { useUrlChoice } from '../common/useUrlFlag';
import { useUrlText } from '../common/useUrlText';
import { EntityPick } from '../entities/EntityPick';
import { counted } from '../humanise/numbers';
import { campaignColumns } from './campaignColumns';
import { StartButton } from './StartButton';
import { useCampaigns } from './useCampaigns';

const PAGE_SIZE = 50;
const STATES = [
  { id: 'open', label: 'Open' },
  { id: 'closed', label: 'Over' },
  { id: 'any', label: 'Any' },
] as const;
const STATE_IDS = STATES.map(({ id }) => id);

/** All campaigns, how far they are, and the way to start one. */
export function AllCampaigns() {
  const [state] = useUrlChoice('state', STATE_IDS);
  const [domain, setDomain] = useUrlText('domain');
  const pages = usePages();
  const campaigns = useKept(
    useCampaigns({
      ...(state !== 'any' && { state }),
      ...(domain && { domain }),
      ...(pages.cursor && { cursor: pages.cursor }),
      limit: PAGE_SIZE,
    }),
  );
  return (
    <Container>
      <Flex direction="column" gap="4" pb="6">
        <LiveView live={campaigns} what="The campaigns" height="20rem">
          {page => (
            <>
              <Flex justify="between" align="center" gap="3">
                <Text as="p" variant="body-large" weight="bold">
                  {headline(page, state)}
                </Text>
                {page.mayStart && <StartButton domain={domain} />}
              </Flex>
              <div className={styles.filters} role="search">
                <UrlSelect label="State" name="state" options={STATES} />
                <EntityPick
                  label="Domain"
                  kinds={['domain']}
                  value={domain}
                  onChange={setDomain}
                />
              </div>
              <Table
                columnConfig={campaignColumns}
                data={page.items}
                isStale={campaigns.isStale}
                pagination={cursorPagination(pages, PAGE_SIZE, page, [
                  'campaign',
                  'campaigns',
                ])}
                emptyState={<NoCampaigns page={page} />}
              />
            </>
          )}
        </LiveView>
      </Flex>
    </Container>
  );
}

function headline(
  { items, totalItems }: CampaignPage,
  state: (typeof STATE_IDS)[number],
): string {
  const yours = items.reduce((sum, campaign) => sum + campaign.yours, 0);
  if (yours > 0)
    return `${counted(yours, 'grant waits', 'grants wait')} for your answer`;
  if (state !== 'open') return counted(totalItems, 'campaign');
  return totalItems === 0
    ? 'No campaign is open'
    : `${counted(
        totalItems,
        'campaign is',
        'campaigns are',
      )} open; nothing waits for your answer`;
}

function NoCampaigns({ page: { groups, mayStart } }: { page: CampaignPage }) {
  return (
    <Empty title="Nothing is looked at again">
      In a campaign the owners of a domain confirm or drop what they have
      granted, by a date. {mayStart && 'You can start one.'}
      {!mayStart && groups.length > 0 && (
        <>
          <AnyOf refs={groups} /> can start one.
        </>
      )}
      {groups.length === 0 &&
        'Nobody can start one until an operator sets dataMesh.access.campaigns.groups.'}
    </Empty>
  );
}
