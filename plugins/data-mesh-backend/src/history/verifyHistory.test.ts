import type { Knex } from 'knex';
import { Databases, DATABASES } from '../__testUtils__/databases';
import type { HistoryHeadRow, HistoryRow } from '../tables';
import { append, storyOf } from './__testUtils__/facts';
import { appendHistory } from './appendHistory';
import { GENESIS_HASH, hashOfEntry } from './hashChain';
import { verifyHistory, type NotedHead } from './verifyHistory';

jest.setTimeout(60_000);

/** A value that a column does not have, of a kind that it takes. */
const OTHER: Omit<HistoryRow, 'seq'> = {
  at: 1,
  actor: 'user:default/eve',
  action: 'grant.expired',
  product_ref: 'dataproduct:default/other',
  consumer_ref: 'component:default/other',
  cluster: 'other',
  topic: 'other',
  principal: 'User:other',
  request_id: 'other',
  item_id: 'other',
  grant_id: 'other',
  details: '{"mode":"write"}',
  previous_hash: 'a'.repeat(64),
  hash: 'b'.repeat(64),
};

describe.each(DATABASES)('verifying the history on %s', id => {
  const databases = new Databases();
  let db: Knex;
  /** As an auditor's event of the untouched history has it. */
  let noted: NotedHead;

  beforeEach(async () => {
    db = await databases.migrated(id);
    await append(db, [...storyOf(1), ...storyOf(2), ...storyOf(3)]);
    noted = await headOf();
  });

  const rows = () => db<HistoryRow>('history');
  const rowOf = async (seq: number): Promise<HistoryRow> => {
    const row = await rows().where({ seq }).first();
    if (!row) throw new Error(`no entry ${seq}`);
    return row;
  };
  async function headOf(): Promise<NotedHead> {
    const row = await db<HistoryHeadRow>('history_head').first();
    return { seq: Number(row?.seq), hash: row?.hash ?? '' };
  }
  /** Somebody who knows how the hashes are made makes them anew. */
  async function forge(from: number, withHead: boolean) {
    let previous = from === 1 ? GENESIS_HASH : (await rowOf(from - 1)).hash;
    let last = 0;
    for (const row of await rows().where('seq', '>=', from).orderBy('seq')) {
      const hash = hashOfEntry({ ...row, previous_hash: previous });
      await rows()
        .where({ seq: row.seq })
        .update({ previous_hash: previous, hash });
      previous = hash;
      last = Number(row.seq);
    }
    if (withHead) {
      await db('history_head').update({ seq: last, hash: previous });
    }
  }
  /** What is found, in small chunks as in one: `[seq, kind]`. */
  async function found(heads: NotedHead[] = []) {
    const results = [];
    for (const chunk of [1, 3, 4, 1_000]) {
      const { problems, unlisted } = await verifyHistory(db, { heads, chunk });
      expect(unlisted).toBe(0);
      results.push(problems.map(({ seq, kind }) => [seq, kind]));
    }
    expect(new Set(results.map(r => JSON.stringify(r))).size).toBe(1);
    return results[0];
  }

  it('finds nothing where nobody touched it', async () => {
    expect(await found([noted])).toEqual([]);
    await append(db, storyOf(4));
    expect(await found([noted])).toEqual([]);
    expect(await verifyHistory(db)).toMatchObject({
      entries: 16,
      last: { seq: 16, hash: (await rowOf(16)).hash },
    });
  });

  it('finds nothing in an empty one', async () => {
    const empty = await databases.migrated(id);
    expect(await verifyHistory(empty)).toEqual({
      entries: 0,
      problems: [],
      unlisted: 0,
    });
    await empty.transaction(tx => appendHistory(tx, [], 1));
    expect((await verifyHistory(empty)).problems).toEqual([]);
  });

  it('finds nothing while the suite appends', async () => {
    let verified = 0;
    let appended = false;
    const appending = append(
      db,
      Array.from({ length: 20 }, (_, i) => storyOf(10 + i)).flat(),
    ).then(() => {
      appended = true;
    });
    while (!appended) {
      expect((await verifyHistory(db, { chunk: 2 })).problems).toEqual([]);
      verified += 1;
    }
    await appending;
    expect(verified).toBeGreaterThan(0);
  });

  it.each(Object.keys(OTHER) as Array<keyof typeof OTHER>)(
    'finds a changed %s, in every place',
    async column => {
      for (const seq of [1, 5, 12]) {
        const before = await rowOf(seq);
        await rows()
          .where({ seq })
          .update({ [column]: OTHER[column] });
        expect(await found()).toEqual([[seq, 'changed']]);
        await rows()
          .where({ seq })
          .update({ [column]: before[column] });
      }
    },
  );

  it('finds a value that was taken away or put where none was', async () => {
    await rows().where({ seq: 5 }).update({ principal: null });
    await rows().where({ seq: 9 }).update({ grant_id: '' });
    expect(await found()).toEqual([
      [5, 'changed'],
      [9, 'changed'],
    ]);
  });

  it('finds a changed number', async () => {
    await rows().where({ seq: 12 }).update({ seq: 14 });
    expect(await found()).toEqual([
      [12, 'removed'],
      [13, 'added'],
      [14, 'changed'],
    ]);
  });

  it('finds a changed entry whose hash was made to fit', async () => {
    const row = { ...(await rowOf(5)), actor: 'user:default/eve' };
    await rows()
      .where({ seq: 5 })
      .update({ actor: row.actor, hash: hashOfEntry(row) });
    expect(await found()).toEqual([[5, 'changed']]);
  });

  it('finds the first or last entry changed with its hash made to fit', async () => {
    for (const seq of [1, 12]) {
      const before = await rowOf(seq);
      const row = { ...before, actor: 'user:default/eve' };
      await rows()
        .where({ seq })
        .update({ actor: row.actor, hash: hashOfEntry(row) });
      expect(await found()).toEqual([[seq, 'changed']]);
      await rows().where({ seq }).update(before);
    }
  });

  it('finds entries removed from the middle', async () => {
    await rows().whereIn('seq', [5, 8, 9]).delete();
    expect(await found()).toEqual([
      [5, 'removed'],
      [8, 'removed'],
    ]);
    const { problems } = await verifyHistory(db);
    expect(problems.map(p => p.message)).toEqual([
      'Entry 5 is missing, between 4 and 6',
      'Entries 8 to 9 are missing, between 7 and 10',
    ]);
  });

  it('finds the first entry removed', async () => {
    await rows().where({ seq: 1 }).delete();
    expect(await found()).toEqual([[1, 'removed']]);
  });

  it('finds the first removed and the others numbered anew', async () => {
    await rows().where({ seq: 1 }).delete();
    for (let seq = 2; seq <= 12; seq++) {
      await rows()
        .where({ seq })
        .update({ seq: seq - 1 });
    }
    expect((await found())[0]).toEqual([1, 'moved']);
    await forge(1, true);
    expect(await found()).toEqual([]);
    expect(await found([noted])).toEqual([[12, 'cut-off']]);
  });

  it('finds the last entries removed', async () => {
    await rows().where('seq', '>', 10).delete();
    expect(await found()).toEqual([[11, 'cut-off']]);
    const { problems } = await verifyHistory(db, { heads: [noted] });
    expect(problems.map(p => p.message)).toEqual([
      'Entries 11 to 12 are missing at the end: history_head knows of entry 12',
    ]);
  });

  it('finds the last removed with the head adjusted, against a head noted elsewhere', async () => {
    await rows().where('seq', '>', 10).delete();
    await db('history_head').update({ seq: 10, hash: (await rowOf(10)).hash });
    expect(await found()).toEqual([]);
    expect(await found([noted])).toEqual([[11, 'cut-off']]);
    // Also once the suite has appended others in their place.
    await append(db, storyOf(9));
    expect(await found([noted])).toEqual([[12, 'rewritten']]);
  });

  it('finds all of it removed', async () => {
    await rows().delete();
    expect(await found()).toEqual([[1, 'cut-off']]);
    await db('history_head').delete();
    expect(await found()).toEqual([]);
    expect(await found([noted])).toEqual([[1, 'cut-off']]);
  });

  it('finds the head removed or changed', async () => {
    await db('history_head').update({ hash: 'a'.repeat(64) });
    expect(await found()).toEqual([[12, 'changed']]);
    await db('history_head').delete();
    expect(await found()).toEqual([[12, 'cut-off']]);
  });

  it('finds two entries swapped, and says which', async () => {
    for (const [a, b] of [
      [4, 5],
      [1, 12],
    ]) {
      const swap = async () => {
        await rows().where({ seq: a }).update({ seq: 99 });
        await rows().where({ seq: b }).update({ seq: a });
        await rows().where({ seq: 99 }).update({ seq: b });
      };
      await swap();
      expect(await found()).toEqual([
        [a, 'moved'],
        [b, 'moved'],
      ]);
      const { problems } = await verifyHistory(db);
      expect(problems[0].message).toBe(
        `Entry ${a} is the one that was written as ${b}`,
      );
      await swap();
      expect(await found()).toEqual([]);
    }
  });

  it('finds an entry put between others', async () => {
    for (let seq = 12; seq >= 9; seq--) {
      await rows()
        .where({ seq })
        .update({ seq: seq + 1 });
    }
    const { hash: previous } = await rowOf(8);
    const row = { ...(await rowOf(7)), seq: 9, previous_hash: previous };
    await rows().insert({ ...row, hash: hashOfEntry(row) });
    expect(await found()).toEqual([
      [9, 'added'],
      [10, 'moved'],
      [11, 'moved'],
      [12, 'moved'],
      [13, 'moved'],
      [13, 'added'],
    ]);
  });

  it('finds an entry put before the first', async () => {
    const row = { ...(await rowOf(1)), seq: 0, previous_hash: GENESIS_HASH };
    await rows().insert({ ...row, hash: hashOfEntry(row) });
    expect((await found())[0]).toEqual([0, 'added']);
  });

  it('finds an entry appended past the head', async () => {
    const row = { ...(await rowOf(12)), seq: 13, previous_hash: noted.hash };
    await rows().insert({ ...row, hash: hashOfEntry(row) });
    expect(await found()).toEqual([[13, 'added']]);
  });

  it('finds a chain that was made anew, and between which noted heads', async () => {
    const heads = await Promise.all(
      [3, 8, 12].map(async seq => ({ seq, hash: (await rowOf(seq)).hash })),
    );
    await rows().where({ seq: 6 }).update({ actor: 'user:default/eve' });
    await forge(6, true);
    expect(await found()).toEqual([]);
    expect(await found(heads)).toEqual([
      [8, 'rewritten'],
      [12, 'rewritten'],
    ]);
    const { problems } = await verifyHistory(db, { heads });
    expect(problems[0].message).toMatch(
      /^Entry 8 .* or one before it and after 3, /,
    );
  });

  it('counts what it does not list', async () => {
    await append(
      db,
      Array.from({ length: 40 }, (_, i) => storyOf(10 + i)).flat(),
    );
    await rows().update({ actor: 'user:default/eve' });
    const { problems, unlisted, entries } = await verifyHistory(db);
    expect(entries).toBe(172);
    expect(problems).toHaveLength(100);
    expect(unlisted).toBe(72);
  });
});
