import type { Knex } from 'knex';
import type { TopicConfigs, TopicDescription } from '../kafka/KafkaPort';
import { chunk } from '../kafka/answers';
import {
  deleteNamed,
  parseJson,
  ROWS_PER_STATEMENT,
  toNumber,
  upsert,
} from '../rows';
import type { ClusterRow, TopicRow } from '../tables';
import { replicationOf, type KnownTopic } from './readings';

/** A topic as the last snapshot has it. */
export type SnapshotTopic = KnownTopic & {
  cluster: string;
  name: string;
  configs?: TopicConfigs;
  firstSeenAt: number;
};

function toTopic(row: TopicRow): SnapshotTopic {
  return {
    cluster: row.cluster,
    name: row.name,
    topicId: row.topic_id,
    partitions: row.partitions,
    replicationFactor: row.replication_factor,
    configs: parseJson(row.configs),
    firstSeenAt: toNumber(row.first_seen_at),
  };
}

export async function readTopics(
  tx: Knex,
  filter: { cluster?: string; name?: string } = {},
): Promise<SnapshotTopic[]> {
  const rows = await tx<TopicRow>('topics').where(filter).select();
  return rows.map(toTopic);
}

/**
 * Remembers topics of which we know no more than that the catalog has them of
 * us: those of a database that was lost.
 */
export async function seedTopics(
  db: Knex,
  cluster: string,
  pass: number,
  names: string[],
  now: number,
): Promise<void> {
  const rows = names.map(
    (name): TopicRow => ({
      cluster,
      name,
      topic_id: '',
      partitions: 0,
      replication_factor: 0,
      configs: null,
      first_seen_at: now,
    }),
  );
  await db.transaction(async tx => {
    // Only while no later pass has begun, which knows better.
    const current = await tx<ClusterRow>('clusters')
      .where({ name: cluster, pass })
      .increment('pass', 0);
    if (current === 0) return;
    for (const part of chunk(rows, ROWS_PER_STATEMENT)) {
      await tx('topics').insert(part).onConflict(['cluster', 'name']).ignore();
    }
  });
}

/**
 * Writes topics that are new or differ, and removes those that are gone.
 *
 * @returns whether anything changed
 */
export async function writeTopics(
  tx: Knex,
  cluster: string,
  reading: {
    topics: Map<string, TopicDescription>;
    configs: Map<string, TopicConfigs>;
  },
  known: Map<string, SnapshotTopic>,
  remove: string[],
  now: number,
): Promise<boolean> {
  const rows: TopicRow[] = [];
  const recreated: string[] = [];
  for (const topic of reading.topics.values()) {
    const before = known.get(topic.name);
    // Not read or not readable this time: what we knew stays.
    const configs = reading.configs.get(topic.name) ?? before?.configs;
    const row: TopicRow = {
      cluster,
      name: topic.name,
      topic_id: topic.topicId,
      partitions: topic.partitions.length,
      replication_factor: replicationOf(topic),
      configs: configs ? JSON.stringify(sorted(configs)) : null,
      first_seen_at: before?.firstSeenAt ?? now,
    };
    const unchanged =
      before &&
      before.topicId === row.topic_id &&
      before.partitions === row.partitions &&
      before.replicationFactor === row.replication_factor &&
      JSON.stringify(before.configs && sorted(before.configs)) ===
        JSON.stringify(configs && sorted(configs));
    if (unchanged) continue;
    if (before && before.topicId !== row.topic_id) recreated.push(topic.name);
    rows.push(row);
  }
  await upsert(tx, 'topics', rows, ['cluster', 'name']);
  await deleteNamed(tx, 'topics', cluster, 'name', remove);
  // Another topic of that name has offsets of its own.
  for (const table of ['topic_states', 'topic_measurements']) {
    await deleteNamed(tx, table, cluster, 'name', [...remove, ...recreated]);
  }
  for (const table of ['group_offsets', 'group_measurements']) {
    await deleteNamed(tx, table, cluster, 'topic', [...remove, ...recreated]);
  }
  return rows.length > 0 || remove.length > 0;
}

function sorted(configs: TopicConfigs): TopicConfigs {
  return Object.fromEntries(
    Object.entries(configs).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
