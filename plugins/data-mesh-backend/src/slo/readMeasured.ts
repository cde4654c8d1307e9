import type { Knex } from 'knex';
import type { ClusterSettings } from '../config/DataMeshConfig';
import { topicKey } from '../products/claims';
import { toNumber, toOptionalNumber } from '../rows';
import { readTopics, type SnapshotTopic } from '../snapshot/topicRows';
import type { GroupOffsetsRow, TopicStateRow } from '../tables';
import {
  DAY_MS,
  VOLUME_BUCKET_MS,
  WINDOW_DAYS,
  type Measured,
} from './judgeObjective';

// Not the partitions: a promise is about the topic as a whole.
const TOPIC_SUMS = [
  'cluster',
  'name',
  'measured_at',
  'latest_sum',
  'last_growth_at',
] as const;
type TopicSums = Pick<TopicStateRow, (typeof TOPIC_SUMS)[number]>;

type Counts = { passes: number; ledPasses: number };
type CountRow = {
  cluster: string;
  name: string;
  passes: number | string;
  led: number | string;
};
type StartRow = {
  cluster: string;
  name: string;
  at: number | string;
  sum: number | string;
};
type Volume = { records: number; watchedMs: number };

/** Everything that was measured, by `topicKey`. */
export type Measurements = {
  topics: Map<string, SnapshotTopic>;
  states: Map<string, TopicSums>;
  counts: Map<string, Counts>;
  volumes: Map<string, Volume>;
  lags: Map<string, Map<string, number | null>>;
};

async function readCounts(db: Knex, now: number): Promise<Map<string, Counts>> {
  const rows = await db('topic_measurements')
    .where({ resolution: DAY_MS / 1_000 })
    .andWhere('bucket_at', '>=', now - WINDOW_DAYS * DAY_MS)
    .groupBy('cluster', 'name')
    .select<CountRow[]>(
      'cluster',
      'name',
      db.raw('sum(passes) as passes'),
      db.raw('sum(led_passes) as led'),
    );
  return new Map(
    rows.map(row => [
      topicKey(row.cluster, row.name),
      { passes: toNumber(row.passes), ledPasses: toNumber(row.led) },
    ]),
  );
}

/** What came within a day: the sums of offsets only ever grow. */
async function readVolumes(
  db: Knex,
  states: Map<string, TopicSums>,
  now: number,
): Promise<Map<string, Volume>> {
  const rows = await db('topic_measurements')
    .where({ resolution: VOLUME_BUCKET_MS / 1_000 })
    .andWhere('bucket_at', '>=', now - DAY_MS - VOLUME_BUCKET_MS)
    .groupBy('cluster', 'name')
    .select<StartRow[]>(
      'cluster',
      'name',
      db.raw('min(first_at) as at'),
      db.raw('min(first_sum) as sum'),
    );
  return new Map(
    rows.flatMap(row => {
      const key = topicKey(row.cluster, row.name);
      const state = states.get(key);
      if (!state) return [];
      const records = toNumber(state.latest_sum) - toNumber(row.sum);
      const watchedMs = toNumber(state.measured_at) - toNumber(row.at);
      return [[key, { records, watchedMs }] as const];
    }),
  );
}

async function readLags(
  db: Knex,
): Promise<Map<string, Map<string, number | null>>> {
  const rows = await db<GroupOffsetsRow>('group_offsets').select(
    'cluster',
    'group_id',
    'topic',
    'lag',
  );
  const lags = new Map<string, Map<string, number | null>>();
  for (const row of rows) {
    const key = topicKey(row.cluster, row.topic);
    const groups = lags.get(key) ?? new Map<string, number | null>();
    groups.set(row.group_id, toOptionalNumber(row.lag) ?? null);
    lags.set(key, groups);
  }
  return lags;
}

/** All measurements that promises are judged by, in a handful of queries. */
export async function readMeasurements(
  db: Knex,
  now: number,
): Promise<Measurements> {
  const states = new Map(
    (await db<TopicStateRow>('topic_states').select(...TOPIC_SUMS)).map(row => [
      topicKey(row.cluster, row.name),
      row,
    ]),
  );
  return {
    states,
    topics: new Map(
      (await readTopics(db)).map(topic => [
        topicKey(topic.cluster, topic.name),
        topic,
      ]),
    ),
    counts: await readCounts(db, now),
    volumes: await readVolumes(db, states, now),
    lags: await readLags(db),
  };
}

/** What of all that was measured is about one topic: pure. */
export function measuredOf(
  measurements: Measurements,
  cluster: string,
  topic: string,
  settings: Pick<ClusterSettings, 'sync'> | undefined,
): Measured {
  const key = topicKey(cluster, topic);
  const { topics, states, counts, volumes, lags } = measurements;
  const state = states.get(key);
  const known = topics.get(key);
  return {
    passMs: settings?.sync.fullMs,
    measuredAt: state && toNumber(state.measured_at),
    watchedSince: known?.firstSeenAt,
    lastGrowthAt: toOptionalNumber(state?.last_growth_at ?? null),
    configs: known?.configs,
    passes: counts.get(key)?.passes ?? 0,
    ledPasses: counts.get(key)?.ledPasses ?? 0,
    volume: volumes.get(key),
    lags: lags.get(key) ?? new Map(),
  };
}
