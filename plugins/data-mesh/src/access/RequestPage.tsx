import { Container, Flex, Link, Text } from '@backstage/ui';
import { useParams } from 'react-router-dom';
import { LiveView } from '../common/LiveView';
import { EntityLink } from '../entities/EntityLink';
import { Ago } from '../live/Ago';
import { useMeshLinks } from '../useMeshLinks';
import { ItemCards } from './ItemCards';
import { useRequest } from './useAccess';

/** One request with all its items; those who may decide find the buttons here. */
export function RequestPage() {
  const { id = '' } = useParams();
  const links = useMeshLinks();
  const request = useRequest(id);
  return (
    <Container>
      <Flex direction="column" gap="4" pb="6">
        <Link href={links.requests} standalone>
          My requests
        </Link>
        <LiveView live={request} what="This request" height="20rem">
          {({ items, requestedBy, createdAt }) => (
            <>
              <Text as="p" variant="body-large">
                Asked by <EntityLink inText entityRef={requestedBy} />{' '}
                <Ago at={createdAt} />
              </Text>
              <ItemCards items={items} />
            </>
          )}
        </LiveView>
      </Flex>
    </Container>
  );
}
