import { KafkaError } from './errors';
import type { KafkaPort, TopicDescription } from './KafkaPort';

/**
 * What Kafka says of one topic.
 *
 * @throws KafkaError that says why it is not told, such as `NOT_FOUND`
 */
export async function requireTopic(
  port: KafkaPort,
  name: string,
): Promise<TopicDescription> {
  const found = (await port.describeTopics([name])).items.get(name);
  if (found?.ok) return found.value;
  throw new KafkaError(
    found?.error ?? {
      code: 'UNAVAILABLE',
      message: `Topic ${name} could not be asked`,
      retryable: true,
    },
  );
}
