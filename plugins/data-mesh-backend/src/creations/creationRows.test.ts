import type { Knex } from 'knex';
import { Databases, DATABASES } from '../__testUtils__/databases';
import { toUndo, type Creation } from './creation';
import {
  abandon,
  beginUndo,
  findCreation,
  intend,
  MAX_CREATIONS,
  readCreations,
  readRun,
  readRuns,
  settleMade,
  settleUndone,
} from './creationRows';
import { notePublication } from './notePublication';
import type { ProductVersion } from '../product-store/productVersions';

jest.setTimeout(60_000);

const OLIVIA = 'user:default/olivia';
const LIAM = 'user:default/liam';
const NOW = 1_790_000_000_000;
const wanted = (name: string, partitions = 1) => ({
  name,
  partitions,
  replicationFactor: -1,
  configs: { 'retention.ms': '✓' },
});
const MADE = { topicId: 'id', partitions: 1, replicationFactor: 1 };

describe.each(DATABASES)('creations on %s', id => {
  const databases = new Databases();
  let db: Knex;

  const begin = (name: string, over: { run?: string; actor?: string } = {}) =>
    intend(
      db,
      { run: over.run ?? 'r1', kind: 'topic', cluster: 'main', name },
      { wanted: wanted(name), before: {} },
      { actor: over.actor ?? OLIVIA, now: NOW },
    );

  beforeEach(async () => {
    db = await databases.migrated(id);
  });

  it('are kept as they were intended, and are one however often that is', async () => {
    const first = await begin('a');
    const again = await begin('a');
    expect(again.id).toBe(first.id);
    expect(await readCreations(db, ['r1'])).toEqual([
      {
        id: first.id,
        run: 'r1',
        kind: 'topic',
        cluster: 'main',
        name: 'a',
        state: 'intended',
        wanted: wanted('a'),
        before: {},
        createdBy: OLIVIA,
        intendedAt: NOW,
      },
    ]);
  });

  it('are one when several calls intend them at once', async () => {
    const all = await Promise.allSettled(
      Array.from({ length: 5 }, () => begin('a')),
    );
    const ids = all.flatMap(result =>
      result.status === 'fulfilled' ? [result.value.id] : [],
    );
    expect(new Set(ids).size).toBe(1);
    expect(await readCreations(db, ['r1'])).toHaveLength(1);
  });

  it('are noted as made once, and as undone once', async () => {
    const own = await begin('a');
    expect(await settleMade(db, own, MADE, NOW + 1)).toBe(true);
    expect(await settleMade(db, own, MADE, NOW + 2)).toBe(false);
    expect(await findCreation(db, own)).toMatchObject({
      state: 'created',
      made: MADE,
      createdAt: NOW + 1,
    });
    await beginUndo(db, own);
    expect((await findCreation(db, own))?.state).toBe('undoing');
    expect(await settleUndone(db, own, NOW + 3)).toBe(true);
    expect(await settleUndone(db, own, NOW + 4)).toBe(false);
    expect((await findCreation(db, own))?.undoneAt).toBe(NOW + 3);
  });

  it('begin anew once they are undone, and not while they are there', async () => {
    const own = await begin('a');
    await settleMade(db, own, MADE, NOW);
    expect((await begin('a')).state).toBe('created');
    await settleUndone(db, own, NOW);
    const anew = await begin('a');
    expect([anew.id, anew.state, anew.made]).toEqual([
      own.id,
      'intended',
      undefined,
    ]);
  });

  it('leave nothing behind that came to nothing', async () => {
    await begin('a');
    await abandon(db, await begin('b'));
    expect(await readCreations(db, ['r1'])).toHaveLength(1);
    await abandon(db, await begin('a'));
    expect(await readRun(db, 'r1')).toBeUndefined();
    const made = await begin('c');
    await settleMade(db, made, MADE, NOW);
    await abandon(db, made);
    expect((await findCreation(db, made))?.state).toBe('created');
  });

  it('are of one person for each run, who alone sees them in a list', async () => {
    await begin('a');
    await expect(begin('b', { actor: LIAM })).rejects.toThrow(
      "run: r1 is somebody else's; choose another name for yours",
    );
    await begin('b', { run: 'r2', actor: LIAM });
    expect((await readRuns(db, OLIVIA)).map(({ run }) => run)).toEqual(['r1']);
    expect(await readRuns(db)).toHaveLength(2);
  });

  it('are so many in one run, and no more', async () => {
    await begin('a');
    await db.batchInsert(
      'creations',
      Array.from({ length: MAX_CREATIONS - 1 }, (_, i) => ({
        id: `id-${i}`,
        run: 'r1',
        kind: 'topic',
        cluster: 'main',
        name: `t${i}`,
        state: 'created',
        wanted: '{}',
        before: '{}',
        created_by: OLIVIA,
        intended_at: NOW,
      })),
      50,
    );
    await expect(begin('b')).rejects.toThrow(/has made 200 things/);
    expect((await begin('a')).name).toBe('a');
  });

  it('of products go back before the first version of the run', async () => {
    const version = (number: number): ProductVersion => ({
      ref: 'dataproduct:default/orders',
      version: number,
      state: 'published',
      document: {} as ProductVersion['document'],
      ownerRef: 'group:default/sales-team',
      heldSince: NOW,
      changedBy: OLIVIA,
      changedAt: NOW + number,
    });
    const note = (number: number, before?: number) =>
      db.transaction(tx =>
        notePublication(tx, 'r1', 'product', version(number), before),
      );
    await note(4, 3);
    await note(5, 4);
    const key = { run: 'r1', kind: 'product' as const, name: version(1).ref };
    const own = await findCreation(db, key);
    expect(own).toMatchObject({
      state: 'created',
      before: { version: 3 },
      made: { version: 5 },
      intendedAt: NOW + 4,
    });
    if (own) await settleUndone(db, own, NOW + 9);
    await note(8, 7);
    expect(await findCreation(db, key)).toMatchObject({
      state: 'created',
      before: { version: 7 },
      made: { version: 8 },
    });
  });
});

describe('what there is to undo', () => {
  it('begins with what was made last, and with what needs the others', () => {
    const of = (kind: string, name: string, intendedAt: number) =>
      ({ kind, name, intendedAt, state: 'created' } as unknown as Creation);
    const undone = { ...of('topic', 'gone', 9), state: 'undone' as const };
    const order = toUndo([
      of('topic', 't1', 1),
      of('schema', 's1', 2),
      of('schema', 's2', 3),
      of('product', 'p', 4),
      of('topic', 't2', 5),
      undone,
    ]);
    expect(order.map(({ name }) => name)).toEqual([
      'p',
      's2',
      's1',
      't2',
      't1',
    ]);
  });
});
