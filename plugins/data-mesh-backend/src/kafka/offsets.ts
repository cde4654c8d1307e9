import {
  FetchIsolationLevels,
  ListOffsetTimestamps,
  listOffsetsV7,
} from '@platformatic/kafka';
import { chunk, failed, gather, itemResult } from './answers';
import type { KafkaErrorInfo } from './errors';
import type {
  Answer,
  ItemResult,
  PartitionOffsets,
  TopicDescription,
} from './KafkaPort';
import type { Wire } from './wire';

// The client builds its answer in quadratic time per request; this many
// partitions keep one request under some 20 ms of blocked event loop.
const PARTITIONS_PER_REQUEST = 2_000;

type Target = { topic: string; partition: number; leader: number };
type Edge = 'earliest' | 'latest';

const TIMESTAMPS: Record<Edge, bigint> = {
  earliest: ListOffsetTimestamps.EARLIEST,
  latest: ListOffsetTimestamps.LATEST,
};

function keyOf(topic: string, partition: number, edge: Edge): string {
  return `${topic}/${partition}/${edge}`;
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
  edge: Edge,
): Promise<Map<string, ItemResult<bigint>>> {
  const response = await wire.call(
    await wire.broker(leader),
    [listOffsetsV7.api],
    // -1: asked by a client, not by a replica.
    -1,
    FetchIsolationLevels.READ_UNCOMMITTED,
    byTopic(targets, TIMESTAMPS[edge]),
  );
  return new Map(
    response.topics.flatMap(({ name, partitions }) =>
      partitions.map(({ partitionIndex, errorCode, offset }) => [
        keyOf(name, partitionIndex, edge),
        itemResult(
          errorCode,
          `${edge} offset of ${name}, partition ${partitionIndex}`,
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

export async function listOffsets(
  wire: Wire,
  topics: TopicDescription[],
): Promise<Answer<PartitionOffsets[]>> {
  const byLeader = new Map<number, Target[]>();
  for (const { name, partitions } of topics) {
    for (const { partition, leader } of partitions) {
      if (leader === undefined) continue;
      const list = byLeader.get(leader);
      const target = { topic: name, partition, leader };
      if (list) list.push(target);
      else byLeader.set(leader, [target]);
    }
  }
  const edges: Edge[] = ['earliest', 'latest'];
  const answer = await gather(
    [...byLeader].flatMap(([leader, targets]) =>
      chunk(targets, PARTITIONS_PER_REQUEST).flatMap(part =>
        edges.map(edge => ({
          target: `${wire.label}, broker ${leader}`,
          items: part.map(t => keyOf(t.topic, t.partition, edge)),
          send: () => ask(wire, leader, part, edge),
        })),
      ),
    ),
  );

  const items = new Map<string, ItemResult<PartitionOffsets[]>>();
  for (const { name, partitions } of topics) {
    items.set(name, {
      ok: true,
      value: partitions.map(({ partition }) => {
        const of = (edge: Edge) =>
          answer.items.get(keyOf(name, partition, edge)) ??
          failed<bigint>(leaderless(name, partition));
        return { partition, earliest: of('earliest'), latest: of('latest') };
      }),
    });
  }
  return { items, complete: answer.complete, missing: answer.missing };
}
