import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import {
  AclOperationTypes,
  AclPermissionTypes,
  AclResourceTypes,
  ResourcePatternTypes,
  type Admin,
} from 'kafkajs';
import { domain, group, product, user } from './__testUtils__/entities';
import { avroId } from './__testUtils__/RecordWriter';
import {
  ADMIN,
  deleteAcls,
  kafkaAs,
  managedCluster,
} from './__testUtils__/testKafka';
import { testRegistry } from './__testUtils__/testRegistry';
import { eventually, TestMesh } from './__testUtils__/TestMesh';

jest.setTimeout(60_000);

const PREFIX = `r${randomBytes(5).toString('hex')}`;
const API = '/data-mesh/v1';
const SHOWN = `${PREFIX}.orders.v1`;
const HIDDEN = `${PREFIX}.payments.v1`;
const LOOSE = `${PREFIX}.parcels.v1`;
// Beyond the prefix that the credential may read.
const BEYOND = `${PREFIX}-x.stock.v1`;
const TOPICS = [SHOWN, HIDDEN, LOOSE, BEYOND];

const withSamples = (
  name: string,
  topic: string,
  samples: boolean,
): ReturnType<typeof product> => {
  const entity = product(name, 'order-team', { v1: topic });
  return { ...entity, spec: { ...entity.spec, ...{ access: { samples } } } };
};

/** Records of a real broker, with schemas of a real registry. */
describe('looking at records', () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'samples-'));
  const registry = testRegistry();
  let mesh: TestMesh;
  let admin: Admin;

  const sample = (
    topic: string,
    by: { user: string } | { service: string } = { user: 'ann' },
    body: object = {},
  ) =>
    mesh.call('POST', `${API}/clusters/main/topics/${topic}/sample`, {
      ...by,
      body,
    });
  const maySample = async (topic: string, by: string) => {
    const { body } = await mesh.call(
      'GET',
      `${API}/clusters/main/topics/${topic}`,
      { user: by },
    );
    return body.maySample;
  };
  const sentences = async (): Promise<string[]> => {
    const { body } = await mesh.call('GET', `${API}/history?limit=200`, {
      user: 'grace',
    });
    return body.items
      .filter(({ action }: any) => action.startsWith('records.'))
      .map(({ sentence }: any) => sentence);
  };

  beforeAll(async () => {
    admin = kafkaAs(ADMIN).admin();
    await admin.connect();
    await admin.createAcls({
      acl: [
        {
          resourceType: AclResourceTypes.TOPIC,
          resourceName: `${PREFIX}.`,
          resourcePatternType: ResourcePatternTypes.PREFIXED,
          principal: 'User:data-mesh-preview',
          host: '*',
          operation: AclOperationTypes.READ,
          permissionType: AclPermissionTypes.ALLOW,
        },
      ],
    });
    await admin.createTopics({
      topics: TOPICS.map(topic => ({ topic, numPartitions: 3 })),
    });
    const schemaId = await registry.register(`${SHOWN}-value`, [
      { name: 'id', type: 'int' },
    ]);
    const producer = kafkaAs(ADMIN).producer();
    await producer.connect();
    const begin = Date.now() - 60_000;
    await producer.send({
      topic: SHOWN,
      messages: Array.from({ length: 40 }, (_, id) => ({
        partition: id % 3,
        key: `order-${id}`,
        value: avroId(schemaId, id),
        timestamp: String(begin + id),
        headers: { trace: `t${id}` },
      })),
    });
    await producer.send({
      topic: SHOWN,
      messages: [
        { partition: 0, key: 'order-1', value: null },
        { partition: 0, value: avroId(2_000_000_000, 1) },
      ].map((each, i) => ({ ...each, timestamp: String(begin + 1_000 + i) })),
    });
    await producer.disconnect();
    mesh = new TestMesh({
      dir,
      dataMesh: {
        naming: { templates: ['{domain}.{product}.{version}'] },
        trustedLocations: ['file:*/trusted/*'],
        governance: ['group:default/governance'],
        samples: { groups: ['group:default/analysts'] },
        sync: { catalog: { seconds: 1 } },
        clusters: {
          main: {
            ...managedCluster(PREFIX, {
              mode: 'observe',
              topics: { include: [`${PREFIX}*`] },
              schemaRegistry: { url: registry.url },
            }),
            credentials: {
              sync: {
                mechanism: 'SCRAM-SHA-512',
                username: 'data-mesh-sync',
                password: 'demo-data-mesh-sync',
              },
              preview: {
                mechanism: 'SCRAM-SHA-512',
                username: 'data-mesh-preview',
                password: 'demo-data-mesh-preview',
              },
            },
          },
        },
      },
    });
    await mesh.start();
    await mesh.register(
      'trusted/all.yaml',
      group('analysts'),
      group('order-team'),
      group('governance'),
      user('ann', ['analysts']),
      user('olivia', ['order-team']),
      user('grace', ['governance']),
      domain('sales', 'order-team'),
      withSamples('orders', SHOWN, true),
      withSamples('payments', HIDDEN, false),
      withSamples('stock', BEYOND, true),
    );
    await eventually(async () => {
      for (const topic of [SHOWN, BEYOND]) {
        if (!(await maySample(topic, 'ann'))) {
          throw new Error(`${topic} is not described yet`);
        }
      }
    }, 30);
  });

  afterAll(async () => {
    await mesh?.stop();
    await admin.deleteTopics({ topics: TOPICS }).catch(() => {});
    await deleteAcls(admin, { resourceName: `${PREFIX}.` });
    await admin.disconnect();
    await registry.remove(`${SHOWN}-value`).catch(() => {});
    fs.rmSync(dir, { recursive: true, force: true });
  });

  it('shows the newest, of all partitions, by their schemas, and remembers who looked', async () => {
    const { status, body } = await sample(SHOWN, { user: 'ann' }, { limit: 4 });
    expect(status).toBe(200);
    expect(body.records).toEqual([
      {
        partition: 0,
        offset: expect.any(String),
        timestamp: expect.any(String),
        value: {
          format: 'bytes',
          schemaId: 2_000_000_000,
          value: expect.any(String),
          problem: expect.stringContaining('2000000000'),
        },
        headers: [],
      },
      // A tombstone has no value.
      expect.objectContaining({
        key: { format: 'text', value: 'order-1' },
        headers: [],
      }),
      ...[39, 38].map(id => ({
        partition: id % 3,
        offset: String(Math.floor(id / 3)),
        timestamp: expect.any(String),
        key: { format: 'text', value: `order-${id}` },
        value: { format: 'avro', schemaId: expect.any(Number), value: { id } },
        headers: [{ name: 'trace', value: `t${id}` }],
      })),
    ]);
    expect(body.records[1]).not.toHaveProperty('value');
    expect(await sentences()).toEqual([
      expect.stringMatching(new RegExp(`looked at records of ${SHOWN}`)),
    ]);
  });

  it('leaves no trace at Kafka: no group has read', async () => {
    const { groups } = await admin.listGroups();
    expect(
      groups.filter(({ groupId }) => groupId.includes('data-mesh')),
    ).toEqual([]);
  });

  it.each([
    [
      'those of no group that is configured',
      SHOWN,
      { user: 'olivia' },
      /of which you are none/,
    ],
    [
      'anybody where the owner does not let them',
      HIDDEN,
      { user: 'ann' },
      /Nobody has said that records of payments may/i,
    ],
    [
      'anybody where nobody has described the topic',
      LOOSE,
      { user: 'ann' },
      /Nobody has said that records of Parcels may/,
    ],
    ['a plugin', SHOWN, { service: 'plugin:search' }, /./],
  ])('is refused to %s', async (_, topic, by, message) => {
    const { status, body } = await sample(topic, by);
    expect([status, body.error.message]).toEqual([
      403,
      expect.stringMatching(message),
    ]);
    expect(JSON.stringify(body)).not.toContain('order-');
    const [latest] = await sentences();
    expect(latest).toMatch(
      new RegExp(`was refused a look at records of ${topic}`),
    );
    const person = 'user' in by ? by.user : 'olivia';
    expect(await maySample(topic, person)).toBe(false);
  });

  it('is bounded by what Kafka lets the credential read', async () => {
    const { status, body } = await sample(BEYOND);
    expect([status, body.error.message]).toEqual([
      503,
      expect.stringContaining(
        `the preview credential of cluster main needs READ on topic ${BEYOND}`,
      ),
    ]);
  });

  it.each([0, 51])('takes no limit of %d', async limit => {
    expect((await sample(SHOWN, { user: 'ann' }, { limit })).status).toBe(400);
  });
});
