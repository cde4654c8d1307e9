import { randomUUID } from 'node:crypto';
import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import { toNumber, toOptionalNumber } from '../rows';
import type { CreationRow, CreationRunRow } from '../tables';
import type { Creation, CreationKind, CreationOf } from './creation';

/** Most that one run may make. */
export const MAX_CREATIONS = 200;

/** What somebody has made that belongs together. */
export type Run = { run: string; createdBy: string; begunAt: number };

/** One thing of one run. */
export type CreationKey = {
  run: string;
  kind: CreationKind;
  cluster?: string;
  name: string;
};

function toRun(row: CreationRunRow): Run {
  return {
    run: row.run,
    createdBy: row.created_by,
    begunAt: toNumber(row.begun_at),
  };
}

function toCreation(row: CreationRow): Creation {
  return {
    id: row.id,
    run: row.run,
    kind: row.kind as 'topic',
    ...(row.cluster ? { cluster: row.cluster } : {}),
    name: row.name,
    state: row.state as Creation['state'],
    wanted: JSON.parse(row.wanted),
    before: JSON.parse(row.before),
    ...(row.made === null ? {} : { made: JSON.parse(row.made) }),
    createdBy: row.created_by,
    intendedAt: toNumber(row.intended_at),
    createdAt: toOptionalNumber(row.created_at),
    undoneAt: toOptionalNumber(row.undone_at),
  };
}

const columnsOf = ({ run, kind, cluster, name }: CreationKey) => ({
  run,
  kind,
  cluster: cluster ?? '',
  name,
});

export async function readRun(db: Knex, run: string): Promise<Run | undefined> {
  const row = await db<CreationRunRow>('creation_runs').where({ run }).first();
  return row && toRun(row);
}

/** Runs of one person or of everybody, the newest first. */
export async function readRuns(db: Knex, createdBy?: string): Promise<Run[]> {
  const rows = await db<CreationRunRow>('creation_runs')
    .where(createdBy ? { created_by: createdBy } : {})
    .orderBy([{ column: 'begun_at', order: 'desc' }, { column: 'run' }])
    .select();
  return rows.map(toRun);
}

/** What was made in some runs, in the order in which it was begun. */
export async function readCreations(
  db: Knex,
  runs: string[],
): Promise<Creation[]> {
  const rows = await db<CreationRow>('creations')
    .whereIn('run', runs)
    .orderBy(['intended_at', 'id'])
    .select();
  return rows.map(toCreation);
}

/** What a run has made, or begun to. */
export async function findCreation<K extends CreationKind>(
  db: Knex,
  key: CreationKey & { kind: K },
): Promise<CreationOf<K> | undefined> {
  const row = await db<CreationRow>('creations').where(columnsOf(key)).first();
  return row && (toCreation(row) as CreationOf<K>);
}

/**
 * Writes down what is about to be made. Call it while nothing of it is there:
 * what the run had begun before, or undone, begins anew.
 *
 * @throws ConflictError where the run is somebody else's, or has made too much
 */
export async function intend<K extends CreationKind>(
  db: Knex,
  key: CreationKey & { kind: K },
  parts: Pick<CreationOf<K>, 'wanted' | 'before'>,
  { actor, now }: { actor: string; now: number },
): Promise<CreationOf<K>> {
  return db.transaction(async tx => {
    await takeRun(tx, key.run, { actor, now });
    const known = await findCreation(tx, key);
    if (!known) await requireRoom(tx, key.run);
    const row = {
      state: 'intended',
      wanted: JSON.stringify(parts.wanted),
      before: JSON.stringify(parts.before),
      made: null,
      created_by: actor,
      intended_at: now,
      created_at: null,
      undone_at: null,
    };
    await tx<CreationRow>('creations')
      .insert({ id: randomUUID(), ...columnsOf(key), ...row })
      .onConflict(['run', 'kind', 'cluster', 'name'])
      .ignore();
    await tx<CreationRow>('creations')
      .where(columnsOf(key))
      .whereIn('state', ['intended', 'undone'])
      .update(row);
    const found = await findCreation(tx, key);
    if (!found) throw new Error(`run ${key.run} has lost ${key.name}`);
    return found;
  });
}

/** @throws ConflictError where a run has made as much as one may */
export async function requireRoom(tx: Knex, run: string): Promise<void> {
  const [{ made }] = await tx('creations').where({ run }).count({ made: '*' });
  if (Number(made) < MAX_CREATIONS) return;
  throw new ConflictError(
    `run: ${run} has made ${made} things, which is as many as one run may; begin another one`,
  );
}

/**
 * Begins a run, unless it has begun.
 *
 * @throws ConflictError where it is somebody else's
 */
export async function takeRun(
  tx: Knex,
  run: string,
  { actor, now }: { actor: string; now: number },
): Promise<void> {
  await tx<CreationRunRow>('creation_runs')
    .insert({ run, created_by: actor, begun_at: now })
    .onConflict('run')
    .ignore();
  const taken = await readRun(tx, run);
  if (taken?.createdBy !== actor) {
    throw new ConflictError(
      `run: ${run} is somebody else's; choose another name for yours`,
    );
  }
}

/**
 * Notes that what was intended is there.
 *
 * @returns whether it was not noted yet, so that it is told once
 */
export async function settleMade<K extends CreationKind>(
  tx: Knex,
  { id }: CreationOf<K>,
  made: CreationOf<K>['made'],
  now: number,
): Promise<boolean> {
  const settled = await tx<CreationRow>('creations')
    .where({ id, state: 'intended' })
    .update({ state: 'created', made: JSON.stringify(made), created_at: now });
  return settled === 1;
}

/** Forgets what was intended and came to nothing. */
export async function abandon(
  db: Knex,
  { id, run }: Pick<Creation, 'id' | 'run'>,
): Promise<void> {
  await db.transaction(async tx => {
    await tx<CreationRow>('creations')
      .where({ id, state: 'intended' })
      .delete();
    await tx<CreationRunRow>('creation_runs')
      .where({ run })
      .whereNotExists(tx('creations').where({ run }).select('id'))
      .delete();
  });
}

/** Writes down again what was given up, and has come to be all the same. */
export async function reinstate<K extends CreationKind>(
  tx: Knex,
  own: CreationOf<K>,
): Promise<void> {
  await takeRun(tx, own.run, { actor: own.createdBy, now: own.intendedAt });
  await tx<CreationRow>('creations').insert({
    id: own.id,
    ...columnsOf(own),
    state: 'intended',
    wanted: JSON.stringify(own.wanted),
    before: JSON.stringify(own.before),
    made: null,
    created_by: own.createdBy,
    intended_at: own.intendedAt,
    created_at: null,
    undone_at: null,
  });
}

/** Notes that something is about to be taken back. */
export async function beginUndo(
  tx: Knex,
  { id }: Pick<Creation, 'id'>,
): Promise<void> {
  await tx<CreationRow>('creations')
    .where({ id })
    .whereIn('state', ['intended', 'created'])
    .update({ state: 'undoing' });
}

/**
 * Notes that something is gone.
 *
 * @returns whether it was not noted yet, so that it is told once
 */
export async function settleUndone(
  tx: Knex,
  { id }: Pick<Creation, 'id'>,
  now: number,
): Promise<boolean> {
  const settled = await tx<CreationRow>('creations')
    .where({ id })
    .whereNot({ state: 'undone' })
    .update({ state: 'undone', undone_at: now });
  return settled === 1;
}
