import {
  ConfigResourceTypes,
  ConfigSources,
  describeConfigsV4,
  type metadataV12,
} from '@platformatic/kafka';
import { chunk, gather, itemResult } from './answers';
import type {
  Answer,
  ClusterDescription,
  ItemResult,
  TopicConfigs,
  TopicDescription,
  TopicListing,
} from './KafkaPort';
import type { Wire } from './wire';

// Keeps a single answer in the low megabytes; Kafka itself has no limit.
const TOPICS_PER_REQUEST = 2_000;

export async function describeCluster(wire: Wire): Promise<ClusterDescription> {
  return toCluster(await wire.metadata([]));
}

type MetadataTopic = metadataV12.MetadataResponseTopic;

function toCluster(response: metadataV12.MetadataResponse): ClusterDescription {
  return {
    clusterId: response.clusterId ?? '',
    controllerId: response.controllerId,
    brokers: response.brokers.map(({ nodeId, host, port, rack }) => ({
      nodeId,
      host,
      port,
      ...(rack ? { rack } : {}),
    })),
  };
}

function toTopic(topic: MetadataTopic): TopicDescription {
  return {
    name: topic.name ?? '',
    topicId: topic.topicId,
    internal: topic.isInternal,
    partitions: topic.partitions
      .map(p => ({
        partition: p.partitionIndex,
        ...(p.leaderId >= 0 ? { leader: p.leaderId } : {}),
        replicas: p.replicaNodes,
        inSyncReplicas: p.isrNodes,
      }))
      .sort((a, b) => a.partition - b.partition),
  };
}

function toTopics(
  topics: MetadataTopic[],
): Map<string, ItemResult<TopicDescription>> {
  return new Map(
    topics.map(topic => [
      topic.name ?? topic.topicId,
      itemResult(topic.errorCode, `topic ${topic.name}`, () => toTopic(topic)),
    ]),
  );
}

export async function listTopics(wire: Wire): Promise<TopicListing> {
  const response = await wire.metadata(null);
  return {
    cluster: toCluster(response),
    items: toTopics(response.topics),
    complete: true,
    missing: [],
  };
}

export async function describeTopics(
  wire: Wire,
  names: string[],
): Promise<Answer<TopicDescription>> {
  return gather(
    chunk(names, TOPICS_PER_REQUEST).map(items => ({
      target: wire.label,
      items,
      send: async () => toTopics((await wire.metadata(items)).topics),
    })),
  );
}

export async function describeTopicConfigs(
  wire: Wire,
  names: string[],
  keys: string[],
): Promise<Answer<TopicConfigs>> {
  return gather(
    chunk(names, TOPICS_PER_REQUEST).map(items => ({
      target: wire.label,
      items,
      send: async () => {
        const response = await wire.call(
          await wire.anyBroker(),
          [describeConfigsV4.api],
          items.map(resourceName => ({
            resourceType: ConfigResourceTypes.TOPIC,
            resourceName,
            configurationKeys: keys,
          })),
          false,
          false,
        );
        return new Map(
          response.results.map(result => [
            result.resourceName,
            itemResult(
              result.errorCode,
              `configuration of topic ${result.resourceName}`,
              (): TopicConfigs =>
                Object.fromEntries(
                  result.configs.map(({ name, value, configSource }) => [
                    name,
                    {
                      value: value ?? null,
                      overridden:
                        configSource === ConfigSources.DYNAMIC_TOPIC_CONFIG,
                    },
                  ]),
                ),
              result.errorMessage,
            ),
          ]),
        );
      },
    })),
  );
}
