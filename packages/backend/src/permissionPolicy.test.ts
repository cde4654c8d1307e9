import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import permissionBackend from '@backstage/plugin-permission-backend';
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
  kafkaAs,
  managedCluster,
} from './__testUtils__/testKafka';
import { eventually, TestMesh } from './__testUtils__/TestMesh';
import demoPolicy from './permissionPolicy';

jest.setTimeout(90_000);

const PREFIX = `p${randomBytes(5).toString('hex')}`;
const TOPIC = `${PREFIX}.orders.v1`;
// Tests share the broker, and with it the names of groups.
const CONSUMER = `${PREFIX}-planner`;

/** Who sees and decides requests in the demo. */
describe('the demo’s permission policy', () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'policy-'));
  let mesh: TestMesh;
  let admin: Admin;

  beforeAll(async () => {
    admin = kafkaAs(ADMIN).admin();
    await admin.connect();
    await admin.createTopics({
      topics: [{ topic: TOPIC, numPartitions: 1 }],
      waitForLeaders: true,
    });
    mesh = new TestMesh({
      dir,
      permissions: 'on',
      features: [permissionBackend, demoPolicy],
      dataMesh: {
        trustedLocations: ['file:*/trusted/*'],
        governance: ['group:default/governance'],
        sync: { catalog: { seconds: 1 } },
        clusters: { main: managedCluster(PREFIX) },
      },
    });
    await mesh.start();
    await mesh.register(
      'trusted/org.yaml',
      group('sales-division'),
      group('order-team', { parent: 'sales-division' }),
      group('logistics-division'),
      group('route-squad', { parent: 'logistics-division' }),
      group('governance'),
      user('olivia', ['order-team']),
      user('sam', ['sales-division']),
      user('liam', ['route-squad']),
      user('grace', ['governance']),
      user('eve', []),
      domain('sales', 'sales-division'),
      component(CONSUMER, 'logistics-division', `User:${CONSUMER}`),
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

  it('shows a request to those whom it concerns, through nested groups too, and to no one else', async () => {
    const { status, body: request } = await mesh.call(
      'POST',
      '/data-mesh/v1/access-requests',
      {
        user: 'liam',
        body: {
          items: [{ product: 'dataproduct:default/orders', port: 'v1' }],
          consumer: `component:default/${CONSUMER}`,
          mode: 'read',
          purpose: 'a plan that not everybody is to know',
          duration: 'P30D',
        },
      },
    );
    expect(request.error).toBeUndefined();
    expect(status).toBe(201);
    const url = '/data-mesh/v1/access-requests';
    const seenBy = async (name: string) => {
      const { body } = await mesh.call('GET', url, { user: name });
      const one = await mesh.call('GET', `${url}/${request.id}`, {
        user: name,
      });
      return [body.totalItems, one.status];
    };
    for (const name of ['liam', 'olivia', 'sam', 'grace']) {
      expect([name, ...(await seenBy(name))]).toEqual([name, 1, 200]);
    }
    expect(await seenBy('eve')).toEqual([0, 404]);

    const [{ id }] = request.items;
    const decision = `${url}/${request.id}/items/${id}/decisions`;
    const approve = (name: string) =>
      mesh.call('POST', decision, {
        user: name,
        body: { decision: 'approve' },
      });
    // Allowed by the policy or not: by the facts neither of them can.
    expect((await approve('grace')).status).toBe(403);
    expect((await approve('eve')).status).toBe(403);
    expect((await approve('olivia')).status).toBe(200);
  });
});
