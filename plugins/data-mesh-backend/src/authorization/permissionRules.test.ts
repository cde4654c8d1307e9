import {
  AuthorizeResult,
  type PermissionCriteria,
  type PermissionCondition,
} from '@backstage/plugin-permission-common';
import { createConditionTransformer } from '@backstage/plugin-permission-node';
import {
  RESOURCE_TYPE_ACCESS_REQUEST,
  RESOURCE_TYPE_GRANT,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import {
  accessRequestRules,
  grantRules,
  type AccessResource,
} from '@data-mesh/backstage-plugin-data-mesh-node';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { Databases, DATABASES } from '../__testUtils__/databases';
import { readGrants } from '../access/grantRows';
import { readItems } from '../access/requestRows';
import type {
  AccessRequestItemRow,
  AccessRequestRow,
  GrantRow,
  ResponsibilityRow,
} from '../tables';
import {
  createNarrowing,
  readAccessResource,
  type Narrow,
} from './permissionRules';

jest.setTimeout(60_000);

const PRODUCTS = ['dataproduct:default/a', 'dataproduct:default/b'];
const CONSUMERS = ['component:default/a', 'system:default/b'];
const PEOPLE = [
  'group:default/sales',
  'group:default/Sales',
  'user:default/sam',
  "user:default/o'hara",
];

/** Whose products and consumers are: one owner each, and some stewards. */
type World = {
  owners: Map<string, string>;
  stewards: Map<string, string[]>;
};
const owner = fc.option(fc.constantFrom(...PEOPLE), { nil: undefined });
const worlds: fc.Arbitrary<World> = fc
  .record({
    owners: fc.tuple(owner, owner, owner, owner),
    stewards: fc.tuple(
      fc.subarray(PEOPLE, { maxLength: 2 }),
      fc.subarray(PEOPLE, { maxLength: 2 }),
    ),
  })
  .map(({ owners, stewards }) => ({
    owners: new Map(
      [...PRODUCTS, ...CONSUMERS].flatMap((ref, i) => {
        const found = owners[i];
        return found ? [[ref, found] as const] : [];
      }),
    ),
    stewards: new Map(PRODUCTS.map((ref, i) => [ref, stewards[i]])),
  }));

function rowsOf({ owners, stewards }: World): ResponsibilityRow[] {
  return [
    ...[...owners].map(
      ([entity_ref, owner_ref]): ResponsibilityRow => ({
        entity_ref,
        role: PRODUCTS.includes(entity_ref)
          ? 'product-owner'
          : 'consumer-owner',
        owner_ref,
      }),
    ),
    ...[...stewards].flatMap(([entity_ref, refs]) =>
      refs.map(
        (owner_ref): ResponsibilityRow => ({
          entity_ref,
          role: 'domain-steward',
          owner_ref,
        }),
      ),
    ),
  ];
}

type Criteria = PermissionCriteria<PermissionCondition>;
const RULES = [
  grantRules.isProductOwner.name,
  grantRules.isConsumerOwner.name,
  grantRules.isDomainSteward.name,
];

/** Conditions of a policy, nested as deep as somebody might write them. */
function conditionsOn(resourceType: string): fc.Arbitrary<Criteria> {
  return fc.letrec<{ criteria: Criteria; some: Criteria[] }>(tie => ({
    some: fc.array(tie('criteria'), { minLength: 1, maxLength: 3 }),
    criteria: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.record({
        rule: fc.constantFrom(...RULES),
        resourceType: fc.constant(resourceType),
        params: fc.record({
          claims: fc.subarray([...PEOPLE, 'group:default/nobody']),
        }),
      }),
      tie('criteria').map(not => ({ not })),
      tie('some').map(list => ({ anyOf: list as [Criteria] })),
      tie('some').map(list => ({ allOf: list as [Criteria] })),
    ),
  })).criteria;
}

/** What the permission system makes of conditions on one resource. */
function applies(
  rules: typeof grantRules | typeof accessRequestRules,
  criteria: Criteria,
  resource: AccessResource,
): boolean {
  if ('allOf' in criteria) {
    return criteria.allOf.every(c => applies(rules, c, resource));
  }
  if ('anyOf' in criteria) {
    return criteria.anyOf.some(c => applies(rules, c, resource));
  }
  if ('not' in criteria) return !applies(rules, criteria.not, resource);
  const rule = Object.values(rules).find(r => r.name === criteria.rule);
  if (!rule) throw new Error(`there is no rule ${criteria.rule}`);
  return rule.apply(resource, criteria.params as { claims: string[] });
}

// A topic can be granted that is of no product.
const pairs = [...PRODUCTS, undefined].flatMap(product =>
  CONSUMERS.map(consumer => ({ product, consumer })),
);
const SUBJECT = {
  cluster: 'main',
  topic: 't',
  principal: 'User:p',
  environment: 'production',
  created_at: 1,
};

/** One grant for each pair of a product, or none, and a consumer. */
async function insertGrants(db: Knex): Promise<void> {
  for (const [i, { product, consumer }] of pairs.entries()) {
    const row: Partial<GrantRow> = {
      ...SUBJECT,
      id: `${i}`,
      origin: 'request',
      product_ref: product ?? null,
      consumer_ref: consumer,
      mode: 'read',
      purpose: 'p',
      approved_by: '[]',
      requested_by: 'user:default/liam',
      duration: 'P1D',
      state: 'active',
      version: 1,
      starts_at: 1,
      ends_at: 2,
    };
    await db('grants').insert(row);
  }
}

/** One item for each pair; what is asked for is always a product. */
async function insertItems(db: Knex): Promise<void> {
  for (const [i, { product, consumer }] of pairs.entries()) {
    if (!product) continue;
    const request: Partial<AccessRequestRow> = {
      id: `r${i}`,
      requested_by: 'user:default/liam',
      consumer_ref: consumer,
      mode: 'read',
      purpose: 'p',
      duration: 'P1D',
      options: '{}',
      created_at: 1,
    };
    const item: Partial<AccessRequestItemRow> = {
      ...SUBJECT,
      id: `${i}`,
      request_id: `r${i}`,
      position: 0,
      product_ref: product,
      port: 'v1',
      state: 'pending',
      version: 1,
      step: 0,
      steps: '[]',
      rule: 'owner',
      bindings: '[]',
      step_since: 1,
    };
    await db('access_requests').insert(request);
    await db('access_request_items').insert(item);
  }
}

const LISTS = [
  {
    what: 'grants',
    resourceType: RESOURCE_TYPE_GRANT,
    rules: grantRules,
    narrowing: createNarrowing(
      createConditionTransformer(Object.values(grantRules)),
    ),
    ids: pairs.map((_, i) => `${i}`),
    read: async (db: Knex, narrow: Narrow | undefined) =>
      (await readGrants(db, {}, narrow)).map(({ id }) => id),
  },
  {
    what: 'requests',
    resourceType: RESOURCE_TYPE_ACCESS_REQUEST,
    rules: accessRequestRules,
    narrowing: createNarrowing(
      createConditionTransformer(Object.values(accessRequestRules)),
    ),
    ids: pairs.flatMap(({ product }, i) => (product ? [`${i}`] : [])),
    read: async (db: Knex, narrow: Narrow | undefined) =>
      (await readItems(db, {}, narrow)).map(({ id }) => id),
  },
];

describe.each(DATABASES)('what a permission policy lets be seen on %s', id => {
  const databases = new Databases();
  let db: Knex;

  beforeAll(async () => {
    db = await databases.migrated(id);
    await insertGrants(db);
    await insertItems(db);
  });

  async function become(world: World): Promise<void> {
    await db('responsibilities').delete();
    const rows = rowsOf(world);
    if (rows.length > 0) await db('responsibilities').insert(rows);
  }

  it.each(LISTS)(
    'is the same in a list of $what as for each of them alone',
    async ({ rules, narrowing, resourceType, ids, read }) => {
      await fc.assert(
        fc.asyncProperty(
          worlds,
          fc.array(conditionsOn(resourceType), { minLength: 1, maxLength: 6 }),
          async (world, list) => {
            await become(world);
            const resources = await Promise.all(
              pairs.map(({ product, consumer }) =>
                readAccessResource(db, product, consumer),
              ),
            );
            for (const conditions of list) {
              const narrow = narrowing({
                result: AuthorizeResult.CONDITIONAL,
                pluginId: 'data-mesh',
                resourceType,
                conditions,
              });
              expect((await read(db, narrow)).sort()).toEqual(
                ids.filter(i =>
                  applies(rules, conditions, resources[Number(i)]),
                ),
              );
            }
          },
        ),
        { numRuns: 60 },
      );
    },
  );

  it('goes by who owns the product, who owns the consumer and who is steward, each by its own', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async world => {
        await become(world);
        for (const { product, consumer } of pairs) {
          const found = await readAccessResource(db, product, consumer);
          expect({
            ...found,
            domainStewards: [...found.domainStewards].sort(),
          }).toEqual({
            ...(product && world.owners.has(product)
              ? { productOwner: world.owners.get(product) }
              : {}),
            ...(world.owners.has(consumer)
              ? { consumerOwner: world.owners.get(consumer) }
              : {}),
            domainStewards: [
              ...((product && world.stewards.get(product)) || []),
            ].sort(),
          });
        }
      }),
      { numRuns: 10 },
    );
  });

  it.each(LISTS)(
    'is every one of the $what where the policy has no conditions',
    async ({ narrowing, read, ids }) => {
      const decision = { result: AuthorizeResult.ALLOW } as const;
      expect(narrowing(decision)).toBeUndefined();
      expect((await read(db, undefined)).sort()).toEqual(ids);
    },
  );

  it.each(LISTS)(
    'keeps to the other things that a list of $what is asked for',
    async ({ what, narrowing, resourceType, rules }) => {
      await become({
        owners: new Map(PRODUCTS.map(ref => [ref, PEOPLE[0]])),
        stewards: new Map(),
      });
      const narrow = narrowing({
        result: AuthorizeResult.CONDITIONAL,
        pluginId: 'data-mesh',
        resourceType,
        conditions: {
          anyOf: Object.values(rules).map(({ name: rule }) => ({
            rule,
            resourceType,
            params: { claims: [PEOPLE[0]] },
          })) as unknown as [PermissionCondition],
        },
      });
      const filter = { productRef: PRODUCTS[0], consumerRef: CONSUMERS[1] };
      const found =
        what === 'grants'
          ? await readGrants(db, filter, narrow)
          : await readItems(db, filter, narrow);
      expect(found).toMatchObject([filter]);
    },
  );
});
