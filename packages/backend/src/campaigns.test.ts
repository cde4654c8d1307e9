import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import Database from 'better-sqlite3';
import type { Admin } from 'kafkajs';
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
} from './__testUtils__/testKafka';
import { eventually, TestMesh } from './__testUtils__/TestMesh';

jest.setTimeout(180_000);

const PREFIX = `c${randomBytes(5).toString('hex')}`;
const TOPIC = `${PREFIX}.orders.v1`;
// Whom the demo's seed has made on the broker.
const ROUTE_PLANNER = {
  username: 'route-planner',
  password: 'demo-route-planner',
};
const CONSUMERS = {
  'route-planner': 'User:route-planner',
  tracker: `User:${PREFIX}-tracker`,
  parcels: `User:${PREFIX}-parcels`,
};
type ConsumerName = keyof typeof CONSUMERS;

/**
 * Access that was decided once is looked at again, on a real broker with its
 * authorizer on, through the API of a real backend with a real catalog.
 */
describe('a campaign', () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'campaigns-'));
  let mesh: TestMesh;
  let admin: Admin;
  const grants = new Map<ConsumerName, string>();
  let campaign: string;

  const start = (over: object = {}, by = 'grace') =>
    mesh.call('POST', '/data-mesh/v1/campaigns', {
      user: by,
      body: {
        domain: 'domain:default/commerce',
        title: 'Winter cleaning',
        reason: 'once a year',
        period: 'P14D',
        undecided: 'revoke',
        dryRun: false,
        ...over,
      },
    });

  const decide = (
    decision: string,
    consumer: ConsumerName,
    who: { user?: string; service?: string } = { user: 'olivia' },
  ) =>
    mesh.call('POST', `/data-mesh/v1/campaigns/${campaign}/decisions`, {
      ...who,
      body: {
        decision,
        grants: [grants.get(consumer)],
        comment: 'as I remember it',
      },
    });

  async function give(consumer: ConsumerName, by: string): Promise<string> {
    const { body: request } = await mesh.call(
      'POST',
      '/data-mesh/v1/access-requests',
      {
        user: by,
        body: {
          items: [{ product: 'dataproduct:default/orders', port: 'v1' }],
          consumer: `component:default/${consumer}`,
          mode: 'read',
          purpose: 'to deliver',
          duration: 'P90D',
        },
      },
    );
    expect(request.error).toBeUndefined();
    const { body: item } = await mesh.call(
      'POST',
      `/data-mesh/v1/access-requests/${request.id}/items/${request.items[0].id}/decisions`,
      { user: 'olivia', body: { decision: 'approve' } },
    );
    expect(item.error).toBeUndefined();
    return item.grantId;
  }

  async function stateOf(consumer: ConsumerName): Promise<string> {
    const id = grants.get(consumer);
    const { body } = await mesh.call('GET', `/data-mesh/v1/grants/${id}`);
    return body.state;
  }

  /** Who has an ACL on the topic, as the broker has it. */
  async function readers(): Promise<string[]> {
    const resources = await describeAcls(admin);
    return resources
      .filter(r => r.resourceName === TOPIC)
      .flatMap(r => r.acls.map(acl => acl.principal))
      .sort();
  }

  const entries = (action: string): any[] =>
    mesh
      .rows('data-mesh', 'history')
      .filter((row: any) => row.action === action);

  async function itemsSeenBy(name: string, query = ''): Promise<any[]> {
    const { body } = await mesh.call(
      'GET',
      `/data-mesh/v1/campaigns/${campaign}/items${query}`,
      { user: name },
    );
    expect(body.error).toBeUndefined();
    return body.items;
  }

  async function canRead(): Promise<boolean> {
    const client = kafkaAs(ROUTE_PLANNER).consumer({
      groupId: `route-planner-${PREFIX}`,
    });
    await client.connect();
    try {
      await client.subscribe({ topic: TOPIC });
      return true;
    } catch {
      return false;
    } finally {
      await client.disconnect();
    }
  }

  beforeAll(async () => {
    admin = kafkaAs(ADMIN).admin();
    await admin.connect();
    await admin.createTopics({
      topics: [{ topic: TOPIC, numPartitions: 1 }],
      waitForLeaders: true,
    });
    mesh = new TestMesh({
      dir,
      dataMesh: {
        trustedLocations: ['file:*/trusted/*'],
        governance: ['group:default/governance'],
        sync: { catalog: { seconds: 1 } },
        access: {
          provisioning: { interval: { seconds: 1 } },
          campaigns: { groups: ['group:default/governance'] },
        },
        clusters: { main: managedCluster(PREFIX) },
      },
    });
    await mesh.start();
    const sales = domain('sales', 'sales-division');
    await mesh.register(
      'trusted/org.yaml',
      group('sales-division'),
      group('order-team', { parent: 'sales-division' }),
      group('logistics-team'),
      group('governance'),
      user('olivia', ['order-team']),
      user('liam', ['logistics-team'], 'liam@example.com'),
      // liam's other account, in the team that decides
      user('liam-admin', ['order-team'], 'Liam@Example.com'),
      user('both', ['order-team', 'logistics-team']),
      user('grace', ['governance']),
      user('eve', []),
      domain('commerce', 'sales-division'),
      { ...sales, spec: { ...sales.spec, subdomainOf: 'commerce' } },
      ...Object.entries(CONSUMERS).map(([name, principal]) =>
        component(name, 'logistics-team', principal),
      ),
      product('orders', 'order-team', { v1: TOPIC }),
    );
    await eventually(() => mesh.entity('component:default/parcels'), 30);
    await mesh.untilInSync('dataproduct:default/orders');
    grants.set('route-planner', await give('route-planner', 'liam'));
    grants.set('tracker', await give('tracker', 'liam'));
    grants.set('parcels', await give('parcels', 'both'));
    await eventually(async () => {
      for (const name of grants.keys()) {
        const state = await stateOf(name);
        if (state !== 'active') throw new Error(`${name} is ${state}`);
      }
    }, 20);
  });

  afterAll(async () => {
    await mesh?.stop();
    await deleteAcls(
      admin,
      { resourceName: TOPIC },
      { principal: CONSUMERS.tracker },
      { principal: CONSUMERS.parcels },
    );
    await admin.deleteTopics({ topics: [TOPIC] });
    await admin.disconnect();
    fs.rmSync(dir, { recursive: true, force: true });
  });

  it('is started by whom configuration names, after a dry run, once for a domain', async () => {
    const stranger = await start({}, 'olivia');
    expect(stranger.status).toBe(403);
    expect(stranger.body.error.message).toBe(
      'Only members of group:default/governance can start campaigns',
    );
    expect(entries('campaign.refused')).toHaveLength(1);
    const { status, body: plan } = await start({ dryRun: true });
    expect(status).toBe(200);
    expect(plan).toMatchObject({
      dryRun: true,
      domains: ['domain:default/commerce', 'domain:default/sales'],
      grants: 3,
      owners: [{ owner: 'group:default/order-team', grants: 3 }],
      nobody: [],
    });
    expect(mesh.rows('data-mesh', 'campaigns')).toEqual([]);
    const { body: started } = await start();
    expect(started.error).toBeUndefined();
    campaign = started.campaign.id;
    expect(started.campaign).toMatchObject({
      state: 'open',
      counts: { open: 3, confirmed: 0 },
      yours: 0,
      may: { decide: false, close: true },
    });
    const again = await start();
    expect(again.status).toBe(409);
    expect(again.body.error.message).toMatch(/Winter cleaning.* is open/);
  });

  it('shows each grant with its use, and to owners which of them are theirs', async () => {
    const [item] = await itemsSeenBy('olivia');
    expect(item).toMatchObject({
      state: 'open',
      asked: 'group:default/order-team',
      mayDecide: true,
      grant: { consumer: 'component:default/parcels', state: 'active' },
    });
    expect(item.grant.evidence.sentence).toBeTruthy();
    const mine = async (name: string) =>
      (await itemsSeenBy(name, '?mine=true')).length;
    expect(await mine('olivia')).toBe(3);
    // Not for what they have asked for, be it as another User.
    expect(await mine('both')).toBe(2);
    expect(await mine('liam-admin')).toBe(1);
    for (const name of ['liam', 'grace', 'eve'])
      expect(await mine(name)).toBe(0);
  });

  it.each<[string, ConsumerName, { user?: string; service?: string }, string]>([
    ['whoever asked', 'parcels', { user: 'both' }, 'user:default/both'],
    [
      'another account of theirs',
      'route-planner',
      { user: 'liam-admin' },
      'user:default/liam-admin',
    ],
    [
      'an owner of the consumer',
      'route-planner',
      { user: 'liam' },
      'user:default/liam',
    ],
    [
      'somebody who owns nothing',
      'route-planner',
      { user: 'eve' },
      'user:default/eve',
    ],
    ['governance', 'route-planner', { user: 'grace' }, 'user:default/grace'],
    ['a plugin', 'route-planner', { service: 'plugin:other' }, 'plugin:other'],
  ])('is not answered by %s', async (_who, consumer, who, actor) => {
    const before = await readers();
    expect(before).toHaveLength(3);
    for (const decision of ['confirm', 'drop']) {
      const { status } = await decide(decision, consumer, who);
      expect(status).toBe(403);
    }
    const refused = entries('campaign.decision-refused').slice(-2);
    expect(refused.map(row => row.actor)).toEqual([actor, actor]);
    expect(JSON.parse(refused[0].details).campaign).toBe(campaign);
    for (const item of await itemsSeenBy('olivia'))
      expect(item.state).toBe('open');
    expect(await readers()).toEqual(before);
    expect(await stateOf(consumer)).toBe('active');
  });

  it('leaves alone what is confirmed, and ends at Kafka what is dropped', async () => {
    expect(await canRead()).toBe(true);
    const confirmed = await decide('confirm', 'tracker');
    expect(confirmed.body).toEqual({
      items: [{ grant: grants.get('tracker'), outcome: 'confirmed' }],
    });
    const dropped = await decide('drop', 'route-planner');
    expect(dropped.body.items[0].outcome).toBe('dropped');
    await eventually(async () => {
      expect(await stateOf('route-planner')).toBe('revoked');
    }, 10);
    expect(await readers()).toEqual(
      [CONSUMERS.parcels, CONSUMERS.tracker].sort(),
    );
    expect(await canRead()).toBe(false);
    expect(await stateOf('tracker')).toBe('active');
    const late = await decide('confirm', 'route-planner');
    expect(late.body.items[0]).toMatchObject({ outcome: 'conflict' });
    const [fact] = entries('campaign.dropped');
    expect(fact).toMatchObject({
      actor: 'user:default/olivia',
      grant_id: grants.get('route-planner'),
    });
    const { body: history } = await mesh.call(
      'GET',
      `/data-mesh/v1/history?grant=${grants.get(
        'route-planner',
      )}&action=campaign.dropped`,
    );
    expect(history.items[0].sentence).toBe(
      `Olivia dropped read access of route-planner to ${TOPIC} in campaign ‘Winter cleaning’: as I remember it`,
    );
  });

  it('revokes at its date what nobody has answered, also where the portal was down then', async () => {
    await mesh.stop();
    const db = new Database(path.join(dir, 'database', 'data-mesh.sqlite'));
    db.prepare('update campaigns set due_at = ?').run(Date.now() - 1_000);
    // Or the scheduler first waits for the rest of its minute.
    db.prepare('delete from backstage_backend_tasks__tasks').run();
    db.close();
    expect(await readers()).toContain(CONSUMERS.parcels);
    await mesh.start();
    await eventually(async () => {
      const { body } = await mesh.call(
        'GET',
        `/data-mesh/v1/campaigns/${campaign}`,
        { user: 'grace' },
      );
      expect(body).toMatchObject({
        state: 'closed',
        counts: { open: 0, confirmed: 1, dropped: 1, revoked: 1 },
        may: { decide: false, close: false },
      });
      expect(body.closedBy).toBeUndefined();
    }, 90);
    await eventually(async () => {
      expect(await stateOf('parcels')).toBe('revoked');
    }, 15);
    expect(await readers()).toEqual([CONSUMERS.tracker]);
    expect(await stateOf('tracker')).toBe('active');
    const over = await decide('drop', 'tracker');
    expect(over.status).toBe(409);
    expect(entries('campaign.closed')).toHaveLength(1);
  });
});
