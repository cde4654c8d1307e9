import type { KafkaErrorInfo } from '../kafka/errors';
import type { WantedTopic } from './creation';
import type { FieldRefusal } from './decideTopic';

// Kafka's own identifiers, which our messages end with.
const FIELDS: Array<[pattern: RegExp, field: string]> = [
  [/\(INVALID_TOPIC_EXCEPTION\)$/, 'name'],
  [/\(INVALID_PARTITIONS\)$/, 'partitions'],
  [/\(INVALID_REPLICATION_FACTOR\)$/, 'replicationFactor'],
];

function fieldOf(
  message: string,
  { configs }: Pick<WantedTopic, 'configs'>,
): string {
  const found = FIELDS.find(([pattern]) => pattern.test(message));
  if (found) return found[1];
  // The longest first: some keys are within others.
  const key = Object.keys(configs)
    .sort((a, b) => b.length - a.length)
    .find(each => message.includes(each));
  return key ? `configs.${key}` : 'configs';
}

/**
 * Why Kafka does not take a topic, in terms of what was asked for. Pure.
 *
 * @param operations - that our credential needs for it
 */
export function refusedByKafka(
  { code, message }: KafkaErrorInfo,
  cluster: string,
  wanted: Pick<WantedTopic, 'name' | 'configs'>,
  operations = 'CREATE, ALTER_CONFIGS and DESCRIBE',
): FieldRefusal {
  switch (code) {
    case 'INVALID':
    case 'UNSUPPORTED': {
      const field = fieldOf(message, wanted);
      return { code: 'INVALID', message: `${field}: ${message}`, field };
    }
    case 'ALREADY_EXISTS':
      return {
        code: 'CONFLICT',
        message: `Topic ${wanted.name} of cluster ${cluster} exists since a moment ago; choose another name, or publish the topic that is there`,
        field: 'name',
      };
    case 'NOT_AUTHORIZED':
    case 'AUTHENTICATION_FAILED':
      return {
        code: 'UNAVAILABLE',
        message: `${message}; give the provisioning credential of cluster ${cluster} ${operations} on topic ${wanted.name}, or on a prefix of it`,
      };
    default:
      return {
        code: 'UNAVAILABLE',
        message: `${message}; try again in a moment, which finishes what was begun`,
      };
  }
}
