import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
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

jest.setTimeout(90_000);

const PREFIX = `e${randomBytes(5).toString('hex')}`;
const TOPIC = `${PREFIX}.orders.v1`;
const CONSUMER = `${PREFIX}-console`;
const INCIDENT = 'https://incidents.example/7';

/** Emergency access, on a real broker with its authorizer on. */
describe('emergency access', () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'break-glass-'));
  let mesh: TestMesh;
  let admin: Admin;

  async function ask(by: string, over: object = {}) {
    return mesh.call('POST', '/data-mesh/v1/access-requests', {
      user: by,
      body: {
        items: [{ product: 'dataproduct:default/orders', port: 'v1' }],
        consumer: `component:default/${CONSUMER}`,
        mode: 'read',
        purpose: 'orders are stuck',
        duration: 'PT1H',
        breakGlass: { incident: INCIDENT },
        ...over,
      },
    });
  }

  async function grant(id: string, by = 'olivia'): Promise<any> {
    const url = `/data-mesh/v1/grants/${id}`;
    return (await mesh.call('GET', url, { user: by })).body;
  }

  const act = (id: string, what: string, by: string, body: object) =>
    mesh.call('POST', `/data-mesh/v1/grants/${id}/${what}`, { user: by, body });

  async function until(id: string, state: string, seconds = 5) {
    await eventually(
      async () => expect((await grant(id)).state).toBe(state),
      seconds,
    );
  }

  async function acls(): Promise<string[]> {
    const resources = await describeAcls(admin, {
      principal: `User:${CONSUMER}`,
    });
    return resources.map(r => r.resourceName).sort();
  }

  const history = (action: string): any[] =>
    mesh
      .rows('data-mesh', 'history')
      .filter((row: any) => row.action === action);

  const open = async (by: string) =>
    (
      await mesh.call('GET', '/data-mesh/v1/grants?review=mine', { user: by })
    ).body.items.map(({ id }: { id: string }) => id);

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
          breakGlass: { groups: ['group:default/on-call'] },
        },
        clusters: { main: managedCluster(PREFIX) },
      },
    });
    await mesh.start();
    await mesh.register(
      'trusted/org.yaml',
      group('sales'),
      group('order-team', { parent: 'sales' }),
      group('operations'),
      group('on-call', { parent: 'operations' }),
      group('night-shift', { parent: 'on-call' }),
      group('governance'),
      user('olivia', ['order-team'], 'olivia@example.com'),
      // of the shift, nested below the group that may
      user('nina', ['night-shift'], 'nina@example.com'),
      // the same person once more, in the team that reviews
      user('nina-admin', ['order-team'], 'Nina@example.com'),
      // owns the console, but is not on call
      user('dana', ['operations']),
      user('grace', ['governance']),
      user('eve', ['on-call']),
      domain('sales', 'sales'),
      component(CONSUMER, 'operations', `User:${CONSUMER}`),
      product('orders', 'order-team', { v1: TOPIC }),
    );
    await eventually(() => mesh.entity(`component:default/${CONSUMER}`), 30);
    await mesh.untilInSync('dataproduct:default/orders');
  });

  afterAll(async () => {
    await mesh?.stop();
    await deleteAcls(admin, { principal: `User:${CONSUMER}` });
    await admin.deleteTopics({ topics: [TOPIC] });
    await admin.disconnect();
    fs.rmSync(dir, { recursive: true, force: true });
  });

  it.each<[string, string, object, number, RegExp]>([
    [
      'who is not on call',
      'dana',
      {},
      403,
      /Only members of group:default\/on-call/,
    ],
    [
      'longer than the hours that are allowed',
      'nina',
      { duration: 'P1D' },
      409,
      /longer than the PT4H/,
    ],
    [
      'without an incident that can be looked up',
      'nina',
      { breakGlass: { incident: 'soon' } },
      400,
      /breakGlass.incident 'soon'/,
    ],
    ['without a reason', 'nina', { purpose: '' }, 400, /purpose/],
  ])(
    'is refused %s, and nothing is at Kafka',
    async (_, by, over, status, says) => {
      const answer = await ask(by, over);
      expect(answer.body.error?.message).toMatch(says);
      expect(answer.status).toBe(status);
      expect(await acls()).toEqual([]);
    },
  );

  it('is not for plugins', async () => {
    const { status } = await mesh.call(
      'POST',
      '/data-mesh/v1/access-requests',
      {
        service: 'plugin:other',
        body: {
          items: [{ product: 'dataproduct:default/orders', port: 'v1' }],
          consumer: `component:default/${CONSUMER}`,
          mode: 'read',
          purpose: 'orders are stuck',
          duration: 'PT1H',
          breakGlass: { incident: INCIDENT },
        },
      },
    );
    expect(status).toBe(403);
    expect(await acls()).toEqual([]);
  });

  it('is offered to who may take it, and to nobody else', async () => {
    const offered = async (by: string) =>
      (await mesh.call('GET', '/data-mesh/v1/consumers', { user: by })).body
        .breakGlass;
    expect(await offered('nina')).toEqual({ maxDuration: 'PT4H' });
    expect(await offered('dana')).toBeUndefined();
  });

  it('is there at once, while a request for the same waits, cannot be renewed, and stays to be reviewed by somebody else', async () => {
    const usual = await ask('nina', {
      breakGlass: undefined,
      duration: 'P30D',
    });
    expect(usual.body.items[0].state).toBe('pending');

    const { status, body } = await ask('nina');
    expect(status).toBe(201);
    const [{ grantId: id, state, rule }] = body.items;
    expect({ state, rule }).toEqual({ state: 'approved', rule: 'break-glass' });
    await until(id, 'active');
    expect(await acls()).toEqual([CONSUMER, TOPIC, `${CONSUMER}-`].sort());
    expect(await grant(id)).toMatchObject({
      origin: 'break-glass',
      breakGlass: { incident: INCIDENT },
      may: { renew: false, revoke: true, review: true },
    });
    expect(history('grant.break-glass')).toMatchObject([
      { actor: 'user:default/nina', grant_id: id },
    ]);

    const again = await ask('nina');
    expect(again.status).toBe(409);
    expect(again.body.error.message).toContain(id);
    const renewed = await act(id, 'renew', 'olivia', { duration: 'P1D' });
    expect(renewed.status).toBe(409);

    expect(await open('olivia')).toEqual([id]);
    expect(await open('grace')).toEqual([id]);
    expect(await open('nina')).toEqual([]);
    expect(await open('dana')).toEqual([]);
    const verdict = {
      verdict: 'unjustified',
      comment: 'the dashboard shows it',
    };
    for (const by of ['nina', 'nina-admin', 'dana', 'eve']) {
      expect((await act(id, 'review', by, verdict)).status).toBe(403);
    }
    expect(history('grant.review-refused')).toHaveLength(4);
    expect(
      (
        await act(id, 'review', 'olivia', {
          verdict: 'justified',
          comment: ' ',
        })
      ).status,
    ).toBe(400);

    // It is over, and still has to be looked at.
    expect((await act(id, 'revoke', 'olivia', { reason: 'over' })).status).toBe(
      200,
    );
    await until(id, 'revoked');
    expect(await acls()).toEqual([]);
    expect(await open('olivia')).toEqual([id]);
    const reviewed = await act(id, 'review', 'grace', verdict);
    expect(reviewed.body.breakGlass.review).toMatchObject({
      ...verdict,
      reviewedBy: 'user:default/grace',
    });
    expect(await open('olivia')).toEqual([]);
    expect((await act(id, 'review', 'olivia', verdict)).status).toBe(409);

    // What was asked for the usual way has gone on, and can still be decided.
    const [item] = usual.body.items;
    const decided = await mesh.call(
      'POST',
      `/data-mesh/v1/access-requests/${usual.body.id}/items/${item.id}/decisions`,
      { user: 'olivia', body: { decision: 'approve' } },
    );
    expect(decided.status).toBe(200);
    await until(decided.body.grantId, 'active');
    const needless = await ask('nina');
    expect(needless.status).toBe(409);
    expect(needless.body.error.message).toContain(decided.body.grantId);
    await act(decided.body.grantId, 'revoke', 'olivia', { reason: 'test' });
    await until(decided.body.grantId, 'revoked');
  });

  it('ends by itself, also while the portal is stopped', async () => {
    const { body } = await ask('nina', { duration: 'PT6S' });
    const [{ grantId: id }] = body.items;
    await until(id, 'active');
    await mesh.stop();
    await new Promise(resolve => setTimeout(resolve, 6_000));
    expect(await acls()).not.toEqual([]);
    await mesh.start();
    await until(id, 'expired', 10);
    expect(await acls()).toEqual([]);
    expect(await open('olivia')).toContain(id);
  });
});
