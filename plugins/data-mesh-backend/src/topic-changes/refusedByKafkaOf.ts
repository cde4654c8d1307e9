import type { TopicKey } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { FieldRefusal } from '../creations/decideTopic';
import { refusedByKafka } from '../creations/kafkaRefusal';
import { KafkaError } from '../kafka/errors';
import { refusal } from '../product-store/decidePublication';
import { PARTITIONS, type WantedChange } from './topicChange';

/**
 * Why Kafka does not take a change of a topic, in terms of what was asked for.
 *
 * @throws what is no error of Kafka's
 */
export function refusedByKafkaOf(
  error: unknown,
  { cluster, topic, wanted }: TopicKey & { wanted: WantedChange },
): FieldRefusal {
  if (!(error instanceof KafkaError)) throw error;
  const info = error.info();
  if (/\(INVALID_PARTITIONS\)$/.test(info.message)) {
    return {
      ...refusal('INVALID', `${PARTITIONS}: ${info.message}`),
      field: PARTITIONS,
    };
  }
  const configs = Object.fromEntries(
    Object.keys(wanted.configs).map(key => [key, '']),
  );
  return refusedByKafka(
    info,
    cluster,
    { name: topic, configs },
    'ALTER, ALTER_CONFIGS and DESCRIBE',
  );
}
