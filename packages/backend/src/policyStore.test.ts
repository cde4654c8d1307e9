import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { createBackendModule } from '@backstage/backend-plugin-api';
import permissionBackend from '@backstage/plugin-permission-backend';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import type { Admin } from 'kafkajs';
import {
  component,
  domain,
  group,
  product,
  user,
} from './__testUtils__/entities';
import { ADMIN, kafkaAs, managedCluster } from './__testUtils__/testKafka';
import { eventually, TestMesh } from './__testUtils__/TestMesh';

jest.setTimeout(90_000);

const PREFIX = `s${randomBytes(5).toString('hex')}`;
const TOPIC = `${PREFIX}.orders.v1`;
const DAY = 86_400_000;
const CONFIGURED = {
  id: 'configured',
  title: 'Topics have a version',
  why: 'Consumers have to know what they read.',
  severity: 'warning',
  stage: 'warn',
  rule: { type: 'topic-naming', patterns: ['.*\\.v\\d+'] },
  remedy: 'Publish it under a name that ends in .v1.',
};

const parallel = (minPartitions: number, over: object = {}) => ({
  id: 'parallel',
  title: 'Topics can be read in parallel',
  why: 'One partition is one reader.',
  severity: 'error',
  stage: 'enforce',
  rule: { type: 'topic-size', minPartitions },
  remedy: 'Add partitions.',
  ...over,
});

/** Lets nobody publish policies, and everything else be done. */
const nothingPublished = createBackendModule({
  pluginId: 'permission',
  moduleId: 'nothing-published',
  register(env) {
    env.registerInit({
      deps: { policy: policyExtensionPoint },
      async init({ policy }) {
        policy.setPolicy({
          handle: async ({ permission }) => ({
            result:
              permission.name === 'data-mesh.policy.publish'
                ? AuthorizeResult.DENY
                : AuthorizeResult.ALLOW,
          }),
        });
      },
    });
  },
});

describe('a permission policy', () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'policy-permissions-'));
  let mesh: TestMesh;

  beforeAll(async () => {
    mesh = new TestMesh({
      dir,
      permissions: 'on',
      features: [permissionBackend, nothingPublished],
      dataMesh: { governance: ['group:default/governance'] },
    });
    await mesh.start();
    await mesh.register(
      'org.yaml',
      group('governance'),
      user('grace', ['governance']),
    );
    await eventually(() => mesh.entity('user:default/grace'), 15);
  });

  afterAll(async () => {
    await mesh?.stop();
    fs.rmSync(dir, { recursive: true, force: true });
  });

  it('narrows who of governance publishes, and that it was tried is recorded', async () => {
    const call = (method: 'GET' | 'POST', url: string, body?: object) =>
      mesh.call(method, `/data-mesh/v1${url}`, { user: 'grace', body });
    const refused = await call('POST', '/policies', {
      document: parallel(3),
      reason: 'readers wait',
    });
    expect([refused.status, refused.body.error.message]).toEqual([
      403,
      'The permission policy does not allow data-mesh.policy.publish',
    ]);
    const { body } = await call('GET', '/policies');
    expect(body).toMatchObject({ items: [], mayPublish: false });
    const told = await call('GET', '/history');
    expect(told.body.items[0]).toMatchObject({
      action: 'policy.refused',
      actor: 'user:default/grace',
    });
    // What is only tried is published by nobody.
    const tried = await call('POST', '/policy-trials', {
      document: parallel(3),
    });
    expect(tried.body).toMatchObject({ problems: [], trial: { products: 0 } });
  });
});

/** Policies that are published in the portal, with a real broker. */
describe('policies of the portal', () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'policy-store-'));
  let mesh: TestMesh;
  let admin: Admin;
  let consumer: string;

  const call = (
    method: 'GET' | 'POST' | 'PUT',
    url: string,
    by: string,
    body?: object,
  ) => mesh.call(method, `/data-mesh/v1${url}`, { user: by, body });

  async function ok(...[method, url, by, body]: Parameters<typeof call>) {
    const answer = await call(method, url, by, body);
    expect([url, answer.status, answer.body?.error]).toEqual([
      url,
      method === 'POST' && url === '/policies' ? 201 : 200,
      undefined,
    ]);
    return answer.body;
  }

  const history = async (action: string) =>
    (await ok('GET', '/history?limit=100', 'grace')).items
      .filter((entry: any) => entry.action === action)
      .map((entry: any) => entry.sentence);

  const open = async () =>
    (await ok('GET', '/findings', 'olivia')).items.map((finding: any) => [
      finding.policy,
      finding.stage,
      finding.message,
    ]);

  const plan = async () =>
    (
      await ok('POST', '/plans', 'rita', {
        accessRequest: {
          items: [{ product: 'dataproduct:default/orders', port: 'v1' }],
          consumer,
          mode: 'read',
          purpose: 'to see',
          duration: 'P7D',
        },
      })
    ).items[0];

  beforeAll(async () => {
    admin = kafkaAs(ADMIN).admin();
    await admin.connect();
    await admin.createTopics({
      topics: [{ topic: TOPIC, numPartitions: 2 }],
      waitForLeaders: true,
    });
    consumer = `component:default/${PREFIX}-reader`;
    mesh = new TestMesh({
      dir,
      dataMesh: {
        trustedLocations: ['file:*/trusted/*'],
        governance: ['group:default/governance'],
        sync: { catalog: { seconds: 1 }, policies: { seconds: 1 } },
        policies: [CONFIGURED],
        clusters: {
          main: managedCluster(PREFIX, {
            sync: { light: { seconds: 1 }, full: { seconds: 2 } },
          }),
        },
      },
    });
    await mesh.start();
    await mesh.register(
      'trusted/org.yaml',
      group('sales'),
      group('order-team'),
      group('governance'),
      group('readers'),
      user('olivia', ['order-team']),
      user('grace', ['governance']),
      user('gustav', ['governance']),
      user('rita', ['readers']),
      domain('sales', 'sales'),
      component(`${PREFIX}-reader`, 'readers', `User:${PREFIX}-reader`),
      product('orders', 'order-team', { v1: TOPIC }),
      // Its topic is not there yet.
      product('returns', 'order-team', { v1: `${PREFIX}.returns.v1` }),
    );
    await mesh.untilInSync('dataproduct:default/orders');
    await mesh.product('dataproduct:default/returns');
  });

  afterAll(async () => {
    await mesh?.stop();
    await admin.deleteTopics({ topics: [TOPIC] });
    await admin.disconnect();
    fs.rmSync(dir, { recursive: true, force: true });
  });

  it('find once published, block a request, and let it through by their next version', async () => {
    expect((await plan()).refusal).toBeUndefined();
    const made = await ok('POST', '/policies', 'grace', {
      document: parallel(3),
      reason: 'readers wait',
    });
    expect(made).toMatchObject({
      id: 'parallel',
      origin: 'portal',
      version: 1,
      publishedBy: 'user:default/grace',
      reason: 'readers wait',
      document: parallel(3),
    });
    await eventually(
      async () =>
        expect(await open()).toEqual([
          [
            'parallel',
            'enforce',
            expect.stringMatching(/has 2 partitions, fewer than 3$/),
          ],
        ]),
      15,
    );
    expect((await plan()).refusal.message).toMatch(
      /Access to orders is not given while policy ‘Topics can be read in parallel’ is violated/,
    );
    const request = {
      items: [{ product: 'dataproduct:default/orders', port: 'v1' }],
      consumer,
      mode: 'read',
      purpose: 'to see',
      duration: 'P7D',
    };
    const refused = await call('POST', '/access-requests', 'rita', request);
    expect([refused.status, refused.body.error.message]).toEqual([
      409,
      expect.stringMatching(/Topics can be read in parallel/),
    ]);
    const changed = await ok('PUT', '/policies/parallel', 'gustav', {
      document: parallel(2),
      reason: 'two will do',
      basedOn: 1,
    });
    expect(changed).toMatchObject({
      version: 2,
      publishedBy: 'user:default/gustav',
    });
    await eventually(async () => expect(await open()).toEqual([]), 15);
    expect((await plan()).refusal).toBeUndefined();
    const asked = await call('POST', '/access-requests', 'rita', request);
    expect([asked.status, asked.body.items[0].state]).toEqual([201, 'pending']);
    expect(await history('policy.published')).toEqual([
      'Gustav published policy ‘Topics can be read in parallel’, version 2 (rule.minPartitions 3 → 2): two will do',
      'Grace published policy ‘Topics can be read in parallel’, version 1 (error, enforce): readers wait',
    ]);
  });

  it('are published by governance alone, and by one of two at a time', async () => {
    const document = parallel(4);
    const attempts: Array<[Parameters<typeof call>, number, RegExp]> = [
      [
        ['POST', '/policies', 'olivia', { document, reason: 'mine' }],
        403,
        /^Only members of group:default\/governance can publish policies$/,
      ],
      [
        [
          'PUT',
          '/policies/parallel',
          'grace',
          { document, reason: 'late', basedOn: 1 },
        ],
        409,
        /^Policy parallel was published as version 2 by gustav meanwhile/,
      ],
      [
        ['POST', '/policies', 'grace', { document, reason: 'again' }],
        409,
        /^There is a policy parallel already, published by gustav/,
      ],
      [
        [
          'POST',
          '/policies',
          'grace',
          { document: { ...CONFIGURED, stage: 'draft' }, reason: 'softer' },
        ],
        409,
        /^Policy configured stands in dataMesh.policies/,
      ],
      [
        [
          'POST',
          '/policies/parallel/retire',
          'olivia',
          { reason: 'in my way', basedOn: 2 },
        ],
        403,
        /can retire policies$/,
      ],
      [
        ['POST', '/policy-trials', 'olivia', { document }],
        403,
        /can try policies that are not published$/,
      ],
      [
        ['POST', '/policies', 'grace', { document: { id: 'x' }, reason: 'r' }],
        400,
        /'title' is missing/,
      ],
      [['POST', '/policies', 'grace', { document, reason: '' }], 400, /reason/],
    ];
    for (const [attempt, status, message] of attempts) {
      const answer = await call(...attempt);
      expect([attempt[1], answer.status, answer.body.error.message]).toEqual([
        attempt[1],
        status,
        expect.stringMatching(message),
      ]);
    }
    const service = await mesh.call('POST', '/data-mesh/v1/policies', {
      service: 'scaffolder',
      body: { document, reason: 'by a machine' },
    });
    expect(service.status).toBe(403);
    const refusals = await history('policy.refused');
    expect(refusals).toHaveLength(6);
    expect(refusals).toContain(
      'Olivia tried to publish policy ‘parallel’ and was refused: Only members of group:default/governance can publish policies',
    );
    const may = async (by: string) =>
      (await ok('GET', '/policies', by)).mayPublish;
    expect([await may('grace'), await may('olivia')]).toEqual([true, false]);
  });

  it('are tried before they are published, with what is wrong at its place', async () => {
    const wrong = await ok('POST', '/policy-trials', 'grace', {
      document: {
        ...parallel(2),
        severity: 'awful',
        rule: {
          type: 'product-expression',
          expressions: ['has(product.tier) &&\n  consumer.ref == ""'],
        },
      },
    });
    expect(wrong.trial).toBeUndefined();
    expect(wrong.problems).toEqual([
      { path: 'severity', message: expect.stringMatching(/not one of info/) },
      {
        path: 'rule.expressions[0]',
        message: expect.stringMatching(/no variable 'consumer'/),
        line: 2,
        column: 3,
      },
    ]);
    const stricter = await ok('POST', '/policy-trials', 'grace', {
      document: parallel(6),
      limit: 1,
    });
    expect(stricter).toMatchObject({
      problems: [],
      version: 2,
      changes: [{ path: 'rule.minPartitions', before: 2, after: 6 }],
      trial: {
        products: 1,
        totalProducts: 2,
        nextCursor: 'dataproduct:default/orders',
        newlyFailingTotal: 1,
        newlyBlocked: 1,
        newlyFailing: [{ owner: 'group:default/order-team' }],
      },
    });
    const rest = await ok('POST', '/policy-trials', 'grace', {
      document: parallel(6),
      limit: 1,
      cursor: stricter.trial.nextCursor,
    });
    expect(rest.trial).toMatchObject({ products: 1, wouldFail: 0 });
    expect(rest.trial.nextCursor).toBeUndefined();
    const part = await ok('POST', '/policies/parallel/what-if', 'olivia', {
      parameters: { minPartitions: 6 },
      limit: 1,
    });
    expect(part).toMatchObject({ products: 1, totalProducts: 2, wouldFail: 1 });
    expect(await open()).toEqual([]);
    const rules = await ok('GET', '/policy-rules', 'olivia');
    expect(
      rules.items.find(({ type }: any) => type === 'topic-size').parameters[0],
    ).toEqual({
      name: 'minPartitions',
      description: 'Fewest partitions of a topic',
      kind: 'number',
      optional: true,
    });
  });

  it('are hidden while drafts, tell owners that they are enforced, and announce a day that they have', async () => {
    await ok('PUT', '/policies/parallel', 'grace', {
      document: parallel(5, { stage: 'draft' }),
      reason: 'to be tried',
      basedOn: 2,
    });
    const status = async (url: string, by: string) =>
      (await call('GET', url, by)).status;
    expect([
      await status('/policies/parallel', 'grace'),
      await status('/policies/parallel', 'olivia'),
      await status('/policies/parallel/versions', 'olivia'),
    ]).toEqual([200, 404, 404]);
    const later = new Date(Date.now() + 30 * DAY).toISOString().slice(0, 10);
    await ok('PUT', '/policies/parallel', 'grace', {
      document: parallel(5, { enforceFrom: later }),
      reason: 'soon',
      basedOn: 3,
    });
    await eventually(
      async () =>
        expect(await open()).toEqual([
          ['parallel', 'warn', expect.stringMatching(/fewer than 5/)],
        ]),
      15,
    );
    const announce = (enforceFrom: string, by = 'grace') =>
      call('POST', '/policies/parallel/announcement', by, {
        enforceFrom,
        message: 'Plan for it',
      });
    const empty = await announce('2099-01-01');
    expect([empty.status, empty.body.error.message]).toEqual([
      409,
      expect.stringMatching(/is enforced from .*, not from 2099-01-01/),
    ]);
    expect((await announce(later, 'olivia')).status).toBe(403);
    const told = { told: 1, toldBefore: 0, withoutOwner: 0 };
    expect((await announce(later)).body).toEqual(told);
    expect((await announce(later)).body).toEqual({
      ...told,
      told: 0,
      toldBefore: 1,
    });
    expect(await history('policy.announced')).toEqual([
      `Grace told the owner of orders that ‘Topics can be read in parallel’ is enforced from ${later}: Plan for it`,
    ]);
    await ok('PUT', '/policies/parallel', 'grace', {
      document: parallel(5),
      reason: 'now',
      basedOn: 4,
    });
    await eventually(
      async () =>
        expect(await history('policy.enforced')).toEqual([
          expect.stringMatching(
            /^‘Topics can be read in parallel’ is enforced now, and orders violates it/,
          ),
        ]),
      15,
    );
    const seen = async (by: string) =>
      (await ok('GET', '/policies/parallel/versions', by)).items.map(
        ({ version }: any) => version,
      );
    expect(await seen('grace')).toEqual([5, 4, 3, 2, 1]);
    expect(await seen('olivia')).toEqual([5, 4, 2, 1]);
    const { items } = await ok(
      'GET',
      '/policies/parallel/versions?limit=1',
      'grace',
    );
    expect(items[0].changes).toEqual([{ path: 'enforceFrom', before: later }]);
  });

  it('survive a restart, and are gone with all they found once retired', async () => {
    await mesh.stop();
    await mesh.start();
    const { items } = await ok('GET', '/policies', 'olivia');
    expect(items.map(({ id, origin }: any) => [id, origin])).toEqual([
      ['configured', 'configuration'],
      ['parallel', 'portal'],
    ]);
    const retired = await ok('POST', '/policies/parallel/retire', 'grace', {
      reason: 'of no use',
      basedOn: 5,
    });
    expect(retired).toMatchObject({ version: 6, state: 'retired' });
    await eventually(async () => expect(await open()).toEqual([]), 15);
    // Nothing stands in the way but the request that was let through before.
    expect((await plan()).refusal.message).toMatch(
      /^This consumer has asked for .* already/,
    );
    expect((await call('GET', '/policies/parallel', 'grace')).status).toBe(404);
    expect(await history('policy.retired')).toEqual([
      'Grace retired policy ‘Topics can be read in parallel’: of no use',
    ]);
  });
});
