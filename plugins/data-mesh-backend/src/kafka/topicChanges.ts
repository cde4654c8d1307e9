import {
  ConfigResourceTypes,
  ConfigSources,
  IncrementalAlterConfigOperationTypes,
  createPartitionsV3,
  createTopicsV7,
  deleteTopicsV6,
  incrementalAlterConfigsV1,
} from '@platformatic/kafka';
import { gather, itemResult } from './answers';
import type {
  Answer,
  ConfigChanges,
  CreatedTopic,
  NewTopic,
} from './KafkaPort';
import type { Wire } from './wire';

// How long the broker may wait for its peers before it answers.
const CHANGE_TIMEOUT_MS = 30_000;

type AnsweredTopic = createTopicsV7.CreateTopicsResponseTopic;

function toCreated(topic: AnsweredTopic): CreatedTopic {
  const { topicId, numPartitions, replicationFactor, configs } = topic;
  // Kafka says -1 to whoever may not read the configuration of the topic.
  return {
    topicId,
    ...(numPartitions > 0 ? { partitions: numPartitions } : {}),
    ...(replicationFactor > 0 ? { replicationFactor } : {}),
    ...(configs && numPartitions > 0
      ? {
          configs: Object.fromEntries(
            configs.map(({ name, value, configSource }) => [
              name,
              {
                value: value ?? null,
                overridden: configSource === ConfigSources.DYNAMIC_TOPIC_CONFIG,
              },
            ]),
          ),
        }
      : {}),
  };
}

export async function createTopics(
  wire: Wire,
  topics: NewTopic[],
  validateOnly: boolean,
): Promise<Answer<CreatedTopic>> {
  return gather([
    {
      target: wire.label,
      items: topics.map(({ name }) => name),
      send: async () => {
        const response = await wire.call(
          await wire.controller(),
          [createTopicsV7.api],
          topics.map(({ name, partitions, replicationFactor, configs }) => ({
            name,
            numPartitions: partitions,
            replicationFactor,
            assignments: [],
            configs: Object.entries(configs).map(([key, value]) => ({
              name: key,
              value,
            })),
          })),
          CHANGE_TIMEOUT_MS,
          validateOnly,
        );
        return new Map(
          response.topics.map(topic => [
            topic.name,
            itemResult(
              topic.errorCode,
              `topic ${topic.name}`,
              () => toCreated(topic),
              topic.errorMessage,
            ),
          ]),
        );
      },
    },
  ]);
}

export async function alterTopicConfigs(
  wire: Wire,
  changes: Map<string, ConfigChanges>,
  validateOnly: boolean,
): Promise<Answer<void>> {
  return gather([
    {
      target: wire.label,
      items: [...changes.keys()],
      send: async () => {
        const response = await wire.call(
          await wire.anyBroker(),
          [incrementalAlterConfigsV1.api],
          [...changes].map(([resourceName, values]) => ({
            resourceType: ConfigResourceTypes.TOPIC,
            resourceName,
            configs: Object.entries(values).map(([name, value]) =>
              value === null
                ? {
                    name,
                    configOperation:
                      IncrementalAlterConfigOperationTypes.DELETE,
                  }
                : {
                    name,
                    configOperation: IncrementalAlterConfigOperationTypes.SET,
                    value,
                  },
            ),
          })),
          validateOnly,
        );
        return new Map(
          response.responses.map(
            ({ resourceName, errorCode, errorMessage }) => [
              resourceName,
              itemResult(
                errorCode,
                `configuration of topic ${resourceName}`,
                () => undefined,
                errorMessage,
              ),
            ],
          ),
        );
      },
    },
  ]);
}

export async function deleteTopics(
  wire: Wire,
  names: string[],
): Promise<Answer<void>> {
  // Kafka refuses a request that names a topic twice.
  const items = [...new Set(names)];
  if (items.length === 0) return gather([]);
  return gather([
    {
      target: wire.label,
      items,
      send: async () => {
        const response = await wire.call(
          await wire.controller(),
          [deleteTopicsV6.api],
          items.map(name => ({ name })),
          CHANGE_TIMEOUT_MS,
        );
        return new Map(
          response.responses.map(
            ({ name, topicId, errorCode, errorMessage }) => [
              name ?? topicId,
              itemResult(
                errorCode,
                `topic ${name}`,
                () => undefined,
                errorMessage,
              ),
            ],
          ),
        );
      },
    },
  ]);
}

export async function createPartitions(
  wire: Wire,
  totals: Map<string, number>,
  validateOnly: boolean,
): Promise<Answer<void>> {
  if (totals.size === 0) return gather([]);
  return gather([
    {
      target: wire.label,
      items: [...totals.keys()],
      send: async () => {
        const response = await wire.call(
          await wire.controller(),
          [createPartitionsV3.api],
          // No assignments: Kafka chooses the brokers. An empty list would be
          // taken as one that is too short.
          [...totals].map(([name, count]) => ({
            name,
            count,
            assignments: null,
          })),
          CHANGE_TIMEOUT_MS,
          validateOnly,
        );
        return new Map(
          response.results.map(({ name, errorCode, errorMessage }) => [
            name,
            itemResult(
              errorCode,
              `partitions of topic ${name}`,
              () => undefined,
              errorMessage,
            ),
          ]),
        );
      },
    },
  ]);
}
