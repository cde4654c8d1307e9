import { askConfigs, askTopic } from '../creations/liveTopics';
import { TOPIC_CONFIGS } from '../creations/topicConfigs';
import { KafkaError, toKafkaError } from '../kafka/errors';
import type { KafkaPort } from '../kafka/KafkaPort';
import { setValue } from '../topic-changes/topicChange';
import type { ClusterRoom } from './differencesOf';
import type { TopicSettings } from './promotion';

/** What Kafka says of a topic; that it could not say is not that it is gone. */
export type AskedSettings =
  | { state: 'there'; settings: TopicSettings }
  | { state: 'absent' }
  | { state: 'unknown'; reason: string };

/** How a topic is, of what can be set here. */
export async function askSettings(
  port: KafkaPort,
  topic: string,
): Promise<AskedSettings> {
  const live = await askTopic(port, topic);
  if (live.state !== 'there') return live;
  const { topicId, partitions, replicationFactor } = live;
  try {
    const configs = await askConfigs(port, topic, [...TOPIC_CONFIGS]);
    const set = TOPIC_CONFIGS.flatMap(key => {
      const value = setValue({ configs }, key);
      return value === undefined ? [] : [[key, value]];
    });
    return {
      state: 'there',
      settings: {
        topicId,
        partitions,
        replicationFactor,
        configs: Object.fromEntries(set),
      },
    };
  } catch (error) {
    return { state: 'unknown', reason: toKafkaError(error, topic).message };
  }
}

/**
 * What a cluster can give a topic; none is created.
 *
 * @throws KafkaError where it cannot be asked
 */
export async function askRoom(
  port: KafkaPort,
  topic: string,
): Promise<ClusterRoom> {
  const { brokers } = await port.describeCluster();
  const wanted = {
    name: topic,
    partitions: 1,
    replicationFactor: -1,
    configs: {},
  };
  const answer = await port.createTopics([wanted], { validateOnly: true });
  const result = answer.items.get(topic);
  const defaultReplicas = result?.ok
    ? result.value.replicationFactor
    : undefined;
  return {
    brokers: brokers.length,
    ...(defaultReplicas ? { defaultReplicas } : {}),
  };
}

/** Why a cluster could not be asked, if that is what an error is about. */
export function reasonIn(error: unknown): string {
  if (!(error instanceof KafkaError)) throw error;
  return error.message;
}
