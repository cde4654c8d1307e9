import type { Knex } from 'knex';
import { Databases, DATABASES } from '../__testUtils__/databases';
import {
  append,
  LIAM,
  NOW,
  OLIVIA,
  ORDERS,
  PAYMENTS,
  PLANNER,
  storyOf,
} from './__testUtils__/facts';
import { HistoryReader, type HistoryVisibility } from './HistoryReader';

jest.setTimeout(60_000);

const ALL: HistoryVisibility = { isVisible: () => true, seesUnattached: true };

const only = (...refs: string[]): HistoryVisibility => ({
  isVisible: (product, consumer) =>
    [product, consumer].every(ref => !ref || refs.includes(ref)),
  seesUnattached: false,
});

describe.each(DATABASES)('HistoryReader on %s', id => {
  const databases = new Databases();
  let db: Knex;

  beforeEach(async () => {
    db = await databases.migrated(id);
  });

  async function readAll(
    reader: HistoryReader,
    visibility: HistoryVisibility,
    limit: number,
    filter = {},
  ) {
    const seqs: number[] = [];
    const sizes: number[] = [];
    let total: number | undefined;
    for (let cursor: string | undefined, more = true; more; ) {
      const page = await reader.page({ ...filter, limit, cursor }, visibility);
      seqs.push(...page.items.map(({ seq }) => seq));
      sizes.push(page.items.length);
      total ??= page.totalItems;
      expect(page.totalItems).toBe(total);
      cursor = page.nextCursor;
      more = cursor !== undefined;
    }
    return { seqs, sizes, total };
  }

  it('gives full pages, the newest first, with each entry told in words', async () => {
    await append(db, [...storyOf(1), ...storyOf(2)]);
    const reader = new HistoryReader({ db });
    expect(await readAll(reader, ALL, 3)).toEqual({
      seqs: [8, 7, 6, 5, 4, 3, 2, 1],
      sizes: [3, 3, 2],
      total: 8,
    });
    const { items } = await reader.page({ limit: 8 }, ALL);
    expect(items[7]).toEqual({
      seq: 1,
      at: '2026-11-25T10:00:00.000Z',
      actor: LIAM,
      action: 'request.submitted',
      sentence:
        'Liam asked for read access of route-planner to sales.orders.v1: to plan routes',
      product: ORDERS,
      consumer: PLANNER,
      cluster: 'main',
      topic: 'sales.orders.v1',
      principal: 'User:route-planner',
      requestId: 'request-1',
      itemId: 'item-1',
      details: { mode: 'read', purpose: 'to plan routes', steps: [{}] },
      previousHash: '0'.repeat(64),
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('goes on where it was, though entries are appended meanwhile', async () => {
    await append(db, storyOf(1));
    const reader = new HistoryReader({ db });
    const first = await reader.page({ limit: 2 }, ALL);
    await append(db, storyOf(2));
    const second = await reader.page(
      { limit: 2, cursor: first.nextCursor },
      ALL,
    );
    expect(second.items.map(({ seq }) => seq)).toEqual([2, 1]);
    expect(second.nextCursor).toBeUndefined();
  });

  it.each([2, 500])(
    'gives full pages of what a caller may see (chunks of %d)',
    async chunk => {
      const facts = Array.from({ length: 12 }, (_, i) =>
        storyOf(i, {
          productRef: i % 3 === 0 ? ORDERS : PAYMENTS,
          consumerRef: i % 2 === 0 ? PLANNER : `component:default/c${i}`,
        }),
      ).flat();
      await append(db, facts);
      const reader = new HistoryReader({ db, chunk });
      const { seqs, sizes, total } = await readAll(
        reader,
        only(ORDERS, PLANNER),
        3,
      );
      // The stories 0 and 6, of four entries each.
      expect(seqs).toEqual([28, 27, 26, 25, 4, 3, 2, 1]);
      expect(sizes).toEqual([3, 3, 2]);
      expect(total).toBe(8);
    },
  );

  it('gives full pages where what may be seen is too much to name', async () => {
    const facts = Array.from({ length: 120 }, (_, i) => ({
      ...storyOf(i)[0],
      consumerRef: `component:default/c${i}`,
    }));
    await append(db, facts);
    const reader = new HistoryReader({ db, chunk: 7 });
    const { seqs, sizes, total } = await readAll(
      reader,
      {
        isVisible: (_, consumer) => !consumer?.endsWith('5'),
        seesUnattached: false,
      },
      20,
    );
    expect(total).toBe(108);
    expect(new Set(seqs).size).toBe(108);
    expect(sizes).toEqual([20, 20, 20, 20, 20, 8]);
  });

  it('shows what is about nothing in the catalog only to whom it is for', async () => {
    const unattached = {
      actor: OLIVIA,
      action: 'binding.ignored' as const,
      cluster: 'main',
    };
    const [{ productRef, ...ofConsumer }] = storyOf(1);
    await append(db, [
      unattached,
      ofConsumer,
      // What somebody made up in a request is no reference.
      { ...unattached, consumerRef: 'route-planner' },
    ]);
    const reader = new HistoryReader({ db });
    const seqs = async (visibility: HistoryVisibility) =>
      (await readAll(reader, visibility, 10)).seqs;
    expect(await seqs(only(PLANNER))).toEqual([2]);
    expect(await seqs(only())).toEqual([]);
    expect(await seqs({ ...only(), seesUnattached: true })).toEqual([3, 1]);
  });

  it('filters', async () => {
    await append(db, [
      ...storyOf(1),
      ...storyOf(2, {
        productRef: PAYMENTS,
        consumerRef: 'component:default/ledger',
        cluster: 'other',
        topic: 'finance.payments.v1',
      }),
    ]);
    const reader = new HistoryReader({ db });
    const seqs = async (filter: object) =>
      (await readAll(reader, ALL, 3, filter)).seqs;
    expect(await seqs({ product: ORDERS })).toEqual([4, 3, 2, 1]);
    expect(await seqs({ consumer: 'component:default/ledger' })).toEqual([
      8, 7, 6, 5,
    ]);
    expect(await seqs({ cluster: 'other' })).toEqual([8, 7, 6, 5]);
    expect(await seqs({ topic: 'sales.orders.v1' })).toEqual([4, 3, 2, 1]);
    expect(await seqs({ grant: 'grant-2' })).toEqual([8, 7]);
    expect(await seqs({ request: 'request-1' })).toEqual([4, 3, 2, 1]);
    expect(await seqs({ actor: OLIVIA })).toEqual([7, 6, 3, 2]);
    expect(await seqs({ action: 'grant.' })).toEqual([8, 7, 4, 3]);
    expect(await seqs({ action: 'grant.created' })).toEqual([7, 3]);
    expect(await seqs({ action: '%' })).toEqual([]);
    expect(await seqs({ from: NOW + 1_000, to: NOW + 3_000 })).toEqual([3, 2]);
    expect(await seqs({ product: ORDERS, action: 'item' })).toEqual([2]);
  });

  it('refuses a cursor that it did not give', async () => {
    await expect(
      new HistoryReader({ db }).page({ limit: 1, cursor: 'o1' }, ALL),
    ).rejects.toThrow("cursor 'o1' is not one of this list");
  });

  it('shows what somebody made of the details by hand', async () => {
    await append(db, storyOf(1));
    await db('history').where({ seq: 1 }).update({ details: 'broken' });
    const { items } = await new HistoryReader({ db }).page({ limit: 9 }, ALL);
    expect(items[3].details).toEqual({ unreadable: 'broken' });
  });

  it('reads all of it in chunks, the oldest first, up to when it was asked', async () => {
    await append(db, [...storyOf(1), ...storyOf(2), ...storyOf(3)]);
    const reader = new HistoryReader({ db, chunk: 5 });
    const chunks: number[][] = [];
    for await (const chunk of await reader.entries({}, ALL)) {
      if (chunks.length === 0) await append(db, storyOf(4));
      chunks.push(chunk.map(({ seq }) => seq));
    }
    expect(chunks).toEqual([
      [1, 2, 3, 4, 5],
      [6, 7, 8, 9, 10],
      [11, 12],
    ]);
  });
});
