import type {
  MeshTopic,
  TopicFacts,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import { readObject } from '../feed/meshRows';
import type { PartitionState } from '../measurements/recordTopics';
import { topicKey } from '../products/claims';
import { parseJson, toIso, toNumber, toOptionalNumber } from '../rows';
import { readTopics } from '../snapshot/topicRows';
import type {
  GroupOffsetsRow,
  GroupRow,
  SubjectRow,
  TopicMeasurementRow,
  TopicStateRow,
} from '../tables';

const RATE_WINDOW_MS = 5 * 60_000;

/** Mean rate over the last minutes, from the finest buckets. */
async function readRate(
  db: Knex,
  cluster: string,
  name: string,
  now: number,
): Promise<number | undefined> {
  const rows = await db<TopicMeasurementRow>('topic_measurements')
    .where({ cluster, name, resolution: 60 })
    .andWhere('bucket_at', '>=', now - RATE_WINDOW_MS)
    .orderBy('bucket_at')
    .select();
  if (rows.length === 0) return undefined;
  const first = rows[0];
  const last = rows[rows.length - 1];
  const ms = toNumber(last.last_at) - toNumber(first.first_at);
  if (ms <= 0) return undefined;
  const records = toNumber(last.last_sum) - toNumber(first.first_sum);
  return Math.max(0, (records / ms) * 60_000);
}

async function readGroups(
  db: Knex,
  cluster: string,
  topic: string,
): Promise<TopicFacts['groups']> {
  const offsets = await db<GroupOffsetsRow>('group_offsets')
    .where({ cluster, topic })
    .orderBy('group_id')
    .select();
  if (offsets.length === 0) return [];
  const groups = await db<GroupRow>('groups')
    .where({ cluster })
    .whereIn(
      'group_id',
      offsets.map(row => row.group_id),
    )
    .select();
  const byId = new Map(groups.map(row => [row.group_id, row]));
  return offsets.map(row => {
    const group = byId.get(row.group_id);
    const lag = toOptionalNumber(row.lag);
    const progressedAt = toOptionalNumber(row.progressed_at);
    return {
      groupId: row.group_id,
      type: group?.type ?? 'unknown',
      state: group?.state ?? 'Unknown',
      members: parseJson<unknown[]>(group?.members ?? null)?.length ?? 0,
      ...(lag === undefined ? {} : { lag }),
      ...(progressedAt === undefined
        ? {}
        : { progressedAt: toIso(progressedAt) }),
    };
  });
}

async function readSchemas(
  db: Knex,
  cluster: string,
  subjects: string[],
): Promise<TopicFacts['schemas']> {
  const rows = await db<SubjectRow>('subjects')
    .where({ cluster })
    .whereIn('subject', subjects)
    .orderBy('subject', 'desc')
    .select();
  return rows.map(row => ({
    subject: row.subject,
    version: row.version,
    id: row.schema_id,
    format: row.schema_type,
    ...(row.compatibility ? { compatibility: row.compatibility } : {}),
    schema: row.schema,
  }));
}

/** What is known of topics, as of the last pass over their cluster. */
export class TopicFactsReader {
  readonly #db: Knex;
  readonly #clock: () => number;

  constructor(options: { db: Knex; clock?: () => number }) {
    this.#db = options.db;
    this.#clock = options.clock ?? Date.now;
  }

  /**
   * @param subjects - besides those that Kafka's clients name by default
   * @returns `undefined` if the mesh does not have the topic
   */
  async read(
    cluster: string,
    name: string,
    subjects: string[] = [],
  ): Promise<TopicFacts | undefined> {
    const topic = await readObject<MeshTopic>(
      this.#db,
      'topic',
      topicKey(cluster, name),
    );
    if (!topic) return undefined;
    const [snapshot] = await readTopics(this.#db, { cluster, name });
    const state = await this.#db<TopicStateRow>('topic_states')
      .where({ cluster, name })
      .first();
    const rate = await readRate(this.#db, cluster, name, this.#clock());
    const growth = toOptionalNumber(state?.last_growth_at ?? null);
    return {
      topic,
      ...(snapshot
        ? {
            partitionCount: snapshot.partitions,
            replicationFactor: snapshot.replicationFactor,
          }
        : {}),
      partitions: parseJson<PartitionState[]>(state?.partitions ?? null) ?? [],
      configs: snapshot?.configs ?? {},
      ...(state
        ? {
            records: toNumber(state.latest_sum) - toNumber(state.earliest_sum),
            measuredAt: toIso(toNumber(state.measured_at)),
          }
        : {}),
      ...(rate === undefined ? {} : { recordsPerMinute: rate }),
      ...(growth === undefined ? {} : { lastGrowthAt: toIso(growth) }),
      groups: await readGroups(this.#db, cluster, name),
      schemas: await readSchemas(this.#db, cluster, [
        ...new Set([`${name}-value`, `${name}-key`, ...subjects]),
      ]),
    };
  }
}
