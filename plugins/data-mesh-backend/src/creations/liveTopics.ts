import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { KafkaError, toKafkaError } from '../kafka/errors';
import type {
  Answer,
  KafkaPort,
  TopicConfigs,
  TopicDescription,
} from '../kafka/KafkaPort';
import { replicationOf, TOPIC_CONFIG_KEYS } from '../snapshot/readings';
import { readTopics, writeTopics } from '../snapshot/topicRows';
import type { LiveTopic } from './decideTopic';

const READ_BACK_MS = 10_000;
const ASK_AGAIN_MS = 100;

/**
 * What came of one item of a bulk call.
 *
 * @throws KafkaError where that is an error
 */
export function itemOf<T>(answer: Answer<T>, name: string): T {
  const result = answer.items.get(name);
  if (result?.ok) return result.value;
  throw new KafkaError(
    result?.error ?? {
      code: 'UNKNOWN',
      message: `topic ${name}: Kafka has not answered`,
      retryable: true,
      item: name,
    },
  );
}

/** What Kafka says of one topic now. */
export async function askTopic(
  port: KafkaPort,
  name: string,
): Promise<LiveTopic & { description?: TopicDescription }> {
  try {
    const { items } = await port.describeTopics([name]);
    const result = items.get(name);
    if (result?.ok) {
      const description = result.value;
      return {
        state: 'there',
        topicId: description.topicId,
        partitions: description.partitions.length,
        replicationFactor: replicationOf(description),
        description,
      };
    }
    return result?.error.code === 'NOT_FOUND'
      ? { state: 'absent' }
      : {
          state: 'unknown',
          reason: result?.error.message ?? `topic ${name}: no answer`,
          isDenied: result?.error.code === 'NOT_AUTHORIZED',
        };
  } catch (error) {
    return { state: 'unknown', reason: toKafkaError(error, name).message };
  }
}

/**
 * Asks until something is so, which takes some milliseconds after a change.
 *
 * @returns what was found; nothing where it is not so in time
 */
export async function untilSo<T>(
  ask: () => Promise<T>,
  isSo: (found: T) => boolean,
): Promise<T | undefined> {
  const end = Date.now() + READ_BACK_MS;
  for (;;) {
    const found = await ask();
    if (isSo(found)) return found;
    if (Date.now() > end) return undefined;
    await new Promise(resolve => setTimeout(resolve, ASK_AGAIN_MS));
  }
}

/** Waits until a topic that was just created can be seen. */
export async function awaitTopic(
  port: KafkaPort,
  name: string,
): Promise<Awaited<ReturnType<typeof askTopic>>> {
  return (
    (await untilSo(
      () => askTopic(port, name),
      ({ state }) => state === 'there',
    )) ?? askTopic(port, name)
  );
}

/** Configs of a topic, those that the mesh keeps among them. */
export async function askConfigs(
  port: KafkaPort,
  name: string,
  keys: string[],
): Promise<TopicConfigs> {
  const answer = await port.describeTopicConfigs(
    [name],
    [...new Set([...TOPIC_CONFIG_KEYS, ...keys])],
  );
  return itemOf(answer, name);
}

/**
 * What the brokers give a topic that does not say otherwise, by the answer to
 * what creating such a topic would come to; none is created. What our
 * credential may not know is left out.
 */
export async function askDefaults(
  port: KafkaPort,
  near: string,
  keys: string[],
): Promise<Record<string, string | null>> {
  if (keys.length === 0) return {};
  // Of the same prefix, as ACLs are often given by it.
  const name = `${near.slice(0, 230)}.${randomUUID().slice(0, 8)}`;
  const wanted = { name, partitions: 1, replicationFactor: -1, configs: {} };
  try {
    const { configs = {} } = itemOf(
      await port.createTopics([wanted], { validateOnly: true }),
      name,
    );
    return Object.fromEntries(
      keys.flatMap(key => (configs[key] ? [[key, configs[key].value]] : [])),
    );
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error;
    return {};
  }
}

/**
 * How many records were ever written to a topic, deleted ones included;
 * nothing where there is none.
 *
 * @throws KafkaError where a partition could not be asked
 */
export async function askWritten(
  port: KafkaPort,
  name: string,
): Promise<bigint | undefined> {
  const described = await port.describeTopics([name]);
  const topic = described.items.get(name);
  if (topic && !topic.ok && topic.error.code === 'NOT_FOUND') return undefined;
  const offsets = itemOf(
    await port.listOffsets([itemOf(described, name)]),
    name,
  );
  let written = BigInt(0);
  for (const { latest } of offsets) {
    if (!latest.ok) throw new KafkaError(latest.error);
    written += latest.value;
  }
  return written;
}

/** Those configs that the mesh keeps of a topic. */
export function keptConfigs(configs: TopicConfigs): TopicConfigs {
  return Object.fromEntries(
    Object.entries(configs).filter(([key]) => TOPIC_CONFIG_KEYS.includes(key)),
  );
}

/**
 * Writes a topic into the snapshot as the next pass would, so that it need not
 * be waited for.
 */
export async function noteTopic(
  tx: Knex,
  cluster: string,
  topic: TopicDescription,
  configs: TopicConfigs,
  now: number,
): Promise<void> {
  const known = await readTopics(tx, { cluster, name: topic.name });
  await writeTopics(
    tx,
    cluster,
    {
      topics: new Map([[topic.name, topic]]),
      configs: new Map([[topic.name, keptConfigs(configs)]]),
    },
    new Map(known.map(each => [each.name, each])),
    [],
    now,
  );
}

/** Takes a topic out of the snapshot that was just deleted. */
export async function forgetTopic(
  tx: Knex,
  cluster: string,
  name: string,
  now: number,
): Promise<void> {
  await writeTopics(
    tx,
    cluster,
    { topics: new Map(), configs: new Map() },
    new Map(),
    [name],
    now,
  );
}
