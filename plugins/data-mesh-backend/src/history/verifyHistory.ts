import type { Knex } from 'knex';
import { toNumber } from '../rows';
import type { HistoryHeadRow, HistoryRow } from '../tables';
import { GENESIS_HASH, hashOfEntry } from './hashChain';

/**
 * The hash that an entry had when somebody outside of the database noted it.
 *
 * @public
 */
export type NotedHead = { seq: number; hash: string };

/**
 * What somebody did to the history.
 *
 * @public
 */
export type HistoryProblem = {
  /** The entry that is wrong, or the first that is missing. */
  seq: number;
  kind: 'changed' | 'removed' | 'moved' | 'added' | 'cut-off' | 'rewritten';
  message: string;
};

/**
 * What came of walking the chain.
 *
 * @public
 */
export type HistoryVerification = {
  entries: number;
  /** The last entry that is there. */
  last?: NotedHead;
  /** The first of them, by number. */
  problems: HistoryProblem[];
  /** How many more there are than are listed. */
  unlisted: number;
};

const CHUNK = 1_000;
const MAX_PROBLEMS = 100;

function range(from: number, to: number): string {
  return from >= to ? `Entry ${from} is` : `Entries ${from} to ${to} are`;
}

/** Walks the chain row by row; every row but the current one is forgotten. */
class ChainWalk {
  readonly problems: HistoryProblem[] = [];
  unlisted = 0;
  entries = 0;
  last: NotedHead = { seq: 0, hash: GENESIS_HASH };
  #lastIsConsistent = true;
  readonly #misfits: HistoryRow[] = [];
  readonly #noted: Map<number, NotedHead[]>;
  /** The last noted head that the history still agrees with. */
  #agreed = 0;

  constructor(noted: NotedHead[]) {
    this.#noted = new Map();
    for (const head of noted) {
      this.#noted.set(head.seq, [...(this.#noted.get(head.seq) ?? []), head]);
    }
  }

  row(row: HistoryRow): void {
    const seq = toNumber(row.seq);
    const isConsistent = hashOfEntry(row) === row.hash;
    const follows = this.last.seq + 1;
    if (seq > follows) {
      this.#report(
        follows,
        'removed',
        `${range(follows, seq - 1)} missing, between ${
          this.last.seq
        } and ${seq}`,
      );
    } else if (seq !== follows) {
      this.#report(
        seq,
        'added',
        `Entry ${seq} has a number that the suite never gives`,
      );
    } else if (row.previous_hash !== this.last.hash && isConsistent) {
      this.#brokenBefore(seq);
    }
    if (!isConsistent) this.#misfit(row);
    this.#compareNoted(seq, row.hash);
    this.entries += 1;
    this.last = { seq, hash: row.hash };
    this.#lastIsConsistent = isConsistent;
  }

  /** The row fits its own hash, yet does not follow the one before it. */
  #brokenBefore(seq: number): void {
    // One that does not fit its own hash is reported already.
    if (!this.#lastIsConsistent) return;
    if (this.last.seq === 0) {
      this.#report(
        seq,
        'changed',
        `Entry ${seq} claims to follow another one, though it is the first: the chain was made anew from it on`,
      );
      return;
    }
    const { seq: before } = this.last;
    this.#report(
      before,
      'changed',
      `Entry ${before} was changed or replaced, with its hash made to fit; entry ${seq} still knows the hash that it had`,
    );
  }

  #misfit(row: HistoryRow): void {
    if (this.#misfits.length < MAX_PROBLEMS) this.#misfits.push(row);
    else this.unlisted += 1;
  }

  #compareNoted(seq: number, hash: string): void {
    for (const noted of this.#noted.get(seq) ?? []) {
      if (noted.hash === hash) {
        this.#agreed = Math.max(this.#agreed, seq);
        continue;
      }
      this.#report(
        seq,
        'rewritten',
        `Entry ${seq} has the hash ${hash}, but had ${
          noted.hash
        } when it was noted: it was rewritten, or one before it${
          this.#agreed ? ` and after ${this.#agreed}` : ''
        }, and all hashes since made anew`,
      );
    }
  }

  /** Compares the end with the row that serialises the history. */
  head(head: HistoryHeadRow | undefined): void {
    const { seq, hash } = this.last;
    if (!head) {
      if (this.entries === 0) return;
      this.#report(
        seq,
        'cut-off',
        `The table history_head has lost its row, so nothing in the database tells whether entry ${seq} is the last`,
      );
      return;
    }
    const headSeq = toNumber(head.seq);
    if (headSeq > seq) {
      this.#cutOff(headSeq, 'history_head');
    } else if (headSeq < seq) {
      this.#report(
        headSeq + 1,
        'added',
        `${range(
          headSeq + 1,
          seq,
        )} beyond entry ${headSeq}, which history_head has as the last: not appended by the suite`,
      );
    } else if (head.hash !== hash && this.#lastIsConsistent) {
      this.#report(
        seq,
        'changed',
        `Entry ${seq}, the last, has another hash than history_head has for it: it was changed with its hash made to fit, or history_head was changed`,
      );
    }
  }

  /** Looks for heads that were noted of entries that are no longer there. */
  notedBeyondEnd(): void {
    const newest = Math.max(0, ...this.#noted.keys());
    if (newest > this.last.seq) this.#cutOff(newest, 'the head that was noted');
  }

  #cutOff(to: number, witness: string): void {
    const first = this.last.seq + 1;
    const known = this.problems.find(p => p.kind === 'cut-off');
    if (known) return;
    this.#report(
      first,
      'cut-off',
      `${range(first, to)} missing at the end: ${witness} knows of entry ${to}`,
    );
  }

  /** Tells rows that were moved from rows that were changed. */
  settleMisfits(): void {
    const places = this.#misfits.map(row => toNumber(row.seq));
    const misplaced = new Set(places);
    for (const row of this.#misfits) {
      const seq = toNumber(row.seq);
      const from = [...places, seq - 1, seq + 1].find(
        other =>
          other !== seq && hashOfEntry({ ...row, seq: other }) === row.hash,
      );
      if (from === undefined) {
        this.#report(
          seq,
          'changed',
          `Entry ${seq} was changed: its columns do not fit its hash`,
        );
        continue;
      }
      this.#report(
        seq,
        'moved',
        `Entry ${seq} is the one that was written as ${from}`,
      );
      if (!misplaced.has(from) && from <= this.last.seq) {
        misplaced.add(from);
        this.#report(
          from,
          'added',
          `Entry ${from} was put in the place of another one, which is now entry ${seq}`,
        );
      }
    }
  }

  #report(seq: number, kind: HistoryProblem['kind'], message: string): void {
    if (this.problems.length < MAX_PROBLEMS) {
      this.problems.push({ seq, kind, message });
    } else {
      this.unlisted += 1;
    }
  }
}

/**
 * Walks the whole chain and tells what was done to it by hand: entries changed,
 * removed, moved, added, or cut off at the end.
 *
 * Whoever can write to the database can also make all hashes anew, up to
 * `history_head`. That is found only against a head that was noted elsewhere:
 * each `history-head` event of Backstage's auditor is one.
 *
 * @param options - `heads` as noted elsewhere: the more, the narrower the place
 *   is known
 *
 * @public
 */
export async function verifyHistory(
  db: Knex,
  options: { heads?: NotedHead[]; chunk?: number } = {},
): Promise<HistoryVerification> {
  const { heads = [], chunk = CHUNK } = options;
  const walk = new ChainWalk(heads);
  let head: HistoryHeadRow | undefined;
  for (let at: number | undefined; ; at = walk.last.seq) {
    // Before the rows: the suite may be appending meanwhile, and then the head
    // must not know of more than the rows that are looked for after it.
    head = await db<HistoryHeadRow>('history_head').where({ id: 1 }).first();
    const query = db<HistoryRow>('history').orderBy('seq').limit(chunk);
    if (at !== undefined) query.where('seq', '>', at);
    const rows = await query.select();
    if (rows.length === 0) break;
    for (const row of rows) walk.row(row);
  }
  walk.settleMisfits();
  walk.head(head);
  walk.notedBeyondEnd();
  return {
    entries: walk.entries,
    ...(walk.entries ? { last: walk.last } : {}),
    problems: walk.problems.sort((a, b) => a.seq - b.seq),
    unlisted: walk.unlisted,
  };
}
