import {
  FetchIsolationLevels,
  ListOffsetTimestamps,
  listOffsetsV7,
} from '@platformatic/kafka';
import { chunk, failed, gather, itemResult, partitionKey } from './answers';
import type { KafkaErrorInfo } from './errors';
import type {
  Answer,
  ItemResult,
  PartitionOffsetAt,
  PartitionOffsets,
  TopicDescription,
} from './KafkaPort';
import type { Wire } from './wire';

// The client builds its answer in quadratic time per request; this many
// partitions keep one request under some 20 ms of blocked event loop.
const PARTITIONS_PER_REQUEST = 2_000;

type Target = { topic: string; partition: number };

/** What is asked of each partition, and how errors call it. */
type Question = { name: string; timestamp: bigint };

const EARLIEST: Question = {
  name: 'earliest offset',
  timestamp: ListOffsetTimestamps.EARLIEST,
};
const LATEST: Question = {
  name: 'latest offset',
  timestamp: ListOffsetTimestamps.LATEST,
};

function keyOf(topic: string, partition: number, { name }: Question): string {
  return `${partitionKey(topic, partition)}/${name}`;
}

function byTopic(targets: Target[], timestamp: bigint) {
  const topics = new Map<string, Target[]>();
  for (const target of targets) {
    const list = topics.get(target.topic);
    if (list) list.push(target);
    else topics.set(target.topic, [target]);
  }
  return [...topics].map(([name, partitions]) => ({
    name,
    partitions: partitions.map(({ partition }) => ({
      partitionIndex: partition,
      // -1: we do not know the leader's epoch, so do not let it be checked.
      currentLeaderEpoch: -1,
      timestamp,
    })),
  }));
}

async function ask(
  wire: Wire,
  leader: number,
  targets: Target[],
  question: Question,
): Promise<Map<string, ItemResult<bigint>>> {
  const response = await wire.call(
    await wire.broker(leader),
    [listOffsetsV7.api],
    // -1: asked by a client, not by a replica.
    -1,
    FetchIsolationLevels.READ_UNCOMMITTED,
    byTopic(targets, question.timestamp),
  );
  return new Map(
    response.topics.flatMap(({ name, partitions }) =>
      partitions.map(({ partitionIndex, errorCode, offset }) => [
        keyOf(name, partitionIndex, question),
        itemResult(
          errorCode,
          `${question.name} of ${name}, partition ${partitionIndex}`,
          () => offset,
        ),
      ]),
    ),
  );
}

function leaderless(topic: string, partition: number): KafkaErrorInfo {
  const item = `${topic}, partition ${partition}`;
  return {
    code: 'UNAVAILABLE',
    message: `${item}: it has no leader now, so nobody can tell its offsets`,
    retryable: true,
    item,
  };
}

/** Puts the questions to each partition's leader; no leader, no answer. */
async function askLeaders(
  wire: Wire,
  topics: TopicDescription[],
  questions: Question[],
): Promise<Answer<bigint>> {
  const byLeader = new Map<number, Target[]>();
  for (const { name, partitions } of topics) {
    for (const { partition, leader } of partitions) {
      if (leader === undefined) continue;
      const list = byLeader.get(leader);
      const target = { topic: name, partition };
      if (list) list.push(target);
      else byLeader.set(leader, [target]);
    }
  }
  return gather(
    [...byLeader].flatMap(([leader, targets]) =>
      chunk(targets, PARTITIONS_PER_REQUEST).flatMap(part =>
        questions.map(question => ({
          target: `${wire.label}, broker ${leader}`,
          items: part.map(t => keyOf(t.topic, t.partition, question)),
          send: () => ask(wire, leader, part, question),
        })),
      ),
    ),
  );
}

/** Answers per partition as answers per topic. */
function perTopic<T>(
  topics: TopicDescription[],
  answer: Answer<bigint>,
  toValue: (
    partition: number,
    of: (question: Question) => ItemResult<bigint>,
  ) => T,
): Answer<T[]> {
  const items = new Map<string, ItemResult<T[]>>();
  for (const { name, partitions } of topics) {
    items.set(name, {
      ok: true,
      value: partitions.map(({ partition }) =>
        toValue(
          partition,
          question =>
            answer.items.get(keyOf(name, partition, question)) ??
            failed<bigint>(leaderless(name, partition)),
        ),
      ),
    });
  }
  return { items, complete: answer.complete, missing: answer.missing };
}

export async function listOffsets(
  wire: Wire,
  topics: TopicDescription[],
): Promise<Answer<PartitionOffsets[]>> {
  const answer = await askLeaders(wire, topics, [EARLIEST, LATEST]);
  return perTopic(topics, answer, (partition, of) => ({
    partition,
    earliest: of(EARLIEST),
    latest: of(LATEST),
  }));
}

export async function listOffsetsAt(
  wire: Wire,
  topics: TopicDescription[],
  timestampMs: number,
): Promise<Answer<PartitionOffsetAt[]>> {
  if (!Number.isSafeInteger(timestampMs) || timestampMs < 0) {
    // Kafka gives negative times meanings of their own, such as "the latest".
    throw new TypeError(`Not a time in milliseconds: ${timestampMs}`);
  }
  const question: Question = {
    name: `offset at ${timestampMs}`,
    timestamp: BigInt(timestampMs),
  };
  const answer = await askLeaders(wire, topics, [question]);
  return perTopic(topics, answer, (partition, of) => {
    const result = of(question);
    return {
      partition,
      // Kafka says -1 where every record is older.
      offset:
        result.ok && result.value < 0n
          ? { ok: true, value: undefined }
          : result,
    };
  });
}
