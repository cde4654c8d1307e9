import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { BackendFeature } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import request from 'supertest';
import { Databases } from '../__testUtils__/databases';
import { deviations } from '../__testUtils__/openapi';
import { readDataMeshConfig } from '../config/readDataMeshConfig';
import { dataMeshPlugin } from '../plugin';
import { declaration, domain } from '../products/__testUtils__/mesh';
import { recomputeMesh } from '../products/recomputeMesh';

jest.setTimeout(60_000);

const BASE = '/api/data-mesh/v1';
const NOW = 1_790_000_000_000;
const TRUSTED = 'file:/trusted/x.yaml';
const WILD = 'url:https://git.example/anybody/x.yaml';
const GOOD: JsonObject = {
  trustedLocations: ['file:/trusted/*'],
  operators: ['platform-team'],
  clusters: {
    main: { title: 'Main', bootstrapServers: ['127.0.0.1:1'] },
  },
};

function group(name: string, parent?: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name },
    spec: { type: 'team', children: [] },
    relations: parent
      ? [{ type: 'childOf', targetRef: `group:default/${parent}` }]
      : [],
  };
}

function user(name: string, team: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name },
    spec: { memberOf: [team] },
    relations: [{ type: 'memberOf', targetRef: `group:default/${team}` }],
  };
}

const PEOPLE = [
  group('platform-team'),
  group('platform-nights', 'platform-team'),
  group('platform-nights-emea', 'platform-nights'),
  group('sales-team'),
  group('order-team', 'sales-team'),
  group('strangers'),
  user('petra', 'platform-nights-emea'),
  user('sam', 'sales-team'),
  user('eve', 'strangers'),
];

const as = (name: string) =>
  mockCredentials.user.header(`user:default/${name}`);

describe('the API', () => {
  const databases = new Databases();
  let db: Knex;
  let stop: Array<() => Promise<unknown>>;

  beforeEach(async () => {
    stop = [];
    db = await databases.migrated('SQLITE_3');
    const index: Array<[Entity, string]> = [
      [domain('sales'), TRUSTED],
      [declaration({ name: 'orders', topics: ['sales.orders.v1'] }), TRUSTED],
      [declaration({ name: 'carts', topics: ['sales.carts.v1'] }), WILD],
    ];
    for (const [entity, origin] of index) {
      await db('catalog_entities').insert({
        entity_ref:
          `${entity.kind}:default/${entity.metadata.name}`.toLowerCase(),
        kind: entity.kind,
        entity: JSON.stringify(entity),
        hash: entity.metadata.name,
        origin_location: origin,
        first_seen_at: NOW,
      });
    }
    await db('catalog_index_state').insert({ id: 1, read_at: NOW });
    await db('clusters').insert({
      name: 'main',
      cluster_id: 'id-1',
      pass: 1,
      light_at: NOW,
      full_at: NOW,
      subjects_at: NOW,
      facts: JSON.stringify({
        clusterId: 'id-1',
        controllerId: 1,
        brokers: [],
      }),
      gaps: '[]',
      held_removals: JSON.stringify({
        hash: 'the-hash',
        reason: 'too many',
        topics: ['x', 'y'],
        since: NOW,
      }),
    });
    for (const topic of [
      'sales.orders.v1',
      'sales.carts.v1',
      'sales.quotes.v1',
      'sales.refunds.v1',
      'legacy_dump',
    ]) {
      await db('topics').insert({
        cluster: 'main',
        name: topic,
        topic_id: topic,
        partitions: 2,
        replication_factor: 1,
        configs: '{"retention.ms":{"value":"1","overridden":true}}',
        first_seen_at: NOW,
      });
    }
    await db('topic_states').insert({
      cluster: 'main',
      name: 'sales.orders.v1',
      measured_at: NOW,
      partitions:
        '[{"partition":0,"leader":1,"replicas":[1],"inSyncReplicas":[1],"earliest":"0","latest":"5"}]',
      earliest_sum: 2,
      latest_sum: 7,
      last_growth_at: NOW,
    });
    await db('groups').insert({
      cluster: 'main',
      group_id: 'g',
      type: 'classic',
      state: 'Stable',
      members: '[{}]',
    });
    await db('group_offsets').insert({
      cluster: 'main',
      group_id: 'g',
      topic: 'sales.orders.v1',
      measured_at: NOW,
      committed_sum: 1,
      lag: 4,
      partitions: '[]',
      progressed_at: NOW,
    });
    await db('subjects').insert({
      cluster: 'main',
      subject: 'sales.orders.v1-value',
      version: 1,
      schema_id: 1,
      schema_type: 'AVRO',
      compatibility: 'FULL',
      schema: '{"type":"record","name":"R","fields":[]}',
      references: '[]',
    });
    await db.transaction(tx =>
      recomputeMesh(
        tx,
        readDataMeshConfig(new ConfigReader({ dataMesh: GOOD })),
        NOW,
      ),
    );
  });

  afterEach(async () => {
    await Promise.all(stop.map(one => one()));
  });

  async function start(
    options: {
      dataMesh?: unknown;
      features?: BackendFeature[];
      catalog?: BackendFeature;
    } = {},
  ) {
    const backend = await startTestBackend({
      features: [
        dataMeshPlugin,
        mockServices.rootConfig.factory({
          data: { dataMesh: (options.dataMesh ?? GOOD) as JsonObject },
        }),
        mockServices.database.factory({ knex: db }),
        // No task runs: what the tests see is what they have put there.
        mockServices.scheduler.factory({
          skipTaskRunOnStartup: true,
          includeManualTasksOnStartup: false,
          includeInitialDelayedTasksOnStartup: false,
        }),
        options.catalog ?? catalogServiceMock.factory({ entities: PEOPLE }),
        ...(options.features ?? []),
      ],
    });
    stop.push(() => backend.stop());
    const call = async (
      method: 'get' | 'post',
      path: string,
      over: { as?: string; body?: object } = {},
    ) => {
      const sent = request(backend.server)
        [method](`${BASE}${path}`)
        .set('Authorization', over.as ?? as('sam'));
      return over.body ? sent.send(over.body) : sent;
    };
    return { call };
  }

  const ROUTES: Array<[method: 'get' | 'post', path: string, body?: object]> = [
    ['get', '/clusters'],
    ['get', '/clusters/main'],
    ['get', '/clusters/main/topics'],
    ['get', '/clusters/main/topics/sales.orders.v1'],
    ['get', '/products'],
    ['get', '/products/default/orders'],
    ['get', '/feed'],
    ['get', '/search-documents'],
    ['post', '/clusters/main/held-removals/confirmation', { hash: 'the-hash' }],
    [
      'post',
      '/products/default/carts/acceptances',
      { cluster: 'main', topic: 'sales.carts.v1' },
    ],
  ];

  const FOR_PLUGINS = ['/feed', '/search-documents'];

  describe('who may ask', () => {
    it('is nobody without credentials', async () => {
      const { call } = await start();
      for (const [method, path, body] of ROUTES) {
        const { status } = await call(method, path, {
          as: mockCredentials.none.header(),
          body,
        });
        expect([path, status]).toEqual([path, 401]);
      }
    });

    it('is nobody whom the permission policy refuses', async () => {
      const { call } = await start({
        features: [
          mockServices.permissions.factory({ result: AuthorizeResult.DENY }),
        ],
      });
      for (const [method, path, body] of ROUTES) {
        if (FOR_PLUGINS.includes(path)) continue;
        const answer = await call(method, path, { body });
        expect([path, answer.status]).toEqual([path, 403]);
        expect(answer.body.error.message).toMatch(/data-mesh\.[a-z.]+$/);
      }
    });

    it('is plugins alone for the feed', async () => {
      const { call } = await start();
      expect((await call('get', '/feed')).status).toBe(403);
      const { status, body } = await call('get', '/feed', {
        as: mockCredentials.service.header(),
      });
      expect(status).toBe(200);
      expect(body).toMatchObject({ reset: true, settled: true });
    });

    it('is plugins alone for what a search index keeps', async () => {
      const { call } = await start();
      expect((await call('get', '/search-documents')).status).toBe(403);
      const page = (query: string) =>
        call('get', `/search-documents?${query}`, {
          as: mockCredentials.service.header(),
        });
      const { body } = await page('limit=2');
      expect(body).toMatchObject({
        items: [
          { ref: 'dataproduct:default/carts' },
          { ref: 'dataproduct:default/orders' },
        ],
        totalItems: 5,
      });
      const next = await page(`cursor=${body.nextCursor}`);
      expect(next.body.items).toHaveLength(3);
      expect(next.body.nextCursor).toBeUndefined();
      expect((await page('cursor=o2')).status).toBe(400);
      expect((await page('limit=201')).status).toBe(400);
    });

    it('is not a plugin where a decision is asked for', async () => {
      const { call } = await start();
      for (const [method, path, body] of ROUTES) {
        if (method === 'get') continue;
        const { status } = await call(method, path, {
          as: mockCredentials.service.header(),
          body,
        });
        expect([path, status]).toEqual([path, 403]);
      }
    });
  });

  it('answers as its document says', async () => {
    const { call } = await start();
    const found: string[] = [];
    for (const [method, path, body] of ROUTES) {
      const answer = await call(method, path, {
        as: FOR_PLUGINS.includes(path)
          ? mockCredentials.service.header()
          : as(path.includes('removals') ? 'petra' : 'sam'),
        body,
      });
      expect([path, answer.status]).toEqual([path, 200]);
      const template = path
        .replace(/^\/clusters\/main/, '/clusters/{cluster}')
        .replace(/topics\/.*/, 'topics/{topic}')
        .replace(/^\/products\/default\/\w+/, '/products/{namespace}/{name}');
      found.push(
        ...deviations(method, template, 200, answer.body).map(
          text => `${path}: ${text}`,
        ),
      );
    }
    expect(found).toEqual([]);
  });

  it('answers errors as its document says', async () => {
    const { call } = await start();
    const { status, body } = await call('get', '/clusters/elsewhere');
    expect(status).toBe(404);
    expect(body.error.message).toBe(
      'Cluster elsewhere is not configured in dataMesh.clusters',
    );
    expect(deviations('get', '/clusters/{cluster}', 404, body)).toEqual([]);
  });

  describe('what is asked wrongly', () => {
    it.each([
      ['an unknown parameter', '/products?colour=red'],
      ['an unknown parameter', '/clusters?x=1'],
      ['a page that is too large', '/products?limit=100000'],
      ['a page of nothing', '/products?limit=0'],
      ['a page that is no number', '/products?limit=many'],
      ['an order that there is not', '/products?order=up'],
      ['a column that there is not', '/products?sort=colour'],
      ['a cursor that we never gave', '/products?cursor=x'],
      ['a cursor that we never gave', '/clusters/main/topics?cursor=-1'],
    ])('is told with 400: %s', async (_, path) => {
      const { call } = await start();
      const { status, body } = await call('get', path);
      expect(status).toBe(400);
      expect(body.error.name).toBe('InputError');
    });

    it.each([
      ['/clusters/main/held-removals/confirmation', {}],
      ['/clusters/main/held-removals/confirmation', { hash: 7 }],
      ['/clusters/main/held-removals/confirmation', { hash: 'x', more: 1 }],
      ['/products/default/carts/acceptances', { cluster: 'main' }],
      [
        '/products/default/carts/acceptances',
        { cluster: 'main', topic: ['x'] },
      ],
    ])('is told with 400: a body for %s of %j', async (path, body) => {
      const { call } = await start();
      const answer = await call('post', path, { as: as('petra'), body });
      expect(answer.status).toBe(400);
    });

    it('is told with 400 where a NUL would reach a database that keeps none', async () => {
      const { call } = await start();
      const inPath = await call('get', '/products?q=a%00b');
      expect([inPath.status, inPath.body.error.message]).toEqual([
        400,
        expect.stringMatching(/NUL character \(%00\)/),
      ]);
      const inBody = await call(
        'post',
        '/products/default/carts/quality-results',
        {
          body: {
            results: [
              {
                check: 'a\u0000b',
                state: 'passed',
                observedAt: new Date(NOW).toISOString(),
              },
            ],
          },
        },
      );
      expect(inBody.status).toBe(400);
      expect(inBody.body.error.message).toMatch(/^check holds a NUL character/);
    });

    it.each([
      '/clusters/elsewhere',
      '/clusters/elsewhere/topics',
      '/clusters/main/topics/unknown',
      '/clusters/elsewhere/topics/sales.orders.v1',
      '/products/default/unknown',
      '/products/other/orders',
      '/unknown',
    ])('is told with 404: %s', async path => {
      const { call } = await start();
      expect((await call('get', path)).status).toBe(404);
    });
  });

  describe('lists', () => {
    it('come in pages, each once, with the number of all', async () => {
      const { call } = await start();
      const names: string[] = [];
      let cursor = '';
      do {
        const { body } = await call(
          'get',
          `/clusters/main/topics?limit=2${cursor && `&cursor=${cursor}`}`,
        );
        expect(body.totalItems).toBe(5);
        expect(body.items.length).toBeLessThanOrEqual(2);
        names.push(...body.items.map((t: { name: string }) => t.name));
        cursor = body.nextCursor ?? '';
      } while (cursor);
      expect(names.sort()).toEqual([
        'legacy_dump',
        'sales.carts.v1',
        'sales.orders.v1',
        'sales.quotes.v1',
        'sales.refunds.v1',
      ]);
    });

    it('are searched by text and filtered by facets that add up', async () => {
      const { call } = await start();
      const products = async (query = '') =>
        (await call('get', `/products${query}`)).body;
      const all = await products();
      const refs = (body: typeof all) =>
        body.items.map((p: { ref: string }) => p.ref).sort();
      expect(refs(all)).toEqual([
        'dataproduct:default/carts',
        'dataproduct:default/orders',
        'dataproduct:default/sales.carts',
        'dataproduct:default/sales.quotes',
        'dataproduct:default/sales.refunds',
      ]);
      expect(all.facets.origin).toEqual([
        { value: 'discovered', count: 3 },
        { value: 'declared', count: 2 },
      ]);
      for (const [facet, values] of Object.entries<
        Array<{ value: string; count: number }>
      >(all.facets)) {
        for (const { value, count } of values) {
          const found = await products(
            `?${facet}=${encodeURIComponent(value)}`,
          );
          expect([facet, value, found.totalItems]).toEqual([
            facet,
            value,
            count,
          ]);
          // A facet's own filter hides none of its other values.
          expect(found.facets[facet]).toEqual(values);
        }
      }
      expect(refs(await products('?q=SALES.Quotes'))).toEqual([
        'dataproduct:default/sales.quotes',
      ]);
      expect((await products('?q=nothing%20like%20it')).totalItems).toBe(0);
    });
  });

  describe('held removals', () => {
    const path = '/clusters/main/held-removals/confirmation';
    const body = { hash: 'the-hash' };

    it('are confirmed by an operator, who may be one by a group of a group', async () => {
      const { call } = await start();
      expect(
        (await call('get', '/clusters', { as: as('petra') })).body.mayOperate,
      ).toBe(true);
      const { status, body: cluster } = await call('post', path, {
        as: as('petra'),
        body,
      });
      expect(status).toBe(200);
      expect(cluster.heldRemovals.confirmed).toBe(true);
    });

    it('are not confirmed by anybody else, whatever the policy allows', async () => {
      const { call } = await start();
      expect((await call('get', '/clusters')).body.mayOperate).toBe(false);
      const answer = await call('post', path, { body });
      expect(answer.status).toBe(403);
      expect(answer.body.error.message).toBe(
        'Only members of group:default/platform-team may do this',
      );
      const [row] = await db('clusters').select('confirmed_removals');
      expect(row.confirmed_removals).toBeNull();
    });

    it('are confirmed by nobody where no operators are configured', async () => {
      const { operators, ...rest } = GOOD;
      expect(operators).toBeDefined();
      const { call } = await start({ dataMesh: rest });
      const answer = await call('post', path, { as: as('petra'), body });
      expect(answer.status).toBe(403);
      expect(answer.body.error.message).toContain('dataMesh.operators');
    });

    it('are confirmed as they were shown, not as they became', async () => {
      const { call } = await start();
      const answer = await call('post', path, {
        as: as('petra'),
        body: { hash: 'another' },
      });
      expect(answer.status).toBe(409);
    });
  });

  describe('a declaration from a location that is not trusted', () => {
    const path = '/products/default/carts/acceptances';
    const body = { cluster: 'main', topic: 'sales.carts.v1' };

    it('is accepted by who owns the domain', async () => {
      const { call } = await start();
      const before = await call('get', '/products/default/carts');
      expect(before.body.product.state).toBe('contested');
      expect(before.body.mayAccept).toEqual([body]);
      const { status, body: product } = await call('post', path, { body });
      expect(status).toBe(200);
      expect(product.state).toBe('in-sync');
      expect(await db('topic_acceptances').select()).toEqual([
        expect.objectContaining({ accepted_by: 'user:default/sam' }),
      ]);
      expect((await call('get', '/products/default/sales.carts')).status).toBe(
        404,
      );
    });

    it('is accepted by nobody else', async () => {
      const { call } = await start();
      for (const name of ['eve', 'petra']) {
        const details = await call('get', '/products/default/carts', {
          as: as(name),
        });
        expect(details.body.mayAccept).toEqual([]);
        const answer = await call('post', path, { as: as(name), body });
        expect(answer.status).toBe(403);
        expect(answer.body.error.message).toBe(
          'Only group:default/sales-team, the owner of domain:default/sales, can accept topic sales.carts.v1',
        );
      }
      expect(await db('topic_acceptances').select()).toEqual([]);
    });

    it('is not accepted for a topic that it does not wait for', async () => {
      const { call } = await start();
      for (const topic of ['sales.orders.v1', 'sales.quotes.v1', 'unknown']) {
        const answer = await call('post', path, {
          body: { cluster: 'main', topic },
        });
        expect(answer.status).toBe(409);
      }
    });
  });

  describe('a policy with conditions', () => {
    /** A catalog in which the caller may read just these. */
    function reading(...refs: Array<[kind: string, name: string]>) {
      const entities = refs.map(
        ([kind, name]): Entity => ({
          apiVersion: 'v1',
          kind,
          metadata: { name, namespace: 'default' },
        }),
      );
      return start({
        catalog: createServiceFactory({
          service: catalogServiceRef,
          deps: {},
          factory: () => {
            const visible = catalogServiceMock({ entities });
            const everything = catalogServiceMock({ entities: PEOPLE });
            return catalogServiceMock.mock({
              queryEntities: (...args) => visible.queryEntities(...args),
              streamEntities: (...args) => visible.streamEntities(...args),
              getEntitiesByRefs: (...args) =>
                everything.getEntitiesByRefs(...args),
            });
          },
        }),
        features: [
          mockServices.permissions.mock({
            authorize: async requests =>
              requests.map(() => ({ result: AuthorizeResult.ALLOW })),
            authorizeConditional: async requests =>
              requests.map(() => ({
                result: AuthorizeResult.CONDITIONAL,
                pluginId: 'catalog',
                resourceType: 'catalog-entity',
                conditions: {
                  rule: 'IS_ENTITY_OWNER',
                  resourceType: 'catalog-entity',
                  params: {},
                },
              })) as never,
          }).factory,
        ],
      });
    }

    it('hides products from lists, their facets, and by name', async () => {
      const { call } = await reading(['DataProduct', 'orders']);
      const { body } = await call('get', '/products');
      expect(body.items.map((p: { name: string }) => p.name)).toEqual([
        'orders',
      ]);
      expect(body.totalItems).toBe(1);
      expect(body.facets.origin).toEqual([{ value: 'declared', count: 1 }]);
      expect((await call('get', '/products/default/orders')).status).toBe(200);
      const hidden = await call('get', '/products/default/carts');
      const unknown = await call('get', '/products/default/nonsense');
      expect(hidden.status).toBe(404);
      expect(hidden.body.error.message).toBe(
        unknown.body.error.message.replace('nonsense', 'carts'),
      );
      const accept = await call('post', '/products/default/carts/acceptances', {
        body: { cluster: 'main', topic: 'sales.carts.v1' },
      });
      expect(accept.status).toBe(404);
    });

    it('hides topics from lists and by name', async () => {
      const { call } = await reading(['Resource', 'main.sales.orders.v1']);
      const { body } = await call('get', '/clusters/main/topics');
      expect(body.items.map((t: { name: string }) => t.name)).toEqual([
        'sales.orders.v1',
      ]);
      expect(body.totalItems).toBe(1);
      const topic = '/clusters/main/topics';
      expect((await call('get', `${topic}/sales.orders.v1`)).status).toBe(200);
      expect((await call('get', `${topic}/sales.carts.v1`)).status).toBe(404);
    });

    it('hides what a topic does also behind a product that may be read', async () => {
      const { call } = await reading(['DataProduct', 'orders']);
      const { body } = await call('get', '/products/default/orders');
      expect(body.topics).toEqual([]);
    });
  });

  describe('a suite that is not set up well', () => {
    const clusters = GOOD.clusters;

    it.each<[string, unknown, string]>([
      [
        'a naming template',
        { ...GOOD, naming: { templates: ['{domain}.{produkt}'] } },
        'dataMesh.naming.templates[0]',
      ],
      [
        'a cluster',
        { ...GOOD, clusters: { main: { bootstrapServers: [] } } },
        'dataMesh.clusters.main.bootstrapServers',
      ],
      ['the type of all of it', 'yes', 'dataMesh'],
      ['the type of the clusters', { clusters: ['main'] }, 'dataMesh.clusters'],
      [
        'the type of one cluster',
        { clusters: { main: 'localhost:9092' } },
        'dataMesh.clusters.main',
      ],
      ['the type of a section', { clusters, sync: 7 }, 'dataMesh.sync'],
      [
        'the type of a key',
        { clusters, trustedLocations: 7 },
        'dataMesh.trustedLocations',
      ],
      [
        'a token for which nobody is there to give it',
        {
          clusters: {
            main: {
              bootstrapServers: ['127.0.0.1:1'],
              credentials: { sync: { mechanism: 'OAUTHBEARER' } },
            },
          },
        },
        'dataMesh.clusters.main.credentials.sync',
      ],
    ])(
      'lets the portal start, and says what is wrong: %s',
      async (_, dataMesh, key) => {
        const { call } = await start({ dataMesh });
        const { status, body } = await call('get', '/clusters');
        expect(status).toBe(200);
        const told = body.problems.map(
          (problem: { key: string; message: string }) =>
            `${problem.key}: ${problem.message}`,
        );
        expect(told.length).toBeGreaterThan(0);
        for (const text of told) expect(text).toContain(key);
        expect(deviations('get', '/clusters', 200, body)).toEqual([]);
      },
    );

    it('shows what it had, and tells the feed that nothing is certain', async () => {
      const { call } = await start({
        dataMesh: { ...GOOD, naming: { templates: ['{x}'] } },
      });
      expect((await call('get', '/products')).body.totalItems).toBe(5);
      const feed = await call('get', '/feed', {
        as: mockCredentials.service.header(),
      });
      expect(feed.body.settled).toBe(false);
    });

    it('shows a cluster whose settings cannot be used as that', async () => {
      const { call } = await start({
        dataMesh: { ...GOOD, clusters: { main: { bootstrapServers: [] } } },
      });
      const { body } = await call('get', '/clusters/main');
      expect(body).toMatchObject({
        state: 'misconfigured',
        problems: [{ key: 'dataMesh.clusters.main.bootstrapServers' }],
      });
    });
  });
});
