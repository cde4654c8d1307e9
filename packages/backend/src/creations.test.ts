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
import {
  ADMIN,
  deleteAcls,
  kafkaAs,
  managedCluster,
} from './__testUtils__/testKafka';
import { TestMesh, eventually } from './__testUtils__/TestMesh';
import { testRegistry } from './__testUtils__/testRegistry';

jest.setTimeout(180_000);

const PREFIX = `c${randomBytes(5).toString('hex')}`;
const API = '/data-mesh/v1';
const ID = { name: 'id', type: 'string' };
const avro = (...fields: object[]) =>
  JSON.stringify({ type: 'record', name: 'R', fields });
const topicOf = (name: string) => `${PREFIX}.${name}.v1`;

/** What the page on Kafka's ACLs says that creating topics needs. */
const PROVISIONING = [
  AclOperationTypes.CREATE,
  AclOperationTypes.ALTER_CONFIGS,
  AclOperationTypes.READ,
  AclOperationTypes.ALTER,
  AclOperationTypes.DELETE,
].map(operation => ({
  resourceType: AclResourceTypes.TOPIC,
  resourceName: `${PREFIX}.`,
  resourcePatternType: ResourcePatternTypes.PREFIXED,
  principal: 'User:data-mesh-provisioning',
  host: '*',
  operation,
  permissionType: AclPermissionTypes.ALLOW,
}));

/** Topics, schemas and products on a real broker and a real registry. */
describe('what is made for somebody', () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'creations-'));
  const registry = testRegistry();
  let mesh: TestMesh;
  let admin: Admin;

  const call = (
    method: 'GET' | 'POST' | 'PATCH',
    url: string,
    body?: object,
    by = 'olivia',
  ) => mesh.call(method, `${API}${url}`, { user: by, body });
  const createTopic = (body: object, by?: string) =>
    call('POST', '/clusters/main/topics', body, by);
  const register = (body: object, by?: string) =>
    call('POST', '/clusters/main/schemas', { format: 'AVRO', ...body }, by);
  const undo = (run: string, by?: string) =>
    call('POST', `/runs/${run}/undo`, { reason: 'not needed' }, by);
  const topics = async () =>
    (await admin.listTopics()).filter(name => name.startsWith(PREFIX)).sort();
  const subjects = async (): Promise<string[]> => {
    const all = await (await fetch(`${registry.url}/subjects`)).json();
    return all.filter((name: string) => name.startsWith(PREFIX)).sort();
  };
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
    await admin.createAcls({ acl: PROVISIONING });
    mesh = new TestMesh({
      dir,
      dataMesh: {
        naming: { templates: ['{domain}.{product}.{version}'] },
        trustedLocations: ['file:*/trusted/*'],
        governance: ['group:default/governance'],
        operators: ['group:default/governance'],
        sync: { catalog: { seconds: 1 }, policies: { seconds: 1 } },
        policies: [
          {
            id: 'names',
            title: 'Topics have a version',
            why: 'Consumers have to know what they read.',
            severity: 'error',
            stage: 'enforce',
            rule: { type: 'topic-naming', patterns: ['.*\\.v\\d+'] },
            remedy: 'Choose a name that ends in .v1.',
          },
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
            schemaRegistry: { url: registry.url },
          }),
        },
      },
    });
    await mesh.start();
    await mesh.register(
      'trusted/org.yaml',
      group('order-team'),
      group('logistics-team'),
      group('governance'),
      user('olivia', ['order-team']),
      user('liam', ['logistics-team']),
      user('grace', ['governance']),
      domain('sales', 'order-team'),
      domain('logistics', 'logistics-team'),
    );
    await eventually(async () => {
      const { body } = await call('GET', '/clusters/main');
      expect(body.state).toBe('ok');
      await mesh.entity('domain:default/sales');
    }, 60);
  });

  afterAll(async () => {
    await mesh?.stop();
    for (const subject of await subjects()) await registry.remove(subject);
    await deleteAcls(admin, {
      principal: 'User:data-mesh-provisioning',
      resourceName: `${PREFIX}.`,
    });
    await admin.deleteTopics({ topics: await topics() });
    await admin.disconnect();
    fs.rmSync(dir, { recursive: true, force: true });
  });

  it('goes from topic over schema to product without waiting, and all the way back', async () => {
    const run = 'task-1';
    const name = topicOf('orders');
    const subject = `${name}-value`;
    const made = await eventually(async () => {
      const answer = await createTopic({
        name,
        partitions: 3,
        configs: { 'retention.ms': '86400000' },
        run,
        reason: 'orders come to Kafka',
      });
      expect([answer.status, answer.body]).toEqual([201, expect.anything()]);
      return answer.body;
    }, 30);
    expect(made).toMatchObject({
      outcome: 'created',
      creation: {
        run,
        kind: 'topic',
        cluster: 'main',
        name,
        state: 'created',
        createdBy: 'user:default/olivia',
        topic: {
          partitions: 3,
          replicationFactor: 1,
          configs: { 'retention.ms': '86400000' },
        },
      },
    });
    const seen = await admin.fetchTopicMetadata({ topics: [name] });
    expect(seen.topics[0].partitions).toHaveLength(3);

    const registered = await register({
      subject,
      schema: avro(ID),
      compatibility: 'FULL',
      run,
    });
    expect([registered.status, registered.body]).toMatchObject([
      201,
      { outcome: 'created', version: 1, schemaId: expect.any(Number) },
    ]);
    expect(await registry.level(subject)).toBe('FULL');

    const entity = product('orders', 'order-team', { v1: name });
    const published = await call('POST', '/products', { entity, run });
    expect([published.status, published.body]).toMatchObject([
      201,
      { version: 1, product: { origin: 'published', state: 'in-sync' } },
    ]);

    // The same calls again find what they have made.
    const again = [
      await createTopic({
        name,
        partitions: 3,
        configs: { 'retention.ms': '86400000' },
        run,
      }),
      await register({ subject, schema: avro(ID), compatibility: 'FULL', run }),
    ];
    expect(again.map(({ body }) => body.outcome)).toEqual([
      'resumed',
      'resumed',
    ]);
    const { body: same } = await call('POST', '/products', { entity, run });
    expect(same).toMatchObject({ version: 1 });

    const { body: whole } = await call('GET', `/runs/${run}`);
    expect(whole).toMatchObject({
      run,
      createdBy: 'user:default/olivia',
      mayUndo: true,
      creations: [
        { kind: 'topic', state: 'created' },
        { kind: 'schema', state: 'created', schema: { version: 1 } },
        { kind: 'product', state: 'created', version: 1 },
      ],
    });
    expect((await call('GET', `/runs/${run}`, undefined, 'liam')).status).toBe(
      404,
    );
    const { body: runs } = await call('GET', '/runs');
    expect(runs.items.map((each: any) => each.run)).toContain(run);

    expect((await undo(run, 'liam')).status).toBe(404);
    const { status, body } = await undo(run);
    expect([status, body]).toMatchObject([
      200,
      {
        undone: [{ kind: 'product' }, { kind: 'schema' }, { kind: 'topic' }],
        left: [],
      },
    ]);
    await eventually(async () => expect(await topics()).toEqual([]), 10);
    expect(await subjects()).toEqual([]);
    expect((await call('GET', '/products/default/orders')).status).toBe(404);
    expect((await undo(run)).body.error.message).toMatch(/undone already/);
    expect(await sentences('topic.created')).toEqual([
      `Olivia created topic ${name} on main with 3 partitions: orders come to Kafka`,
    ]);
    expect(await sentences('topic.removed')).toEqual([
      `Olivia took back topic ${name} on main, which was empty: not needed`,
    ]);
    expect(await sentences('run.undone')).toEqual([
      'Olivia undid a run (3 taken back, 0 left): not needed',
    ]);
  });

  describe('planned', () => {
    const name = topicOf('returns');
    const wish = (over: object = {}) => ({
      topic: { cluster: 'main', name, partitions: 2 },
      schema: {
        cluster: 'main',
        subject: `${name}-value`,
        format: 'AVRO',
        schema: avro(ID),
        compatibility: 'BACKWARD',
      },
      product: { entity: product('returns', 'order-team', { v1: name }) },
      run: 'task-plan',
      ...over,
    });
    const plan = async (creation: object, by?: string) => {
      const { status, body } = await call('POST', '/plans', { creation }, by);
      expect([status, body]).toEqual([200, expect.anything()]);
      return body;
    };
    const states = ({ steps }: any) =>
      steps.map(({ kind, state }: any) => `${kind} ${state}`);

    it('says what would be made, and makes none of it', async () => {
      const found = await plan(wish());
      expect(states(found)).toEqual([
        'topic create',
        'schema create',
        'product create',
      ]);
      expect(found.isBlocked).toBe(false);
      expect(found.steps[0].consequences[0]).toBe(
        `Topic ${name} is created on cluster main with 2 partitions, each kept by 1 broker`,
      );
      expect(await topics()).toEqual([]);
      expect(await subjects()).toEqual([]);
      expect((await call('GET', '/runs/task-plan')).status).toBe(404);
      expect((await plan(wish())).hash).toBe(found.hash);
      const other = await plan(wish({ run: 'another' }));
      expect(other.hash).toBe(found.hash);
    });

    it('says at each step what is wrong with it, by field', async () => {
      const found = await plan(
        wish({
          topic: {
            cluster: 'main',
            name,
            partitions: 13,
            configs: { 'retention.ms': '1' },
          },
          schema: {
            cluster: 'main',
            subject: `${name}-value`,
            format: 'AVRO',
            schema: '{',
          },
          product: { entity: { kind: 'DataProduct' } },
        }),
      );
      expect(found.isBlocked).toBe(true);
      expect(
        found.steps.map(({ refusal }: any) => [refusal.field, refusal.message]),
      ).toEqual([
        [undefined, expect.stringMatching(/13 partitions, more than 12/)],
        ['schema', expect.stringMatching(/line 1 column 2/)],
        ['entity', expect.stringMatching(/metadata.name/)],
      ]);
      const foreign = await plan(wish(), 'liam');
      expect(states(foreign)).toEqual([
        'topic refused',
        'schema refused',
        'product refused',
      ]);
    });

    it('keeps its hash while the run makes it, and not when somebody else does', async () => {
      const { hash } = await plan(wish());
      const { topic, schema, product: asked, run } = wish();
      const { cluster: _, ...wanted } = topic;
      expect((await createTopic({ ...wanted, run })).status).toBe(201);
      let now = await plan(wish());
      expect([now.hash, states(now)]).toEqual([
        hash,
        ['topic done', 'schema create', 'product create'],
      ]);
      const { cluster: __, ...rest } = schema;
      expect((await register({ ...rest, run })).status).toBe(201);
      now = await plan(wish());
      expect([now.hash, states(now)]).toEqual([
        hash,
        ['topic done', 'schema done', 'product create'],
      ]);
      const published = await call('POST', '/products', { ...asked, run });
      expect(published.status).toBe(201);
      now = await plan(wish());
      expect([now.hash, states(now)]).toEqual([
        hash,
        ['topic done', 'schema done', 'product done'],
      ]);
      const stranger = await plan(wish({ run: 'stranger' }));
      expect(states(stranger)).toEqual([
        'topic refused',
        'schema refused',
        'product refused',
      ]);
      expect(stranger.hash).not.toBe(hash);
      expect((await undo('task-plan')).body.left).toEqual([]);
      expect((await plan(wish())).hash).toBe(hash);
    });
  });
});
