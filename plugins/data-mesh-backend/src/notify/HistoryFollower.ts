import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { HistoryEntry } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import {
  beginAtHead,
  moveCursor,
  readCursor,
  readEntriesAfter,
  type FollowerCursor,
} from './followerRows';
import type { HistorySink } from './HistorySink';

export type HistoryFollowerOptions = {
  db: Knex;
  sinks: HistorySink[];
  logger: LoggerService;
  clock?: () => number;
  /** Entries taken at once. */
  batch?: number;
  /** How long a sink may take over one delivery. */
  timeoutMs?: number;
};

/** Tries of one entry before it is left out. */
export const MAX_ATTEMPTS = 5;

const BATCH = 200;
const TIMEOUT_MS = 15_000;
// A long backlog is left to later ticks, so that one ends some time.
const BATCHES_PER_TICK = 50;

/** How long to wait after a number of failed tries: 5 s to 5 minutes. */
export function backoffMs(attempts: number): number {
  return Math.min(5_000 * 3 ** (attempts - 1), 300_000);
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  try {
    return await Promise.race([
      work,
      new Promise<never>((_, reject) => {
        timer = setTimeout(
          () => reject(new Error(`no answer within ${ms / 1_000} s`)),
          ms,
        );
      }),
    ]);
  } finally {
    clearTimeout(timer);
  }
}

/** What stands between a sink and the entries, while something does. */
type Trouble = { reason: string; missing: boolean; skipped: number };

/** The delivery that failed: of which entry, and why. */
type Failure = { seq: number; error: Error };

/**
 * Passes the history on: the history is also the outbox. Each sink has a cursor
 * of its own and gets every entry at least once, in order; what one of them
 * does not take holds up no other, and nothing for ever.
 */
export class HistoryFollower {
  readonly #options: HistoryFollowerOptions;
  readonly #clock: () => number;
  readonly #troubles = new Map<string, Trouble>();
  #running = false;

  constructor(options: HistoryFollowerOptions) {
    this.#options = options;
    this.#clock = options.clock ?? Date.now;
  }

  /** Has sinks that are new begin with what is appended from now on. */
  async begin(): Promise<void> {
    const { db, sinks } = this.#options;
    for (const { name } of sinks) await beginAtHead(db, name);
  }

  /** Passes on what there is; for one replica at a time. */
  async tick(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    try {
      await this.begin();
      const results = await Promise.allSettled(
        this.#options.sinks.map(sink => this.#follow(sink)),
      );
      for (const result of results) {
        if (result.status === 'rejected') throw result.reason;
      }
    } finally {
      this.#running = false;
    }
  }

  async #follow(sink: HistorySink): Promise<void> {
    const { db, batch = BATCH } = this.#options;
    let moved = false;
    for (let i = 0; i < BATCHES_PER_TICK; i++) {
      const cursor = await readCursor(db, sink.name);
      if (!cursor) break;
      if (cursor.failure && cursor.failure.retryAt > this.#clock()) break;
      const entries = await readEntriesAfter(
        db,
        cursor.seq,
        // Alone, so that no other is held responsible for what fails.
        cursor.attempts > 0 ? 1 : batch,
      );
      if (entries.length === 0) break;
      const next = this.#after(
        sink,
        cursor,
        entries,
        await this.#deliver(sink, entries),
      );
      if (!(await moveCursor(db, sink.name, cursor, next))) break;
      moved ||= next.seq > cursor.seq;
      if (next.failure) break;
    }
    if (moved) await sink.afterwards?.();
  }

  async #deliver(
    sink: HistorySink,
    entries: HistoryEntry[],
  ): Promise<Failure | undefined> {
    const { timeoutMs = TIMEOUT_MS } = this.#options;
    let seq = entries[0].seq;
    try {
      const deliveries = await within(timeoutMs, sink.prepare(entries));
      deliveries.sort((a, b) => a.seqs[0] - b.seqs[0]);
      for (const delivery of deliveries) {
        [seq] = delivery.seqs;
        await within(timeoutMs, delivery.send());
        this.#recovered(sink);
      }
      return undefined;
    } catch (error) {
      return { seq, error: toError(error) };
    }
  }

  /** Where the cursor goes, by what came of the entries after it. */
  #after(
    sink: HistorySink,
    cursor: FollowerCursor,
    entries: HistoryEntry[],
    failure: Failure | undefined,
  ): FollowerCursor {
    const last = entries[entries.length - 1].seq;
    if (!failure) return { seq: last, attempts: 0 };
    const { seq, error } = failure;
    const missing = sink.isMissing?.(error) ?? false;
    const trouble = this.#troubles.get(sink.name);
    if (missing && trouble?.missing) {
      // Known not to be there: one try a tick finds out when it is.
      trouble.skipped += last - seq + 1;
      return { seq: last, attempts: 0 };
    }
    const before = seq - 1;
    const attempts = before === cursor.seq ? cursor.attempts + 1 : 1;
    if (attempts < MAX_ATTEMPTS) {
      return {
        seq: before,
        attempts,
        failure: {
          message: error.message,
          retryAt: this.#clock() + backoffMs(attempts),
        },
      };
    }
    this.#givenUp(sink, seq, error, missing);
    return { seq, attempts: 0 };
  }

  #givenUp(
    sink: HistorySink,
    seq: number,
    error: Error,
    missing: boolean,
  ): void {
    const { logger } = this.#options;
    const reason = error.message;
    const trouble = this.#troubles.get(sink.name);
    if (trouble && trouble.reason === reason) {
      trouble.skipped += 1;
      return;
    }
    this.#troubles.set(sink.name, {
      reason,
      missing,
      skipped: (trouble?.skipped ?? 0) + 1,
    });
    logger.warn(
      missing
        ? `${sink.title} gets nothing of the history until it is there: ${reason}`
        : `Entry ${seq} of the history could not be passed on to ${sink.title} in ${MAX_ATTEMPTS} tries and is left out, as is each that fails likewise: ${reason}`,
    );
  }

  #recovered(sink: HistorySink): void {
    const trouble = this.#troubles.get(sink.name);
    if (!trouble) return;
    this.#troubles.delete(sink.name);
    this.#options.logger.info(
      `${sink.title} takes entries of the history again; ${trouble.skipped} were left out`,
    );
  }
}
