import type { MeshProduct } from '@data-mesh/backstage-plugin-data-mesh-common';
import { evaluatePolicy } from './evaluatePolicy';
import { readPolicy } from './readPolicy';
import { PolicyFactsMaker, type MeshView } from './readPolicyFacts';
import { tryPolicy } from './tryPolicy';

jest.setTimeout(60_000);

const PRODUCTS = 10_000;
const CLASSIFICATIONS = ['public', 'internal', 'confidential', 'restricted'];

/** A mesh in which everything differs from product to product. */
function mesh(): MeshView {
  const products = Array.from({ length: PRODUCTS }, (_, i): MeshProduct => {
    const topic = i % 7 === 0 ? `Legacy_${i}` : `sales.p${i}.v1`;
    return {
      ref: `dataproduct:default/p${i}`,
      origin: 'discovered',
      namespace: 'default',
      name: `p${i}`,
      title: `P${i}`,
      domainRef: `domain:default/d${i % 20}`,
      ownerRef: `group:default/g${i % 50}`,
      type: 'source-aligned',
      lifecycle: 'production',
      classification: CLASSIFICATIONS[i % 4],
      state: 'in-sync',
      ports: [
        {
          name: 'v1',
          state: 'in-sync',
          locations: [
            {
              cluster: 'main',
              environment: 'production',
              topic,
              topicRef: `resource:default/t${i}`,
              state: 'in-sync',
            },
          ],
        },
      ],
    };
  });
  const topicOf = (product: MeshProduct) => product.ports[0].locations[0].topic;
  return {
    products,
    acls: new Map(),
    consumers: new Map(),
    readAt: new Map(),
    now: 0,
    domains: [],
    domainSpecs: new Map(),
    descriptors: new Map(),
    owners: new Map(),
    bypasses: new Map(),
    topics: new Map(
      products.map((product, i) => [
        `main/${topicOf(product)}`,
        {
          cluster: 'main',
          name: topicOf(product),
          topicId: 't',
          partitions: 1 + (i % 12),
          replicationFactor: 1 + (i % 3),
          firstSeenAt: 1,
        },
      ]),
    ),
    subjects: new Map([
      [
        'main',
        new Map(
          products
            .filter((_, i) => i % 3 !== 0)
            .map((product, i) => [
              `${topicOf(product)}-value`,
              {
                subject: `${topicOf(product)}-value`,
                version: 1,
                id: i,
                format: 'AVRO' as const,
                references: [],
                schema: JSON.stringify({
                  type: 'record',
                  name: 'R',
                  fields: [
                    {
                      name: 'email',
                      type: 'string',
                      ...(i % 5 === 0 ? { 'confluent:tags': ['PII'] } : {}),
                    },
                  ],
                }),
              },
            ]),
        ),
      ],
    ]),
  };
}

const policy = (rule: object, over: object = {}) =>
  readPolicy({
    id: 'p',
    title: 'P',
    why: 'W',
    severity: 'error',
    stage: 'enforce',
    rule,
    remedy: 'R',
    ...over,
  });

describe('trying a policy on ten thousand products', () => {
  const view = mesh();

  it.each<[string, object, object]>([
    [
      'fewer partitions',
      { type: 'topic-size', maxPartitions: 10 },
      { type: 'topic-size', maxPartitions: 6, minReplication: 2 },
    ],
    [
      'more tags',
      { type: 'tagged-fields', tags: ['GDPR'], classification: 'internal' },
      {
        type: 'tagged-fields',
        tags: ['GDPR', 'PII'],
        classification: 'confidential',
      },
    ],
    [
      'looser names',
      { type: 'topic-naming', patterns: ['sales\\..*'] },
      { type: 'topic-naming', patterns: ['.*'] },
    ],
  ])(
    'with %s counts as evaluating each by itself, and holds up nobody',
    async (_, from, to) => {
      const [before, after] = [policy(from), policy(to)];
      const maker = new PolicyFactsMaker(view);
      const fails = (which: typeof before) =>
        new Set(
          view.products
            .filter(
              product =>
                evaluatePolicy(which, maker.factsOf(product), new Map())
                  .length > 0,
            )
            .map(({ ref }) => ref),
        );
      const [now, then] = [fails(before), fails(after)];
      // What others can do meanwhile.
      let turns = 0;
      let isOver = false;
      const others = () => {
        turns += 1;
        if (!isOver) setImmediate(others);
      };
      setImmediate(others);
      const trial = await tryPolicy(
        view,
        [before],
        { before, after },
        () => true,
      );
      isOver = true;
      const fresh = [...then].filter(ref => !now.has(ref));
      expect(trial).toMatchObject({
        products: PRODUCTS,
        failsNow: now.size,
        wouldFail: then.size,
        newlyPassing: [...now].filter(ref => !then.has(ref)).length,
      });
      expect(trial.newlyFailing.map(({ product }) => product)).toEqual(
        fresh.slice(0, 500),
      );
      expect(trial.newlyFailingTotal).toBe(fresh.length);
      expect(turns).toBeGreaterThanOrEqual(PRODUCTS / 50);
    },
  );

  it('adds up to the whole where it is tried in parts of any size, and counts whom it would block', async () => {
    const sorted = {
      ...view,
      products: [...view.products].sort((a, b) => (a.ref < b.ref ? -1 : 1)),
    };
    const before = policy({ type: 'topic-size', maxPartitions: 9 });
    const after = policy(
      { type: 'topic-size', maxPartitions: 6, minReplication: 2 },
      { enforceFrom: '2099-01-01' },
    );
    const maker = new PolicyFactsMaker(view);
    const fails = (which: typeof before) =>
      new Set(
        view.products
          .filter(
            product =>
              evaluatePolicy(which, maker.factsOf(product), new Map()).length >
              0,
          )
          .map(({ ref }) => ref),
      );
    const [now, then] = [fails(before), fails(after)];
    const newly = [...then].filter(ref => !now.has(ref));
    // Few enough that none of those that newly fail is left out of the list.
    for (const limit of [700, 333]) {
      const sum = { products: 0, failsNow: 0, wouldFail: 0 };
      const failing: string[] = [];
      const more = { still: 0, passing: 0, blocked: 0, newly: 0 };
      let cursor: string | undefined;
      do {
        const part = await tryPolicy(
          sorted,
          [before],
          { before, after },
          () => true,
          { limit, cursor },
        );
        expect(part.totalProducts).toBe(PRODUCTS);
        expect(part.products).toBeLessThanOrEqual(limit);
        sum.products += part.products;
        sum.failsNow += part.failsNow;
        sum.wouldFail += part.wouldFail;
        more.still += part.stillFailing;
        more.passing += part.newlyPassing;
        more.blocked += part.newlyBlocked;
        more.newly += part.newlyFailingTotal;
        failing.push(...part.newlyFailing.map(({ product }) => product));
        cursor = part.nextCursor;
      } while (cursor);
      expect(sum).toEqual({
        products: PRODUCTS,
        failsNow: now.size,
        wouldFail: then.size,
      });
      expect(more).toEqual({
        still: [...then].filter(ref => now.has(ref)).length,
        passing: [...now].filter(ref => !then.has(ref)).length,
        // What is blocked already is not blocked anew.
        blocked: newly.length,
        newly: newly.length,
      });
      expect([...failing].sort()).toEqual([...newly].sort());
    }
  });

  it.each<[string, object, object, number]>([
    ['is enforced after it only warned', { stage: 'warn' }, {}, 1],
    ['is a draft still', { stage: 'draft' }, { stage: 'draft' }, 0],
    ['is no error', {}, { severity: 'warning' }, 0],
    ['is enforced as before', {}, {}, 0],
  ])(
    'blocks whoever fails where it %s: %j, %j',
    async (_, from, to, blocked) => {
      const rule = { type: 'topic-naming', patterns: ['sales\\..*'] };
      const trial = await tryPolicy(
        view,
        [],
        { before: policy(rule, from), after: policy(rule, to) },
        ({ ref }) => ref === 'dataproduct:default/p0',
      );
      expect(trial).toMatchObject({ wouldFail: 1, newlyBlocked: blocked });
    },
  );

  it('tries one that is new as if nothing had been in force', async () => {
    const after = policy({ type: 'topic-naming', patterns: ['sales\\..*'] });
    expect(await tryPolicy(view, [], { after }, () => true)).toMatchObject({
      failsNow: 0,
      newlyFailingTotal: Math.ceil(PRODUCTS / 7),
      newlyBlocked: Math.ceil(PRODUCTS / 7),
    });
  });

  it('tries a draft as if nothing were in force, and shows only what one may see', async () => {
    const rule = { type: 'topic-naming', patterns: ['sales\\..*'] };
    const draft = policy(rule, { stage: 'draft' });
    const trial = await tryPolicy(
      view,
      [draft],
      { before: draft, after: draft },
      ({ ref }) =>
        ref === 'dataproduct:default/p0' || ref === 'dataproduct:default/p1',
    );
    expect(trial).toMatchObject({ products: 2, failsNow: 0, wouldFail: 1 });
    expect(trial.newlyFailing).toEqual([
      {
        product: 'dataproduct:default/p0',
        productTitle: 'P0',
        domain: 'domain:default/d0',
        owner: 'group:default/g0',
        violations: [
          {
            subject: 'Legacy_0',
            value: 'Legacy_0',
            message: 'Topic Legacy_0 on main is not named like sales\\..*',
          },
        ],
      },
    ]);
  });
});
