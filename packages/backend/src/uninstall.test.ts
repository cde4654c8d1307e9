import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { mockCredentials } from '@backstage/backend-test-utils';
import {
  AclOperationTypes,
  AclPermissionTypes,
  AclResourceTypes,
  ResourcePatternTypes,
} from 'kafkajs';
import { DocCommands } from './__testUtils__/DocCommands';
import {
  component,
  domain,
  group,
  product,
  user,
} from './__testUtils__/entities';
import { OwnBroker } from './__testUtils__/OwnBroker';
import { OwnDatabase } from './__testUtils__/OwnDatabase';
import { describeAcls } from './__testUtils__/testKafka';
import { eventually, TestMesh } from './__testUtils__/TestMesh';

jest.setTimeout(240_000);

const TOPIC = 'sales.orders.v1';
const KEPT = 'planner';
const PASSWORD = 'a-secret-of-the-test';
// As in the name that the page gives, for this run alone.
const PREFIX = `uninstall_${randomBytes(5).toString('hex')}_`;

/** docs/install.md#uninstall, done as it says, with all that it says of it. */
describe('the suite, taken out of a portal again', () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'uninstall-'));
  const broker = new OwnBroker(dir);
  const database = new OwnDatabase(`${PREFIX}server`);
  let mesh: TestMesh;
  let page: DocCommands;
  let kept: { id: string; username: string; password: string };
  let ended: string;
  let location: string;

  const nameOf = (value: number, names: object) =>
    Object.entries(names).find(([, found]) => found === value)?.[0];

  /** All ACLs at Kafka, by whose they are. */
  const acls = (): Promise<string[]> =>
    broker.admin(async admin =>
      (await describeAcls(admin))
        .flatMap(({ acls: each, ...resource }) =>
          each.map(
            ({ principal, operation }) =>
              `${principal} ${nameOf(operation, AclOperationTypes)} ${nameOf(
                resource.resourceType,
                AclResourceTypes,
              )} ${nameOf(
                resource.resourcePatternType,
                ResourcePatternTypes,
              )} ${resource.resourceName}`,
          ),
        )
        .sort(),
    );

  async function isServed(who: {
    username: string;
    password: string;
  }): Promise<boolean> {
    const consumer = broker
      .kafka(who)
      .consumer({ groupId: KEPT, retry: { retries: 0 } });
    try {
      await consumer.connect();
      await consumer.subscribe({ topic: TOPIC });
      return true;
    } catch {
      return false;
    } finally {
      await consumer.disconnect();
    }
  }

  const usersOf = (text: string) =>
    [...text.matchAll(/user-principal '([^']+)'/g)].map(([, name]) => name);

  /** Names of all SCRAM users. */
  async function users(): Promise<string[]> {
    const list =
      'kafka-configs.sh --bootstrap-server "$KAFKA_BROKERS" --command-config admin.properties --describe --entity-type users';
    return usersOf(await page.run([list])).sort();
  }

  const untilGrant = (id: string, state: string) =>
    eventually(async () => {
      const { body } = await mesh.call('GET', `/data-mesh/v1/grants/${id}`);
      expect(body).toMatchObject({ state });
    }, 20);

  async function grantFor(name: string): Promise<string> {
    const { body: request } = await mesh.call(
      'POST',
      '/data-mesh/v1/access-requests',
      {
        user: 'liam',
        body: {
          items: [{ product: 'dataproduct:default/orders', port: 'v1' }],
          consumer: `component:default/${name}`,
          mode: 'read',
          purpose: 'to plan routes',
          duration: 'P30D',
        },
      },
    );
    const { body: item } = await mesh.call(
      'POST',
      `/data-mesh/v1/access-requests/${request.id}/items/${request.items[0].id}/decisions`,
      { body: { decision: 'approve' } },
    );
    await untilGrant(item.grantId, 'active');
    return item.grantId;
  }

  async function reveal(id: string) {
    const { body } = await mesh.call(
      'POST',
      `/data-mesh/v1/grants/${id}/credentials`,
      { user: 'liam', body: {} },
    );
    return { id, username: body.username, password: body.password };
  }

  /** A step of the page, for the portal of the test. */
  const follow = (heading: string, env: NodeJS.ProcessEnv = {}) =>
    page.run(page.blocks(heading), {
      env: {
        TOKEN: mockCredentials.user.token('user:default/olivia'),
        ...env,
      },
      replace: ['http://localhost:7007', mesh?.url ?? ''],
    });

  beforeAll(async () => {
    await Promise.all([broker.start(), database.create()]);
    await broker.createTopics(TOPIC, 'sales.returns.v1');
    page = new DocCommands({
      page: 'docs/install.md',
      dir: path.join(dir, 'reader'),
      kafkaPort: broker.port,
    });
    await page.run(page.blocks('1. A Kafka user that only reads'), {
      env: { DATA_MESH_SYNC_PASSWORD: PASSWORD },
    });
    // What docs/kafka-acls.md has of the other two, for one prefix.
    const acl = (
      name: string,
      operation: number,
      resourceType: number,
      resourceName: string,
    ) => ({
      principal: `User:data-mesh-${name}`,
      operation,
      resourceType,
      resourceName,
      resourcePatternType: /[.-]$/.test(resourceName)
        ? ResourcePatternTypes.PREFIXED
        : ResourcePatternTypes.LITERAL,
      host: '*',
      permissionType: AclPermissionTypes.ALLOW,
    });
    const { CREATE, ALTER_CONFIGS, READ, ALTER, DELETE } = AclOperationTypes;
    const { TOPIC: OF_TOPIC, GROUP, CLUSTER } = AclResourceTypes;
    await broker.admin(admin =>
      admin.createAcls({
        acl: [
          acl('provisioning', ALTER, CLUSTER, 'kafka-cluster'),
          ...[CREATE, ALTER_CONFIGS, READ, ALTER, DELETE].map(operation =>
            acl('provisioning', operation, OF_TOPIC, 'sales.'),
          ),
          acl('provisioning', READ, GROUP, '*'),
          acl('preview', READ, OF_TOPIC, 'sales.'),
        ],
      }),
    );
    for (const name of ['provisioning', 'preview']) {
      await page.run([
        `kafka-configs.sh --bootstrap-server "$KAFKA_BROKERS" --command-config admin.properties --alter --entity-type users --entity-name data-mesh-${name} --add-config 'SCRAM-SHA-512=[password=${PASSWORD}]'`,
      ]);
    }
    const credential = (name: string) => ({
      mechanism: 'SCRAM-SHA-512',
      username: `data-mesh-${name}`,
      password: PASSWORD,
    });
    mesh = new TestMesh({
      dir,
      database: {
        client: 'pg',
        connection: database.url,
        prefix: PREFIX,
      },
      dataMesh: {
        trustedLocations: ['file:*/trusted/*'],
        sync: { catalog: { seconds: 1 } },
        access: { provisioning: { interval: { seconds: 1 } } },
        clusters: {
          main: {
            bootstrapServers: [`127.0.0.1:${broker.port}`],
            mode: 'manage',
            superUsers: ['User:admin'],
            principals: { create: true },
            credentials: {
              sync: credential('sync'),
              provisioning: credential('provisioning'),
            },
            sync: { light: { seconds: 1 }, full: { seconds: 2 } },
          },
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
      component(KEPT, 'logistics-team'),
      component('tracker', 'logistics-team'),
    );
    location = await mesh.register(
      'trusted/orders.yaml',
      product('orders', 'order-team', { v1: TOPIC }),
    );
    await mesh.untilInSync('dataproduct:default/orders', 60);
    kept = await reveal(await grantFor(KEPT));
    ended = (await reveal(await grantFor('tracker'))).id;
  });

  afterAll(async () => {
    await mesh?.stop();
    await broker.stop();
    await database.drop();
    fs.rmSync(dir, { recursive: true, force: true });
  });

  it('takes back with a grant what it has created for it, and leaves the rest at Kafka', async () => {
    expect(await users()).toEqual([
      ...['admin', 'data-mesh-preview', 'data-mesh-provisioning'],
      ...['data-mesh-sync', KEPT, 'tracker'],
    ]);
    const printed = await follow('1. Take back what should not stay', {
      GRANT: ended,
    });
    expect(printed).toContain(kept.id);
    await untilGrant(ended, 'revoked');
    await eventually(
      async () => expect(await users()).not.toContain('tracker'),
      10,
    );
    expect(
      (await acls()).filter(line => !line.startsWith('User:data-mesh-')),
    ).toEqual([
      `User:${KEPT} READ GROUP LITERAL ${KEPT}`,
      `User:${KEPT} READ GROUP PREFIXED ${KEPT}-`,
      `User:${KEPT} READ TOPIC LITERAL ${TOPIC}`,
    ]);
  });

  it('exports what was published, and the history', async () => {
    const published = await mesh.call('POST', '/data-mesh/v1/products', {
      body: {
        entity: product('sales.returns', 'group:default/order-team', {
          'returns-v1': 'sales.returns.v1',
        }),
      },
    });
    expect([published.status, published.body.error]).toEqual([201, undefined]);
    await follow('2. Export what should stay', { PRODUCT: 'sales.returns' });
    const read = (file: string) =>
      fs.readFileSync(path.join(dir, 'reader', file), 'utf8');
    expect(read('catalog-info.yaml')).toMatch(/^ {2}name: sales\.returns$/m);
    const history = JSON.parse(read('history.json'));
    expect(history.map((entry: any) => entry.action)).toContain(
      'product.published',
    );
  });

  it('leaves the catalog with what it has put there, and what is declared once that is unregistered', async () => {
    const published = 'dataproduct:default/sales.returns';
    const declared = 'dataproduct:default/orders';
    const topic = `resource:default/main.${TOPIC}`;
    await mesh.entity(topic);
    await eventually(() => mesh.entity(published), 20);
    await mesh.stop();
    await mesh.start({ suite: false });
    await mesh.isGone(published, 60);
    await mesh.isGone(topic, 30);

    const reads = { type: 'consumesDataProduct', targetRef: declared };
    const readsOf = async () =>
      (await mesh.entity(`component:default/${KEPT}`)).relations;
    await eventually(
      async () =>
        expect(JSON.stringify(await mesh.entity(declared))).toContain(
          'No processor recognized',
        ),
      30,
    );
    expect(await readsOf()).toContainEqual(reads);
    await mesh.unregister(location);
    await mesh.isGone(declared, 30);
    await eventually(
      async () => expect(await readsOf()).not.toContainEqual(reads),
      20,
    );
  });

  it('leaves no table', async () => {
    const [drop] = page.blocks('4. Drop the database', 'sql');
    const name = `${PREFIX}data-mesh`;
    const { knex } = database;
    const found = () => knex('pg_database').where({ datname: name }).first();
    expect(await found()).toBeDefined();
    // As the end of its process would.
    await knex('pg_stat_activity')
      .where({ datname: name })
      .select(knex.raw('pg_terminate_backend(pid)'));
    await knex.raw(drop.replace('backstage_plugin_', PREFIX));
    expect(await found()).toBeUndefined();
  });

  it('leaves no table where plugins have schemas of one database', async () => {
    const other = new TestMesh({
      dir: path.join(dir, 'schemas'),
      database: {
        client: 'pg',
        connection: database.url,
        pluginDivisionMode: 'schema',
      },
      dataMesh: {},
    });
    const { knex } = database;
    const tables = async () =>
      (await knex('pg_tables').where({ tablename: 'managed_bindings' })).length;
    await other.start();
    await other.stop();
    expect(await tables()).toBe(1);
    const [, drop] = page.blocks('4. Drop the database', 'sql');
    await knex.raw(drop);
    expect(await tables()).toBe(0);
  });

  it('leaves no user of its own at Kafka, and no ACL of theirs', async () => {
    await follow("5. Delete the suite's Kafka users");
    expect(await users()).toEqual(['admin', KEPT]);
    expect((await acls()).filter(line => line.includes('data-mesh'))).toEqual(
      [],
    );
  });

  it('does not matter to a service whose access was kept, until that is ended by hand', async () => {
    expect(await isServed(kept)).toBe(true);
    await follow('6. Later: end access that you kept', { SERVICE: KEPT });
    expect(await acls()).toEqual([]);
    expect(await users()).toEqual(['admin']);
    expect(await isServed(kept)).toBe(false);
    const topics = await broker.admin(admin => admin.listTopics());
    expect(topics).toEqual(expect.arrayContaining([TOPIC, 'sales.returns.v1']));
  });
});
