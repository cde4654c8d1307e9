import { parseEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import type {
  HistoryEntry,
  HistoryPage,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import { toNumber } from '../rows';
import type { HistoryRow } from '../tables';
import { toHistoryEntry } from './historyEntry';
import { filteredHistory, type HistoryFilter } from './historyFilter';

/** What of the history a caller may see. */
export type HistoryVisibility = {
  /** Whether they may read both in the catalog; one that is absent, too. */
  isVisible: (
    productRef: string | undefined,
    consumerRef: string | undefined,
  ) => boolean;
  /** Entries about neither a product nor a consumer. */
  seesUnattached: boolean;
};

type Pair = Pick<HistoryRow, 'product_ref' | 'consumer_ref'>;

const CHUNK = 500;
// Longer lists of pairs are compared here rather than in the database.
const MAX_PAIRS_IN_SQL = 50;

function isRef(ref: string): boolean {
  try {
    parseEntityRef(ref);
    return true;
  } catch {
    return false;
  }
}

function isPairVisible(
  { product_ref, consumer_ref }: Pair,
  { isVisible, seesUnattached }: HistoryVisibility,
): boolean {
  const refs = [product_ref, consumer_ref].filter(
    (ref): ref is string => ref !== null,
  );
  // What is no reference can be the name of nothing in the catalog.
  if (refs.length === 0 || !refs.every(isRef)) return seesUnattached;
  return isVisible(product_ref ?? undefined, consumer_ref ?? undefined);
}

function pairKey({ product_ref, consumer_ref }: Pair): string {
  return JSON.stringify([product_ref, consumer_ref]);
}

/** Which of the matching entries a caller sees, and how many these are. */
type Sight = { pairs: Pair[]; hidesSome: boolean; total: number };

function readCursor(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined;
  const match = /^s(\d{1,15})$/.exec(cursor);
  if (!match) {
    throw new InputError(
      `cursor '${cursor}' is not one of this list; leave it out to begin at the first page`,
    );
  }
  return Number(match[1]);
}

/** Reads the history for people: filtered, and only what they may see of it. */
export class HistoryReader {
  readonly #db: Knex;
  readonly #chunk: number;

  constructor(options: { db: Knex; chunk?: number }) {
    this.#db = options.db;
    this.#chunk = options.chunk ?? CHUNK;
  }

  /** A page, the newest first; it is full as long as there are more. */
  async page(
    query: HistoryFilter & { limit: number; cursor?: string },
    visibility: HistoryVisibility,
  ): Promise<HistoryPage> {
    const { limit, cursor, ...filter } = query;
    const before = readCursor(cursor);
    const sight = await this.#sight(filter, visibility);
    const rows: HistoryRow[] = [];
    for await (const chunk of this.#walk(filter, sight, {
      direction: 'desc',
      from: before,
      size: sight.hidesSome ? Math.max(limit + 1, this.#chunk) : limit + 1,
    })) {
      rows.push(...chunk);
      if (rows.length > limit) break;
    }
    const items = rows.slice(0, limit).map(toHistoryEntry);
    return {
      items,
      totalItems: sight.total,
      ...(rows.length > limit
        ? { nextCursor: `s${items[items.length - 1].seq}` }
        : {}),
    };
  }

  /**
   * All entries that there are now, the oldest first, in chunks: a history may
   * be longer than memory.
   */
  async entries(
    filter: HistoryFilter,
    visibility: HistoryVisibility,
  ): Promise<AsyncIterable<HistoryEntry[]>> {
    const newest = await this.#db<HistoryRow>('history')
      .max({ seq: 'seq' })
      .first();
    const to = toNumber(newest?.seq ?? 0);
    const sight = await this.#sight(filter, visibility);
    return this.#entries(filter, sight, to);
  }

  async *#entries(
    filter: HistoryFilter,
    sight: Sight,
    to: number,
  ): AsyncGenerator<HistoryEntry[]> {
    for await (const chunk of this.#walk(filter, sight, {
      direction: 'asc',
      size: this.#chunk,
      to,
    })) {
      yield chunk.map(toHistoryEntry);
    }
  }

  /** Who is in the matching entries, so that nobody else's are counted. */
  async #sight(
    filter: HistoryFilter,
    visibility: HistoryVisibility,
  ): Promise<Sight> {
    const groups: Array<Pair & { entries: number | string }> =
      await filteredHistory(this.#db, filter)
        .select('product_ref', 'consumer_ref')
        .count({ entries: '*' })
        .groupBy('product_ref', 'consumer_ref');
    const visible = groups.filter(group => isPairVisible(group, visibility));
    return {
      pairs: visible,
      hidesSome: visible.length < groups.length,
      total: visible.reduce((sum, { entries }) => sum + Number(entries), 0),
    };
  }

  async *#walk(
    filter: HistoryFilter,
    { pairs, hidesSome }: Sight,
    range: {
      direction: 'asc' | 'desc';
      size: number;
      from?: number;
      to?: number;
    },
  ): AsyncGenerator<HistoryRow[]> {
    const { direction, size, to } = range;
    const seen = new Set(pairs.map(pairKey));
    const inSql = hidesSome && pairs.length <= MAX_PAIRS_IN_SQL;
    let at = range.from;
    for (;;) {
      const query = filteredHistory(this.#db, filter)
        .orderBy('seq', direction)
        .limit(size);
      if (at !== undefined) {
        query.where('seq', direction === 'asc' ? '>' : '<', at);
      }
      if (to !== undefined) query.where('seq', '<=', to);
      if (inSql) {
        query.where(either => {
          either.whereRaw('1 = 0');
          for (const { product_ref, consumer_ref } of pairs) {
            either.orWhere({ product_ref, consumer_ref });
          }
        });
      }
      const rows: HistoryRow[] = await query.select();
      const visible = hidesSome
        ? rows.filter(row => seen.has(pairKey(row)))
        : rows;
      if (visible.length > 0) yield visible;
      if (rows.length < size) return;
      at = toNumber(rows[rows.length - 1].seq);
    }
  }
}
