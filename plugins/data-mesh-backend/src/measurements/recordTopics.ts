import type { Knex } from 'knex';
import type { PartitionOffsets, TopicDescription } from '../kafka/KafkaPort';
import { toNumber, toOptionalNumber, upsert } from '../rows';
import type { TopicMeasurementRow, TopicStateRow } from '../tables';
import { bucketOf, RESOLUTIONS } from './buckets';

/** One partition as a pass saw it; offsets as text, they may exceed 2^53. */
export type PartitionState = {
  partition: number;
  leader?: number;
  replicas: number[];
  inSyncReplicas: number[];
  earliest?: string;
  latest?: string;
};

function toPartitions(
  topic: TopicDescription,
  offsets: PartitionOffsets[],
): PartitionState[] {
  const byPartition = new Map(offsets.map(o => [o.partition, o]));
  return topic.partitions.map(p => {
    const known = byPartition.get(p.partition);
    return {
      ...p,
      ...(known?.earliest.ok ? { earliest: `${known.earliest.value}` } : {}),
      ...(known?.latest.ok ? { latest: `${known.latest.value}` } : {}),
    };
  });
}

function sum(
  partitions: PartitionState[],
  edge: 'earliest' | 'latest',
): number | undefined {
  let total = 0n;
  for (const partition of partitions) {
    const offset = partition[edge];
    if (offset === undefined) return undefined;
    total += BigInt(offset);
  }
  return Number(total);
}

/**
 * Keeps what a full pass measured of each topic. A topic of which a partition
 * could not be asked counts for availability alone: a sum without it would
 * look like lost records now and like a burst later.
 */
export async function recordTopics(
  tx: Knex,
  cluster: string,
  topics: Map<string, TopicDescription>,
  offsets: Map<string, PartitionOffsets[]>,
  now: number,
): Promise<void> {
  const before = new Map(
    (await tx<TopicStateRow>('topic_states').where({ cluster }).select()).map(
      row => [row.name, row],
    ),
  );
  const states: TopicStateRow[] = [];
  const measurements: TopicMeasurementRow[] = [];
  const unseen: TopicMeasurementRow[] = [];
  for (const topic of topics.values()) {
    const partitions = toPartitions(topic, offsets.get(topic.name) ?? []);
    const last = before.get(topic.name);
    const lastSum = last && toNumber(last.latest_sum);
    const seen = sum(partitions, 'latest');
    const latest = seen ?? lastSum;
    const earliest =
      sum(partitions, 'earliest') ?? (last && toNumber(last.earliest_sum));
    if (latest === undefined || earliest === undefined) continue;
    // What was not seen now is as of when it was.
    const measuredAt =
      seen === undefined && last ? toNumber(last.measured_at) : now;
    const grown = lastSum !== undefined && latest > lastSum;
    states.push({
      cluster,
      name: topic.name,
      measured_at: measuredAt,
      partitions: JSON.stringify(partitions),
      earliest_sum: earliest,
      latest_sum: latest,
      last_growth_at: grown
        ? now
        : toOptionalNumber(last?.last_growth_at ?? null) ?? null,
    });
    const led = topic.partitions.every(p => p.leader !== undefined);
    const into = seen === undefined ? unseen : measurements;
    for (const { seconds } of RESOLUTIONS) {
      into.push({
        cluster,
        name: topic.name,
        resolution: seconds,
        bucket_at: bucketOf(now, seconds),
        first_at: measuredAt,
        first_sum: latest,
        last_at: measuredAt,
        last_sum: latest,
        passes: 1,
        led_passes: led ? 1 : 0,
      });
    }
  }
  await upsert(tx, 'topic_states', states, ['cluster', 'name']);
  const key: Array<keyof TopicMeasurementRow> = [
    'cluster',
    'name',
    'resolution',
    'bucket_at',
  ];
  const counts = {
    passes: tx.raw('topic_measurements.passes + 1'),
    led_passes: tx.raw('topic_measurements.led_passes + excluded.led_passes'),
  };
  await upsert(tx, 'topic_measurements', unseen, key, counts);
  await upsert(tx, 'topic_measurements', measurements, key, {
    ...counts,
    last_at: tx.raw('excluded.last_at'),
    last_sum: tx.raw('excluded.last_sum'),
  });
}
