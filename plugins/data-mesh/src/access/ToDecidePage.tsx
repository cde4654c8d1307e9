import { Container, Flex, Text } from '@backstage/ui';
import { TextLink } from '../common/TextLink';
import { Empty } from '../common/Empty';
import { LiveView } from '../common/LiveView';
import { counted } from '../humanise/numbers';
import { useMeshLinks } from '../useMeshLinks';
import { ItemCards } from './ItemCards';
import { useItems } from './useAccess';

/** All that waits for one's own decision. */
export function ToDecidePage() {
  const links = useMeshLinks();
  const items = useItems({ role: 'decider', state: 'pending', limit: 200 });
  return (
    <Container>
      <Flex direction="column" gap="4" pb="6">
        <LiveView live={items} what="What waits for you" height="20rem">
          {page => (
            <>
              <Text as="p" variant="body-large" weight="bold">
                {page.totalItems === 0
                  ? 'Nothing waits for your decision'
                  : `${counted(
                      page.totalItems,
                      'request waits',
                      'requests wait',
                    )} for your decision`}
              </Text>
              <ItemCards items={page.items} />
              {page.totalItems === 0 && (
                <Empty title="You are done">
                  Requests for data of your teams appear here, and you are told.
                  What was given so far is among the{' '}
                  <TextLink href={`${links.grants}?role=owner`}>
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
