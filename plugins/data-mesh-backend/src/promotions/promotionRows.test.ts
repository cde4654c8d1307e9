import type { Knex } from 'knex';
import { Databases, DATABASES } from '../__testUtils__/databases';
import type { PromotionStep } from './promotion';
import {
  dropPromotion,
  findPromotion,
  intendPromotion,
  settlePromotion,
} from './promotionRows';

jest.setTimeout(60_000);

const NOW = 1_790_000_000_000;
const STEPS: PromotionStep[] = [
  { kind: 'create', cluster: 'prod', topic: { name: 'a', partitions: 1 } },
];
const promotion = (over: object = {}) => ({
  run: 'r',
  productRef: 'dataproduct:default/orders',
  planHash: 'h',
  plan: { hash: 'h', ports: [], isBlocked: false },
  steps: STEPS,
  reason: 'it is ready ✓',
  promotedBy: 'user:default/olivia',
  intendedAt: NOW,
  ...over,
});

describe.each(DATABASES)('promotions on %s', id => {
  const databases = new Databases();
  let db: Knex;

  beforeEach(async () => {
    db = await databases.migrated(id);
  });

  it('are kept as they were intended, one a run and product', async () => {
    const first = await intendPromotion(db, promotion());
    expect(first).toEqual({
      ...promotion(),
      state: 'intended',
      promotedAt: undefined,
    });
    const others = await Promise.all(
      ['i', 'j'].map(planHash => intendPromotion(db, promotion({ planHash }))),
    );
    expect(others).toEqual([first, first]);
    const beside = await intendPromotion(db, promotion({ run: 's' }));
    expect(beside.run).toBe('s');
  });

  it('are told once, and then stay', async () => {
    const own = await intendPromotion(db, promotion());
    const settled = await Promise.all(
      [1, 2, 3].map(() => settlePromotion(db, own, NOW + 1)),
    );
    expect(settled.filter(Boolean)).toHaveLength(1);
    await dropPromotion(db, own);
    expect(await findPromotion(db, own)).toMatchObject({
      state: 'promoted',
      promotedAt: NOW + 1,
    });
  });

  it('are forgotten where nothing was done', async () => {
    const own = await intendPromotion(db, promotion());
    await dropPromotion(db, own);
    expect(await findPromotion(db, own)).toBeUndefined();
  });
});
