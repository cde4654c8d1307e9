import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { ConfigResourceTypes, type Admin } from 'kafkajs';
import { domain, group, product, user } from './__testUtils__/entities';
import { OwnBroker } from './__testUtils__/OwnBroker';
import { RegistryProxy } from './__testUtils__/RegistryProxy';
import {
  ADMIN,
  deleteAcls,
  kafkaAs,
  managedCluster,
  mayProvision,
} from './__testUtils__/testKafka';
import { eventually, TestMesh } from './__testUtils__/TestMesh';
import { testRegistry } from './__testUtils__/testRegistry';

jest.setTimeout(120_000);

const PREFIX = `p${randomBytes(5).toString('hex')}`;
const API = '/data-mesh/v1';
const ORDERS = `${PREFIX}.orders.v1`;
const PARCELS = `${PREFIX}.parcels.v1`;
const TAKEN = `${PREFIX}.taken.v1`;
const ID = { name: 'id', type: 'string' };
const NOTE = { name: 'note', type: 'string', default: '' };
const WEEK = '604800000';
const DAY = '86400000';

/** Two brokers, and two registries that know nothing of each other. */
describe('promoting a product from one environment to the next', () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'promotion-'));
  const testBroker = new OwnBroker(dir);
  const server = testRegistry();
  const testProxy = new RegistryProxy(server.url, `${PREFIX}-test`);
  const prodProxy = new RegistryProxy(server.url, `${PREFIX}-prod`);
  let mesh: TestMesh;
  let prod: Admin;

  const call = (
    method: 'GET' | 'POST' | 'PATCH',
    url: string,
    body?: object,
    by = 'olivia',
  ) => mesh.call(method, `${API}${url}`, { user: by, body });
  const plan = async (name: string, body: object, by?: string) => {
    const answer = await call(
      'POST',
      `/products/default/${name}/promotion-plan`,
      body,
      by,
    );
    expect([answer.status, answer.body]).toEqual([200, expect.anything()]);
    return answer.body;
  };
  const promote = (name: string, body: object, by?: string) =>
    call('POST', `/products/default/${name}/promotions`, body, by);
  const toProd = { to: { cluster: 'prod' } };
  const atProd = async () =>
    (await prod.listTopics()).filter(name => name.startsWith(PREFIX)).sort();
  const partitionsAtProd = async (topic: string) =>
    (await prod.fetchTopicMetadata({ topics: [topic] })).topics[0].partitions
      .length;
  const configAtProd = async (name: string, key: string) => {
    const { resources } = await prod.describeConfigs({
      includeSynonyms: false,
      resources: [
        { type: ConfigResourceTypes.TOPIC, name, configNames: [key] },
      ],
    });
    return resources[0].configEntries[0].configValue;
  };
  const setConfig = (admin: Admin, name: string, value: string) =>
    admin.alterConfigs({
      validateOnly: false,
      resources: [
        {
          type: ConfigResourceTypes.TOPIC,
          name,
          configEntries: [{ name: 'retention.ms', value }],
        },
      ],
    });
  const sentences = async (action: string): Promise<string[]> => {
    const { body } = await call(
      'GET',
      '/history?limit=200',
      undefined,
      'grace',
    );
    return body.items
      .filter((entry: any) => entry.action === action)
      .map((entry: any) => entry.sentence);
  };

  beforeAll(async () => {
    await Promise.all([
      testBroker.start(),
      testProxy.start(),
      prodProxy.start(),
    ]);
    prod = kafkaAs(ADMIN).admin();
    await prod.connect();
    await prod.createAcls({ acl: mayProvision(PREFIX) });
    await testBroker.admin(admin =>
      admin.createTopics({
        waitForLeaders: true,
        topics: [ORDERS, PARCELS, TAKEN].map(topic => ({
          topic,
          numPartitions: 3,
          configEntries: [{ name: 'retention.ms', value: WEEK }],
        })),
      }),
    );
    await prod.createTopics({ topics: [{ topic: TAKEN, numPartitions: 3 }] });
    await testRegistry(testProxy.url).register(`${ORDERS}-value`, [ID]);
    await testRegistry(testProxy.url).setLevel(`${ORDERS}-value`, 'BACKWARD');
    const administrator = {
      mechanism: 'SCRAM-SHA-512',
      ...testBroker.credentials,
    };
    mesh = new TestMesh({
      dir,
      dataMesh: {
        naming: { templates: ['{domain}.{product}.{version}'] },
        trustedLocations: ['file:*/trusted/*'],
        governance: ['group:default/governance'],
        sync: { catalog: { seconds: 1 }, policies: { seconds: 1 } },
        clusters: {
          // What is promoted from need not be managed.
          test: managedCluster(PREFIX, {
            environment: 'test',
            mode: 'observe',
            bootstrapServers: [`127.0.0.1:${testBroker.port}`],
            credentials: { sync: administrator },
            schemaRegistry: { url: testProxy.url },
          }),
          prod: managedCluster(PREFIX, {
            environment: 'production',
            schemaRegistry: { url: prodProxy.url },
          }),
        },
      },
    });
    await mesh.start();
    const declared = product('parcels', 'order-team', { v1: PARCELS }, 'test');
    await mesh.register(
      'trusted/org.yaml',
      group('order-team'),
      group('logistics-team'),
      group('governance'),
      user('olivia', ['order-team']),
      user('liam', ['logistics-team']),
      user('grace', ['governance']),
      domain('sales', 'order-team'),
      declared,
      product('taken', 'order-team', { v1: TAKEN }, 'test'),
      product('holder', 'order-team', { v1: TAKEN }, 'prod'),
    );
    await eventually(async () => {
      const { status, body } = await call('POST', '/products', {
        entity: product('orders', 'order-team', { v1: ORDERS }, 'test'),
      });
      if (status !== 201) throw new Error(body.error.message);
    }, 60);
    await mesh.untilInSync('dataproduct:default/parcels');
    await mesh.untilInSync('dataproduct:default/taken');
    await mesh.untilInSync('dataproduct:default/holder');
  });

  afterAll(async () => {
    await mesh?.stop();
    await deleteAcls(prod, {
      principal: 'User:data-mesh-provisioning',
      resourceName: PREFIX,
    });
    await prod.deleteTopics({ topics: await atProd() });
    await prod.disconnect();
    const registries = [testProxy, prodProxy].map(({ url }) =>
      testRegistry(url),
    );
    for (const registry of registries) {
      const all = await (await fetch(`${registry.url}/subjects`)).json();
      for (const subject of all) await registry.remove(subject);
    }
    await testProxy.stop();
    await prodProxy.stop();
    await testBroker.stop();
    fs.rmSync(dir, { recursive: true, force: true });
  });

  it('is planned, done in one run at Kafka and the registry, told, and taken back', async () => {
    const registry = testRegistry(prodProxy.url);
    const subject = `${ORDERS}-value`;
    const planned = await plan('orders', toProd);
    expect(planned).toMatchObject({
      isBlocked: false,
      ports: [
        {
          port: 'v1',
          from: { cluster: 'test', environment: 'test', topic: ORDERS },
          to: { cluster: 'prod', environment: 'production', topic: ORDERS },
          topic: {
            state: 'create',
            differences: [
              { key: 'partitions', source: '3', becomes: '3' },
              { key: 'replicationFactor', source: '1', becomes: '1' },
              { key: 'retention.ms', source: WEEK, becomes: WEEK },
            ],
          },
          schemas: [
            {
              state: 'register',
              subject,
              source: { subject, version: 1 },
              compatibility: { source: 'BACKWARD', becomes: 'BACKWARD' },
              after: expect.stringContaining('"id"'),
            },
          ],
        },
      ],
      product: { state: 'publish', version: 2 },
    });
    expect(await atProd()).toEqual([TAKEN]);

    const run = 'first';
    const body = {
      ...toProd,
      planHash: planned.hash,
      run,
      reason: 'it is ready',
    };
    const done = await promote('orders', body);
    expect([done.status, done.body]).toMatchObject([
      200,
      { run, outcome: 'promoted', plan: { hash: planned.hash } },
    ]);
    expect(await partitionsAtProd(ORDERS)).toBe(3);
    expect(await configAtProd(ORDERS, 'retention.ms')).toBe(WEEK);
    expect(await registry.versions(subject)).toEqual([1]);
    expect(await registry.level(subject)).toBe('BACKWARD');
    const { product: shown } = await mesh.product('dataproduct:default/orders');
    expect(shown).toMatchObject({
      version: 2,
      state: 'in-sync',
      ports: [
        {
          locations: [
            { cluster: 'test', environment: 'test', topic: ORDERS },
            { cluster: 'prod', environment: 'production', topic: ORDERS },
          ],
        },
      ],
    });

    const again = await promote('orders', body);
    expect([again.status, again.body.outcome]).toEqual([200, 'resumed']);
    expect(await sentences('product.promoted')).toEqual([
      'Olivia promoted orders from test to production on prod, version 2: it is ready',
    ]);
    const nothing = await plan('orders', toProd);
    expect(nothing).toMatchObject({
      isBlocked: false,
      ports: [{ topic: { state: 'same' }, schemas: [{ state: 'same' }] }],
      product: { state: 'same' },
    });
    const idle = await promote('orders', {
      ...body,
      planHash: nothing.hash,
      run: 'idle',
    });
    expect([idle.status, idle.body.error.message]).toEqual([
      400,
      expect.stringMatching(/is on cluster prod as it is promoted already/),
    ]);

    const undone = await call('POST', `/runs/${run}/undo`, {});
    expect([undone.status, undone.body]).toMatchObject([
      200,
      {
        undone: [{ kind: 'product' }, { kind: 'schema' }, { kind: 'topic' }],
        left: [],
      },
    ]);
    await eventually(async () => expect(await atProd()).toEqual([TAKEN]), 10);
    const over = await promote('orders', body);
    expect([over.status, over.body.error.message]).toEqual([
      409,
      expect.stringMatching(/was changed or undone since; begin another run/),
    ]);
  });

  it('shows what differs from what is there, changes that, and never takes anything away', async () => {
    const first = await plan('orders', toProd);
    const made = await promote('orders', {
      ...toProd,
      planHash: first.hash,
      run: 'second',
    });
    expect([made.status, made.body]).toMatchObject([200, {}]);
    await testBroker.admin(async admin => {
      await admin.createPartitions({
        topicPartitions: [{ topic: ORDERS, count: 5 }],
      });
      await setConfig(admin, ORDERS, DAY);
    });
    await prod.alterConfigs({
      validateOnly: false,
      resources: [
        {
          type: ConfigResourceTypes.TOPIC,
          name: ORDERS,
          configEntries: [
            { name: 'retention.ms', value: WEEK },
            { name: 'max.message.bytes', value: '2048' },
          ],
        },
      ],
    });
    await testRegistry(testProxy.url).register(`${ORDERS}-value`, [ID, NOTE]);
    const planned = await eventually(async () => {
      const found = await plan('orders', toProd);
      expect(found.ports[0].topic.differences).toEqual([
        { key: 'partitions', source: '5', target: '3', becomes: '5' },
        {
          key: 'max.message.bytes',
          target: '2048',
          becomes: '2048',
          note: 'It is set only there, and stays',
        },
        { key: 'retention.ms', source: DAY, target: WEEK, becomes: DAY },
      ]);
      return found;
    }, 10);
    expect(planned).toMatchObject({
      isBlocked: false,
      ports: [
        {
          topic: {
            state: 'change',
            consequences: expect.arrayContaining([
              expect.stringMatching(/order of a key is not kept/),
              expect.stringMatching(/^Records older than 1 day are deleted/),
            ]),
          },
          schemas: [
            {
              state: 'register',
              target: { version: 1 },
              before: expect.not.stringContaining('note'),
              after: expect.stringContaining('note'),
            },
          ],
        },
      ],
      product: { state: 'same' },
    });

    // What somebody changes meanwhile is not overwritten unseen.
    await prod.createPartitions({
      topicPartitions: [{ topic: ORDERS, count: 4 }],
    });
    const input = { ...toProd, planHash: planned.hash, run: 'third' };
    await eventually(async () => {
      const stale = await promote('orders', input);
      expect([stale.status, stale.body.error.message]).toEqual([
        409,
        expect.stringMatching(
          /^The plan for promoting dataproduct:default\/orders is stale: since it was made, topic .* of cluster prod has 4 partitions.*; plan the promotion again$/,
        ),
      ]);
    }, 10);

    const keep = ['retention.ms'];
    const next = await plan('orders', { ...toProd, keep });
    const other = await promote('orders', {
      ...toProd,
      planHash: next.hash,
      run: 'third',
    });
    expect([other.status, other.body.error.message]).toEqual([
      409,
      expect.stringMatching(/another promotion/),
    ]);
    const done = await promote('orders', {
      ...toProd,
      keep,
      planHash: next.hash,
      run: 'third',
    });
    expect([done.status, done.body]).toMatchObject([200, {}]);
    expect(await partitionsAtProd(ORDERS)).toBe(5);
    expect(await configAtProd(ORDERS, 'retention.ms')).toBe(WEEK);
    expect(await configAtProd(ORDERS, 'max.message.bytes')).toBe('2048');
    const registry = testRegistry(prodProxy.url);
    expect(await registry.versions(`${ORDERS}-value`)).toEqual([1, 2]);
  });

  it('is finished by the same call where the registry was away', async () => {
    const registry = testRegistry(testProxy.url);
    await registry.register(`${PARCELS}-value`, [ID]);
    const planned = await plan('parcels', toProd);
    expect(planned).toMatchObject({
      isBlocked: false,
      ports: [{ topic: { state: 'create' }, schemas: [{ state: 'register' }] }],
      product: {
        state: 'git',
        lines: `spec:\n  outputPorts:\n    - name: v1\n      locations:\n        - cluster: prod\n          topic: ${PARCELS}\n`,
      },
    });
    const body = { ...toProd, planHash: planned.hash, run: 'parcels' };
    prodProxy.dieAt = (method, url) =>
      method === 'POST' && url.endsWith('/versions');
    const broken = await promote('parcels', body);
    expect([broken.status, broken.body.error.message]).toEqual([
      503,
      expect.stringMatching(/which finishes what was begun/),
    ]);
    expect(await atProd()).toContain(PARCELS);
    expect(await sentences('product.promoted')).not.toContainEqual(
      expect.stringContaining('parcels'),
    );
    await prodProxy.start();
    // A newer plan of the same run goes on with what is left.
    const newer = await plan('parcels', toProd);
    expect(newer.ports).toMatchObject([
      { topic: { state: 'same' }, schemas: [{ state: 'register' }] },
    ]);
    const rest = { ...body, planHash: newer.hash };
    prodProxy.dieAt = (method, url) =>
      method === 'POST' && url.endsWith('/versions');
    expect((await promote('parcels', rest)).status).toBe(503);
    await prodProxy.start();
    const done = await promote('parcels', rest);
    expect([done.status, done.body.outcome]).toEqual([200, 'resumed']);
    const older = await promote('parcels', body);
    expect([older.status, older.body.error.message]).toEqual([
      409,
      expect.stringMatching(/^run: parcels has begun .* by another plan/),
    ]);
    expect(
      await testRegistry(prodProxy.url).versions(`${PARCELS}-value`),
    ).toEqual([1]);
    expect(await sentences('product.promoted')).toContain(
      'Olivia promoted parcels from test to production on prod, whose lines are to be merged in Git',
    );
  });

  const attempts: Array<
    [
      what: string,
      status: number,
      message: RegExp,
      name: string,
      wanted: object,
      by: string,
    ]
  > = [
    [
      'by somebody who does not own it',
      403,
      /Only members of group:default\/order-team can promote dataproduct:default\/orders/,
      'orders',
      toProd,
      'liam',
    ],
    [
      'to a cluster that is only observed',
      409,
      /Cluster test is only observed/,
      'holder',
      { to: { cluster: 'test' } },
      'olivia',
    ],
    [
      'to a cluster that is not there',
      404,
      /Cluster nowhere is not configured/,
      'orders',
      { to: { cluster: 'nowhere' } },
      'olivia',
    ],
    [
      'within one environment',
      400,
      /^to.cluster: no port of dataproduct:default\/holder is in another environment than production/,
      'holder',
      toProd,
      'olivia',
    ],
    [
      'of a port that is not there',
      400,
      /^ports: there is no port v2; dataproduct:default\/orders has v1/,
      'orders',
      { ...toProd, ports: ['v2'] },
      'olivia',
    ],
    [
      "onto another product's topic",
      409,
      /^Topic .* of cluster prod is held by dataproduct:default\/holder; promote port v1 to a topic of another name/,
      'taken',
      toProd,
      'olivia',
    ],
    [
      'to a topic of no domain of theirs',
      403,
      /belongs to no domain/,
      'taken',
      { to: { cluster: 'prod', topic: { v1: 'elsewhere.v1' } } },
      'olivia',
    ],
  ];

  it.each(attempts)(
    'is refused %s, in the plan as in the act, and changes nothing',
    async (_, status, message, name, wanted, by) => {
      const before = await atProd();
      const planned = await plan(name, wanted, by);
      const answer = await promote(
        name,
        { ...wanted, planHash: planned.hash, run: 'refused' },
        by,
      );
      expect([answer.status, answer.body.error.message]).toEqual([
        status,
        expect.stringMatching(message),
      ]);
      const refusal = planned.refusal ?? planned.ports[0].topic.refusal;
      expect(refusal.message).toMatch(message);
      expect(planned.isBlocked).toBe(true);
      expect(await atProd()).toEqual(before);
    },
  );
});
