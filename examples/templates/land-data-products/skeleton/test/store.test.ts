import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import pg from 'pg';
import { toRow } from '../src/record.ts';
import { Refusal } from '../src/Refusal.ts';
import { Store } from '../src/Store.ts';
import { Log } from './Log.ts';

const url = process.env.TEST_DATABASE_URL ?? '';
const skip = url ? false : 'TEST_DATABASE_URL is not set';
const offsets = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => from + i);

describe('with a real PostgreSQL', { skip }, () => {
  const schema = `landing_${randomBytes(5).toString('hex')}`;
  const tables = new Map([['orders', 'orders_v1']]);
  const log = new Log('orders', 2, offsets(0, 300));
  let admin: pg.Client;
  let stores: Store[];

  const land = async (store: Store, from: number, size: number) => {
    const batch = log.batch(from, size);
    const read = {
      first: BigInt(from),
      next: BigInt(batch.lastOffset()) + 1n,
    };
    const rows = await Promise.all(batch.messages.map(each => toRow(each, async () => null)));
    return store.land({ topic: 'orders', partition: 2 }, read, rows);
  };
  const landed = async () => {
    const { rows } = await admin.query(
      'select kafka_partition, kafka_offset::int from orders_v1 order by kafka_offset',
    );
    return rows.map(row => {
      assert.equal(row.kafka_partition, 2);
      return row.kafka_offset;
    });
  };

  before(async () => {
    const own = new URL(url);
    own.searchParams.set('options', `-c search_path=${schema}`);
    admin = new pg.Client(own.href);
    await admin.connect();
    await admin.query(`create schema ${schema}`);
    stores = [new Store(own.href, tables), new Store(own.href, tables)];
    await Promise.all(stores.map(store => store.prepare()));
    await stores[0].prepare();
  });
  after(async () => {
    for (const store of stores) await store.close();
    await admin.query(`drop schema ${schema} cascade`);
    await admin.end();
  });

  test('records land once, however often they come', async () => {
    assert.deepEqual(await land(stores[0], 0, 10), { is: 'land', from: 0n });
    assert.deepEqual(await land(stores[0], 0, 10), { is: 'skip', next: 10n });
    assert.deepEqual(await land(stores[1], 5, 10), { is: 'land', from: 10n });
    assert.deepEqual(await land(stores[1], 20, 5), { is: 'seek', to: 15n });
    assert.equal(await stores[0].nextOf({ topic: 'orders', partition: 2 }), 15n);
    assert.deepEqual(await landed(), offsets(0, 15));
  });

  test('two instances at once take turns', async () => {
    const place = { topic: 'orders', partition: 2 };
    const outcomes = new Map<string, number>();
    const work = async (store: Store, overlap: number) => {
      for (;;) {
        const next = Number(await store.nextOf(place));
        if (next === 300) return;
        const { is } = await land(store, Math.max(0, next - overlap), 20);
        outcomes.set(is, (outcomes.get(is) ?? 0) + 1);
      }
    };
    await Promise.all([
      work(stores[0], 0),
      work(stores[1], 7),
      work(stores[0], 15),
      work(stores[1], 1),
    ]);
    assert.ok(outcomes.get('land'));
    assert.deepEqual(await landed(), offsets(0, 300));
  });

  test('what fails half way leaves neither records nor an offset', async () => {
    const before = await stores[0].nextOf({ topic: 'orders', partition: 2 });
    const read = { first: before, next: before + 2n };
    const row = { key: null, value: '{}', writtenAt: null };
    await assert.rejects(
      stores[0].land({ topic: 'orders', partition: 2 }, read, [
        { ...row, offset: before },
        { ...row, value: 'not JSON', offset: before + 1n },
      ]),
      Refusal,
    );
    assert.equal(await stores[0].nextOf({ topic: 'orders', partition: 2 }), before);
    assert.deepEqual(await landed(), offsets(0, 300));
  });

  test('the view has the last record of each key, without those that were deleted', async () => {
    const latest = async () =>
      (await admin.query('select key, value from orders_v1_latest order by key')).rows;
    assert.deepEqual(await latest(), [
      { key: 'k0', value: { at: 297 } },
      { key: 'k1', value: { at: 298 } },
      { key: 'k2', value: { at: 299 } },
    ]);
    const row = { writtenAt: '2030-01-01T00:00:00Z', value: null, key: 'k1', offset: 300n };
    const place = { topic: 'orders', partition: 2 };
    await stores[0].land(place, { first: 300n, next: 301n }, [row]);
    const elsewhere = { ...row, key: 'k2', value: '{"at":0}', offset: 0n };
    const other = { topic: 'orders', partition: 3 };
    await stores[0].land(other, { first: 0n, next: 1n }, [elsewhere]);
    assert.deepEqual(await latest(), [
      { key: 'k0', value: { at: 297 } },
      { key: 'k2', value: { at: 0 } },
    ]);
  });
});
