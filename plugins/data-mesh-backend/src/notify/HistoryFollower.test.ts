import { mockServices } from '@backstage/backend-test-utils';
import type { HistoryEntry } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import { Databases, DATABASES } from '../__testUtils__/databases';
import { append, NOW, storyOf } from '../history/__testUtils__/facts';
import { backoffMs, HistoryFollower, MAX_ATTEMPTS } from './HistoryFollower';
import type { HistorySink } from './HistorySink';

jest.setTimeout(60_000);

/** A sink that remembers what it was given, and fails where it is told to. */
class Recorder implements HistorySink {
  readonly title: string;
  readonly seqs: number[] = [];
  failsAt = (_seq: number): Error | undefined => undefined;
  failsToPrepare = (_entries: HistoryEntry[]): Error | undefined => undefined;
  tries = 0;
  ended = 0;

  constructor(readonly name: string) {
    this.title = `The ${name} plugin`;
  }

  async prepare(entries: HistoryEntry[]) {
    const problem = this.failsToPrepare(entries);
    if (problem) throw problem;
    return entries.map(({ seq }) => ({
      seqs: [seq],
      send: async () => {
        this.tries += 1;
        const error = this.failsAt(seq);
        if (error) throw error;
        this.seqs.push(seq);
      },
    }));
  }

  isMissing({ message }: Error): boolean {
    return message.includes('404');
  }

  async afterwards() {
    this.ended += 1;
  }
}

function upTo(seq: number): number[] {
  return Array.from({ length: seq }, (_, i) => i + 1);
}

describe.each(DATABASES)('HistoryFollower on %s', id => {
  const databases = new Databases();
  let db: Knex;
  let a: Recorder;
  let b: Recorder;
  let now: number;
  let logger: ReturnType<typeof mockServices.logger.mock>;

  beforeEach(async () => {
    db = await databases.migrated(id);
    a = new Recorder('a');
    b = new Recorder('b');
    now = NOW;
    logger = mockServices.logger.mock();
  });

  const follower = (over: { batch?: number; timeoutMs?: number } = {}) =>
    new HistoryFollower({
      db,
      sinks: [a, b],
      logger,
      clock: () => now,
      batch: 3,
      ...over,
    });
  const cursorOf = async (name: string) => {
    const row = await db('history_followers').where({ name }).first();
    return { ...row, seq: Number(row.seq) };
  };
  const waitAndTick = async (one: HistoryFollower, times = 1) => {
    for (let i = 0; i < times; i++) {
      now += 300_000;
      await one.tick();
    }
  };

  it('passes everything on to everybody, in order, once', async () => {
    const one = follower();
    await one.begin();
    await append(db, [...storyOf(1), ...storyOf(2)]);
    await one.tick();
    await one.tick();
    await append(db, storyOf(3));
    await one.tick();
    for (const sink of [a, b]) {
      expect(sink.seqs).toEqual(upTo(12));
      expect(sink.ended).toBe(2);
      expect(await cursorOf(sink.name)).toMatchObject({
        seq: 12,
        attempts: 0,
        error: null,
      });
    }
  });

  it('begins at the head where there is a history already', async () => {
    await append(db, storyOf(1));
    const one = follower();
    await one.tick();
    expect(a.seqs).toEqual([]);
    await append(db, storyOf(2));
    await one.tick();
    expect(a.seqs).toEqual([5, 6, 7, 8]);
    // Another replica, or the same after a restart, goes on from there.
    await append(db, storyOf(3));
    await follower().tick();
    expect(a.seqs).toEqual([5, 6, 7, 8, 9, 10, 11, 12]);
  });

  it('does not let one sink hold up another, and tries it again later', async () => {
    const one = follower();
    await one.begin();
    await append(db, [...storyOf(1), ...storyOf(2)]);
    a.failsAt = seq => (seq === 5 ? new Error('not now') : undefined);
    await one.tick();
    expect(a.seqs).toEqual(upTo(4));
    expect(b.seqs).toEqual(upTo(8));
    expect(await cursorOf('a')).toMatchObject({ seq: 4, attempts: 1 });

    now += backoffMs(1) - 1;
    await one.tick();
    expect(a.tries).toBe(5);
    a.failsAt = () => undefined;
    now += 1;
    await one.tick();
    expect(a.seqs).toEqual(upTo(8));
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('leaves an entry out that cannot be passed on, and says so once', async () => {
    const one = follower();
    await one.begin();
    await append(db, storyOf(1));
    a.failsAt = seq => (seq === 2 ? new Error('bad payload') : undefined);
    await one.tick();
    await waitAndTick(one, MAX_ATTEMPTS - 2);
    expect(logger.warn).not.toHaveBeenCalled();
    expect(a.seqs).toEqual([1]);
    await waitAndTick(one);
    expect(a.seqs).toEqual([1, 3, 4]);
    expect(a.tries).toBe(3 + MAX_ATTEMPTS);
    expect(logger.warn.mock.calls).toEqual([
      [
        'Entry 2 of the history could not be passed on to The a plugin in 5 tries and is left out, as is each that fails likewise: bad payload',
      ],
    ]);
    expect(logger.info.mock.calls).toEqual([
      ['The a plugin takes entries of the history again; 1 were left out'],
    ]);
  });

  it('leaves out only the entry that cannot be understood', async () => {
    const one = follower({ batch: 100 });
    await one.begin();
    await append(db, [...storyOf(1), ...storyOf(2)]);
    a.failsToPrepare = entries =>
      entries.some(({ seq }) => seq === 6) ? new Error('what?') : undefined;
    await one.tick();
    await waitAndTick(one, 20);
    expect(a.seqs).toEqual([1, 2, 3, 4, 5, 7, 8]);
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });

  it('never tries for ever, and tells of an outage once', async () => {
    const one = follower();
    await one.begin();
    await append(db, [...storyOf(1), ...storyOf(2)]);
    a.failsAt = () => new Error('503');
    await one.tick();
    await waitAndTick(one, 8 * MAX_ATTEMPTS);
    expect(a.tries).toBe(8 * MAX_ATTEMPTS);
    expect(await cursorOf('a')).toMatchObject({ seq: 8 });
    expect(logger.warn).toHaveBeenCalledTimes(1);
    a.failsAt = () => undefined;
    await append(db, storyOf(3));
    await waitAndTick(one);
    expect(a.seqs).toEqual([9, 10, 11, 12]);
    expect(logger.info).toHaveBeenCalledWith(
      'The a plugin takes entries of the history again; 8 were left out',
    );
  });

  it('does not wait for a plugin that is not installed, and notices when it is', async () => {
    const one = follower();
    await one.begin();
    a.failsAt = () => new Error('Request failed with status 404');
    await append(db, storyOf(1));
    await one.tick();
    await waitAndTick(one, MAX_ATTEMPTS);
    a.tries = 0;
    for (let i = 2; i < 12; i++) {
      await append(db, storyOf(i).slice(0, 2));
      await waitAndTick(one);
    }
    // One try a batch, and none is behind.
    expect(a.tries).toBe(10);
    expect(await cursorOf('a')).toMatchObject({ seq: 24, attempts: 0 });
    expect(logger.warn.mock.calls).toEqual([
      [
        'The a plugin gets nothing of the history until it is there: Request failed with status 404',
      ],
    ]);
    a.failsAt = () => undefined;
    await append(db, storyOf(12));
    await one.tick();
    expect(a.seqs).toEqual([25, 26, 27, 28]);
    expect(b.seqs).toEqual(upTo(28));
  });

  it('does not wait for a sink that does not answer', async () => {
    const one = follower({ timeoutMs: 50 });
    await one.begin();
    await append(db, storyOf(1));
    jest
      .spyOn(a, 'prepare')
      .mockResolvedValue([{ seqs: [1], send: () => new Promise(() => {}) }]);
    await one.tick();
    expect(b.seqs).toEqual(upTo(4));
    expect(JSON.parse((await cursorOf('a')).error)).toEqual({
      message: 'no answer within 0.05 s',
      retryAt: now + backoffMs(1),
    });
  });

  it('gives way to another replica that got ahead', async () => {
    const one = follower();
    const other = follower();
    await one.begin();
    await append(db, [...storyOf(1), ...storyOf(2), ...storyOf(3)]);
    await Promise.all([one.tick(), other.tick(), one.tick()]);
    await one.tick();
    // At least once, and each in order.
    expect(new Set(a.seqs)).toEqual(new Set(upTo(12)));
    expect(await cursorOf('a')).toMatchObject({ seq: 12 });
    const firsts = a.seqs.filter((seq, i) => a.seqs.indexOf(seq) === i);
    expect(firsts).toEqual(upTo(12));
  });
});
