import { createHash, randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { toNumber, upsert } from '../rows';
import type { MeshHeadRow, MeshObjectRow } from '../tables';

export type MeshObjectType = 'topic' | 'product' | 'domain';
export type MeshObjects = Record<MeshObjectType, Map<string, object>>;

const TYPES: readonly MeshObjectType[] = ['topic', 'product', 'domain'];
const KEEP_REMOVALS_MS = 7 * 24 * 3_600_000;

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, canonical(inner)]),
  );
}

/**
 * Takes the feed's row lock, which lasts to the end of the transaction: changes
 * are numbered in the order in which they become visible, so that a follower
 * never passes one that is committed later.
 */
export async function lockHead(tx: Knex): Promise<MeshHeadRow> {
  await tx<MeshHeadRow>('mesh_head')
    .insert({ id: 1, epoch: randomUUID(), seq: 0, pruned_seq: 0 })
    .onConflict('id')
    .ignore();
  await tx<MeshHeadRow>('mesh_head').where({ id: 1 }).increment('seq', 0);
  const head = await readHead(tx);
  if (!head) throw new Error('the feed has lost its head row');
  return head;
}

export async function readHead(tx: Knex): Promise<MeshHeadRow | undefined> {
  return tx<MeshHeadRow>('mesh_head').where({ id: 1 }).first();
}

/**
 * Brings the stored mesh in line with the one computed, numbering each change.
 * Call it with the head locked.
 *
 * @returns how many objects changed
 */
export async function writeMesh(
  tx: Knex,
  head: MeshHeadRow,
  objects: MeshObjects,
  now: number,
): Promise<number> {
  const rows = await tx<MeshObjectRow>('mesh_objects').select(
    'type',
    'key',
    'hash',
  );
  const before = new Map(rows.map(r => [`${r.type} ${r.key}`, r.hash]));
  let seq = toNumber(head.seq);
  const changed: MeshObjectRow[] = [];
  for (const type of TYPES) {
    for (const [key, value] of objects[type]) {
      const text = JSON.stringify(canonical(value));
      const hash = createHash('sha256').update(text).digest('hex');
      const id = `${type} ${key}`;
      const known = before.get(id);
      before.delete(id);
      if (known === hash) continue;
      seq += 1;
      changed.push({ type, key, seq, hash, value: text, changed_at: now });
    }
  }
  for (const [id, hash] of before) {
    if (hash === null) continue;
    const at = id.indexOf(' ');
    seq += 1;
    changed.push({
      type: id.slice(0, at),
      key: id.slice(at + 1),
      seq,
      hash: null,
      value: null,
      changed_at: now,
    });
  }
  if (changed.length === 0) return 0;
  await upsert(tx, 'mesh_objects', changed, ['type', 'key']);
  await tx<MeshHeadRow>('mesh_head').where({ id: 1 }).update({ seq });
  return changed.length;
}

/** Forgets old removals; a follower that is further behind gets a reset. */
export async function pruneFeed(db: Knex, now: number): Promise<void> {
  await db.transaction(async tx => {
    await lockHead(tx);
    const old = () =>
      tx<MeshObjectRow>('mesh_objects')
        .whereNull('value')
        .andWhere('changed_at', '<', now - KEEP_REMOVALS_MS);
    const last = await old().max({ seq: 'seq' }).first();
    if (!last || last.seq === null || last.seq === undefined) return;
    await tx<MeshHeadRow>('mesh_head')
      .where({ id: 1 })
      .update({ pruned_seq: last.seq });
    await old().delete();
  });
}

/** All objects of a type that are there now. */
export async function readObjects<T>(
  tx: Knex,
  type: MeshObjectType,
): Promise<T[]> {
  const rows = await tx<MeshObjectRow>('mesh_objects')
    .where({ type })
    .whereNotNull('value')
    .orderBy('key')
    .select('value');
  return rows.map(row => JSON.parse(row.value ?? 'null'));
}

export async function readObject<T>(
  tx: Knex,
  type: MeshObjectType,
  key: string,
): Promise<T | undefined> {
  const row = await tx<MeshObjectRow>('mesh_objects')
    .where({ type, key })
    .first();
  return row?.value ? JSON.parse(row.value) : undefined;
}
