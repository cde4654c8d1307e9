import type { MeshProduct } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import { Databases, DATABASES } from '../__testUtils__/databases';
import { addResults, readResults, RESULTS_KEPT } from '../quality/qualityRows';
import { DAY_MS } from './judgeObjective';
import { SloEvaluator } from './SloEvaluator';
import { budgetUsed, SloReader } from './SloReader';
import { pruneSlo } from './sloRows';

jest.setTimeout(60_000);

const START = Date.parse('2026-11-27T10:00:00Z');
const REF = 'dataproduct:default/orders';
const SECOND = 1_000;

describe.each(DATABASES)('SloEvaluator on %s', id => {
  const databases = new Databases();
  let db: Knex;
  let now: number;
  let product: MeshProduct;

  const evaluator = () =>
    new SloEvaluator({
      db,
      clusters: [
        {
          name: 'main',
          problems: [],
          settings: { sync: { lightMs: 5_000, fullMs: 10_000 } } as never,
        },
      ],
      tickMs: 10_000,
      clock: () => now,
    });
  const reader = () => new SloReader({ db, clock: () => now });

  async function declare(slo: object, over: Partial<MeshProduct> = {}) {
    product = {
      ref: REF,
      origin: 'declared',
      namespace: 'default',
      name: 'orders',
      title: 'Orders',
      ownerRef: 'group:default/order-team',
      domainRef: 'domain:default/sales',
      type: 'source-aligned',
      lifecycle: 'production',
      state: 'in-sync',
      ports: [
        {
          name: 'v1',
          state: 'in-sync',
          locations: [
            {
              cluster: 'main',
              environment: 'production',
              topic: 'orders',
              topicRef: 'resource:default/orders',
              state: 'in-sync',
            },
          ],
        },
      ],
      ...over,
    };
    await db('mesh_objects').where({ type: 'product' }).delete();
    await db('mesh_objects').insert({
      type: 'product',
      key: REF,
      seq: 1,
      hash: 'h',
      value: JSON.stringify(product),
      changed_at: now,
    });
    const entity = {
      apiVersion: 'data-mesh/v1alpha1',
      kind: 'DataProduct',
      metadata: { name: 'orders' },
      spec: {
        type: 'source-aligned',
        lifecycle: 'production',
        domain: 'sales',
        outputPorts: [
          {
            name: 'v1',
            type: 'kafka',
            locations: [{ cluster: 'main', topic: 'orders' }],
            slo,
          },
        ],
      },
    };
    await db('catalog_entities').where({ entity_ref: REF }).delete();
    await db('catalog_entities').insert({
      entity_ref: REF,
      kind: 'DataProduct',
      entity: JSON.stringify(entity),
      hash: 'h',
      origin_location: 'url:x',
      first_seen_at: now,
    });
  }

  /** A pass now, which found records as new as this. */
  async function measure(lastGrowthAt: number, sum = 100) {
    await db('topic_states').delete();
    await db('topic_states').insert({
      cluster: 'main',
      name: 'orders',
      measured_at: now,
      partitions: '[]',
      earliest_sum: 0,
      latest_sum: sum,
      last_growth_at: lastGrowthAt,
    });
  }

  const actions = async () =>
    (await db('history').orderBy('seq').select()).map(row => row.action);

  beforeEach(async () => {
    db = await databases.migrated(id);
    now = START;
  });

  it('remembers over a restart what it has told, and counts the time', async () => {
    await declare({ freshness: 'PT1M' });
    await measure(now);
    expect(await evaluator().tick()).toBe(1);
    now += 10 * SECOND;
    await measure(now - 120 * SECOND);
    await evaluator().tick();
    now += 10 * SECOND;
    await measure(now - 130 * SECOND);
    await evaluator().tick();
    expect(await actions()).toEqual(['slo.breached']);
    now += 10 * SECOND;
    await measure(now);
    await evaluator().tick();
    await evaluator().tick();
    expect(await actions()).toEqual(['slo.breached', 'slo.recovered']);
    const { objectives } = await reader().read(product);
    expect(objectives).toEqual([
      expect.objectContaining({
        port: 'v1',
        type: 'freshness',
        state: 'kept',
        value: 0,
        last30Days: {
          keptMs: 10 * SECOND,
          breachedMs: 20 * SECOND,
          unknownMs: 0,
        },
        days: [
          {
            day: '2026-11-27',
            keptMs: 10 * SECOND,
            breachedMs: 20 * SECOND,
            unknownMs: 0,
          },
        ],
      }),
    ]);
  });

  it('does not know of a promise that nobody has judged for long', async () => {
    await declare({ freshness: 'PT1M' });
    await measure(now);
    await evaluator().tick();
    now += 16 * 60_000;
    const { objectives } = await reader().read(product);
    expect(objectives[0]).toMatchObject({
      state: 'unknown',
      reason: 'It was last judged 16 minutes ago.',
    });
    expect(objectives[0].value).toBeUndefined();
  });

  it('does not take time in which it did not run for kept', async () => {
    await declare({ freshness: 'PT1M' });
    await measure(now);
    await evaluator().tick();
    now += 5 * 3_600_000;
    await measure(now);
    await evaluator().tick();
    const { objectives } = await reader().read(product);
    expect(objectives[0].last30Days.keptMs).toBe(60 * SECOND);
  });

  it('forgets a promise that is made no longer, and a product that is gone', async () => {
    await declare({ freshness: 'PT1M', availability: 99 });
    await measure(now);
    await evaluator().tick();
    expect(await db('slo_states').select()).toHaveLength(2);
    await declare({ availability: 99 });
    await evaluator().tick();
    const rows = await db('slo_states').select();
    expect(rows.map(row => row.objective)).toEqual(['availability']);
    await db('mesh_objects').delete();
    await evaluator().tick();
    expect(await db('slo_states').select()).toEqual([]);
  });

  it.each([
    ['is not offered yet', { lifecycle: 'draft' }],
    [
      'has its topic held by another',
      {
        ports: [
          {
            name: 'v1',
            state: 'contested' as const,
            locations: [
              {
                cluster: 'main',
                topic: 'orders',
                topicRef: 'resource:default/orders',
                state: 'contested' as const,
              },
            ],
          },
        ],
      },
    ],
  ])('judges nothing of a product that %s', async (_, over) => {
    await declare({ freshness: 'PT1M' }, over);
    await measure(now);
    expect(await evaluator().tick()).toBe(0);
  });

  it('counts records over a day, and passes over 30', async () => {
    await declare({ minPerDay: 1_000, availability: 99.9 });
    const bucket = { cluster: 'main', name: 'orders', last_at: now };
    await db('topic_measurements').insert([
      {
        ...bucket,
        resolution: 900,
        bucket_at: now - DAY_MS - 600_000,
        first_at: now - DAY_MS - 500_000,
        first_sum: 5_000,
        last_sum: 5_100,
        passes: 1,
        led_passes: 1,
      },
      {
        ...bucket,
        resolution: 900,
        bucket_at: now - 900_000,
        first_at: now - 800_000,
        first_sum: 5_500,
        last_sum: 5_900,
        passes: 1,
        led_passes: 1,
      },
      {
        ...bucket,
        resolution: 86_400,
        bucket_at: now - 29 * DAY_MS,
        first_at: now - 29 * DAY_MS,
        first_sum: 0,
        last_sum: 5_000,
        passes: 1_000,
        led_passes: 998,
      },
      {
        ...bucket,
        resolution: 86_400,
        bucket_at: now - 31 * DAY_MS,
        first_at: now - 31 * DAY_MS,
        first_sum: 0,
        last_sum: 1,
        passes: 1_000,
        led_passes: 0,
      },
    ]);
    await measure(now, 5_900);
    await evaluator().tick();
    const { objectives } = await reader().read(product);
    expect(
      objectives.map(({ type, state, value, budgetUsed: used }) => [
        type,
        state,
        value,
        used && Math.round(used * 100),
      ]),
    ).toEqual([
      ['availability', 'breached', 99.8, 200],
      ['volume', 'breached', 900, undefined],
    ]);
  });

  it('prunes days that no page looks back to', async () => {
    const day = {
      product_ref: REF,
      port: 'v1',
      cluster: 'main',
      topic: 'orders',
      objective: 'freshness',
      kept_ms: 1,
      breached_ms: 0,
      unknown_ms: 0,
    };
    await db('slo_days').insert([
      { ...day, day: now - 41 * DAY_MS },
      { ...day, day: now - 29 * DAY_MS },
    ]);
    await pruneSlo(db, now);
    expect(await db('slo_days').select()).toHaveLength(1);
  });

  it('keeps the newest results of each check of quality', async () => {
    const add = (observedAt: number) =>
      db.transaction(tx =>
        addResults(
          tx,
          REF,
          ['complete', 'unique'].map(check => ({
            check,
            state: 'passed' as const,
            observedAt,
          })),
          { receivedAt: now, reportedBy: 'external:soda' },
        ),
      );
    for (let i = 0; i < RESULTS_KEPT + 5; i += 1) await add(now + i);
    const results = await readResults(db, REF);
    expect(results).toHaveLength(2 * RESULTS_KEPT);
    expect(results[0]).toMatchObject({
      check: 'complete',
      observedAt: now + RESULTS_KEPT + 4,
    });
    expect(Math.min(...results.map(r => r.observedAt))).toBe(now + 5);
  });
});

describe('budgetUsed', () => {
  it('is the share of what may go wrong that has gone wrong', () => {
    expect(budgetUsed(99, 99.5)).toBeCloseTo(0.5);
    expect(budgetUsed(99.9, 100)).toBe(0);
    expect(budgetUsed(100, 99)).toBeUndefined();
  });
});
