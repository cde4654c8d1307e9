import type { HistoryEntry } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import { toHistoryEntry } from '../history/historyEntry';
import { parseJson, toNumber } from '../rows';
import type { HistoryFollowerRow, HistoryHeadRow, HistoryRow } from '../tables';

/** How far a sink has come, and what is in its way. */
export type FollowerCursor = {
  /** The last entry that is dealt with. */
  seq: number;
  /** Failed tries of the next one. */
  attempts: number;
  failure?: { message: string; retryAt: number };
};

export async function readHead(
  db: Knex,
): Promise<{ seq: number; hash: string } | undefined> {
  const head = await db<HistoryHeadRow>('history_head')
    .where({ id: 1 })
    .first();
  return head && { seq: toNumber(head.seq), hash: head.hash };
}

/**
 * Lets a follower that was never there before begin at the head: nobody wants
 * to be told of what happened before they asked.
 */
export async function beginAtHead(db: Knex, name: string): Promise<void> {
  await db<HistoryFollowerRow>('history_followers')
    .insert({ name, seq: (await readHead(db))?.seq ?? 0, attempts: 0 })
    .onConflict('name')
    .ignore();
}

export async function readCursor(
  db: Knex,
  name: string,
): Promise<FollowerCursor | undefined> {
  const row = await db<HistoryFollowerRow>('history_followers')
    .where({ name })
    .first();
  return (
    row && {
      seq: toNumber(row.seq),
      attempts: row.attempts,
      failure: parseJson(row.error),
    }
  );
}

/**
 * Moves a cursor, unless somebody else has moved it meanwhile.
 *
 * @returns whether it was moved
 */
export async function moveCursor(
  db: Knex,
  name: string,
  from: FollowerCursor,
  to: FollowerCursor,
): Promise<boolean> {
  const moved = await db<HistoryFollowerRow>('history_followers')
    .where({ name, seq: from.seq, attempts: from.attempts })
    .update({
      seq: to.seq,
      attempts: to.attempts,
      error: to.failure ? JSON.stringify(to.failure) : null,
    });
  return moved === 1;
}

export async function readEntriesAfter(
  db: Knex,
  seq: number,
  limit: number,
): Promise<HistoryEntry[]> {
  const rows = await db<HistoryRow>('history')
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(limit)
    .select();
  return rows.map(toHistoryEntry);
}

/** Entries of some kinds shortly before another one, the oldest first. */
export async function readEntriesBefore(
  db: Knex,
  seq: number,
  options: { since: number; actions: string[]; limit: number },
): Promise<HistoryEntry[]> {
  const { since, actions, limit } = options;
  const rows = await db<HistoryRow>('history')
    .where('seq', '<', seq)
    // Bounds the search by the key, which an instant alone does not.
    .andWhere('seq', '>=', seq - limit)
    .andWhere('at', '>=', since)
    .whereIn('action', actions)
    .orderBy('seq')
    .select();
  return rows.map(toHistoryEntry);
}
