import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockServices } from '@backstage/backend-test-utils';
import {
  DefaultNotificationService,
  type NotificationSendOptions,
} from '@backstage/plugin-notifications-node';
import type { Knex } from 'knex';
import { Databases, DATABASES } from '../__testUtils__/databases';
import { SYSTEM_ACTOR, type HistoryFact } from '../history/appendHistory';
import {
  append,
  LIAM,
  NOW,
  OLIVIA,
  ORDERS,
  PLANNER,
  subjectOf,
} from '../history/__testUtils__/facts';
import { LOGISTICS, ORDER_TEAM } from './__testUtils__/entries';
import { HistoryFollower } from './HistoryFollower';
import { NotificationsSink } from './NotificationsSink';

jest.setTimeout(60_000);

describe.each(DATABASES)('NotificationsSink on %s', id => {
  const databases = new Databases();
  let db: Knex;
  let now: number;
  let sent: NotificationSendOptions[];
  let follower: HistoryFollower;

  beforeEach(async () => {
    db = await databases.migrated(id);
    now = NOW;
    sent = [];
    const sink = new NotificationsSink({
      db,
      clock: () => now,
      notifications: {
        async send(options) {
          sent.push(options);
        },
      },
      people: {
        decidersOfItem: async () => [ORDER_TEAM],
        ownersOfGrant: async () => ({
          product: [ORDER_TEAM],
          consumer: [LOGISTICS],
        }),
        askedInCampaign: async () => [{ owner: ORDER_TEAM, grants: 12 }],
        ownersOfConsumers: async () => new Map(),
        ownersAround: async () => ({ product: [], readers: [] }),
        askedAboutSchema: async () => ({
          waiting: [],
          readers: [],
          overriders: [],
        }),
      },
    });
    follower = new HistoryFollower({
      db,
      sinks: [sink],
      logger: mockServices.logger.mock(),
      clock: () => now,
    });
    await follower.begin();
  });

  async function insertRequest(n: number, state = 'pending') {
    await db('access_requests').insert({
      id: `request-${n}`,
      requested_by: LIAM,
      consumer_ref: PLANNER,
      mode: 'read',
      purpose: 'to plan routes',
      duration: 'P90D',
      options: '{}',
      created_at: NOW,
    });
    await db('access_request_items').insert({
      id: `item-${n}`,
      request_id: `request-${n}`,
      position: 0,
      product_ref: ORDERS,
      port: 'orders-v1',
      environment: 'production',
      cluster: 'main',
      topic: 'sales.orders.v1',
      principal: 'User:route-planner',
      state,
      version: 1,
      step: 0,
      steps: '[]',
      rule: 'default',
      bindings: '[]',
      step_since: NOW,
      created_at: NOW,
    });
  }
  async function insertGrant(n: number, over: object = {}) {
    await db('grants').insert({
      id: `grant-${n}`,
      origin: 'request',
      item_id: `item-${n}`,
      product_ref: ORDERS,
      environment: 'production',
      cluster: 'main',
      topic: `sales.orders.v${n}`,
      consumer_ref: PLANNER,
      principal: 'User:route-planner',
      mode: 'read',
      purpose: 'to plan routes',
      approved_by: '[]',
      requested_by: LIAM,
      duration: 'P90D',
      state: 'active',
      version: 1,
      starts_at: NOW,
      ends_at: NOW,
      created_at: NOW,
      ...over,
    });
  }
  const fact = (
    n: number,
    action: HistoryFact['action'],
    actor = SYSTEM_ACTOR,
    details: object = {},
  ): HistoryFact => ({ ...subjectOf(n), actor, action, details });

  it('tells owners what waits in a campaign, and who started it of its end', async () => {
    const GRACE = 'user:default/grace';
    await db('campaigns').insert({
      id: 'campaign-1',
      domain_ref: 'domain:default/sales',
      title: 'Winter cleaning',
      reason: 'once a year',
      started_by: GRACE,
      started_at: NOW,
      due_at: Date.parse('2026-12-03T10:00:00.000Z'),
      undecided: 'keep',
      state: 'open',
      version: 1,
    });
    const details = { campaign: 'campaign-1', title: 'Winter cleaning' };
    for (const [action, actor] of [
      ['campaign.started', GRACE],
      ['campaign.reminded', SYSTEM_ACTOR],
      ['campaign.closed', SYSTEM_ACTOR],
    ] as const) {
      await append(db, [{ actor, action, details }]);
      await follower.tick();
    }
    expect(
      sent.map(({ recipients, payload }) => ({
        ...recipients,
        title: payload.title,
      })),
    ).toEqual([
      {
        type: 'entity',
        entityRef: [ORDER_TEAM],
        excludeEntityRef: GRACE,
        title:
          '12 grants of sales wait for your confirmation until 3 December 2026',
      },
      {
        type: 'entity',
        entityRef: [ORDER_TEAM],
        title:
          'Still: 12 grants of sales wait for your confirmation until 3 December 2026',
      },
      { type: 'entity', entityRef: [GRACE], title: 'Winter cleaning is over' },
    ]);
  });

  it('tells each side what it waits for, from asking to the end', async () => {
    await insertRequest(1);
    await append(db, [
      fact(1, 'request.submitted', LIAM, { purpose: 'to plan routes' }),
    ]);
    await follower.tick();
    await db('access_request_items').update({ state: 'approved' });
    await insertGrant(1);
    await append(db, [fact(1, 'item.approved', OLIVIA, { final: true })]);
    await follower.tick();
    await append(db, [fact(1, 'grant.activated')]);
    await follower.tick();
    await db('grants').update({ state: 'ending', end_state: 'revoked' });
    await append(db, [
      fact(1, 'grant.ending', OLIVIA, { as: 'revoked', reason: 'unused' }),
    ]);
    await follower.tick();
    await db('grants').update({ state: 'revoked' });
    await append(db, [fact(1, 'grant.revoked', SYSTEM_ACTOR)]);
    await follower.tick();
    expect(
      sent.map(({ recipients, payload }) => ({
        ...recipients,
        title: payload.title,
        scope: payload.scope,
      })),
    ).toEqual([
      {
        type: 'entity',
        entityRef: [ORDER_TEAM],
        excludeEntityRef: LIAM,
        title: 'Liam asks for read access of route-planner to sales.orders.v1',
        scope: 'data-mesh:decide:request-1',
      },
      {
        type: 'entity',
        entityRef: [LIAM],
        excludeEntityRef: OLIVIA,
        title:
          'Your request was approved: read access of route-planner to sales.orders.v1',
        scope: 'data-mesh:item:item-1',
      },
      {
        type: 'entity',
        entityRef: [LOGISTICS, LIAM],
        title: 'Ready to use: read access of route-planner to sales.orders.v1',
        scope: 'data-mesh:item:item-1',
      },
      {
        type: 'entity',
        entityRef: [LOGISTICS, ORDER_TEAM],
        excludeEntityRef: OLIVIA,
        title:
          'Read access of route-planner to sales.orders.v1 is being revoked',
        scope: 'data-mesh:grant:grant-1',
      },
      {
        type: 'entity',
        entityRef: [LOGISTICS, ORDER_TEAM],
        excludeEntityRef: OLIVIA,
        title: 'Read access of route-planner to sales.orders.v1 was revoked',
        scope: 'data-mesh:grant:grant-1',
      },
    ]);
  });

  it('makes one notification of a burst that goes over several ticks', async () => {
    for (let n = 1; n <= 20; n++) await insertGrant(n, { state: 'expired' });
    for (let n = 1; n <= 20; n += 5) {
      await append(
        db,
        [0, 1, 2, 3, 4].map(i => fact(n + i, 'grant.expired')),
      );
      await follower.tick();
    }
    expect(sent.map(({ payload: { title, scope } }) => [title, scope])).toEqual(
      [5, 10, 15, 20].map(count => [
        `${count} grants have ended`,
        'data-mesh:ended:2026-11-25T10:00:00.000Z',
      ]),
    );
  });

  it('tells nobody of what is long past', async () => {
    await insertRequest(1);
    await insertRequest(2);
    await append(db, [fact(1, 'request.submitted', LIAM)]);
    now += 25 * 3_600_000;
    await append(db, [fact(2, 'request.submitted', LIAM)], now);
    await follower.tick();
    expect(sent).toHaveLength(1);
    expect(sent[0].payload.scope).toBe('data-mesh:decide:request-2');
  });
});

describe('the notifications plugin', () => {
  const isMissing = NotificationsSink.prototype.isMissing;
  let server: Server;
  let status: number;

  beforeEach(async () => {
    server = createServer((_, res) => {
      res.statusCode = status;
      res.end();
    });
    await new Promise<void>(done => {
      server.listen(0, '127.0.0.1', done);
    });
  });
  afterEach(() => server.close());

  async function failure(port: number): Promise<Error> {
    const service = DefaultNotificationService.create({
      auth: mockServices.auth(),
      discovery: {
        getBaseUrl: async () => `http://127.0.0.1:${port}/api/notifications`,
        getExternalBaseUrl: async () => '',
      },
    });
    return service
      .send({
        recipients: { type: 'entity', entityRef: LIAM },
        payload: { title: 'x' },
      })
      .then(
        () => Promise.reject(new Error('it should have failed')),
        error => error,
      );
  }

  it.each([
    [404, true],
    [503, false],
    [401, false],
    [500, false],
  ])('is missing where it answers %d: %s', async (answer, missing) => {
    status = answer;
    const { port } = server.address() as AddressInfo;
    expect(isMissing(await failure(port))).toBe(missing);
  });

  it('is not taken for missing while its backend is away', async () => {
    expect(isMissing(await failure(1))).toBe(false);
  });
});
