import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import {
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  notificationService,
  type NotificationSendOptions,
} from '@backstage/plugin-notifications-node';
import permissionBackend from '@backstage/plugin-permission-backend';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { ConfigResourceTypes, type Admin } from 'kafkajs';
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
  mayProvision,
} from './__testUtils__/testKafka';
import { eventually, TestMesh } from './__testUtils__/TestMesh';

jest.setTimeout(60_000);

const PREFIX = `k${randomBytes(5).toString('hex')}`;
const API = '/data-mesh/v1';
const HELD = `${PREFIX}.orders.v1`;
const LOOSE = `${PREFIX}.parcels.v1`;
const READER = `${PREFIX}-planner`;
const OTHER = `${PREFIX}-x.parcels.v1`;
const DAY = '86400000';
const WEEK = '604800000';

/** Lets nobody change topics, and everything else be done. */
const nothingChanged = createBackendModule({
  pluginId: 'permission',
  moduleId: 'nothing-changed',
  register(env) {
    env.registerInit({
      deps: { policy: policyExtensionPoint },
      async init({ policy }) {
        policy.setPolicy({
          handle: async ({ permission }) => ({
            result:
              permission.name === 'data-mesh.topic.change'
                ? AuthorizeResult.DENY
                : AuthorizeResult.ALLOW,
          }),
        });
      },
    });
  },
});

describe('a permission policy', () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'changes-denied-'));
  let mesh: TestMesh;

  beforeAll(async () => {
    mesh = new TestMesh({
      dir,
      permissions: 'on',
      features: [permissionBackend, nothingChanged],
      dataMesh: { governance: ['group:default/governance'] },
    });
    await mesh.start();
    await mesh.register(
      'org.yaml',
      group('governance'),
      user('grace', ['governance']),
    );
    await eventually(() => mesh.entity('user:default/grace'), 15);
  });

  afterAll(async () => {
    await mesh?.stop();
    fs.rmSync(dir, { recursive: true, force: true });
  });

  it('narrows who changes topics, in plans too, and that it was tried is recorded', async () => {
    const url = `${API}/clusters/main/topics/a`;
    const message =
      'The permission policy does not allow data-mesh.topic.change';
    const plan = await mesh.call('POST', `${url}/change-plan`, {
      body: { partitions: 2 },
    });
    expect([plan.status, plan.body]).toMatchObject([
      200,
      { changes: [], refusal: { code: 'NOT_ALLOWED', message } },
    ]);
    const answer = await mesh.call('PATCH', url, {
      body: { partitions: 2, planHash: plan.body.hash },
    });
    expect([answer.status, answer.body.error.message]).toEqual([403, message]);
    const { body } = await mesh.call('GET', `${API}/history`, {
      user: 'grace',
    });
    expect(body.items.map((each: any) => each.sentence)).toEqual([
      expect.stringMatching(/tried to change topic a on main and was refused/),
    ]);
  });

  it('lets no plugin change anything', async () => {
    const { status } = await mesh.call(
      'PATCH',
      `${API}/clusters/main/topics/a`,
      { service: 'plugin:scaffolder', body: { partitions: 2, planHash: 'a' } },
    );
    expect(status).toBe(403);
  });
});

/** Topics of a real broker. */
describe('changing a topic', () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'topic-changes-'));
  const sent: NotificationSendOptions[] = [];
  let mesh: TestMesh;
  let admin: Admin;

  const call = (
    method: 'GET' | 'POST' | 'PATCH',
    url: string,
    body?: object,
    by = 'olivia',
  ) => mesh.call(method, `${API}${url}`, { user: by, body });
  const url = (topic: string) => `/clusters/main/topics/${topic}`;
  const plan = async (topic: string, change: object, by?: string) => {
    const { status, body } = await call(
      'POST',
      `${url(topic)}/change-plan`,
      change,
      by,
    );
    expect([status, body]).toEqual([200, expect.anything()]);
    return body;
  };
  const change = (topic: string, body: object, by?: string) =>
    call('PATCH', url(topic), body, by);
  const configOf = async (name: string, key: string) => {
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: [
        { type: ConfigResourceTypes.TOPIC, name, configNames: [key] },
      ],
    });
    return resources[0].configEntries[0].configValue;
  };
  const setConfig = (name: string, key: string, value: string) =>
    admin.alterConfigs({
      validateOnly: false,
      resources: [
        {
          type: ConfigResourceTypes.TOPIC,
          name,
          configEntries: [{ name: key, value }],
        },
      ],
    });
  const partitionsOf = async (topic: string) =>
    (await admin.fetchTopicMetadata({ topics: [topic] })).topics[0].partitions
      .length;
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
    admin = kafkaAs(ADMIN).admin();
    await admin.connect();
    await admin.createAcls({ acl: mayProvision(PREFIX) });
    await admin.createTopics({
      topics: [HELD, LOOSE, OTHER].map(topic => ({
        topic,
        numPartitions: 2,
        configEntries: [{ name: 'retention.ms', value: WEEK }],
      })),
    });
    mesh = new TestMesh({
      dir,
      features: [
        createServiceFactory({
          service: notificationService,
          deps: {},
          factory: () => ({
            send: async options => {
              sent.push(options);
            },
          }),
        }),
      ],
      dataMesh: {
        naming: { templates: ['{domain}.{product}.{version}'] },
        trustedLocations: ['file:*/trusted/*'],
        governance: ['group:default/governance'],
        sync: { catalog: { seconds: 1 }, policies: { seconds: 1 } },
        policies: [
          {
            id: 'size',
            title: 'Topics are not too large',
            why: 'Partitions are not free.',
            severity: 'error',
            stage: 'enforce',
            rule: { type: 'topic-size', maxPartitions: 12 },
            remedy: 'Take fewer partitions.',
          },
        ],
        clusters: {
          main: managedCluster(PREFIX, {
            topics: { include: [`${PREFIX}*`] },
            domains: {
              [`${PREFIX}.`]: 'domain:default/sales',
              [`${PREFIX}-x.`]: 'domain:default/logistics',
            },
          }),
        },
      },
    });
    await mesh.start();
    const held = product('orders', 'order-team', { v1: HELD });
    const [port] = held.spec.outputPorts;
    Object.assign(port, { slo: { retention: 'P3D' } });
    await mesh.register(
      'trusted/org.yaml',
      group('sales-team'),
      group('order-team'),
      group('logistics-team'),
      group('governance'),
      user('olivia', ['order-team']),
      user('sam', ['sales-team']),
      user('liam', ['logistics-team']),
      user('grace', ['governance']),
      domain('sales', 'sales-team'),
      domain('logistics', 'logistics-team'),
      component(READER, 'logistics-team', `User:${READER}`),
      held,
    );
    await eventually(async () => {
      for (const [topic, by] of [
        [HELD, 'olivia'],
        [LOOSE, 'sam'],
        [OTHER, 'liam'],
      ]) {
        const { refusal } = await plan(topic, {}, by);
        if (refusal) throw new Error(refusal.message);
      }
    }, 50);
  });

  afterAll(async () => {
    await mesh?.stop();
    await deleteAcls(
      admin,
      { principal: 'User:data-mesh-provisioning', resourceName: PREFIX },
      { principal: `User:${READER}` },
    );
    await admin.deleteTopics({ topics: [HELD, LOOSE, OTHER] });
    await admin.disconnect();
    fs.rmSync(dir, { recursive: true, force: true });
  });

  it('is planned, done at Kafka, read back and told, and the same call again tells the same', async () => {
    const wanted = { partitions: 4, configs: { 'retention.ms': DAY } };
    const planned = await plan(HELD, wanted);
    expect(planned.refusal).toBeUndefined();
    expect(planned.changes).toMatchObject([
      { key: 'partitions', from: '2', to: '4' },
      { key: 'retention.ms', from: WEEK, to: DAY },
    ]);
    expect(planned.consequences).toEqual([
      expect.stringMatching(/order of a key is not kept/),
      expect.stringMatching(/Consumer groups rebalance/),
      expect.stringMatching(/cannot be undone/),
      'Records older than 1 day are deleted, for good; until now they are kept for 7 days',
      'Records are kept for 1 day, less than the P3D that orders promises on port v1 (slo.retention)',
    ]);
    expect(await partitionsOf(HELD)).toBe(2);
    expect(await configOf(HELD, 'retention.ms')).toBe(WEEK);

    const body = { ...wanted, planHash: planned.hash, reason: 'more readers' };
    const done = await change(HELD, body);
    expect([done.status, done.body]).toEqual([200, planned]);
    expect(await partitionsOf(HELD)).toBe(4);
    expect(await configOf(HELD, 'retention.ms')).toBe(DAY);
    // No pass over the cluster has to be waited for.
    expect((await call('GET', url(HELD))).body).toMatchObject({
      partitionCount: 4,
      configs: { 'retention.ms': { value: DAY } },
    });
    const again = await change(HELD, body);
    expect([again.status, again.body]).toEqual([200, planned]);
    expect(await sentences('topic.changed')).toEqual([
      `Olivia changed topic ${HELD} on main (partitions from 2 to 4, retention.ms from ${WEEK} to ${DAY}): more readers`,
    ]);
    // Once somebody turns it back, the same plan is a change again.
    await setConfig(HELD, 'retention.ms', WEEK);
    const { hash } = await plan(HELD, { configs: { 'retention.ms': DAY } });
    const third = await change(HELD, {
      configs: { 'retention.ms': DAY },
      planHash: hash,
    });
    expect(third.status).toBe(200);
    expect(await configOf(HELD, 'retention.ms')).toBe(DAY);
  });

  it("returns a config to the brokers' default, which is asked for what comes of it", async () => {
    const wanted = { configs: { 'retention.ms': null } };
    await setConfig(LOOSE, 'retention.ms', '-1');
    const planned = await plan(LOOSE, wanted, 'sam');
    expect(planned).toMatchObject({
      changes: [{ key: 'retention.ms', from: '-1' }],
      consequences: [
        'Records older than 7 days are deleted, for good; until now they are kept for ever',
      ],
    });
    expect(planned.changes[0].to).toBeUndefined();
    const body = { ...wanted, planHash: planned.hash };
    expect((await change(LOOSE, body, 'sam')).status).toBe(200);
    expect(await configOf(LOOSE, 'retention.ms')).toBe(WEEK);
    expect((await plan(LOOSE, wanted, 'sam')).changes).toEqual([]);
  });

  it('refuses a plan that is stale, and says what has changed', async () => {
    const wanted = { configs: { 'max.message.bytes': '2048' } };
    const { hash: planHash } = await plan(OTHER, wanted, 'liam');
    await setConfig(OTHER, 'max.message.bytes', '4096');
    await eventually(async () => {
      const stale = await change(OTHER, { ...wanted, planHash }, 'liam');
      expect([stale.status, stale.body.error.message]).toEqual([
        409,
        `The plan for topic ${OTHER} of cluster main is stale: since it was made, max.message.bytes has become 4096; plan the change again`,
      ]);
    }, 10);
    const other = await change(
      OTHER,
      { configs: { 'max.message.bytes': '1024' }, planHash },
      'liam',
    );
    expect([other.status, other.body.error.message]).toEqual([
      409,
      expect.stringMatching(/plan for another change/),
    ]);
    expect(await configOf(OTHER, 'max.message.bytes')).toBe('4096');
    expect(await sentences('topic.refused')).toContain(
      `Liam tried to change topic ${OTHER} on main and was refused: The plan for topic ${OTHER} of cluster main is stale: since it was made, max.message.bytes has become 4096; plan the change again`,
    );
  });

  const attempts: Array<
    [
      what: string,
      status: number,
      message: RegExp,
      topic: string,
      wanted: object,
      by: string,
    ]
  > = [
    [
      'by somebody who does not own its product',
      403,
      /held by dataproduct:default\/orders; ask group:default\/order-team to change it/,
      HELD,
      { partitions: 5 },
      'sam',
    ],
    [
      'by somebody who does not own its domain',
      403,
      /belongs to domain:default\/sales, whose owner is group:default\/sales-team; ask them to change it/,
      LOOSE,
      { partitions: 5 },
      'olivia',
    ],
    [
      'to fewer partitions',
      400,
      /^partitions: topic .* and Kafka takes none away/,
      LOOSE,
      { partitions: 1 },
      'sam',
    ],
    [
      'to more partitions than a policy allows',
      409,
      /policy ‘Topics are not too large’ is violated: .* 13 partitions, more than 12\. Take fewer/,
      LOOSE,
      { partitions: 13 },
      'sam',
    ],
    [
      'by an unknown config',
      400,
      /^configs.retention.days: cannot be set here/,
      LOOSE,
      { configs: { 'retention.days': '7' } },
      'sam',
    ],
    [
      'to a value that Kafka does not take',
      400,
      /^configs.retention.ms: .*soon/,
      LOOSE,
      { configs: { 'retention.ms': 'soon' } },
      'sam',
    ],
    [
      'to more replicas in sync than there are',
      400,
      /^configs.min.insync.replicas: is 2, more than the 1 replica .* producers with acks=all would fail/,
      LOOSE,
      { configs: { 'min.insync.replicas': '2' } },
      'sam',
    ],
  ];

  it.each(attempts)(
    'is refused %s, in the plan as in the act, and changes nothing',
    async (_, status, message, topic, wanted, by) => {
      const before = await partitionsOf(topic);
      const planned = await plan(topic, wanted, by);
      const answer = await change(
        topic,
        { ...wanted, planHash: planned.hash },
        by,
      );
      expect([answer.status, answer.body.error.message]).toEqual([
        status,
        expect.stringMatching(message),
      ]);
      expect(planned.refusal.message).toMatch(message);
      expect(await partitionsOf(topic)).toBe(before);
    },
  );

  it('is refused to what it is, which the plan says by changing nothing', async () => {
    const planned = await plan(LOOSE, { partitions: 2 }, 'sam');
    expect([planned.changes, planned.refusal]).toEqual([[], undefined]);
    const { status, body } = await change(
      LOOSE,
      { partitions: 2, planHash: planned.hash },
      'sam',
    );
    expect([status, body.error.message]).toEqual([
      400,
      expect.stringMatching(/is so already; change its partitions/),
    ]);
  });

  it('is refused where the topic or the cluster is not there', async () => {
    const gone = await plan(`${PREFIX}.gone.v1`, { partitions: 3 }, 'sam');
    expect(gone.refusal).toMatchObject({ code: 'NOT_FOUND' });
    const { body } = await call('POST', '/clusters/nope/topics/a/change-plan', {
      partitions: 3,
    });
    expect(body.refusal).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is one change when the same call comes at once', async () => {
    const wanted = { partitions: 6, configs: { 'segment.ms': DAY } };
    const { hash: planHash } = await plan(LOOSE, wanted, 'sam');
    const answers = await Promise.all(
      Array.from({ length: 4 }, () =>
        change(LOOSE, { ...wanted, planHash }, 'sam'),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await partitionsOf(LOOSE)).toBe(6);
    const told = await sentences('topic.changed');
    expect(told.filter(each => each.includes('segment.ms'))).toHaveLength(1);
  });

  it('is told the owners of those who have access, once it was read back, and once', async () => {
    const told = () =>
      sent.flatMap(({ recipients, payload }) =>
        payload.title.includes(`changed topic ${HELD}`)
          ? [[Object(recipients).entityRef, payload] as const]
          : [],
      );
    expect(told()).toEqual([]);
    const { body: asked } = await call(
      'POST',
      '/access-requests',
      {
        items: [{ product: 'dataproduct:default/orders', port: 'v1' }],
        consumer: `component:default/${READER}`,
        mode: 'read',
        purpose: 'to plan',
        duration: 'P30D',
      },
      'liam',
    );
    const [item] = asked.items;
    const { body: decided } = await call(
      'POST',
      `/access-requests/${asked.id}/items/${item.id}/decisions`,
      { decision: 'approve' },
    );
    await eventually(async () => {
      const { body } = await call('GET', `/grants/${decided.grantId}`);
      expect(body.state).toBe('active');
    }, 30);

    const planned = await plan(HELD, { partitions: 6 });
    expect(planned.consequences.length).toBeGreaterThan(0);
    const wanted = {
      partitions: 6,
      planHash: planned.hash,
      reason: 'yet more readers',
    };
    expect((await change(HELD, wanted)).status).toBe(200);
    expect((await change(HELD, wanted)).status).toBe(200);
    // What nobody notices is nobody's to be told.
    const quiet = { configs: { 'segment.ms': WEEK } };
    const { hash } = await plan(HELD, quiet);
    expect((await change(HELD, { ...quiet, planHash: hash })).status).toBe(200);
    await eventually(async () => {
      expect(told()).toEqual([
        [
          ['group:default/logistics-team'],
          expect.objectContaining({
            title: `Olivia changed topic ${HELD} on main, which ${READER} uses`,
            description: expect.stringMatching(
              /^yet more readers\. .*order of a key is not kept/,
            ),
            link: '/catalog/default/dataproduct/orders/ports',
          }),
        ],
      ]);
    }, 30);
    const [, noticed] = await sentences('topic.changed');
    expect(noticed).toContain(`, and the owners of ${READER} are told`);

    // A portal that starts again tells what comes next, and nothing twice.
    await mesh.stop();
    await mesh.start();
    const next = await plan(HELD, { partitions: 8 });
    const again = { partitions: 8, planHash: next.hash };
    expect((await change(HELD, again)).status).toBe(200);
    await eventually(async () => expect(told()).toHaveLength(2), 30);
  });
});
