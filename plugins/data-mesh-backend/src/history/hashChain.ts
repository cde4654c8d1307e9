import { createHash } from 'node:crypto';
import type { HistoryRow } from '../tables';

/** What the first entry of the history follows. */
export const GENESIS_HASH = '0'.repeat(64);

/** A row of the history without the hash that is made of it. */
export type UnhashedHistoryRow = Omit<HistoryRow, 'hash'>;

/**
 * Hash of one entry, over all of its columns and the hash of the entry before
 * it: changing, removing or reordering a row breaks the chain from there on.
 */
export function hashOfEntry(row: UnhashedHistoryRow): string {
  const fields = [
    // Databases give numbers back as text or as numbers.
    Number(row.seq),
    Number(row.at),
    row.actor,
    row.action,
    row.product_ref,
    row.consumer_ref,
    row.cluster,
    row.topic,
    row.principal,
    row.request_id,
    row.item_id,
    row.grant_id,
    row.details,
    row.previous_hash,
  ];
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}
