import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import type { BackendFeature } from '@backstage/backend-plugin-api';
import permissionBackend from '@backstage/plugin-permission-backend';
import allowAll from '@backstage/plugin-permission-backend-module-allow-all-policy';
import { Consumer } from '@platformatic/kafka';
import { AclResourceTypes, type Admin } from 'kafkajs';
import {
  component,
  domain,
  group,
  product,
  user,
} from './__testUtils__/entities';
import {
  ADMIN,
  deleteAcls,
  describeAcls,
  kafkaAs,
  managedCluster,
  testBrokers,
} from './__testUtils__/testKafka';
import { eventually, TestMesh } from './__testUtils__/TestMesh';
import demoPolicy from './permissionPolicy';

jest.setTimeout(120_000);

const PREFIX = `a${randomBytes(5).toString('hex')}`;
const TOPIC = `${PREFIX}.orders.v1`;
const OTHER = `${PREFIX}.payments.v1`;
// Who the demo's seed has made on the broker, with their passwords.
const ROUTE_PLANNER = {
  username: 'route-planner',
  password: 'demo-route-planner',
};

/** What the permission framework allows adds nothing to the facts. */
const FRAMEWORKS: Array<[name: string, 'off' | 'on', BackendFeature[]]> = [
  ['off', 'off', []],
  ['allowing-all', 'on', [permissionBackend, allowAll]],
  ['on', 'on', [permissionBackend, demoPolicy]],
];

/**
 * From "I need this data" to a record, on a real broker with its authorizer
 * on, through the API of a real backend with a real catalog.
 */
describe.each(FRAMEWORKS)(
  'access with the permission framework %s',
  (name, permissions, features) => {
    const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'access-'));
    let mesh: TestMesh;
    let admin: Admin;

    const input = (over: object = {}) => ({
      items: [{ product: 'dataproduct:default/orders', port: 'v1' }],
      consumer: 'component:default/route-planner',
      mode: 'read',
      purpose: 'to plan routes',
      duration: 'P30D',
      ...over,
    });

    async function ask(over: object = {}, by = 'liam') {
      return mesh.call('POST', '/data-mesh/v1/access-requests', {
        user: by,
        body: input(over),
      });
    }

    async function decide(
      request: any,
      by: string,
      body: object = { decision: 'approve' },
    ) {
      const [{ id }] = request.items;
      return mesh.call(
        'POST',
        `/data-mesh/v1/access-requests/${request.id}/items/${id}/decisions`,
        { user: by, body },
      );
    }

    async function grantOf(id: string): Promise<any> {
      const { body } = await mesh.call('GET', `/data-mesh/v1/grants/${id}`);
      return body;
    }

    async function untilGrant(id: string, state: string, seconds = 5) {
      return eventually(async () => {
        const grant = await grantOf(id);
        expect(grant.state).toBe(state);
        return grant;
      }, seconds);
    }

    /** ACLs of the test's topics and consumers, as the broker has them. */
    async function acls(): Promise<string[]> {
      const resources = await describeAcls(admin);
      return resources
        .filter(r => r.resourceName.startsWith(PREFIX))
        .flatMap(r =>
          r.acls.map(a => `${r.resourceName} ${a.principal} ${a.operation}`),
        )
        .sort();
    }

    async function refusals(action: string): Promise<any[]> {
      return mesh
        .rows('data-mesh', 'history')
        .filter((row: any) => row.action === action);
    }

    beforeAll(async () => {
      admin = kafkaAs(ADMIN).admin();
      await admin.connect();
      const there = await admin.listTopics();
      const missing = [TOPIC, OTHER].filter(t => !there.includes(t));
      if (missing.length) {
        await admin.createTopics({
          topics: missing.map(topic => ({ topic, numPartitions: 1 })),
          waitForLeaders: true,
        });
      }
      const cluster = (over: object = {}) => managedCluster(PREFIX, over);
      mesh = new TestMesh({
        dir,
        features,
        permissions,
        dataMesh: {
          trustedLocations: ['file:*/trusted/*'],
          operators: ['group:default/platform-team'],
          governance: ['group:default/governance'],
          sync: { catalog: { seconds: 1 } },
          access: { provisioning: { interval: { seconds: 1 } } },
          clusters: {
            main: cluster(),
            watched: cluster({ mode: 'observe' }),
            open: cluster({ authorizer: 'open' }),
          },
        },
      });
      await mesh.start();
      await mesh.register(
        'trusted/org.yaml',
        group('sales-division'),
        group('order-team', { parent: 'sales-division' }),
        group('logistics-team'),
        group('route-squad', { parent: 'logistics-team' }),
        group('platform-team'),
        group('governance'),
        user('olivia', ['order-team'], 'olivia@example.com'),
        user('omar', ['order-team']),
        // liam's other account, in the team that decides
        user('liam-admin', ['order-team'], 'Liam@Example.com'),
        user('liam', ['route-squad'], 'liam@example.com'),
        user('both', ['order-team', 'logistics-team']),
        user('grace', ['governance']),
        user('petra', ['platform-team']),
        user('eve', []),
        domain('sales', 'sales-division'),
        component('route-planner', 'logistics-team', 'User:route-planner'),
        component('tracker', 'logistics-team', `User:${PREFIX}-tracker`),
        component('nameless', 'logistics-team'),
        component('order-service', 'order-team', `User:${PREFIX}-orders`),
        component('boss', 'logistics-team', 'User:admin'),
        product('orders', 'order-team', { v1: TOPIC }),
        product('payments', 'order-team', { v1: OTHER }),
        product('watched-orders', 'order-team', { v1: TOPIC }, 'watched'),
        product('open-orders', 'order-team', { v1: TOPIC }, 'open'),
      );
      await eventually(
        () => mesh.entity('component:default/route-planner'),
        30,
      );
      await mesh.untilInSync('dataproduct:default/orders');
    });

    afterAll(async () => {
      await mesh?.stop();
      const ours = (await acls()).length;
      if (ours) {
        await deleteAcls(
          admin,
          ...[TOPIC, OTHER].map(resourceName => ({
            resourceType: AclResourceTypes.TOPIC,
            resourceName,
          })),
        );
      }
      await admin.deleteTopics({ topics: [TOPIC, OTHER] }).catch(() => {});
      await admin.disconnect();
      fs.rmSync(dir, { recursive: true, force: true });
    });

    it('lets a consumer read within seconds of its approval, and stops it within seconds of the end', async () => {
      const records: string[] = [];
      const producer = kafkaAs(ADMIN).producer();
      await producer.connect();
      const flow = setInterval(
        () => producer.send({ topic: TOPIC, messages: [{ value: 'order' }] }),
        50,
      );
      try {
        const before = kafkaAs(ROUTE_PLANNER).consumer({
          groupId: 'route-planner-before',
        });
        await before.connect();
        await expect(before.subscribe({ topic: TOPIC })).rejects.toThrow(
          /not authorized/i,
        );
        await before.disconnect();

        const { status, body: request } = await ask();
        expect(status).toBe(201);
        expect(request.items[0]).toMatchObject({
          state: 'pending',
          steps: [{ name: 'owner', deciders: ['group:default/order-team'] }],
        });
        const decided = await decide(request, 'olivia', {
          decision: 'approve',
          comment: 'fine',
          conditions: 'not to be passed on',
        });
        expect(decided.status).toBe(200);
        const { grantId } = decided.body;
        const approvedAt = Date.now();
        const grant = await untilGrant(grantId, 'active');
        expect(grant).toMatchObject({
          conditions: 'not to be passed on',
          approvedBy: ['user:default/olivia'],
          brokers: 1,
          confirmed: 1,
        });

        const classic = kafkaAs(ROUTE_PLANNER).consumer({
          // Whoever lost its access stays a ghost in its group for a while.
          groupId: `route-planner-${name}`,
          retry: { retries: 0 },
        });
        let crashed: Error | undefined;
        classic.on('consumer.crash', ({ payload }) => {
          crashed = payload.error;
        });
        await classic.connect();
        await classic.subscribe({ topic: TOPIC });
        await classic.run({
          eachMessage: async ({ message }) => {
            records.push(`${message.value}`);
          },
        });
        const anew = new Consumer({
          clientId: 'anew',
          groupId: `route-planner-anew-${name}`,
          groupProtocol: 'consumer',
          bootstrapBrokers: testBrokers(),
          retries: 0,
          sasl: { mechanism: 'SCRAM-SHA-512', ...ROUTE_PLANNER },
        });
        const seen: unknown[] = [];
        let stopped: Error | undefined;
        const stream = await anew.consume({ topics: [TOPIC] });
        stream.on('data', record => seen.push(record));
        stream.on('error', error => {
          stopped = error;
        });
        await eventually(async () => {
          expect(records.length).toBeGreaterThan(0);
          expect(seen.length).toBeGreaterThan(0);
        }, 20);
        expect(Date.now() - approvedAt).toBeLessThan(20_000);

        await eventually(async () => {
          expect(
            (await mesh.entity('component:default/route-planner')).relations,
          ).toContainEqual({
            type: 'consumesDataProduct',
            targetRef: 'dataproduct:default/orders',
          });
        }, 15);

        const revoked = await mesh.call(
          'POST',
          `/data-mesh/v1/grants/${grantId}/revoke`,
          { body: { reason: 'incident' } },
        );
        expect(revoked.status).toBe(200);
        await eventually(async () => {
          expect(`${crashed}`).toMatch(/not authorized/i);
          expect(stopped).toBeDefined();
        }, 5);
        const count = records.length + seen.length;
        await new Promise(resolve => setTimeout(resolve, 500));
        expect(records.length + seen.length).toBe(count);
        await untilGrant(grantId, 'revoked');
        expect(await acls()).toEqual([]);
        await classic.disconnect();
        await stream.close().catch(() => {});
        await anew.close(true).catch(() => {});
        await eventually(async () => {
          expect(
            (await mesh.entity('component:default/route-planner')).relations,
          ).not.toContainEqual(
            expect.objectContaining({ type: 'consumesDataProduct' }),
          );
        }, 15);
      } finally {
        clearInterval(flow);
        await producer.disconnect();
      }
    });

    it('revokes what expired while the portal was stopped', async () => {
      const { body: request } = await ask({ duration: 'PT8S' });
      const { body: item } = await decide(request, 'olivia');
      await untilGrant(item.grantId, 'active');
      expect(await acls()).toHaveLength(1);
      await mesh.stop();
      await new Promise(resolve => setTimeout(resolve, 8_000));
      expect(await acls()).toHaveLength(1);
      await mesh.start();
      await untilGrant(item.grantId, 'expired', 10);
      expect(await acls()).toEqual([]);
    });

    it.each([
      ['whoever asked, being of the owning team as well', 'both', 'both'],
      ['another account of theirs, by the e-mail', 'liam', 'liam-admin'],
      ['somebody who owns nothing', 'liam', 'eve'],
      ['an owner of the consumer', 'liam', 'liam'],
    ])('is never approved by %s', async (_who, asks, decides) => {
      const { status, body: request } = await ask({}, asks);
      expect(status).toBe(201);
      const before = (await refusals('decision.refused')).length;
      const answer = await decide(request, decides);
      expect(answer.status).toBe(403);
      const after = await refusals('decision.refused');
      expect(after).toHaveLength(before + 1);
      expect(after[before]).toMatchObject({
        actor: `user:default/${decides}`,
        item_id: request.items[0].id,
      });
      const { body: still } = await mesh.call(
        'GET',
        `/data-mesh/v1/access-requests/${request.id}`,
        { user: asks },
      );
      expect(still.items[0].state).toBe('pending');
      expect(await acls()).toEqual([]);
      const withdrawn = await mesh.call(
        'POST',
        `/data-mesh/v1/access-requests/${request.id}/items/${request.items[0].id}/withdrawal`,
        { user: asks },
      );
      expect(withdrawn.body.state).toBe('withdrawn');
    });

    it('is never asked for or approved by a plugin, and that is in the history', async () => {
      const { body: request } = await ask();
      const [{ id }] = request.items;
      const url = `/data-mesh/v1/access-requests/${request.id}/items/${id}/decisions`;
      const decided = await mesh.call('POST', url, {
        service: 'plugin:other',
        body: { decision: 'approve' },
      });
      expect(decided.status).toBe(403);
      const asked = await mesh.call('POST', '/data-mesh/v1/access-requests', {
        service: 'plugin:other',
        body: input(),
      });
      expect(asked.status).toBe(403);
      for (const action of ['decision.refused', 'request.refused']) {
        const found = await refusals(action);
        expect(found[found.length - 1].actor).toBe('plugin:other');
      }
      expect(await acls()).toEqual([]);
      await mesh.call(
        'POST',
        `/data-mesh/v1/access-requests/${request.id}/items/${id}/withdrawal`,
        { user: 'liam' },
      );
    });

    it.each([
      [
        'a product that does not exist',
        { items: [{ product: 'dataproduct:default/none', port: 'v1' }] },
        404,
        /knows no product/,
      ],
      [
        'a port that does not exist',
        { items: [{ product: 'dataproduct:default/orders', port: 'v9' }] },
        404,
        /has no port v9; it has v1/,
      ],
      [
        'a cluster that is only observed',
        {
          items: [
            { product: 'dataproduct:default/watched-orders', port: 'v1' },
          ],
        },
        409,
        /only observed.*group:default\/platform-team can set/,
      ],
      [
        'a cluster that is configured open',
        { items: [{ product: 'dataproduct:default/open-orders', port: 'v1' }] },
        409,
        /lets everyone in/,
      ],
      [
        'a consumer of others',
        { consumer: 'component:default/order-service' },
        403,
        /not an owner of component:default\/order-service/,
      ],
      [
        'a consumer without a principal',
        { consumer: 'component:default/nameless' },
        409,
        /has no principal/,
      ],
      [
        "a consumer with a super-user's principal",
        { consumer: 'component:default/boss' },
        409,
        /is a super-user/,
      ],
      ['too long a time', { duration: 'P2Y' }, 409, /longer than/],
      ['no time at all', { duration: 'soon' }, 400, /not a period/],
      [
        'a group of a name that could stop a broker',
        { groups: ['#mine'] },
        400,
        /cannot be used as a name/,
      ],
      [
        'the same port twice',
        {
          items: [
            { product: 'dataproduct:default/orders', port: 'v1' },
            { product: 'dataproduct:default/orders', port: 'v1' },
          ],
        },
        400,
        /twice/,
      ],
    ])('refuses %s', async (_what, over, status, message) => {
      const answer = await ask(over);
      expect(answer.body.error?.message).toMatch(message);
      expect(answer.status).toBe(status);
      expect(await acls()).toEqual([]);
    });

    it("gives nothing to who declares a product over another team's topic", async () => {
      await mesh.register(
        'wild/product.yaml',
        product('my-orders', 'logistics-team', { v1: TOPIC }),
      );
      await eventually(async () => {
        const answer = await ask({
          items: [{ product: 'dataproduct:default/my-orders', port: 'v1' }],
        });
        expect(answer.body.error?.message).toMatch(/has yet to accept/);
        expect(answer.status).toBe(409);
      }, 15);
      expect(await acls()).toEqual([]);
      const found = await refusals('request.refused');
      expect(found[found.length - 1].actor).toBe('user:default/liam');
    });

    it("gives nothing to who annotates another service's principal", async () => {
      await mesh.register(
        'wild/component.yaml',
        component('thief', 'logistics-team', `User:${PREFIX}-orders`),
        component('newcomer', 'logistics-team', `User:${PREFIX}-newcomer`),
      );
      await eventually(async () => {
        const answer = await ask({ consumer: 'component:default/thief' });
        expect(answer.body.error?.message).toMatch(
          /is held by component:default\/order-service/,
        );
        expect(answer.status).toBe(409);
      }, 15);
      await eventually(async () => {
        const answer = await ask({ consumer: 'component:default/newcomer' });
        expect(answer.body.error?.message).toMatch(
          /has to be confirmed by group:default\/platform-team/,
        );
      }, 15);
      expect(await acls()).toEqual([]);
    });

    it('makes one request of two with the same key, and points to a live one otherwise', async () => {
      const { body: first } = await ask();
      const again = await ask();
      expect(again.status).toBe(409);
      expect(again.body.error.message).toContain(first.id);
      const rejected = await decide(first, 'olivia', { decision: 'reject' });
      expect(rejected.status).toBe(400);
      const done = await decide(first, 'olivia', {
        decision: 'reject',
        comment: 'ask for v2',
      });
      expect(done.body).toMatchObject({
        state: 'rejected',
        decisions: [{ comment: 'ask for v2' }],
      });
      const late = await decide(first, 'omar');
      expect(late.status).toBe(409);
    });

    it('leaves it to the owners to renew what is not seen to be used, and says so before', async () => {
      const { body: request } = await ask({ mode: 'write' });
      const { body: item } = await decide(request, 'olivia');
      await untilGrant(item.grantId, 'active');
      const url = `/data-mesh/v1/grants/${item.grantId}`;
      const as = async (who: string) =>
        (await mesh.call('GET', url, { user: who })).body;
      const renew = (who: string) =>
        mesh.call('POST', `${url}/renew`, { user: who, body: {} });

      const own = await as('liam');
      expect(own.evidence.verdict).toBe('unknown');
      expect(own.may).toMatchObject({
        renew: true,
        renewWithoutEvidence: false,
      });
      const refused = await renew('liam');
      expect(refused.status).toBe(409);
      expect(refused.body.error.message).toMatch(
        /Without a sign of use, group:default\/order-team .*has to renew it/,
      );

      expect((await as('olivia')).may).toMatchObject({
        renew: true,
        renewWithoutEvidence: true,
      });
      expect((await renew('olivia')).status).toBe(200);
      await mesh.call('POST', `${url}/revoke`, { body: { reason: 'done' } });
      await untilGrant(item.grantId, 'revoked');
      expect((await as('olivia')).may.renewWithoutEvidence).toBe(false);
    });

    it('approves at once within a team, by the rule that says so', async () => {
      const { body: request } = await ask(
        { consumer: 'component:default/order-service' },
        'olivia',
      );
      expect(request.items[0]).toMatchObject({
        state: 'approved',
        rule: 'same-team',
      });
      const grant = await untilGrant(request.items[0].grantId, 'active');
      expect(grant.approvedBy).toEqual(['rule:same-team']);
      const renewed = await mesh.call(
        'POST',
        `/data-mesh/v1/grants/${grant.id}/renew`,
        { body: { duration: 'P60D' } },
      );
      expect(renewed.status).toBe(200);
      expect(Date.parse(renewed.body.endsAt)).toBeGreaterThan(
        Date.parse(grant.endsAt),
      );
      const stranger = await mesh.call(
        'POST',
        `/data-mesh/v1/grants/${grant.id}/revoke`,
        { user: 'eve', body: { reason: 'because' } },
      );
      expect(stranger.status).toBe(403);
      const governed = await mesh.call(
        'POST',
        `/data-mesh/v1/grants/${grant.id}/revoke`,
        { user: 'grace', body: { reason: 'audit' } },
      );
      expect(governed.status).toBe(200);
      await untilGrant(grant.id, 'revoked');
      expect(await acls()).toEqual([]);
    });
  },
);
