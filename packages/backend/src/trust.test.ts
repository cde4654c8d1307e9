import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
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

jest.setTimeout(120_000);

const PREFIX = `x${randomBytes(5).toString('hex')}`;
const TOPIC = `${PREFIX}.orders.v1`;
const PRINCIPAL = `User:${PREFIX}-planner`;
const THIEF = `User:${PREFIX}-thief`;
const SERVICE = 'component:default/planner';

/** What docs/security.md says that is trusted, with a real catalog and Kafka. */
describe('what follows from whom the suite trusts', () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'trust-'));
  let mesh: TestMesh;
  let admin: Admin;
  let location: string;
  let grant: string;

  const ask = () =>
    mesh.call('POST', '/data-mesh/v1/access-requests', {
      user: 'liam',
      body: {
        items: [{ product: 'dataproduct:default/orders', port: 'v1' }],
        consumer: SERVICE,
        mode: 'read',
        purpose: 'to plan routes',
        duration: 'P30D',
      },
    });

  const approve = (request: any, by: string) =>
    mesh.call(
      'POST',
      `/data-mesh/v1/access-requests/${request.id}/items/${request.items[0].id}/decisions`,
      { user: by, body: { decision: 'approve' } },
    );

  /** Who has an ACL on the topic, as the broker has it. */
  const readers = async () =>
    (await describeAcls(admin, { resourceName: TOPIC })).flatMap(({ acls }) =>
      acls.map(acl => acl.principal),
    );

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
        sync: { catalog: { seconds: 1 } },
        access: { provisioning: { interval: { seconds: 1 } } },
        clusters: { main: managedCluster(PREFIX) },
      },
    });
    await mesh.start();
    await mesh.register(
      'trusted/org.yaml',
      group('order-team'),
      group('logistics-team'),
      group('strangers'),
      user('olivia', ['order-team']),
      user('liam', ['logistics-team']),
      user('eve', ['strangers']),
      domain('sales', 'order-team'),
      product('orders', 'order-team', { v1: TOPIC }),
    );
    location = await mesh.register(
      'trusted/planner.yaml',
      component('planner', 'logistics-team', PRINCIPAL),
    );
    await eventually(() => mesh.entity(SERVICE), 30);
    await mesh.untilInSync('dataproduct:default/orders', 60);
  });

  afterAll(async () => {
    await mesh?.stop();
    await deleteAcls(admin, { principal: PRINCIPAL }, { principal: THIEF });
    await admin.deleteTopics({ topics: [TOPIC] });
    await admin.disconnect();
    fs.rmSync(dir, { recursive: true, force: true });
  });

  it('makes somebody a decider who can register Users', async () => {
    const { status, body: request } = await ask();
    expect([status, request.error]).toEqual([201, undefined]);
    expect((await approve(request, 'mallory')).status).toBe(403);
    await mesh.register('wild/mallory.yaml', user('mallory', ['order-team']));
    await eventually(() => mesh.entity('user:default/mallory'), 30);
    const approved = await eventually(async () => {
      const answer = await approve(request, 'mallory');
      expect(answer).toMatchObject({ status: 200 });
      return answer;
    }, 20);
    grant = approved.body.grantId;
    await eventually(
      async () => expect(await readers()).toEqual([PRINCIPAL]),
      10,
    );
  });

  it('gives a service with its grants to who can unregister it, and register its name anew', async () => {
    const mine = async () =>
      (
        await mesh.call('GET', '/data-mesh/v1/grants?role=consumer', {
          user: 'eve',
        })
      ).body.items.map((each: any) => each.id);
    expect(await mine()).toEqual([]);
    await mesh.unregister(location);
    await mesh.isGone(SERVICE, 30);
    await mesh.register(
      'wild/planner.yaml',
      component('planner', 'strangers', PRINCIPAL),
    );
    await eventually(async () => expect(await mine()).toEqual([grant]), 30);
    const { body } = await mesh.call('GET', `/data-mesh/v1/grants/${grant}`, {
      user: 'eve',
    });
    expect(body).toMatchObject({
      state: 'active',
      consumer: SERVICE,
      connection: { topic: TOPIC },
    });
  });

  it('has the reconciler make an ACL for who writes a grant into the database', async () => {
    const db = new Database(path.join(dir, 'database', 'data-mesh.sqlite'));
    try {
      const copy = (table: string, where: string, over: object) => {
        const row = db
          .prepare(`select * from ${table} where ${where}`)
          .get() as object;
        const forged: Record<string, unknown> = { ...row, ...over };
        const columns = Object.keys(forged);
        db.prepare(
          `insert into ${table} (${columns.join(', ')}) values (${columns
            .map(name => `@${name}`)
            .join(', ')})`,
        ).run(forged);
      };
      const id = randomUUID();
      const binding = createHash('sha256').update(id).digest('hex');
      copy('grants', `id = '${grant}'`, {
        id,
        item_id: null,
        principal: THIEF,
        state: 'pending',
        live_key: null,
        activated_at: null,
      });
      copy('managed_bindings', `resource_name = '${TOPIC}'`, {
        id: binding,
        principal: THIEF,
        state: 'intended',
        existed_before: null,
      });
      db.prepare('insert into grant_bindings values (?, ?)').run(id, binding);
    } finally {
      db.close();
    }
    await eventually(async () => expect(await readers()).toContain(THIEF), 20);
  });
});
