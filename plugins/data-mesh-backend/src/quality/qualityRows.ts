import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { ROWS_PER_STATEMENT, toNumber } from '../rows';
import type { QualityResultRow } from '../tables';

/** What a tool found of one thing that it checks. */
export type QualityResult = {
  /** The port that it is about; the whole product if left out. */
  port?: string;
  /** What the tool calls it, the same each time. */
  check: string;
  state: 'passed' | 'warned' | 'failed';
  /** What was found, and what should have been, as text. */
  value?: string;
  expected?: string;
  message?: string;
  /** Where to read on; http or https. */
  url?: string;
  observedAt: number;
};

/** A result as stored. */
export type StoredResult = QualityResult & {
  receivedAt: number;
  /** Ref of a user, or subject of a service. */
  reportedBy: string;
};

/** So many results of a check are kept, for what a page shows of its past. */
export const RESULTS_KEPT = 30;

const KEEP_GONE_MS = 30 * 86_400_000;

function toResult(row: QualityResultRow): StoredResult {
  return {
    ...(row.port ? { port: row.port } : {}),
    check: row.check_name,
    state: row.state as StoredResult['state'],
    ...(row.value === null ? {} : { value: row.value }),
    ...(row.expected === null ? {} : { expected: row.expected }),
    ...(row.message === null ? {} : { message: row.message }),
    ...(row.url === null ? {} : { url: row.url }),
    observedAt: toNumber(row.observed_at),
    receivedAt: toNumber(row.received_at),
    reportedBy: row.reported_by,
  };
}

/** Results of a product, those of one check together, the newest first. */
export async function readResults(
  db: Knex,
  productRef: string,
): Promise<StoredResult[]> {
  const rows = await db<QualityResultRow>('quality_results')
    .where({ product_ref: productRef })
    .orderBy([
      { column: 'port' },
      { column: 'check_name' },
      { column: 'observed_at', order: 'desc' },
      { column: 'received_at', order: 'desc' },
      { column: 'id' },
    ])
    .select();
  return rows.map(toResult);
}

/** Which checks a product has results of. */
export async function countChecks(
  tx: Knex,
  productRef: string,
): Promise<Set<string>> {
  const rows = await tx<QualityResultRow>('quality_results')
    .where({ product_ref: productRef })
    .distinct('port', 'check_name');
  return new Set(rows.map(row => checkKey(row.port, row.check_name)));
}

/** Names a check among those of its product. */
export function checkKey(port: string | undefined, check: string): string {
  return JSON.stringify([port ?? '', check]);
}

/** Adds results; of each check the oldest beyond {@link RESULTS_KEPT} go. */
export async function addResults(
  tx: Knex,
  productRef: string,
  results: QualityResult[],
  by: { receivedAt: number; reportedBy: string },
): Promise<void> {
  const rows = results.map(
    (result): QualityResultRow => ({
      id: randomUUID(),
      product_ref: productRef,
      port: result.port ?? '',
      check_name: result.check,
      state: result.state,
      value: result.value ?? null,
      expected: result.expected ?? null,
      message: result.message ?? null,
      url: result.url ?? null,
      observed_at: result.observedAt,
      received_at: by.receivedAt,
      reported_by: by.reportedBy,
    }),
  );
  await tx.batchInsert('quality_results', rows, ROWS_PER_STATEMENT);
  const checks = new Map(
    rows.map(row => [checkKey(row.port, row.check_name), row]),
  );
  for (const { port, check_name } of checks.values()) {
    const of = { product_ref: productRef, port, check_name };
    const kept = tx<QualityResultRow>('quality_results')
      .where(of)
      .orderBy([
        { column: 'observed_at', order: 'desc' },
        { column: 'received_at', order: 'desc' },
        { column: 'id' },
      ])
      .limit(RESULTS_KEPT)
      .select('id');
    await tx('quality_results').where(of).whereNotIn('id', kept).delete();
  }
}

/** Forgets results of products that have been gone for a month. */
export async function pruneQuality(
  db: Knex,
  isThere: (productRef: string) => boolean,
  now: number,
): Promise<void> {
  const rows = await db('quality_results')
    .groupBy('product_ref')
    .havingRaw('max(received_at) < ?', [now - KEEP_GONE_MS])
    .select<Array<Pick<QualityResultRow, 'product_ref'>>>('product_ref');
  for (const { product_ref } of rows) {
    if (isThere(product_ref)) continue;
    await db('quality_results').where({ product_ref }).delete();
  }
}
