import type { TopicChangePlan } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import { locked, toNumber, toOptionalNumber } from '../rows';
import type { TopicChangeRow } from '../tables';
import type { WantedChange } from './topicChange';

/** A change of a topic, as it was begun or carried out. */
export type StoredChange = {
  id: string;
  cluster: string;
  topic: string;
  topicId: string;
  /** By which it was decided. */
  planHash: string;
  /** `intended` is written before Kafka is asked. */
  state: 'intended' | 'changed';
  wanted: WantedChange;
  /** Once it is there, as it was carried out. */
  plan: TopicChangePlan;
  reason?: string;
  changedBy: string;
  /** Times in milliseconds. */
  intendedAt: number;
  changedAt?: number;
};

function toChange(row: TopicChangeRow): StoredChange {
  return {
    id: row.id,
    cluster: row.cluster,
    topic: row.topic,
    topicId: row.topic_id,
    planHash: row.plan_hash,
    state: row.state as StoredChange['state'],
    wanted: JSON.parse(row.wanted),
    plan: JSON.parse(row.plan),
    ...(row.reason === null ? {} : { reason: row.reason }),
    changedBy: row.changed_by,
    intendedAt: toNumber(row.intended_at),
    changedAt: toOptionalNumber(row.changed_at),
  };
}

/** The last change of a topic, or the one that is open. */
export async function findTopicChange(
  db: Knex,
  cluster: string,
  topic: string,
): Promise<StoredChange | undefined> {
  const row = await db<TopicChangeRow>('topic_changes')
    .where({ cluster, topic })
    .first();
  return row && toChange(row);
}

/** Changes that were begun at a time or before and are open still. */
export async function readOpenTopicChanges(
  db: Knex,
  begunBy: number,
): Promise<StoredChange[]> {
  const rows = await db<TopicChangeRow>('topic_changes')
    .where({ state: 'intended' })
    .andWhere('intended_at', '<=', begunBy)
    .orderBy(['intended_at', 'id'])
    .select();
  return rows.map(toChange);
}

/**
 * Writes down what is about to be changed. A topic has one open change at a
 * time.
 *
 * @returns the one that is open now: another one where somebody was faster
 */
export async function intendTopicChange(
  db: Knex,
  change: Omit<StoredChange, 'state' | 'changedAt'>,
): Promise<StoredChange> {
  const { cluster, topic } = change;
  const row: TopicChangeRow = {
    id: change.id,
    cluster,
    topic,
    topic_id: change.topicId,
    plan_hash: change.planHash,
    state: 'intended',
    wanted: JSON.stringify(change.wanted),
    plan: JSON.stringify(change.plan),
    reason: change.reason ?? null,
    changed_by: change.changedBy,
    intended_at: change.intendedAt,
    changed_at: null,
  };
  return db.transaction(async tx => {
    await tx<TopicChangeRow>('topic_changes')
      .insert(row)
      .onConflict(['cluster', 'topic'])
      .ignore();
    const found: TopicChangeRow | undefined = await locked(
      tx,
      tx<TopicChangeRow>('topic_changes').where({ cluster, topic }),
    ).first();
    if (found?.state === 'changed') {
      await tx<TopicChangeRow>('topic_changes')
        .where({ cluster, topic })
        .update(row);
      return toChange(row);
    }
    if (!found) throw new Error(`the change of topic ${topic} is lost`);
    return toChange(found);
  });
}

/**
 * Notes that a change is there.
 *
 * @param plan - as it was carried out
 * @returns whether it was not noted yet, so that it is told once
 */
export async function settleTopicChange(
  tx: Knex,
  { id }: Pick<StoredChange, 'id'>,
  plan: TopicChangePlan,
  now: number,
): Promise<boolean> {
  const settled = await tx<TopicChangeRow>('topic_changes')
    .where({ id, state: 'intended' })
    .update({ state: 'changed', plan: JSON.stringify(plan), changed_at: now });
  return settled === 1;
}

/** Forgets a change that came to nothing. */
export async function dropTopicChange(
  db: Knex,
  { id }: Pick<StoredChange, 'id'>,
): Promise<void> {
  await db<TopicChangeRow>('topic_changes')
    .where({ id, state: 'intended' })
    .delete();
}
