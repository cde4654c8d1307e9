import { Container, Flex, Text } from '@backstage/ui';
import { TextLink } from '../common/TextLink';
import { useWaitingCampaigns } from '../campaigns/useCampaigns';
import { WaitingCampaigns } from '../campaigns/WaitingCampaigns';
import { Empty } from '../common/Empty';
import { LiveView } from '../common/LiveView';
import { counted } from '../humanise/numbers';
import { useWaitingSchemaChanges } from '../schemaChanges/useSchemaChanges';
import { WaitingSchemaChanges } from '../schemaChanges/WaitingSchemaChanges';
import { useWaitingOffers } from '../store/useWaitingOffers';
import { WaitingOffers } from '../store/WaitingOffers';
import { useMeshLinks } from '../useMeshLinks';
import { ItemCards } from './ItemCards';
import { ReviewCards } from '../emergency/ReviewCards';
import { useGrants, useItems } from './useAccess';

/** All that waits for one's own decision. */
export function ToDecidePage() {
  const links = useMeshLinks();
  const items = useItems({ role: 'decider', state: 'pending', limit: 200 });
  const reviews = useGrants({ review: 'mine', limit: 200 });
  const { value: campaigns = [] } = useWaitingCampaigns();
  const { value: schemaChanges = [] } = useWaitingSchemaChanges();
  const { value: offers = [] } = useWaitingOffers();
  const isDone = (page: { totalItems: number }) =>
    page.totalItems === 0 &&
    campaigns.length === 0 &&
    schemaChanges.length === 0 &&
    offers.length === 0 &&
    !reviews.value?.totalItems;
  return (
    <Container>
      <Flex direction="column" gap="4" pb="6">
        <LiveView live={reviews} what="Emergency access to review" height="0">
          {page => <ReviewCards grants={page.items} />}
        </LiveView>
        <WaitingCampaigns campaigns={campaigns} />
        <WaitingSchemaChanges changes={schemaChanges} />
        <WaitingOffers offers={offers} />
        <LiveView live={items} what="What waits for you" height="20rem">
          {page => (
            <>
              <Text as="p" variant="body-large" weight="bold">
                {headline(page.totalItems, isDone(page))}
              </Text>
              <ItemCards items={page.items} />
              {isDone(page) && (
                <Empty title="You are done">
                  Requests for data of your teams appear here, and you are told.
                  What was given so far is among the{' '}
                  <TextLink href={links.grants({ role: 'owner' })}>
                    grants
                  </TextLink>
                  .
                </Empty>
              )}
            </>
          )}
        </LiveView>
      </Flex>
    </Container>
  );
}

function headline(requests: number, isDone: boolean): string {
  if (isDone) return 'Nothing waits for your decision';
  return requests === 0
    ? 'No request waits for your decision'
    : `${counted(
        requests,
        'request waits',
        'requests wait',
      )} for your decision`;
}
