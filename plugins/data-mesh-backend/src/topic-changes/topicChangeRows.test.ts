import type { Knex } from 'knex';
import { mockServices } from '@backstage/backend-test-utils';
import { Databases, DATABASES } from '../__testUtils__/databases';
import { CALL_BOUND_MS } from './topicChange';
import { TopicChangeClock } from './TopicChangeClock';
import {
  dropTopicChange,
  findTopicChange,
  intendTopicChange,
  readOpenTopicChanges,
  settleTopicChange,
} from './topicChangeRows';

jest.setTimeout(60_000);

const NOW = 1_790_000_000_000;
const PLAN = {
  hash: 'h',
  changes: [{ key: 'partitions', from: '3', to: '6' }],
  consequences: ['It cannot be undone ✓'],
  results: [],
};
const change = (id: string, over: object = {}) => ({
  id,
  cluster: 'main',
  topic: 'a',
  topicId: 'id',
  planHash: 'h',
  wanted: { partitions: 6, configs: { 'retention.ms': null } },
  plan: PLAN,
  reason: 'more readers ✓',
  changedBy: 'user:default/olivia',
  intendedAt: NOW,
  ...over,
});

describe.each(DATABASES)('changes of topics on %s', id => {
  const databases = new Databases();
  let db: Knex;

  beforeEach(async () => {
    db = await databases.migrated(id);
  });

  it('are kept as they were intended, one open one a topic', async () => {
    const first = await intendTopicChange(db, change('1'));
    expect(first).toEqual({
      ...change('1'),
      state: 'intended',
      changedAt: undefined,
    });
    const other = await intendTopicChange(db, change('2', { planHash: 'i' }));
    expect(other).toEqual(first);
    const beside = await intendTopicChange(db, change('3', { topic: 'b' }));
    expect(beside.id).toBe('3');
  });

  it('are one however many come at once', async () => {
    const all = await Promise.all(
      Array.from({ length: 6 }, (_, i) =>
        intendTopicChange(db, change(`${i}`)),
      ),
    );
    expect(new Set(all.map(each => each.id)).size).toBe(1);
  });

  it('are told once that they are there, and make room for the next', async () => {
    const open = await intendTopicChange(db, change('1'));
    const carried = { ...PLAN, consequences: [] };
    expect(await settleTopicChange(db, open, carried, NOW + 1)).toBe(true);
    expect(await settleTopicChange(db, open, PLAN, NOW + 2)).toBe(false);
    await dropTopicChange(db, open);
    expect(await findTopicChange(db, 'main', 'a')).toMatchObject({
      state: 'changed',
      plan: carried,
      changedAt: NOW + 1,
    });
    const next = await intendTopicChange(db, change('2', { intendedAt: 5 }));
    expect(next).toMatchObject({ id: '2', state: 'intended' });
    expect(await settleTopicChange(db, open, PLAN, NOW)).toBe(false);
    await dropTopicChange(db, next);
    expect(await findTopicChange(db, 'main', 'a')).toBeUndefined();
  });

  it('are seen to by the clock once their call has died, each by itself', async () => {
    await intendTopicChange(db, change('1'));
    await intendTopicChange(db, change('2', { topic: 'b' }));
    await intendTopicChange(db, change('3', { topic: 'c', cluster: 'gone' }));
    await intendTopicChange(
      db,
      change('4', { topic: 'd', intendedAt: NOW + 1 }),
    );
    const settled: string[] = [];
    const logger = mockServices.logger.mock();
    const clock = new TopicChangeClock({
      db,
      kafkaOf: cluster => (cluster === 'main' ? ({} as never) : undefined),
      finisher: {
        async settleSeen(_, { id: open }) {
          if (open === '1') throw new Error('the broker is down');
          settled.push(open);
        },
      },
      logger,
      clock: () => NOW + CALL_BOUND_MS,
    });
    await clock.tick();
    expect(settled).toEqual(['2']);
    expect(logger.warn.mock.calls).toEqual([
      [expect.stringMatching(/topic a of cluster main .* broker is down/)],
    ]);
    expect(await readOpenTopicChanges(db, NOW + 1)).toHaveLength(4);
  });
});
