import type { Knex } from 'knex';

// SQLite takes 32,766 variables in one statement; ours have 12 columns at most.
export const ROWS_PER_STATEMENT = 200;

/** A number column as it comes from either database, `null` kept. */
export function toNumber(value: number | string): number {
  return typeof value === 'number' ? value : Number(value);
}

export function toOptionalNumber(
  value: number | string | null,
): number | undefined {
  return value === null ? undefined : toNumber(value);
}

export function parseJson<T>(text: string | null): T | undefined {
  return text === null ? undefined : (JSON.parse(text) as T);
}

/**
 * A query whose rows nobody else changes until the transaction ends. SQLite has
 * one writer at a time, and knows no row locks.
 */
export function locked<Q extends Knex.QueryBuilder>(tx: Knex, query: Q): Q {
  return tx.client.config.client === 'pg' ? (query.forUpdate() as Q) : query;
}

/** ISO 8601 of milliseconds since the epoch. */
export function toIso(ms: number): string {
  return new Date(ms).toISOString();
}

/**
 * Inserts rows, or replaces those of the same key, in statements of a size
 * that both databases take.
 *
 * @param merge - columns to overwrite, or expressions for them
 */
export async function upsert<Row extends object>(
  tx: Knex,
  table: string,
  rows: Row[],
  key: Array<keyof Row & string>,
  merge?: Array<keyof Row & string> | Record<string, Knex.Raw>,
): Promise<void> {
  for (let i = 0; i < rows.length; i += ROWS_PER_STATEMENT) {
    const conflict = tx(table)
      .insert(rows.slice(i, i + ROWS_PER_STATEMENT))
      .onConflict(key);
    await (merge ? conflict.merge(merge as never) : conflict.merge());
  }
}

/** Deletes rows of one cluster by a list of names. */
export async function deleteNamed(
  tx: Knex,
  table: string,
  cluster: string,
  column: string,
  names: string[],
): Promise<void> {
  for (let i = 0; i < names.length; i += ROWS_PER_STATEMENT) {
    await tx(table)
      .where({ cluster })
      .whereIn(column, names.slice(i, i + ROWS_PER_STATEMENT))
      .delete();
  }
}

/** Replaces all rows of one cluster. */
export async function replaceAll<Row extends { cluster: string }>(
  tx: Knex,
  table: string,
  cluster: string,
  rows: Row[],
): Promise<void> {
  await tx(table).where({ cluster }).delete();
  for (let i = 0; i < rows.length; i += ROWS_PER_STATEMENT) {
    await tx(table).insert(rows.slice(i, i + ROWS_PER_STATEMENT));
  }
}
