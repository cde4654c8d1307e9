import type { Knex } from 'knex';
import { locked, toNumber, toOptionalNumber, upsert } from '../rows';
import type { ObjectiveColumns, SloDayRow, SloStateRow } from '../tables';
import type { Followed, JudgedObjective, SloState } from './followObjective';
import { DAY_MS } from './judgeObjective';

/** Which promise: of a port, about one topic. */
export type ObjectiveKey = {
  productRef: string;
  port: string;
  cluster: string;
  topic: string;
  /** As `nameOfObjective` has it. */
  objective: string;
};

/** For how long a promise was kept on one day, in milliseconds. */
export type ObjectiveDay = {
  day: number;
  keptMs: number;
  breachedMs: number;
  unknownMs: number;
};

const KEEP_DAYS = 40;
const KEY = ['product_ref', 'port', 'cluster', 'topic', 'objective'] as const;

/** What tells promises apart. */
export function objectiveId(key: ObjectiveKey): string {
  const { productRef, port, cluster, topic, objective } = key;
  return JSON.stringify([productRef, port, cluster, topic, objective]);
}

function toColumns(key: ObjectiveKey): ObjectiveColumns {
  const { productRef, port, cluster, topic, objective } = key;
  return { product_ref: productRef, port, cluster, topic, objective };
}

function toKey(row: ObjectiveColumns): ObjectiveKey {
  const { product_ref: productRef, port, cluster, topic, objective } = row;
  return { productRef, port, cluster, topic, objective };
}

function toJudged(row: SloStateRow): JudgedObjective {
  const toldAt = toOptionalNumber(row.told_at);
  return {
    target: row.target,
    state: row.state as SloState,
    value: row.value,
    ...(row.reason === null ? {} : { reason: row.reason }),
    since: toNumber(row.since),
    judgedAt: toNumber(row.judged_at),
    ...(toldAt === undefined ? {} : { toldAt }),
  };
}

/** Promises as they were judged last, by {@link objectiveId}. */
export type JudgedByObjective = Map<
  string,
  { key: ObjectiveKey; judged: JudgedObjective }
>;

function judgedOf(tx: Knex, productRefs: string[]) {
  return tx<SloStateRow>('slo_states')
    .whereIn('product_ref', productRefs)
    .select();
}

function toJudgedByObjective(rows: SloStateRow[]): JudgedByObjective {
  return new Map(
    rows.map(row => {
      const key = toKey(row);
      return [objectiveId(key), { key, judged: toJudged(row) }];
    }),
  );
}

/** Promises of some products as they were judged last. */
export async function readJudged(
  db: Knex,
  productRefs: string[],
): Promise<JudgedByObjective> {
  return toJudgedByObjective(await judgedOf(db, productRefs));
}

/** The same for whoever judges them anew: nobody else does until the end. */
export async function lockJudged(
  tx: Knex,
  productRefs: string[],
): Promise<JudgedByObjective> {
  return toJudgedByObjective(await locked(tx, judgedOf(tx, productRefs)));
}

/** Writes how promises have gone on, and for how long they were kept. */
export async function writeFollowed(
  tx: Knex,
  followed: Array<{ key: ObjectiveKey } & Followed>,
  now: number,
): Promise<void> {
  const states = followed.map(
    ({ key, next }): SloStateRow => ({
      ...toColumns(key),
      target: next.target,
      state: next.state,
      value: next.value,
      reason: next.reason ?? null,
      since: next.since,
      judged_at: next.judgedAt,
      told_at: next.toldAt ?? null,
    }),
  );
  await upsert(tx, 'slo_states', states, [...KEY]);
  const of = (state: SloState, { lasted }: Followed) =>
    lasted.state === state ? lasted.ms : 0;
  const days = followed
    .filter(({ lasted }) => lasted.ms > 0)
    .map(
      (each): SloDayRow => ({
        ...toColumns(each.key),
        day: Math.floor(now / DAY_MS) * DAY_MS,
        kept_ms: of('kept', each),
        breached_ms: of('breached', each),
        unknown_ms: of('unknown', each),
      }),
    );
  const added = (column: string) =>
    tx.raw('??.?? + excluded.??', ['slo_days', column, column]);
  await upsert(tx, 'slo_days', days, [...KEY, 'day'], {
    kept_ms: added('kept_ms'),
    breached_ms: added('breached_ms'),
    unknown_ms: added('unknown_ms'),
  });
}

/** Forgets promises that are made no longer; their days stay until pruned. */
export async function forgetJudged(
  tx: Knex,
  keys: ObjectiveKey[],
): Promise<void> {
  for (const key of keys) {
    await tx('slo_states').where(toColumns(key)).delete();
  }
}

/** Refs of all products of which a promise was judged. */
export async function judgedProducts(db: Knex): Promise<string[]> {
  const rows = await db<SloStateRow>('slo_states').distinct('product_ref');
  return rows.map(row => row.product_ref);
}

/** The days of a product's promises since a time, by {@link objectiveId}. */
export async function readDays(
  db: Knex,
  productRef: string,
  since: number,
): Promise<Map<string, ObjectiveDay[]>> {
  const rows = await db<SloDayRow>('slo_days')
    .where({ product_ref: productRef })
    .andWhere('day', '>=', since)
    .orderBy('day')
    .select();
  const days = new Map<string, ObjectiveDay[]>();
  for (const row of rows) {
    const id = objectiveId(toKey(row));
    days.set(id, [
      ...(days.get(id) ?? []),
      {
        day: toNumber(row.day),
        keptMs: toNumber(row.kept_ms),
        breachedMs: toNumber(row.breached_ms),
        unknownMs: toNumber(row.unknown_ms),
      },
    ]);
  }
  return days;
}

/** Forgets days that no page looks back to. */
export async function pruneSlo(db: Knex, now: number): Promise<void> {
  await db('slo_days')
    .where('day', '<', now - KEEP_DAYS * DAY_MS)
    .delete();
}
