import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { createBackendModule } from '@backstage/backend-plugin-api';
import permissionBackend from '@backstage/plugin-permission-backend';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import type { Admin } from 'kafkajs';
import { domain, group, product, user } from './__testUtils__/entities';
import {
  ADMIN,
  deleteAcls,
  kafkaAs,
  managedCluster,
  mayProvision,
} from './__testUtils__/testKafka';
import { eventually, TestMesh } from './__testUtils__/TestMesh';
import { RegistryProxy } from './__testUtils__/RegistryProxy';
import { testRegistry } from './__testUtils__/testRegistry';

jest.setTimeout(60_000);

const PREFIX = `c${randomBytes(5).toString('hex')}`;
const API = '/data-mesh/v1';
const ID = { name: 'id', type: 'string' };
const TOTAL = { name: 'total', type: 'long' };
const NOTE = { name: 'note', type: 'string', default: '' };
const avro = (...fields: object[]) =>
  JSON.stringify({ type: 'record', name: 'R', fields });
const topicOf = (name: string) => `${PREFIX}.${name}.v1`;

/** What the page on Kafka's ACLs says that creating topics needs. */

/** Lets nobody create topics, and everything else be done. */
const nothingCreated = createBackendModule({
  pluginId: 'permission',
  moduleId: 'nothing-created',
  register(env) {
    env.registerInit({
      deps: { policy: policyExtensionPoint },
      async init({ policy }) {
        policy.setPolicy({
          handle: async ({ permission }) => ({
            result:
              permission.name === 'data-mesh.topic.create'
                ? AuthorizeResult.DENY
                : AuthorizeResult.ALLOW,
          }),
        });
      },
    });
  },
});

describe('a permission policy', () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'creations-denied-'));
  let mesh: TestMesh;

  beforeAll(async () => {
    mesh = new TestMesh({
      dir,
      permissions: 'on',
      features: [permissionBackend, nothingCreated],
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

  it('narrows who creates, registers and undoes, in plans too, and that it was tried is recorded', async () => {
    const topic = { name: 'a', partitions: 1 };
    const schema = { subject: 'a-value', format: 'AVRO', schema: '"int"' };
    const attempts: Array<[string, object]> = [
      ['/clusters/main/topics', topic],
      ['/clusters/main/schemas', schema],
      ['/runs/r1/undo', {}],
    ];
    for (const [url, body] of attempts) {
      const answer = await mesh.call('POST', `${API}${url}`, { body });
      expect([answer.status, answer.body.error.message]).toEqual([
        403,
        'The permission policy does not allow data-mesh.topic.create',
      ]);
    }
    const plan = await mesh.call('POST', `${API}/plans`, {
      body: {
        creation: {
          topic: { ...topic, cluster: 'main' },
          schema: { ...schema, cluster: 'main' },
        },
      },
    });
    expect(plan.body.steps.map(({ refusal }: any) => refusal.code)).toEqual([
      'NOT_ALLOWED',
      'NOT_ALLOWED',
    ]);
    const { body } = await mesh.call('GET', `${API}/history`, {
      user: 'grace',
    });
    expect(body.items.map((each: any) => each.action).sort()).toEqual([
      'run.refused',
      'schema.refused',
      'topic.refused',
    ]);
  });

  it('lets no plugin create anything', async () => {
    const { status } = await mesh.call('POST', `${API}/clusters/main/topics`, {
      service: 'plugin:scaffolder',
      body: { name: 'a', partitions: 1 },
    });
    expect(status).toBe(403);
  });
});

/** Topics, schemas and products on a real broker and a real registry. */
describe('what is made for somebody', () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'creations-'));
  const registry = testRegistry();
  const proxy = new RegistryProxy(registry.url);
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
    await admin.createAcls({ acl: mayProvision(PREFIX) });
    await proxy.start();
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
            schemaRegistry: { url: proxy.url },
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
      if (body.state !== 'ok') throw new Error(`the cluster is ${body.state}`);
      const { body: plan } = await call('POST', '/plans', {
        creation: {
          topic: { cluster: 'main', name: topicOf('x'), partitions: 1 },
        },
      });
      const [{ refusal }] = plan.steps;
      if (refusal) throw new Error(refusal.message);
    }, 50);
  });

  afterAll(async () => {
    await mesh?.stop();
    await proxy.stop();
    for (const subject of await subjects()) await registry.remove(subject);
    await deleteAcls(admin, {
      principal: 'User:data-mesh-provisioning',
      resourceName: PREFIX,
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

  describe('refused', () => {
    const attempts: Array<
      [what: string, status: number, message: RegExp, over: object, by?: string]
    > = [
      [
        'a name of 250 characters',
        400,
        /^name: has 250 characters, more than the 249 that Kafka takes/,
        { name: `${PREFIX}.${'x'.repeat(249 - PREFIX.length)}` },
      ],
      ['no name', 400, /^name: '' is no name of a topic/, { name: '' }],
      [
        "a name of Kafka's own",
        400,
        /^name: .* two underscores/,
        { name: '__x' },
      ],
      [
        'an unknown config',
        400,
        /^configs.retention.days: cannot be set here; set one of cleanup.policy/,
        { configs: { 'retention.days': '7' } },
      ],
      [
        'a config that Kafka does not take',
        400,
        /^configs.retention.ms: .*soon/,
        { configs: { 'retention.ms': 'soon' } },
      ],
      [
        'more replicas than there are brokers',
        400,
        /^replicationFactor: /,
        { replicationFactor: 3 },
      ],
      ['no partitions', 400, /partitions/, { partitions: 0 }],
      [
        'a name that a policy is against',
        409,
        /policy ‘Topics have a version’ is violated: .*Choose a name that ends in .v1/,
        { name: `${PREFIX}.latest` },
      ],
      [
        'more partitions than a policy allows',
        409,
        /13 partitions, more than 12\. Take fewer partitions/,
        { partitions: 13 },
      ],
      [
        'a topic of another domain',
        403,
        /belongs to domain:default\/logistics, whose owner is group:default\/logistics-team; ask them to create it/,
        { name: `${PREFIX}-x.parcels.v1` },
      ],
      [
        'a topic of no domain',
        403,
        /belongs to domain:default\/\w+, which has no owner in the catalog/,
        { name: `${PREFIX}y.parcels.v1` },
      ],
      [
        'somebody who does not own the domain',
        403,
        /whose owner is group:default\/order-team/,
        {},
        'liam',
      ],
    ];

    it.each(attempts)(
      'is %s, by field, and nothing is made',
      async (_, status, message, over, by = 'olivia') => {
        const answer = await createTopic(
          { name: topicOf('refused'), partitions: 1, run: 'refused', ...over },
          by,
        );
        expect([answer.status, answer.body.error.message]).toEqual([
          status,
          expect.stringMatching(message),
        ]);
        expect(await topics()).toEqual([]);
        expect((await call('GET', '/runs/refused')).status).toBe(404);
      },
    );

    it('is what exists already, or differs by dot and underscore alone', async () => {
      const name = topicOf('taken');
      await admin.createTopics({ topics: [{ topic: name }] });
      const again = await createTopic({ name, partitions: 1 });
      expect([again.status, again.body.error.message]).toEqual([
        409,
        expect.stringMatching(/exists already; choose another name/),
      ]);
      const alike = await createTopic({
        name: `${PREFIX}.taken_.v1`.replace('_.', '_'),
        partitions: 1,
      });
      expect([alike.status, alike.body.error.message]).toEqual([
        expect.any(Number),
        expect.stringMatching(/^name: .*collides with|Choose a name/),
      ]);
      expect(await topics()).toEqual([name]);
      await admin.deleteTopics({ topics: [name] });
    });

    it('is on a cluster that is not there, and in a run of somebody else', async () => {
      const nowhere = await call('POST', '/clusters/nowhere/topics', {
        name: topicOf('a'),
        partitions: 1,
      });
      expect(nowhere.status).toBe(404);
      const foreign = { name: `${PREFIX}-x.parcels.v1`, partitions: 1 };
      const theirs = await createTopic({ ...foreign, run: 'task-1' }, 'liam');
      expect([theirs.status, theirs.body.error.message]).toEqual([
        409,
        "run: task-1 is somebody else's; choose another name for yours",
      ]);
      expect(await topics()).toEqual([]);
    });

    it('is in the history, with who tried', async () => {
      expect((await sentences('topic.refused'))[0]).toMatch(
        /^Liam tried to create topic|^Olivia tried to create topic/,
      );
    });
  });

  describe('a schema', () => {
    const name = topicOf('bills');
    const subject = `${name}-value`;
    const refused = async (body: object, by?: string) => {
      const answer = await register({ subject, schema: avro(ID), ...body }, by);
      return `${answer.status} ${answer.body.error?.message}`;
    };

    beforeAll(async () => {
      await createTopic({ name, partitions: 1, run: 'bills' });
    });

    it('is refused by field, and nothing is registered', async () => {
      const big = await mesh.call('POST', `${API}/clusters/main/schemas`, {
        body: { subject, format: 'AVRO', schema: 'x'.repeat(5_000_000) },
      });
      expect([big.status, big.body.error.message]).toEqual([
        400,
        expect.stringMatching(/4 MB.*schema.*1,000,000 characters/),
      ]);
      expect(await refused({ schema: `"${'x'.repeat(1_000_000)}"` })).toMatch(
        /^400 schema: has 1000002 characters, more than 1000000/,
      );
      expect(await refused({ schema: '{\n"type": }' })).toMatch(
        /^400 schema: is not JSON, which an Avro schema has to be: '}' is out of place in line 2, column 9/,
      );
      expect(await refused({ schema: '{"type":"nonsense"}' })).toMatch(
        /^400 schema: .*42201/,
      );
      expect(
        await refused({ format: 'PROTOBUF', schema: 'message {' }),
      ).toMatch(/^400 schema: .*42201/);
      expect(await refused({ subject: 'orders' })).toMatch(
        /^400 subject: 'orders' is of no topic; name it <topic>-value or <topic>-key/,
      );
      expect(await refused({ subject: `${topicOf('none')}-value` })).toMatch(
        /^400 subject: topic .* does not exist on cluster main; create it first/,
      );
      expect(await refused({}, 'liam')).toMatch(
        /^403 .*whose owner is group:default\/order-team; ask them to register its schema/,
      );
      expect(await subjects()).toEqual([]);
      const { body } = await call('GET', '/runs/bills');
      expect(body.creations.map(({ kind }: any) => kind)).toEqual(['topic']);
    });

    it('follows only what it is compatible with, and only once', async () => {
      await registry.register(subject, [ID]);
      await registry.setLevel(subject, 'FULL');
      expect(await refused({ schema: avro(ID, TOTAL) })).toMatch(
        /^409 schema: is not compatible with version 1 of .* by level FULL.*propose it as a change of the schema/,
      );
      expect(await refused({})).toMatch(
        /^409 schema: is version 1 of .* already/,
      );
      expect(
        await refused({ schema: avro(ID, NOTE), compatibility: 'BACKWARD' }),
      ).toMatch(/^409 compatibility: BACKWARD promises less than FULL/);
      expect(
        await refused({
          format: 'JSON',
          schema: '{"type":"object"}',
        }),
      ).toMatch(/^409 format: subject .* is AVRO/);
      const next = await register({
        subject,
        schema: avro(ID, NOTE),
        compatibility: 'FULL_TRANSITIVE',
        run: 'bills',
      });
      expect([next.status, next.body.version]).toEqual([201, 2]);
      expect(await registry.level(subject)).toBe('FULL_TRANSITIVE');
    });

    it('is left and undone with what was there before, versions and level', async () => {
      const { status, body } = await undo('bills', 'grace');
      expect([status, body]).toMatchObject([
        200,
        { undone: [{ kind: 'schema' }, { kind: 'topic' }], left: [] },
      ]);
      expect(await registry.versions(subject)).toEqual([1]);
      expect(await registry.level(subject)).toBe('FULL');
      expect(await topics()).toEqual([]);
      await registry.remove(subject);
    });

    it('waits for its registry, and is finished by the same call', async () => {
      const wanted = { name: topicOf('late'), partitions: 1, run: 'late' };
      const late = {
        subject: `${topicOf('late')}-value`,
        schema: avro(ID),
        compatibility: 'FULL',
        run: 'late',
      };
      await createTopic(wanted);
      const deaths: Array<[string, RegExp]> = [
        ['GET', /./],
        ['POST', /subjects\/[^/]+\/versions$/],
        ['PUT', /config/],
      ];
      for (const [method, pathname] of deaths) {
        await proxy.stop();
        await proxy.start();
        proxy.dieAt = (m, p) => m === method && pathname.test(p);
        const answer = await register(late);
        expect([answer.status, answer.body.error?.message]).toEqual([
          503,
          expect.stringMatching(/schema registry.*try again once it/i),
        ]);
        const down = await register(late);
        expect([down.status, down.body.error.message]).toEqual([
          503,
          expect.stringMatching(/no connection \(ECONNREFUSED\)/),
        ]);
      }
      await proxy.start();
      const done = await register(late);
      expect([done.status, done.body]).toMatchObject([
        201,
        { outcome: 'resumed', version: 1 },
      ]);
      expect(await registry.versions(late.subject)).toEqual([1]);
      expect(await registry.level(late.subject)).toBe('FULL');

      proxy.dieAt = (m, p) => m === 'DELETE' && p.endsWith('permanent=true');
      const half = await undo('late');
      expect(half.body).toMatchObject({
        undone: [{ kind: 'topic' }],
        left: [
          {
            creation: { kind: 'schema', state: 'undoing' },
            reason: expect.stringMatching(/undo the run again/),
          },
        ],
      });
      await proxy.start();
      expect((await undo('late')).body).toMatchObject({
        undone: [{ kind: 'schema', state: 'undone' }],
        left: [],
      });
      expect(await subjects()).toEqual([]);
    });
  });

  it('is one topic and one version when the same calls come at once', async () => {
    const name = topicOf('twice');
    const run = 'twice';
    const several = <T>(task: () => Promise<T>) =>
      Promise.all(Array.from({ length: 4 }, task));
    const made = await several(() => createTopic({ name, partitions: 2, run }));
    expect(made.map(({ status }) => status)).toContain(201);
    expect(
      (await createTopic({ name, partitions: 2, run })).body,
    ).toMatchObject({ outcome: 'resumed', creation: { state: 'created' } });
    const subject = `${name}-value`;
    const registered = await several(() =>
      register({ subject, schema: avro(ID), run }),
    );
    expect(registered.map(({ status }) => status)).toContain(201);
    expect(await registry.versions(subject)).toEqual([1]);
    const told = await sentences('topic.created');
    expect(told.filter(sentence => sentence.includes(name))).toHaveLength(1);
    const { body } = await call('GET', `/runs/${run}`);
    expect(body.creations).toHaveLength(2);
    await several(() => undo(run));
    expect((await call('GET', `/runs/${run}`)).body.mayUndo).toBe(false);
    await eventually(async () => expect(await topics()).toEqual([]), 10);
    expect(await subjects()).toEqual([]);
  });

  describe('undoing', () => {
    it('leaves what has records, and what holds or reads it, and says so', async () => {
      const name = topicOf('used');
      const run = 'used';
      await createTopic({ name, partitions: 1, run });
      await register({ subject: `${name}-value`, schema: avro(ID), run });
      const entity = product('used', 'order-team', { v1: name });
      expect((await call('POST', '/products', { entity, run })).status).toBe(
        201,
      );
      const producer = kafkaAs(ADMIN).producer();
      await producer.connect();
      await producer.send({ topic: name, messages: [{ value: 'a' }] });
      await producer.disconnect();
      const first = await undo(run);
      expect(first.body).toMatchObject({
        undone: [{ kind: 'product' }],
        left: [
          {
            creation: { kind: 'schema', state: 'created' },
            reason: expect.stringMatching(
              /Records were written to topic .* whoever reads them needs it/,
            ),
          },
          {
            creation: { kind: 'topic', state: 'created' },
            reason: expect.stringMatching(/has had records; nothing/),
          },
        ],
      });
      expect(await topics()).toEqual([name]);
      expect(await registry.versions(`${name}-value`)).toEqual([1]);
      // Whoever has created it can go on with it.
      const again = await createTopic({ name, partitions: 1, run });
      expect(again.body.outcome).toBe('resumed');
      await admin.deleteTopics({ topics: [name] });
      await eventually(async () => {
        const gone = await createTopic({ name, partitions: 1, run });
        expect(gone.body.error?.message).toMatch(/has been deleted since/);
      }, 10);
      expect((await undo(run)).body.left).toEqual([]);
    });

    it('deletes no topic that somebody else has made under the same name', async () => {
      const name = topicOf('remade');
      await createTopic({ name, partitions: 1, run: 'remade' });
      await admin.deleteTopics({ topics: [name] });
      await eventually(async () => expect(await topics()).toEqual([]), 10);
      await admin.createTopics({ topics: [{ topic: name }] });
      expect((await undo('remade')).body.left).toMatchObject([
        { reason: expect.stringMatching(/another one of that name/) },
      ]);
      expect(await topics()).toEqual([name]);
      await admin.deleteTopics({ topics: [name] });
    });

    it('brings back the version that a product had before the run', async () => {
      const name = topicOf('kept');
      await createTopic({ name, partitions: 1, run: 'kept' });
      const entity = product('kept', 'order-team', { v1: name });
      await call('POST', '/products', { entity });
      const described = {
        ...entity,
        metadata: { ...entity.metadata, description: 'Kept.' },
      };
      const changed = await call('PATCH', '/products/default/kept', {
        entity: described,
        basedOn: 1,
        run: 'kept-2',
      });
      expect([changed.status, changed.body.version]).toEqual([200, 2]);
      const same = await call('PATCH', '/products/default/kept', {
        entity: described,
        basedOn: 1,
        run: 'kept-2',
      });
      expect([same.status, same.body.version]).toEqual([200, 2]);
      expect((await undo('kept-2')).body.left).toEqual([]);
      const { body } = await call('GET', '/products/default/kept/versions');
      expect(
        body.items.map((v: any) => v.entity.metadata.description ?? null),
      ).toEqual([null, 'Kept.', null]);
      // The topic is in a product that the run has not made.
      expect((await undo('kept')).body.left).toMatchObject([
        { reason: expect.stringMatching(/held by dataproduct:default\/kept/) },
      ]);
      await mesh.call('DELETE', `${API}/products/default/kept`, {
        body: { reason: 'the test is over' },
      });
      expect((await undo('kept')).body.left).toEqual([]);
    });
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
        ['schema', expect.stringMatching(/it ends too early/)],
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
