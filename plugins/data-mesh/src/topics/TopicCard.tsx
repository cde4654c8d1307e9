import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { Flex, Skeleton, Text } from '@backstage/ui';
import type { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_CLUSTER,
  ANNOTATION_TOPIC,
  type TopicKey,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { ClusterStateLabel } from '../clusters/ClusterStateLabel';
import { useClusters } from '../clusters/useClusters';
import { Failure } from '../common/Failure';
import { TextLink } from '../common/TextLink';
import { EntityLink } from '../entities/EntityLink';
import { useLive } from '../live/useLive';
import { useMeshLinks } from '../useMeshLinks';
import { ChangeTopicButton } from './ChangeTopicButton';
import { LivenessLine } from './LivenessLine';
import { TopicFactsView } from './TopicFactsView';

/** On the page of a topic: which product holds it, and what it does now. */
export function TopicCard() {
  const { entity } = useEntity();
  const key = topicKeyOf(entity);
  return (
    <EntityInfoCard title="How it is">
      {key ? (
        <Topic {...key} />
      ) : (
        <Text as="p">
          Its annotations {ANNOTATION_CLUSTER} and {ANNOTATION_TOPIC} do not say
          which topic this is.
        </Text>
      )}
    </EntityInfoCard>
  );
}

function Topic({ cluster: clusterName, topic }: TopicKey) {
  const { value, error, pending, reload } = useLive(
    `topic:${clusterName}/${topic}`,
    api => api.getTopic(clusterName, topic),
  );
  const clusters = useClusters();
  const why = useMeshLinks().explain({ cluster: clusterName, topic });
  const cluster = clusters.value?.items.find(
    ({ name }) => name === clusterName,
  );
  if (pending) return <Skeleton width="100%" height="10rem" />;
  if (!value) {
    return error ? (
      <Failure
        title="The mesh does not say how this topic is"
        error={error}
        onRetry={reload}
      />
    ) : null;
  }
  const { productRef, domainRef } = value.topic;
  return (
    <Flex direction="column" gap="4">
      {cluster && <LivenessLine topics={[value]} clusters={[cluster]} />}
      <Flex gap="3" align="center">
        <Text>
          {productRef ? (
            <>
              Held by the data product{' '}
              <EntityLink inText entityRef={productRef} />
            </>
          ) : (
            <>
              No data product holds it
              {domainRef ? (
                <>
                  ; it is unclaimed in{' '}
                  <EntityLink inText entityRef={domainRef} />
                </>
              ) : (
                ', and its name tells no domain'
              )}
            </>
          )}
          , on {cluster?.title ?? clusterName}.
        </Text>
        {cluster && <ClusterStateLabel cluster={cluster} />}
      </Flex>
      <Flex gap="3" align="center">
        {why && (
          <TextLink href={why}>Who may read and write it, and why?</TextLink>
        )}
        <ChangeTopicButton facts={value} />
      </Flex>
      <TopicFactsView facts={value} />
    </Flex>
  );
}

function topicKeyOf(entity: Entity): TopicKey | undefined {
  const cluster = entity.metadata.annotations?.[ANNOTATION_CLUSTER];
  const topic = entity.metadata.annotations?.[ANNOTATION_TOPIC];
  return cluster && topic ? { cluster, topic } : undefined;
}
