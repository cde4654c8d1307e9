import type { DataProductEntityV1alpha1 } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { UserCredentials } from '../authorization/Authorizer';
import { toWish } from './promotion';
import type { PromotedFacts } from './PromotionFactsReader';
import {
  PromotionPlanner,
  type PromotionPlannerOptions,
} from './PromotionPlanner';

const REF = 'dataproduct:default/orders';
const OWNER = 'group:default/order-team';
const CALLER = {
  $$type: '@backstage/BackstageCredentials',
  principal: { type: 'user', userEntityRef: 'user:default/olivia' },
} as UserCredentials;

const DOCUMENT: DataProductEntityV1alpha1 = {
  apiVersion: 'data-mesh/v1alpha1',
  kind: 'DataProduct',
  metadata: { name: 'orders', uid: 'written-by-the-catalog' },
  spec: {
    type: 'source-aligned',
    lifecycle: 'production',
    owner: OWNER,
    domain: 'sales',
    outputPorts: ['v1', 'v2'].map(name => ({
      name,
      type: 'kafka',
      locations: [{ cluster: 'test', topic: `orders.${name}` }],
    })),
  },
};

const factsOf = (over: Partial<PromotedFacts> = {}): PromotedFacts => ({
  ref: REF,
  title: 'Orders',
  origin: 'published',
  state: 'in-sync',
  ownerRef: OWNER,
  document: DOCUMENT,
  version: 3,
  ports: DOCUMENT.spec.outputPorts,
  speaksFor: new Set([OWNER]),
  target: {
    name: 'prod',
    isConfigured: true,
    isManaged: true,
    isRead: true,
    canProvision: true,
  },
  clusters: new Map([
    ['test', { environment: 'test', domains: [] }],
    ['prod', { environment: 'production', domains: [] }],
  ]),
  naming: [],
  ...over,
});

/** Kafka and the registry take everything. */
function plannerOf(
  facts: PromotedFacts,
  over: Partial<PromotionPlannerOptions> = {},
) {
  const published: unknown[] = [];
  const planner = new PromotionPlanner({
    facts: { of: async () => facts },
    topics: {
      plan: async ({ to }) => ({
        topic: {
          state: 'create',
          differences: [],
          consequences: [`${to.topic} is created`],
          results: [],
        },
        parts: [{ what: `${to.topic} does not exist`, value: 'absent' }],
        step: {
          kind: 'create',
          cluster: to.cluster,
          topic: { name: to.topic, partitions: 1 },
        },
      }),
    },
    schemas: {
      plan: async ({ to }) => [
        {
          schema: {
            state: 'register',
            subject: `${to.topic}-value`,
            source: { subject: `${to.topic}-value`, version: 1 },
            consequences: [],
          },
          parts: [],
          step: {
            kind: 'register',
            cluster: to.cluster,
            schema: {
              subject: `${to.topic}-value`,
              format: 'AVRO',
              schema: '"int"',
            },
          },
        },
      ],
    },
    publisher: {
      planChange: async ({ entity }, before) => {
        published.push([entity, before.topicKeys]);
        return { ref: REF, version: 4, results: [] };
      },
    },
    policies: {
      check: async () => ({ isBlocked: false, problems: [], results: [] }),
    },
    authorizer: { isAllowed: async () => true },
    ...over,
  });
  const wish = toWish(REF, { to: { cluster: 'prod' } });
  return { published, plan: () => planner.plan(wish, 'run', CALLER) };
}

describe('the plan of a promotion', () => {
  it('is topics first, then schemas, then the product once', async () => {
    const { plan, published } = plannerOf(factsOf());
    const { plan: shown, steps } = await plan();
    expect(shown).toMatchObject({
      isBlocked: false,
      product: { state: 'publish', version: 4 },
    });
    expect(steps.map(({ kind }) => kind)).toEqual([
      'create',
      'create',
      'register',
      'register',
      'publish',
    ]);
    const at = (topic: string) => [
      { cluster: 'test', topic },
      { cluster: 'prod', topic },
    ];
    expect(published).toEqual([
      [
        {
          ...DOCUMENT,
          metadata: { name: 'orders' },
          spec: {
            ...DOCUMENT.spec,
            outputPorts: [
              expect.objectContaining({ locations: at('orders.v1') }),
              expect.objectContaining({ locations: at('orders.v2') }),
            ],
          },
        },
        [
          { cluster: 'prod', topic: 'orders.v1' },
          { cluster: 'prod', topic: 'orders.v2' },
        ],
      ],
    ]);
  });

  it('publishes nothing of what is described in Git, and has its lines', async () => {
    const { plan, published } = plannerOf(
      factsOf({ origin: 'declared', version: undefined, declaredAt: 'url:x' }),
    );
    const { plan: shown, steps } = await plan();
    expect(shown.product).toMatchObject({ state: 'git', declaredAt: 'url:x' });
    expect(shown.product?.lines).toMatch(
      /- name: v1\n.*locations:\n.*- cluster: prod\n.*topic: orders\.v1/,
    );
    expect(steps.map(({ kind }) => kind)).not.toContain('publish');
    expect(published).toEqual([]);
  });

  it('asks nothing of Kafka for whoever may not', async () => {
    const unasked = async () => {
      throw new Error('nobody asks for this');
    };
    const nothing = { topics: { plan: unasked }, schemas: { plan: unasked } };
    const stranger = plannerOf(
      factsOf({ speaksFor: new Set(['group:default/others']) }),
      nothing,
    );
    const denied = plannerOf(factsOf(), {
      ...nothing,
      authorizer: { isAllowed: async () => false },
    });
    for (const { plan } of [stranger, denied]) {
      expect((await plan()).plan).toMatchObject({
        isBlocked: true,
        ports: [],
        refusal: { code: 'NOT_ALLOWED' },
      });
    }
  });

  it('is another one once the product has another version', async () => {
    const hashOf = async (version: number) =>
      (await plannerOf(factsOf({ version })).plan()).plan.hash;
    expect(await hashOf(3)).toBe(await hashOf(3));
    expect(await hashOf(5)).not.toBe(await hashOf(3));
  });

  it('is blocked by whatever refuses a part of it', async () => {
    const { plan } = plannerOf(factsOf(), {
      publisher: {
        planChange: async () => ({
          ref: REF,
          version: 4,
          results: [],
          refusal: { code: 'CONFLICT', message: 'A policy is against it' },
        }),
      },
    });
    const { plan: shown, steps } = await plan();
    expect(shown).toMatchObject({
      isBlocked: true,
      product: { state: 'refused' },
    });
    expect(steps.map(({ kind }) => kind)).not.toContain('publish');
  });
});
