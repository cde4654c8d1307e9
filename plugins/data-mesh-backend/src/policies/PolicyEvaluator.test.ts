import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type { MeshProduct } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import { Databases, DATABASES } from '../__testUtils__/databases';
import { heldPolicies } from './__testUtils__/heldPolicies';
import { readFindings } from './findings';
import type { Policy } from './policy';
import { PolicyEvaluator } from './PolicyEvaluator';
import { readPolicy } from './readPolicy';

jest.setTimeout(60_000);

const DAY = 86_400_000;
const START = Date.parse('2026-11-01T00:00:00Z');

function policy(over: object = {}): Policy {
  return readPolicy({
    id: 'pii',
    title: 'Personal data is confidential',
    why: 'The law',
    severity: 'error',
    stage: 'warn',
    rule: {
      type: 'tagged-fields',
      tags: ['PII'],
      classification: 'confidential',
    },
    remedy: 'Raise the classification of the port.',
    ...over,
  });
}

const schemaWith = (...tags: string[]) =>
  JSON.stringify({
    type: 'record',
    name: 'Order',
    fields: [{ name: 'email', type: 'string', 'confluent:tags': tags }],
  });

function product(name: string, over: Partial<MeshProduct> = {}): MeshProduct {
  return {
    ref: `dataproduct:default/${name}`,
    origin: 'discovered',
    namespace: 'default',
    name,
    title: name,
    ownerRef: 'group:default/orders',
    domainRef: 'domain:default/sales',
    type: 'source-aligned',
    lifecycle: 'production',
    classification: 'internal',
    state: 'in-sync',
    ports: [
      {
        name: 'v1',
        state: 'in-sync',
        locations: [
          {
            cluster: 'main',
            environment: 'production',
            topic: `sales.${name}.v1`,
            topicRef: `resource:default/${name}`,
            state: 'in-sync',
          },
        ],
      },
    ],
    ...over,
  };
}

describe.each(DATABASES)('PolicyEvaluator on %s', id => {
  const databases = new Databases();
  let db: Knex;
  let now: number;
  let groups: Entity[];
  let isAway: boolean;

  function evaluator(...policies: Policy[]) {
    return new PolicyEvaluator({
      db,
      source: heldPolicies(policies),
      trustedLocations: ['file:*/trusted/*'],
      catalog: {
        entities: async refs => {
          if (isAway) throw new Error('the catalog is away');
          return new Map(
            groups.flatMap(group => {
              const ref = `group:default/${group.metadata.name}`;
              return refs.includes(ref) ? [[ref, group] as const] : [];
            }),
          );
        },
      },
      logger: mockServices.logger.mock(),
      clock: () => now,
    });
  }

  async function put(...products: MeshProduct[]): Promise<void> {
    await db('mesh_objects').where({ type: 'product' }).delete();
    for (const each of products) {
      await db('mesh_objects').insert({
        type: 'product',
        key: each.ref,
        seq: 1,
        hash: 'h',
        value: JSON.stringify(each),
        changed_at: now,
      });
    }
  }

  async function register(name: string, schema: string): Promise<void> {
    await db('subjects')
      .where({ subject: `sales.${name}.v1-value` })
      .delete();
    await db('subjects').insert({
      cluster: 'main',
      subject: `sales.${name}.v1-value`,
      version: 1,
      schema_id: 1,
      schema_type: 'AVRO',
      schema,
      references: '[]',
    });
  }

  const findings = async (state?: 'open' | 'fixed') =>
    (await readFindings(db, { state })).map(f => [
      f.productRef.split('/')[1],
      f.policyId,
      f.subject,
      f.firstSeenAt,
      f.fixedAt,
    ]);

  beforeEach(async () => {
    db = await databases.migrated(id);
    now = START;
    isAway = false;
    groups = [
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Group',
        metadata: { name: 'orders' },
        relations: [{ type: 'hasMember', targetRef: 'user:default/olivia' }],
      },
    ];
    await db('clusters').insert({ name: 'main', pass: 1, subjects_at: now });
    await put(product('orders'));
  });

  it('finds a tag that demands more, and that it is fixed, with the time of both', async () => {
    const one = evaluator(policy());
    await register('orders', schemaWith());
    await one.tick();
    expect(await findings()).toEqual([]);
    await register('orders', schemaWith('PII'));
    now += 1_000;
    const first = now;
    await one.tick();
    const subject = 'sales.orders.v1-value email';
    expect(await findings('open')).toEqual([
      ['orders', 'pii', subject, first, undefined],
    ]);
    now += 1_000;
    await put(product('orders', { classification: 'confidential' }));
    await one.tick();
    expect(await findings('open')).toEqual([]);
    expect(await findings('fixed')).toEqual([
      ['orders', 'pii', subject, first, now],
    ]);
    const told = await db('history').select();
    expect(told.map(row => [row.action, row.product_ref])).toEqual([
      ['policy.violated', 'dataproduct:default/orders'],
    ]);
    expect(JSON.parse(told[0].details)).toEqual({
      title: 'orders',
      owner: 'group:default/orders',
      policies: '‘Personal data is confidential’',
      message: expect.stringMatching(/^Field email .* is tagged PII/),
      remedy: 'Raise the classification of the port.',
    });
    // Where it comes back it is another one: its history is not rewritten.
    now += 1_000;
    await put(product('orders'));
    await one.tick();
    expect(await findings()).toHaveLength(2);
  });

  it('evaluates again only what has changed', async () => {
    await put(product('orders'), product('carts'));
    const one = evaluator(policy());
    expect(await one.tick()).toBe(2);
    expect(await one.tick()).toBe(0);
    await register('carts', schemaWith('PII'));
    expect(await one.tick()).toBe(1);
    // Another replica, and another policy.
    expect(await evaluator(policy()).tick()).toBe(0);
    await db('history').delete();
    expect(await evaluator(policy({ severity: 'warning' })).tick()).toBe(2);
    expect(await db('history').select()).toEqual([]);
    expect((await readFindings(db))[0].severity).toBe('warning');
  });

  it('closes findings of products and policies that are gone', async () => {
    await register('orders', schemaWith('PII'));
    await evaluator(policy()).tick();
    await evaluator().tick();
    expect(await findings('open')).toEqual([]);
    await evaluator(policy()).tick();
    expect(await findings('open')).toHaveLength(1);
    await put();
    await evaluator(policy()).tick();
    expect(await findings('open')).toEqual([]);
    expect(await db('policy_evaluations').select()).toEqual([]);
  });

  it('shows nothing of drafts, and enforces from its day on', async () => {
    await register('orders', schemaWith('PII'));
    await evaluator(policy({ stage: 'draft' })).tick();
    expect(await findings()).toEqual([]);
    const later = policy({ stage: 'enforce', enforceFrom: '2026-11-03' });
    const one = evaluator(later);
    await one.tick();
    expect((await readFindings(db))[0].stage).toBe('warn');
    now += 3 * DAY;
    await one.tick();
    const [found] = await readFindings(db);
    expect(found.stage).toBe('enforce');
    expect(found.firstSeenAt).toBe(START);
    const told = await db('history').orderBy('seq').select();
    expect(told.map(({ action }) => action)).toEqual([
      'policy.violated',
      'policy.enforced',
    ]);
  });

  it('tells the owner once that what only warned is enforced, and nobody where that stops nothing', async () => {
    await register('orders', schemaWith('PII'));
    const actions = async () =>
      (await db('history').orderBy('seq').select()).map(row => row.action);
    await evaluator(policy()).tick();
    await evaluator(policy({ stage: 'enforce', severity: 'info' })).tick();
    expect(await actions()).toEqual(['policy.violated']);
    const enforced = evaluator(policy({ stage: 'enforce' }));
    await enforced.tick();
    // Another finding of what is enforced already is a violation like any.
    await register('orders', schemaWith('PII', 'SECRET'));
    await enforced.tick();
    expect(await actions()).toEqual(['policy.violated', 'policy.enforced']);
    const [, told] = await db('history').orderBy('seq').select();
    expect(told.product_ref).toBe('dataproduct:default/orders');
    expect(JSON.parse(told.details)).toMatchObject({
      owner: 'group:default/orders',
      policies: '‘Personal data is confidential’',
      message: expect.stringMatching(/^Field email/),
    });
    await evaluator(policy()).tick();
    await enforced.tick();
    expect((await actions()).slice(2)).toEqual(['policy.enforced']);
  });

  it('takes nobody for missing while the catalog is away', async () => {
    const owner = policy({ id: 'owner', rule: { type: 'owner-exists' } });
    const one = evaluator(owner);
    isAway = true;
    await one.tick();
    expect(await findings()).toEqual([]);
    isAway = false;
    groups = [];
    now += 2 * 60_000;
    await one.tick();
    expect((await findings('open')).map(f => f.slice(0, 3))).toEqual([
      ['orders', 'owner', 'owner'],
    ]);
    isAway = true;
    now += 2 * 60_000;
    await one.tick();
    expect(await findings('open')).toHaveLength(1);
  });

  it('counts members of groups below, however deep within reason', async () => {
    const below = (name: string, relations: Entity['relations']): Entity => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Group',
      metadata: { name },
      relations,
    });
    const parentOf = (name: string) => [
      { type: 'parentOf', targetRef: `group:default/${name}` },
    ];
    const owner = policy({ id: 'owner', rule: { type: 'owner-exists' } });
    groups = [
      below('orders', parentOf('squad')),
      below('squad', parentOf('orders')),
    ];
    await evaluator(owner).tick();
    expect((await readFindings(db))[0].message).toMatch(/has no members/);
    groups = [
      below('orders', parentOf('squad')),
      below('squad', [{ type: 'hasMember', targetRef: 'user:default/olivia' }]),
    ];
    await evaluator(owner).tick();
    expect(await findings('open')).toEqual([]);
  });

  it('lets a domain tighten a policy from a trusted location only, and never loosen it', async () => {
    const least = (classification: string, location: string) => ({
      entity_ref: 'domain:default/sales',
      kind: 'Domain',
      hash: 'h',
      origin_location: location,
      first_seen_at: 1,
      entity: JSON.stringify({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Domain',
        metadata: { name: 'sales' },
        spec: {
          owner: 'sales',
          type: 'data-domain',
          dataMesh: { policies: { pii: { classification } } },
        },
      }),
    });
    const put1 = async (classification: string, location: string) => {
      await db('catalog_entities').delete();
      await db('catalog_entities').insert(least(classification, location));
      await evaluator(policy()).tick();
      return (await findings('open')).length;
    };
    await register('orders', schemaWith('PII'));
    await put(product('orders', { classification: 'confidential' }));
    expect(await put1('restricted', 'url:https://evil/wild.yaml')).toBe(0);
    expect(await put1('restricted', 'file:/x/trusted/a.yaml')).toBe(1);
    await put(product('orders'));
    expect(await put1('public', 'file:/x/trusted/a.yaml')).toBe(1);
  });

  it('looks at topics that no product holds by rules about topics alone', async () => {
    const topic = {
      cluster: 'main',
      environment: 'production',
      name: 'Legacy_dump',
      entityRef: 'resource:default/main.legacy-dump',
      domainRef: 'domain:default/sales',
    };
    await db('mesh_objects').insert({
      type: 'topic',
      key: 'main/Legacy_dump',
      seq: 2,
      hash: 'h',
      value: JSON.stringify(topic),
      changed_at: now,
    });
    await db('topics').insert({
      cluster: 'main',
      name: topic.name,
      topic_id: 't',
      partitions: 1,
      replication_factor: 1,
      configs: null,
      first_seen_at: now,
    });
    const about = evaluator(
      policy({ id: 'owned', rule: { type: 'topic-owned' } }),
      policy({ id: 'owner', rule: { type: 'owner-exists' } }),
      policy({
        id: 'naming',
        rule: { type: 'topic-naming', patterns: ['[a-z.]+\\.v\\d+'] },
      }),
    );
    await about.tick();
    const found = async () =>
      (await readFindings(db, { state: 'open' }))
        .filter(({ productRef }) => productRef === topic.entityRef)
        .map(({ policyId, message }) => [policyId, message])
        .sort();
    expect(await found()).toEqual([
      ['naming', expect.stringMatching(/^Topic Legacy_dump/)],
      ['owned', 'Topic Legacy_dump on main is in no data product'],
    ]);
    await db('mesh_objects')
      .where({ type: 'topic' })
      .update({
        value: JSON.stringify({
          ...topic,
          productRef: 'dataproduct:default/legacy',
        }),
      });
    await about.tick();
    expect(await found()).toEqual([]);
  });
});
