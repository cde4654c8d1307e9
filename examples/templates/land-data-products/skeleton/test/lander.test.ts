import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideBatch, type Decision, type Read } from '../src/decideBatch.ts';
import { Lander } from '../src/Lander.ts';
import type { Row } from '../src/record.ts';
import { Refusal } from '../src/Refusal.ts';
import type { Place } from '../src/Store.ts';
import { Log } from './Log.ts';

// Compaction and aborted transactions leave gaps.
const OFFSETS = Array.from({ length: 400 }, (_, i) => i).filter(i => i % 7 < 4 || i > 350);
const END = 400;
const log = new Log('t', 0, OFFSETS);

/** A table and its offset, which decides as the database does. */
class Table {
  next = 0n;
  landed: number[] = [];

  nextOf = async () => this.next;
  land = async (_place: Place, read: Read, rows: Row[]): Promise<Decision> => {
    const decision = decideBatch(read, this.next);
    if (decision.is === 'land') {
      this.landed.push(
        ...rows.filter(({ offset }) => offset >= decision.from).map(({ offset }) => Number(offset)),
      );
      this.next = read.next;
    }
    return decision;
  };
}

/** An instance of the service, reading from where Kafka's group has committed. */
function instanceOf(table: Table, committed: number) {
  let position = committed;
  const lander = new Lander({
    consumer: { seek: ({ offset }) => (position = Number(offset)) },
    store: table,
    decode: async () => null,
    endOf: async () => BigInt(END),
    log: () => undefined,
  });
  return {
    assigned: (at: number) => {
      position = at;
      return lander.assigned({ t: [0] });
    },
    read: async (size: number) => {
      const batch = log.batch(position, size);
      if (batch.isEmpty()) return false;
      const next = await lander.land(batch);
      if (next !== undefined) position = Number(next);
      return true;
    },
  };
}

// A generator that repeats, so that a failure can be looked at again.
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return below => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * below);
  };
}

test('each record lands once, whatever instances read, die, are assigned anew or are reset', async () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const random = randomFrom(seed);
    const table = new Table();
    const instances = [instanceOf(table, random(400)), instanceOf(table, 0)];
    for (let step = 0; step < 60; step += 1) {
      const i = random(2);
      const what = random(12);
      if (what === 0) instances[i] = instanceOf(table, random(400));
      else if (what === 1) await instances[i].assigned(random(400));
      else if (what === 2 && random(4) === 0) {
        table.next = 0n;
        table.landed = [];
      } else await instances[i].read(1 + random(40));
    }
    const last = instanceOf(table, random(400));
    await last.assigned(random(400));
    while (await last.read(50));
    assert.deepEqual(table.landed, OFFSETS, `seed ${seed}`);
  }
});

test('a topic that was made again is refused, not skipped', async () => {
  const table = new Table();
  table.next = 1_000n;
  await assert.rejects(instanceOf(table, 0).read(10), (error: Error) => {
    assert.ok(error instanceof Refusal);
    assert.match(error.message, /t\[0\] ends at 400.*made again; reset its table/);
    return true;
  });
});

test('a batch from before another instance landed more is skipped', async () => {
  const table = new Table();
  table.next = BigInt(END);
  const early = new Log('t', 0, OFFSETS.slice(0, 20)).batch(0, 10);
  const parts = { consumer: { seek: () => undefined }, store: table, log: () => undefined };
  const endOf = async () => BigInt(END);
  const lander = new Lander({ ...parts, decode: async () => null, endOf });
  assert.equal(await lander.land(early), BigInt(early.lastOffset()) + 1n);
  assert.deepEqual(table.landed, []);
});

test('what was read before a new assignment says nothing about what comes after it', async () => {
  const table = new Table();
  table.next = 100n;
  const parts = { consumer: { seek: () => undefined }, store: table, log: () => undefined };
  const lander = new Lander({ ...parts, decode: async () => null, endOf: async () => 400n });
  await lander.assigned({ t: [0] });
  table.next = 120n;
  table.nextOf = () => new Promise(() => undefined);
  void lander.assigned({ t: [0] });
  assert.equal(await lander.land(log.batch(355, 10)), undefined);
  assert.deepEqual(table.landed, []);

  const { land } = table;
  table.land = async (...args) => {
    const decision = await land(...args);
    void lander.assigned({ t: [0] });
    return decision;
  };
  assert.equal(await lander.land(log.batch(120, 10)), undefined);
  assert.equal(table.landed.length, 10);
});

test('a record that cannot land is named', async () => {
  const batch = log.batch(8, 1);
  batch.messages[0].value = Buffer.from([0, 0, 0, 0, 9, 1]);
  const lander = new Lander({
    consumer: { seek: () => undefined },
    store: new Table(),
    decode: async () => {
      throw new Error('truncated buffer');
    },
    endOf: async () => BigInt(END),
    log: () => undefined,
  });
  await assert.rejects(lander.land(batch), /Record 8 of t\[0\] cannot land: .*truncated buffer/);
});
