import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Admin } from 'kafkajs';
import createKnex, { type Knex } from 'knex';
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

const PREFIX = `r${randomBytes(5).toString('hex')}`;
const DATABASE_PREFIX = `${PREFIX}_`;
const SIDE = 10;
const names = Array.from({ length: SIDE }, (_, i) => `${i}`);
const topicOf = (i: string) => `${PREFIX}.t${i}.v1`;
const consumerOf = (i: string) => `${PREFIX}-c${i}`;

function connection(): string {
  const url = process.env.BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING;
  if (!url) {
    throw new Error('this needs the PostgreSQL that `npm test` starts');
  }
  return url;
}

function open(database: string): Knex {
  const url = new URL(connection());
  url.pathname = database;
  return createKnex({ client: 'pg', connection: url.href });
}

/** Two backends of one portal, on one PostgreSQL and one broker. */
describe('two replicas', () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'replicas-'));
  let replicas: TestMesh[];
  let admin: Admin;

  beforeAll(async () => {
    admin = kafkaAs(ADMIN).admin();
    await admin.connect();
    await admin.createTopics({
      topics: names.map(i => ({ topic: topicOf(i), numPartitions: 1 })),
      waitForLeaders: true,
    });
    replicas = ['a', 'b'].map(
      name =>
        new TestMesh({
          dir: path.join(dir, name),
          database: {
            client: 'pg',
            connection: connection(),
            prefix: DATABASE_PREFIX,
          },
          dataMesh: {
            trustedLocations: ['file:*/trusted/*'],
            sync: { catalog: { seconds: 1 } },
            access: { provisioning: { interval: { seconds: 1 } } },
            clusters: { main: managedCluster(PREFIX) },
          },
        }),
    );
    for (const replica of replicas) await replica.start();
    await replicas[0].register(
      'trusted/org.yaml',
      group('order-team'),
      group('logistics-team'),
      user('olivia', ['order-team']),
      user('omar', ['order-team']),
      user('liam', ['logistics-team']),
      domain('sales', 'order-team'),
      product(
        'orders',
        'order-team',
        Object.fromEntries(names.map(i => [`p${i}`, topicOf(i)])),
      ),
      ...names.map(i =>
        component(consumerOf(i), 'logistics-team', `User:${consumerOf(i)}`),
      ),
    );
    await replicas[1].untilInSync('dataproduct:default/orders', 60);
    await eventually(async () => {
      const consumers = await replicas[1].call(
        'GET',
        '/data-mesh/v1/consumers?limit=50',
        { user: 'liam' },
      );
      const held = consumers.body.items.filter(
        (c: any) => c.principals[0].state === 'held',
      );
      if (held.length < SIDE) throw new Error(`only ${held.length} are held`);
    }, 60);
  });

  afterAll(async () => {
    for (const replica of replicas ?? []) await replica.stop();
    await deleteAcls(
      admin,
      ...names.map(i => ({ principal: `User:${consumerOf(i)}` })),
    );
    await admin.deleteTopics({ topics: names.map(topicOf) });
    await admin.disconnect();
    const db = open('postgres');
    const databases = await db('pg_database')
      .whereLike('datname', `${DATABASE_PREFIX}%`)
      .select('datname');
    for (const { datname } of databases) {
      await db.raw('drop database ?? with (force)', [datname]);
    }
    await db.destroy();
    fs.rmSync(dir, { recursive: true, force: true });
  });

  it('make 100 grants of 100 requests that two approvers each approve at once', async () => {
    const wishes = names.flatMap(port => names.map(c => ({ port, c })));
    const requests = await Promise.all(
      wishes.map(async ({ port, c }, i) => {
        const { status, body } = await replicas[i % 2].call(
          'POST',
          '/data-mesh/v1/access-requests',
          {
            user: 'liam',
            body: {
              items: [
                { product: 'dataproduct:default/orders', port: `p${port}` },
              ],
              consumer: `component:default/${consumerOf(c)}`,
              mode: 'read',
              purpose: 'to try two replicas',
              duration: 'P30D',
            },
          },
        );
        expect(body.error).toBeUndefined();
        expect(status).toBe(201);
        return body;
      }),
    );
    const answers = await Promise.all(
      requests.flatMap((request, i) =>
        ['olivia', 'omar'].map((approver, k) =>
          replicas[(i + k) % 2].call(
            'POST',
            `/data-mesh/v1/access-requests/${request.id}/items/${request.items[0].id}/decisions`,
            { user: approver, body: { decision: 'approve' } },
          ),
        ),
      ),
    );
    const count = (status: number) =>
      answers.filter(a => a.status === status).length;
    expect([count(200), count(409)]).toEqual([100, 100]);

    const grants = await eventually(async () => {
      const { body } = await replicas[0].call(
        'GET',
        '/data-mesh/v1/grants?limit=1000',
      );
      expect(body.totalItems).toBe(100);
      expect(body.items.filter((g: any) => g.state === 'active')).toHaveLength(
        100,
      );
      return body.items;
    }, 60);
    expect(new Set(grants.map((g: any) => g.itemId)).size).toBe(100);

    const db = open(`${DATABASE_PREFIX}data-mesh`);
    const facts: Array<{ action: string; count: string }> = await db('history')
      .groupBy('action')
      .select('action')
      .count({ count: '*' });
    await db.destroy();
    expect(
      Object.fromEntries(facts.map(f => [f.action, Number(f.count)])),
    ).toEqual({
      'request.submitted': 100,
      'item.approved': 100,
      'decision.refused': expect.any(Number),
      'grant.created': 100,
      'grant.activated': 100,
      'binding.created': 100 + 2 * SIDE,
    });

    const resources = await describeAcls(admin);
    const ours = resources
      .filter(r => r.resourceName.startsWith(PREFIX))
      .flatMap(r => r.acls.map(a => `${r.resourceName} ${a.principal}`));
    // One READ a topic and consumer, and two on groups a consumer.
    expect(ours).toHaveLength(100 + 2 * SIDE);
    expect(new Set(ours).size).toBe(ours.length);
  });
});
