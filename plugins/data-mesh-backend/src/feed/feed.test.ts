import type { FeedEntry } from '@data-mesh/backstage-plugin-data-mesh-common';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { Databases, DATABASES } from '../__testUtils__/databases';
import {
  lockHead,
  pruneFeed,
  readHead,
  readObject,
  readObjects,
  writeMesh,
  type MeshObjects,
} from './meshRows';
import { readFeed } from './readFeed';

jest.setTimeout(120_000);

const DAY = 24 * 3_600_000;

/** Keys of topics with a word each, as much of a mesh as the feed looks at. */
type World = Record<string, string>;

function objects(world: World): MeshObjects {
  return {
    topic: new Map(
      Object.entries(world).map(([key, word]) => [key, { name: key, word }]),
    ),
    product: new Map(),
    domain: new Map(),
  };
}

async function write(db: Knex, world: World, now = 1_000): Promise<number> {
  return db.transaction(async tx =>
    writeMesh(tx, await lockHead(tx), objects(world), now),
  );
}

/** A follower as the catalog's provider is one. */
class Follower {
  cursor: string | undefined;
  resets = 0;
  #world: World = {};
  #incoming: World | undefined;

  /** Reads one page. @returns whether there are more */
  async page(db: Knex, limit: number): Promise<boolean> {
    const page = await readFeed(db, this.cursor, limit);
    if (page.entries.length > limit) throw new Error('a page too large');
    if (page.reset) {
      this.resets += 1;
      this.#incoming = {};
    }
    const target = this.#incoming ?? this.#world;
    for (const { key, topic } of page.entries) {
      if (topic) target[key] = Reflect.get(topic, 'word');
      else delete target[key];
    }
    if (!page.more && this.#incoming) {
      this.#world = this.#incoming;
      this.#incoming = undefined;
    }
    this.cursor = page.cursor || undefined;
    return page.more;
  }

  async catchUp(db: Knex, limit: number): Promise<World> {
    while (await this.page(db, limit));
    return this.#world;
  }
}

describe.each(DATABASES)('the feed on %s', id => {
  const databases = new Databases();
  let db: Knex;

  beforeAll(async () => {
    db = await databases.migrated(id);
  });

  beforeEach(async () => {
    await db('mesh_objects').delete();
    await db('mesh_head').delete();
  });

  async function seqs(): Promise<Record<string, number>> {
    const rows = await db('mesh_objects').orderBy('key').select('key', 'seq');
    return Object.fromEntries(rows.map(r => [r.key, Number(r.seq)]));
  }

  describe('writing', () => {
    it('numbers each change, and nothing that stays the same', async () => {
      expect(await write(db, { a: '1', b: '1' })).toBe(2);
      expect(await seqs()).toEqual({ a: 1, b: 2 });
      expect(await write(db, { a: '1', b: '1' })).toBe(0);
      expect(await write(db, { a: '2', b: '1', c: '1' })).toBe(2);
      expect(await seqs()).toEqual({ a: 3, b: 2, c: 4 });
      expect(Number((await readHead(db))?.seq)).toBe(4);
    });

    it('takes an object for unchanged whose keys only come in another order', async () => {
      const put = (value: object) =>
        db.transaction(async tx =>
          writeMesh(
            tx,
            await lockHead(tx),
            {
              topic: new Map([['a', value]]),
              product: new Map(),
              domain: new Map(),
            },
            1,
          ),
        );
      await put({ x: 1, y: { p: [1, { q: 2, r: 3 }], o: 2 } });
      expect(await put({ y: { o: 2, p: [1, { r: 3, q: 2 }] }, x: 1 })).toBe(0);
      expect(await put({ y: { o: 2, p: [{ r: 3, q: 2 }, 1] }, x: 1 })).toBe(1);
    });

    it('leaves a tombstone of what is gone, once, and revives it', async () => {
      await write(db, { a: '1', b: '1' });
      expect(await write(db, { b: '1' })).toBe(1);
      expect(await readObject(db, 'topic', 'a')).toBeUndefined();
      expect(await readObjects(db, 'topic')).toEqual([
        { name: 'b', word: '1' },
      ]);
      expect(await write(db, { b: '1' })).toBe(0);
      expect(await write(db, { a: '1', b: '1' })).toBe(1);
      expect(await readObject(db, 'topic', 'a')).toEqual({
        name: 'a',
        word: '1',
      });
    });

    it('keeps the same key of different types apart, blanks in keys included', async () => {
      const put = (mesh: Partial<MeshObjects>) =>
        db.transaction(async tx =>
          writeMesh(
            tx,
            await lockHead(tx),
            {
              topic: new Map(),
              product: new Map(),
              domain: new Map(),
              ...mesh,
            },
            1,
          ),
        );
      const key = 'a b c';
      await put({
        topic: new Map([[key, { t: 1 }]]),
        product: new Map([[key, { p: 1 }]]),
      });
      expect(await put({ product: new Map([[key, { p: 1 }]]) })).toBe(1);
      expect(await readObject(db, 'topic', key)).toBeUndefined();
      expect(await readObject(db, 'product', key)).toEqual({ p: 1 });
    });

    it('writes thousands at once', async () => {
      const world = Object.fromEntries(
        Array.from({ length: 3_000 }, (_, i) => [`t${i}`, 'x']),
      );
      expect(await write(db, world)).toBe(3_000);
      expect(await new Follower().catchUp(db, 500)).toEqual(world);
      expect(await write(db, {})).toBe(3_000);
      expect(await readObjects(db, 'topic')).toEqual([]);
    });
  });

  describe('reading', () => {
    it('starts over for a follower without a cursor, and goes on from there', async () => {
      await write(db, { a: '1', b: '1' });
      const first = await readFeed(db, undefined, 10);
      expect(first).toMatchObject({ reset: true, more: false });
      expect(first.entries).toEqual<FeedEntry[]>([
        { type: 'topic', key: 'a', topic: { name: 'a', word: '1' } as never },
        { type: 'topic', key: 'b', topic: { name: 'b', word: '1' } as never },
      ]);
      expect(await readFeed(db, first.cursor, 10)).toEqual({
        entries: [],
        cursor: first.cursor,
        more: false,
        reset: false,
      });
      await write(db, { b: '2' });
      const second = await readFeed(db, first.cursor, 10);
      expect(second.reset).toBe(false);
      expect(second.entries).toEqual([
        { type: 'topic', key: 'b', topic: { name: 'b', word: '2' } },
        { type: 'topic', key: 'a' },
      ]);
    });

    it('gives pages of the wanted size, until there is no more', async () => {
      await write(db, { a: '1', b: '1', c: '1', d: '1' });
      const pages: string[][] = [];
      let page = await readFeed(db, undefined, 2);
      pages.push(page.entries.map(e => e.key));
      while (page.more) {
        page = await readFeed(db, page.cursor, 2);
        expect(page.reset).toBe(false);
        pages.push(page.entries.map(e => e.key));
      }
      expect(pages).toEqual([
        ['a', 'b'],
        ['c', 'd'],
      ]);
    });

    it('tells nothing, and knows no cursor, before there is a mesh', async () => {
      expect(await readFeed(db, undefined, 10)).toEqual({
        entries: [],
        cursor: '',
        more: false,
        reset: true,
      });
    });

    it.each([
      '',
      'x',
      '1',
      'null',
      '%00',
      "' or 1=1 --",
      '00000000-0000-0000-0000-000000000000',
      '00000000-0000-0000-0000-000000000000.-1',
      '00000000-0000-0000-0000-000000000000.1.1.1',
      '00000000-0000-0000-0000-000000000000.9999999999999999999',
      '00000000-0000-0000-0000-000000000000.1',
    ])('starts over for the cursor %p, which it never gave', async cursor => {
      await write(db, { a: '1' });
      const page = await readFeed(db, cursor, 10);
      expect(page.reset).toBe(true);
      expect(page.entries.map(e => e.key)).toEqual(['a']);
    });

    it('starts over for a cursor of another database', async () => {
      await write(db, { a: '1' });
      const { cursor } = await readFeed(db, undefined, 10);
      await db('mesh_head').delete();
      await db('mesh_objects').delete();
      await write(db, { b: '1', c: '1' });
      expect((await readFeed(db, cursor, 10)).reset).toBe(true);
    });

    it('starts over for a cursor from the future, as after a restored backup', async () => {
      await write(db, { a: '1' });
      const { cursor } = await readFeed(db, undefined, 10);
      const [epoch] = cursor.split('.');
      expect((await readFeed(db, `${epoch}.2`, 10)).reset).toBe(true);
      expect((await readFeed(db, `${epoch}.1`, 10)).reset).toBe(false);
    });
  });

  describe('forgetting', () => {
    it('forgets removals after a week, and starts over for who has missed them', async () => {
      await write(db, { a: '1', b: '1', c: '1' }, 0);
      const old = await readFeed(db, undefined, 10);
      await write(db, { b: '1', c: '1' }, 1);
      const between = await readFeed(db, old.cursor, 10);
      await write(db, { c: '1' }, 2 * DAY);

      await pruneFeed(db, 7 * DAY + 2);
      expect((await readFeed(db, old.cursor, 10)).reset).toBe(true);
      // This one has seen all that is forgotten.
      const rest = await readFeed(db, between.cursor, 10);
      expect(rest.reset).toBe(false);
      expect(rest.entries).toEqual([{ type: 'topic', key: 'b' }]);
    });

    it('forgets nothing that is still there, however old', async () => {
      await write(db, { a: '1' }, 0);
      const { cursor } = await readFeed(db, undefined, 10);
      await pruneFeed(db, 400 * DAY);
      expect((await readFeed(db, cursor, 10)).reset).toBe(false);
      expect(await new Follower().catchUp(db, 10)).toEqual({ a: '1' });
    });

    it('can be asked to before there is a mesh', async () => {
      await expect(pruneFeed(db, 1)).resolves.toBeUndefined();
    });
  });

  it('leads every follower to what is there, whatever happens between its pages', async () => {
    const keys = ['a', 'b', 'c', 'd', 'e'];
    const step = fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record({
          do: fc.constant('write' as const),
          world: fc.dictionary(
            fc.constantFrom(...keys),
            fc.constantFrom('1', '2'),
            { noNullPrototype: true },
          ),
        }),
      },
      {
        weight: 6,
        arbitrary: fc.record({
          do: fc.constant('page' as const),
          limit: fc.integer({ min: 1, max: 3 }),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({ do: fc.constant('prune' as const) }),
      },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('lose' as const) }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async steps => {
        await db('mesh_objects').delete();
        await db('mesh_head').delete();
        const follower = new Follower();
        let now = 0;
        let world: World = {};
        for (const s of steps) {
          now += DAY;
          if (s.do === 'write') {
            world = s.world;
            await write(db, world, now);
          } else if (s.do === 'page') await follower.page(db, s.limit);
          else if (s.do === 'prune') await pruneFeed(db, now);
          else follower.cursor = undefined;
        }
        expect(await follower.catchUp(db, 2)).toEqual(world);
      }),
      { numRuns: id === 'SQLITE_3' ? 150 : 60 },
    );
  });

  it('does not start over for a follower that keeps up', async () => {
    const follower = new Follower();
    await write(db, { a: '1' });
    await follower.catchUp(db, 10);
    for (let i = 0; i < 10; i += 1) {
      await write(db, { a: `${i}`, [`t${i}`]: 'x' }, i * DAY);
      await follower.catchUp(db, 1);
    }
    expect(follower.resets).toBe(1);
  });
});

describe('the feed with several writers at once, on PostgreSQL', () => {
  const databases = new Databases();
  let db: Knex;

  beforeAll(async () => {
    db = await databases.migrated('POSTGRES_18');
  });

  beforeEach(async () => {
    await db('mesh_objects').delete();
    await db('mesh_head').delete();
    await write(db, { start: '1' });
  });

  it('lets a second writer wait for the first, and shows their changes in that order', async () => {
    const follower = new Follower();
    await follower.catchUp(db, 10);

    const first = await db.transaction();
    const firstHead = await lockHead(first);
    const order: string[] = [];
    const second = db.transaction(async tx => {
      const head = await lockHead(tx);
      order.push('second locked');
      return writeMesh(tx, head, objects({ start: '1', a: '1', b: '1' }), 2);
    });
    const waits = async () => {
      const [{ n }] = await db('pg_stat_activity')
        .whereRaw('datname = current_database()')
        .where({ wait_event_type: 'Lock' })
        .count({ n: '*' });
      return Number(n) > 0;
    };
    while (!order.length && !(await waits()));
    if (order.length) await first.rollback();
    expect(order).toEqual([]);
    await writeMesh(first, firstHead, objects({ start: '1', a: '1' }), 1);
    // Nothing is to be seen of either before the first has committed.
    expect((await readFeed(db, follower.cursor, 10)).entries).toEqual([]);
    order.push('first commits');
    await first.commit();
    expect(await second).toBe(1);
    expect(order).toEqual(['first commits', 'second locked']);
    const page = await readFeed(db, follower.cursor, 10);
    expect(page.entries.map(e => e.key)).toEqual(['a', 'b']);
  });

  it('reuses no number of a writer that gave up', async () => {
    const follower = new Follower();
    await follower.catchUp(db, 10);
    const failed = db.transaction(async tx => {
      await writeMesh(tx, await lockHead(tx), objects({ a: '1' }), 1);
      throw new Error('gave up');
    });
    await expect(failed).rejects.toThrow('gave up');
    expect(await follower.catchUp(db, 10)).toEqual({ start: '1' });
    await write(db, { start: '1', b: '1' });
    expect(await follower.catchUp(db, 10)).toEqual({ start: '1', b: '1' });
  });

  it('never lets a follower miss a change while several write', async () => {
    const words: World = { start: '1' };
    let writing = true;
    const writers = ['a', 'b', 'c'].map(async name => {
      for (let i = 0; i < 25; i += 1) {
        await db.transaction(async tx => {
          const head = await lockHead(tx);
          // Each adds to what the others have committed, as a recompute does.
          words[`${name}${i % 7}`] = `${i}`;
          delete words[`${name}${(i + 3) % 7}`];
          await writeMesh(tx, head, objects({ ...words }), i);
        });
      }
    });
    const follower = new Follower();
    const following = (async () => {
      while (writing) await follower.catchUp(db, 3);
    })();
    await Promise.all(writers);
    writing = false;
    await following;
    expect(await follower.catchUp(db, 3)).toEqual(words);
    expect(follower.resets).toBe(1);
  });

  it('makes one epoch, though several begin at once', async () => {
    await db('mesh_objects').delete();
    await db('mesh_head').delete();
    const heads = await Promise.all(
      Array.from({ length: 5 }, () => db.transaction(tx => lockHead(tx))),
    );
    expect(new Set(heads.map(head => head.epoch)).size).toBe(1);
  });
});
