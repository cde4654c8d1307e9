import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  component,
  domain,
  group,
  product,
  user,
} from './__testUtils__/entities';
import { OwnBroker } from './__testUtils__/OwnBroker';
import { describeAcls, managedCluster } from './__testUtils__/testKafka';
import { eventually, TestMesh } from './__testUtils__/TestMesh';

jest.setTimeout(120_000);

const TOPIC = 'open.orders.v1';

/**
 * A broker that lets everyone in where there is no ACL, which nobody has told
 * the portal: the first ACL on a topic would lock all of them out.
 */
describe('a cluster that is found open', () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'found-open-'));
  const properties = path.join(dir, 'open.properties');
  const broker = new OwnBroker(dir, properties);
  let mesh: TestMesh;

  const acls = () => broker.admin(admin => describeAcls(admin));

  beforeAll(async () => {
    fs.writeFileSync(properties, '\nallow.everyone.if.no.acl.found=true\n');
    await broker.start();
    await broker.createTopics(TOPIC);
    const credentials = {
      mechanism: 'SCRAM-SHA-512',
      ...broker.credentials,
    };
    mesh = new TestMesh({
      dir,
      dataMesh: {
        trustedLocations: ['file:*/trusted/*'],
        sync: { catalog: { seconds: 1 } },
        clusters: {
          main: managedCluster('open', {
            bootstrapServers: [`127.0.0.1:${broker.port}`],
            // Its only user is one, whom Kafka lets do everything, too.
            superUsers: [],
            credentials: { sync: credentials, provisioning: credentials },
          }),
        },
      },
    });
    await mesh.start();
    await mesh.register(
      'trusted/org.yaml',
      group('order-team'),
      group('logistics-team'),
      user('olivia', ['order-team']),
      user('liam', ['logistics-team']),
      domain('sales', 'order-team'),
      component('route-planner', 'logistics-team', 'User:route-planner'),
      product('orders', 'order-team', { v1: TOPIC }),
    );
    await mesh.untilInSync('dataproduct:default/orders');
  });

  afterAll(async () => {
    await mesh?.stop();
    await broker.stop();
    fs.rmSync(dir, { recursive: true, force: true });
  });

  const ask = () =>
    mesh.call('POST', '/data-mesh/v1/access-requests', {
      user: 'liam',
      body: {
        items: [{ product: 'dataproduct:default/orders', port: 'v1' }],
        consumer: 'component:default/route-planner',
        mode: 'read',
        purpose: 'to plan routes',
        duration: 'P30D',
      },
    });

  it('is found at the start, and nothing can be asked for on it', async () => {
    await eventually(async () => {
      const { status, body } = await ask();
      expect(body.error.message).toMatch(
        /lets everyone in.*allow\.everyone\.if\.no\.acl\.found/,
      );
      expect(status).toBe(409);
    }, 30);
    expect(await acls()).toEqual([]);
  });
});
