import { Flex, Text } from '@backstage/ui';
import type {
  MeshLocation,
  MeshPort,
  ProductDetails,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { ClusterStateLabel } from '../clusters/ClusterStateLabel';
import { EntityLink } from '../entities/EntityLink';
import { capitalised } from '../state/words';
import { ChangeSchemaButton } from '../schemaChanges/ChangeSchemaButton';
import { LocationObjectives } from '../slo/LocationObjectives';
import { LivenessLine } from '../topics/LivenessLine';
import { TopicFactsView } from '../topics/TopicFactsView';

/** Where a port is in one environment: the topic, its cluster, what it does. */
export function PortLocation(props: {
  port: MeshPort;
  location: MeshLocation;
  details: ProductDetails;
  /** Whether the port promises anything. */
  isPromising: boolean;
}) {
  const { port, location, details, isPromising } = props;
  const cluster = details.clusters.find(
    ({ name }) => name === location.cluster,
  );
  const facts = details.topics.find(
    ({ topic }) =>
      topic.cluster === location.cluster && topic.name === location.topic,
  );
  return (
    <Flex direction="column" gap="3">
      <Flex gap="3" align="center">
        <Text as="h4" variant="body-large" weight="bold">
          {leadIn(location.environment ?? cluster?.environment)}
          <EntityLink inText entityRef={location.topicRef} variant="body-large">
            {location.topic}
          </EntityLink>
        </Text>
        <Text color="secondary">
          on {cluster?.title ?? `${location.cluster}, which is not configured`}
        </Text>
        {cluster && <ClusterStateLabel cluster={cluster} />}
      </Flex>
      {facts && cluster ? (
        <>
          <LivenessLine topics={[facts]} clusters={[cluster]} />
          {isPromising && location.state !== 'contested' && (
            <LocationObjectives port={port.name} location={location} />
          )}
          <TopicFactsView facts={facts} />
          <ChangeSchemaButton
            details={details}
            port={port}
            location={location}
          />
        </>
      ) : (
        <Text as="p" color="secondary">
          {location.reason ?? 'Nothing is known of this topic.'}
        </Text>
      )}
    </Flex>
  );
}

function leadIn(environment?: string): string {
  return environment ? `${capitalised(environment)}: ` : '';
}
