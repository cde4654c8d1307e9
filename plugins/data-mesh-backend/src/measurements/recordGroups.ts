import type { Knex } from 'knex';
import type { CommittedOffsets, PartitionOffsets } from '../kafka/KafkaPort';
import { deleteNamed, toNumber, toOptionalNumber, upsert } from '../rows';
import type { GroupMeasurementRow, GroupOffsetsRow } from '../tables';
import { bucketOf, RESOLUTIONS } from './buckets';

function lagOf(
  committed: Map<number, bigint>,
  offsets: PartitionOffsets[] | undefined,
): number | undefined {
  if (!offsets) return undefined;
  let lag = 0n;
  for (const { partition, latest, earliest } of offsets) {
    if (!latest.ok) return undefined;
    const position = committed.get(partition);
    // A partition without a commit has all that it holds yet to be read.
    const from = position ?? (earliest.ok ? earliest.value : latest.value);
    if (latest.value > from) lag += latest.value - from;
  }
  return Number(lag);
}

/** Keeps what a full pass saw of groups' progress and lag. */
export async function recordGroups(
  tx: Knex,
  cluster: string,
  /** All groups there are, or `undefined` where not every broker told. */
  alive: string[] | undefined,
  committed: Map<string, CommittedOffsets>,
  offsets: Map<string, PartitionOffsets[]>,
  now: number,
): Promise<void> {
  const id = (group: string, topic: string) => JSON.stringify([group, topic]);
  const before = new Map(
    (
      await tx<GroupOffsetsRow>('group_offsets').where({ cluster }).select()
    ).map(row => [id(row.group_id, row.topic), row]),
  );
  const rows: GroupOffsetsRow[] = [];
  const measurements: GroupMeasurementRow[] = [];
  for (const [group, topics] of committed) {
    for (const [topic, partitions] of topics) {
      if (partitions.size === 0) continue;
      const last = before.get(id(group, topic));
      const total = Number(
        [...partitions.values()].reduce((a, b) => a + b, 0n),
      );
      const lag = lagOf(partitions, offsets.get(topic));
      const moved = last && toNumber(last.committed_sum) !== total;
      rows.push({
        cluster,
        group_id: group,
        topic,
        measured_at: now,
        committed_sum: total,
        lag: lag ?? null,
        partitions: JSON.stringify(
          [...partitions]
            .sort(([a], [b]) => a - b)
            .map(([partition, offset]) => ({ partition, offset: `${offset}` })),
        ),
        progressed_at: moved
          ? now
          : toOptionalNumber(last?.progressed_at ?? null) ?? null,
      });
      for (const { seconds } of RESOLUTIONS) {
        measurements.push({
          cluster,
          group_id: group,
          topic,
          resolution: seconds,
          bucket_at: bucketOf(now, seconds),
          committed_sum: total,
          max_lag: lag ?? null,
        });
      }
    }
  }
  await upsert(tx, 'group_offsets', rows, ['cluster', 'group_id', 'topic']);
  const larger =
    'case when excluded.max_lag is null or group_measurements.max_lag > excluded.max_lag then group_measurements.max_lag else excluded.max_lag end';
  await upsert(
    tx,
    'group_measurements',
    measurements,
    ['cluster', 'group_id', 'topic', 'resolution', 'bucket_at'],
    {
      committed_sum: tx.raw('excluded.committed_sum'),
      max_lag: tx.raw(larger),
    },
  );
  if (!alive) return;
  // Groups that Kafka has forgotten; their history stays until it is pruned.
  const known = new Set(alive);
  const forgotten = [...before.values()]
    .map(row => row.group_id)
    .filter(group => !known.has(group));
  await deleteNamed(tx, 'group_offsets', cluster, 'group_id', forgotten);
}
