import {
  Card,
  CardBody,
  CardFooter,
  CardHeader,
  Flex,
  Link,
  Text,
} from '@backstage/ui';
import type { MeshCluster } from '@data-mesh/backstage-plugin-data-mesh-common';
import { Fact, Facts } from '../common/Facts';
import { Count } from '../humanise/Count';
import { Ago } from '../live/Ago';
import { useMeshLinks } from '../useMeshLinks';
import { ClusterStateLabel } from './ClusterStateLabel';

const MODES = {
  observe: 'Observe: the portal only reads',
  manage: 'Manage: the portal may change what it created',
};
const AUTHORIZERS = {
  standard: 'Kafka’s own ACLs',
  open: 'Open where a topic has no ACLs',
  external: 'Outside Kafka',
};

/** One cluster in words. */
export function ClusterCard({ cluster }: { cluster: MeshCluster }) {
  const { title, name, environment, mode, authorizer } = cluster;
  const { brokers, topics, lastTickAt, lastFullPassAt } = cluster;
  const links = useMeshLinks();
  return (
    <Card aria-label={title}>
      <CardHeader>
        <Flex justify="between" align="center">
          <Text as="h3" variant="title-x-small" weight="bold">
            {title}
          </Text>
          <ClusterStateLabel cluster={cluster} />
        </Flex>
      </CardHeader>
      <CardBody>
        <Facts>
          <Fact label="Name in the configuration">
            <code>{name}</code>
          </Fact>
          <Fact label="Environment">{environment}</Fact>
          <Fact label="Mode">{mode && MODES[mode]}</Fact>
          <Fact label="Who decides on access">
            {authorizer && AUTHORIZERS[authorizer]}
          </Fact>
          <Fact label="Brokers">{brokers}</Fact>
          <Fact label="Topics">
            {topics !== undefined && <Count value={topics} />}
          </Fact>
          <Fact label="Last looked at">
            {lastTickAt && <Ago at={lastTickAt} />}
          </Fact>
          <Fact label="Last full pass">
            {lastFullPassAt && <Ago at={lastFullPassAt} />}
          </Fact>
        </Facts>
      </CardBody>
      <CardFooter>
        <Flex gap="4">
          <Link href={links.acls(name)} standalone>
            ACLs that no grant has made
          </Link>
          <Link href={links.principals(name)} standalone>
            Principals
          </Link>
        </Flex>
      </CardFooter>
    </Card>
  );
}
