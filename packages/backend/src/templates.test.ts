import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { mockCredentials } from '@backstage/backend-test-utils';
import { draftCreation } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Admin } from 'kafkajs';
import { component, domain, group, user } from './__testUtils__/entities';
import { inRepository, unzip } from './__testUtils__/repositories';
import { RegistryProxy } from './__testUtils__/RegistryProxy';
import {
  type EndedTask,
  exampleValues,
  scaffolderFeatures,
  templateNames,
  TEMPLATES,
  TemplateRuns,
} from './__testUtils__/TemplateRuns';
import {
  ADMIN,
  deleteAcls,
  kafkaAs,
  managedCluster,
  mayProvision,
  testBrokers,
} from './__testUtils__/testKafka';
import { testRegistry } from './__testUtils__/testRegistry';
import { eventually, TestMesh } from './__testUtils__/TestMesh';

jest.setTimeout(300_000);

const PREFIX = `t${randomBytes(5).toString('hex')}`;
const READER = `User:${PREFIX}-returns-report`;
const EXAMPLE = exampleValues('new-data-product');

/** The example, for topics of this test's own. */
const valuesFor = (name: string, over: object = {}) => ({
  ...EXAMPLE,
  name,
  topic: `${PREFIX}.${name}.v1`,
  service: `${name}-service`,
  ...over,
});

/** The end of the log of a task that was not completed. */
const whyNot = ({ status, log }: EndedTask): string[] =>
  status === 'completed' ? [] : [status, ...log.slice(-8)];

/** Templates, run from their own example values, on a real broker and registry. */
describe('the templates', () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'templates-'));
  const registry = testRegistry();
  const proxy = new RegistryProxy(registry.url);
  const subjects = new Set<string>();
  let mesh: TestMesh;
  let runs: TemplateRuns;
  let admin: Admin;
  /** The run that made returns. */
  let made: string;

  const plan = async (values: object, by = 'olivia', makes?: 'domain') => {
    const creation = draftCreation({ ...values }, makes);
    const { status, body } = await mesh.call('POST', '/data-mesh/v1/plans', {
      user: by,
      body: { creation },
    });
    if (status !== 200) throw new Error(`${status}: ${body.error.message}`);
    return body;
  };
  const refusalsOf = ({ steps }: any): string[] =>
    steps.flatMap(({ refusal }: any) => refusal?.message ?? []);
  /** Fills in the form as somebody who has seen the plan. */
  const confirmed = async <T extends Record<string, any>>(
    values: T,
    by = 'olivia',
    makes?: 'domain',
  ) => {
    if (values.topic) subjects.add(`${values.topic}-value`);
    const wanted = await plan(values, by, makes);
    expect([wanted.isBlocked, refusalsOf(wanted)]).toEqual([false, []]);
    const { hash } = wanted;
    return { ...values, plan: { hash } };
  };
  const topicOf = async (name: string) => {
    const { topics } = await admin.fetchTopicMetadata({ topics: [name] });
    return topics[0];
  };
  const topicExists = async (name: string) =>
    (await admin.listTopics()).includes(name);
  const download = async (id: string, by = 'olivia') => {
    const response = await fetch(
      `${mesh.url}/api/data-mesh/v1/archives/${id}`,
      {
        headers: {
          Authorization: mockCredentials.user.header(`user:default/${by}`),
        },
      },
    );
    return {
      status: response.status,
      content: Buffer.from(await response.arrayBuffer()),
    };
  };
  /** Repositories of one language have the same dependencies. */
  const shareDependencies = (folder: string) =>
    fs.symlinkSync(
      path.join(dir, 'returns/node_modules'),
      path.join(folder, 'node_modules'),
    );
  const archivesOf = async (run: string) =>
    (await mesh.call('GET', `/data-mesh/v1/archives?run=${run}`)).body.items;

  beforeAll(async () => {
    await proxy.start();
    admin = kafkaAs(ADMIN).admin();
    await admin.connect();
    await admin.createAcls({ acl: mayProvision(PREFIX) });
    mesh = new TestMesh({
      dir,
      features: scaffolderFeatures,
      config: {
        app: { baseUrl: 'http://localhost:3000' },
        scaffolder: {
          taskRecovery: { enabled: true, workspaceProvider: 'database' },
        },
      },
      dataMesh: {
        naming: { templates: ['{domain}.{product}.{version}'] },
        trustedLocations: ['file:*/trusted/*'],
        governance: ['group:default/governance'],
        sync: { catalog: { seconds: 1 }, policies: { seconds: 1 } },
        policies: [
          {
            id: 'personal-data',
            title: 'Personal data is confidential',
            why: 'Whoever reads it has to have a reason.',
            severity: 'error',
            stage: 'enforce',
            rule: {
              type: 'tagged-fields',
              tags: ['PII'],
              classification: 'confidential',
            },
            remedy:
              'Classify the port as confidential, or leave the field out.',
          },
        ],
        clusters: {
          main: managedCluster(PREFIX, {
            domains: {
              [`${PREFIX}.parcels.`]: 'domain:default/logistics',
              [`${PREFIX}.`]: 'domain:default/sales',
            },
            schemaRegistry: { url: proxy.url, auth: { type: 'none' } },
          }),
        },
      },
    });
    await mesh.start();
    runs = new TemplateRuns(mesh);
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
      component('returns-report', 'logistics-team', READER),
    );
    for (const template of templateNames()) await runs.register(template);
    await eventually(async () => {
      const refusals = refusalsOf(await plan(valuesFor('probe')));
      if (refusals.length > 0) throw new Error(refusals.join('; '));
    }, 60);
  });

  afterAll(async () => {
    await mesh?.stop();
    await proxy.stop();
    const topics = await admin.listTopics();
    await admin.deleteTopics({
      topics: topics.filter(name => name.startsWith(`${PREFIX}.`)),
    });
    await deleteAcls(admin, { resourceName: PREFIX }, { principal: READER });
    await admin.disconnect();
    for (const subject of subjects) {
      await registry.remove(subject).catch(() => undefined);
    }
    fs.rmSync(dir, { recursive: true, force: true });
  });

  it('are all among those that the demo shows', () => {
    const listed = fs.readFileSync(`${TEMPLATES}.yaml`, 'utf8');
    for (const template of templateNames()) {
      expect(listed).toContain(`./templates/${template}/template.yaml`);
    }
  });

  describe('new-data-product', () => {
    const values = valuesFor('returns');
    it('makes topic, schema, data product and a repository, as the plan said', async () => {
      const ended = await runs.run('new-data-product', await confirmed(values));
      expect(whyNot(ended)).toEqual([]);
      made = ended.id;
      expect((await topicOf(values.topic)).partitions).toHaveLength(2);
      expect(await registry.versions(`${values.topic}-value`)).toEqual([1]);
      expect(await registry.level(`${values.topic}-value`)).toBe('BACKWARD');
      await eventually(async () => {
        const entity = await mesh.entity('dataproduct:default/returns');
        expect(entity.metadata.annotations).toMatchObject({
          'data-mesh/origin': 'published',
          'data-mesh/sync-state': 'in-sync',
        });
        expect(entity.relations).toContainEqual({
          type: 'ownedBy',
          targetRef: 'group:default/order-team',
        });
      }, 30);
      expect(ended.output.links).toContainEqual(
        expect.objectContaining({
          url: `http://localhost:3000/data-mesh/runs/${made}`,
        }),
      );
    });

    it('gives a repository whose own tests pass, and which writes the topic', async () => {
      const [archive] = await archivesOf(made);
      const { content } = await download(archive.id);
      const folder = path.join(dir, 'returns');
      await unzip(content, folder);
      await inRepository(folder, ['npm', 'install', '--no-audit', '--no-fund']);
      await inRepository(folder, ['npm', 'run', 'types']);
      expect(await inRepository(folder, ['npm', 'test'])).toMatch(/pass 2/);
      await inRepository(folder, ['npm', 'start'], {
        COUNT: '2',
        KAFKA_BROKERS: testBrokers().join(),
        KAFKA_USERNAME: ADMIN.username,
        KAFKA_PASSWORD: ADMIN.password,
        SCHEMA_REGISTRY_URL: registry.url,
      });
      const offsets = await admin.fetchTopicOffsets(values.topic);
      expect(offsets.reduce((sum, { high }) => sum + Number(high), 0)).toBe(2);
    });

    it('keeps the repository for whoever made it, and for nobody else', async () => {
      const [archive] = await archivesOf(made);
      expect((await download(archive.id, 'liam')).status).toBe(403);
    });

    it.each([
      [
        'JSON',
        '{"type":"object","required":["id"],"properties":{"id":{"type":"string"}}}',
      ],
      [
        'PROTOBUF',
        'syntax = "proto3";\nmessage Parcel {\n  string id = 1;\n  int64 received_at = 2;\n}\n',
      ],
    ])('takes a %s schema as well', async (schemaFormat, schema) => {
      const name = `returns-${schemaFormat.toLowerCase()}`;
      const wanted = await confirmed(valuesFor(name, { schemaFormat, schema }));
      const ended = await runs.run('new-data-product', wanted);
      expect(whyNot(ended)).toEqual([]);
      const { id } = ended;
      const [archive] = await archivesOf(id);
      const folder = path.join(dir, name);
      await unzip((await download(archive.id)).content, folder);
      shareDependencies(folder);
      expect(await inRepository(folder, ['npm', 'test'])).toMatch(/pass 2/);
    });
  });

  describe('consume-data-products', () => {
    const values = exampleValues('consume-data-products');
    let task: string;

    it('asks the owner for access, and gives a repository whose tests pass', async () => {
      const started = await runs.start(
        'consume-data-products',
        await confirmed(values, 'liam'),
        'liam',
      );
      const ended = await runs.ended(started);
      expect(whyNot(ended)).toEqual([]);
      task = ended.id;
      const requests = await mesh.call(
        'GET',
        '/data-mesh/v1/access-requests?product=dataproduct:default/returns',
        { user: 'olivia' },
      );
      expect(requests.body.items).toEqual([
        expect.objectContaining({
          consumer: values.consumer,
          purpose: values.purpose,
          state: 'pending',
        }),
      ]);
    });

    it('gives a service that reads what is there', async () => {
      const [archive] = (
        await mesh.call('GET', `/data-mesh/v1/archives?run=${task}`, {
          user: 'liam',
        })
      ).body.items;
      const folder = path.join(dir, 'report');
      await unzip((await download(archive.id, 'liam')).content, folder);
      shareDependencies(folder);
      await inRepository(folder, ['npm', 'run', 'types']);
      expect(await inRepository(folder, ['npm', 'test'])).toMatch(/pass 3/);
      const printed = await inRepository(folder, ['npm', 'start', '-s'], {
        COUNT: '2',
        KAFKA_BROKERS: testBrokers().join(),
        KAFKA_USERNAME: ADMIN.username,
        KAFKA_PASSWORD: ADMIN.password,
        KAFKA_GROUP: `${PREFIX}-report`,
        SCHEMA_REGISTRY_URL: registry.url,
      });
      const read = printed
        .split('\n')
        .filter(line => line.startsWith('{"topic"'))
        .map(line => JSON.parse(line));
      expect(read.map(({ value }) => value.id)).toEqual(['example', 'example']);
    });
  });

  it('derives a product from others, whose owners are asked, and lets its service write it', async () => {
    const values: Record<string, any> = {
      ...exampleValues('derived-data-product'),
      owner: 'group:default/logistics-team',
      domain: 'domain:default/logistics',
      topic: `${PREFIX}.parcels.return-rates.v1`,
    };
    // What the service reads it has asked for already, a test before.
    const ended = await runs.ended(
      await runs.start(
        'derived-data-product',
        await confirmed(values, 'liam'),
        'liam',
      ),
    );
    expect(whyNot(ended)).toEqual([]);
    const entity = await mesh.entity('dataproduct:default/return-rates');
    expect(entity.spec).toMatchObject({
      type: 'aggregate',
      inputPorts: [{ product: 'dataproduct:default/returns' }],
      producedBy: [values.consumer],
    });
    // Its own team needs nobody's approval to write it.
    const grants = await eventually(async () => {
      const found = await mesh.call(
        'GET',
        '/data-mesh/v1/grants?product=dataproduct:default/return-rates',
        { user: 'liam' },
      );
      expect(found.body.items).toEqual([
        expect.objectContaining({ mode: 'write', state: 'active' }),
      ]);
      return found.body.items;
    }, 30);
    const [archive] = (
      await mesh.call('GET', `/data-mesh/v1/archives?run=${ended.id}`, {
        user: 'liam',
      })
    ).body.items;
    const folder = path.join(dir, 'derived');
    await unzip((await download(archive.id, 'liam')).content, folder);
    shareDependencies(folder);
    await inRepository(folder, ['npm', 'run', 'types']);
    expect(await inRepository(folder, ['npm', 'test'])).toMatch(/pass 2/);
    await inRepository(folder, ['npm', 'start'], {
      COUNT: '2',
      KAFKA_BROKERS: testBrokers().join(),
      KAFKA_USERNAME: ADMIN.username,
      KAFKA_PASSWORD: ADMIN.password,
      KAFKA_GROUP: `${PREFIX}-derived`,
      SCHEMA_REGISTRY_URL: registry.url,
    });
    const offsets = await admin.fetchTopicOffsets(values.topic);
    expect(offsets.reduce((sum, { high }) => sum + Number(high), 0)).toBe(2);
    for (const { id } of grants) {
      await mesh.call('POST', `/data-mesh/v1/grants/${id}/revoke`, {
        user: 'liam',
        body: { reason: 'The test is over' },
      });
    }
  });

  it('claims topics that nobody has described, all at once', async () => {
    const topics = ['refunds', 'vouchers'].map(name => `${PREFIX}.${name}.v1`);
    await admin.createTopics({
      topics: topics.map(topic => ({ topic, numPartitions: 1 })),
      waitForLeaders: true,
    });
    await eventually(async () => {
      const { body } = await mesh.call(
        'GET',
        `/data-mesh/v1/clusters/main/topics?q=${PREFIX}.vouchers`,
      );
      expect(body.totalItems).toBe(1);
    }, 30);
    const ended = await runs.run('claim-topics', {
      ...exampleValues('claim-topics'),
      topics: topics.map(topic => ({ cluster: 'main', topic })),
    });
    expect(whyNot(ended)).toEqual([]);
    const { body } = await mesh.call(
      'GET',
      '/data-mesh/v1/products?origin=published&limit=200',
    );
    const claimed = body.items.flatMap(({ ports, ownerRef }: any) =>
      ports.flatMap(({ locations }: any) =>
        locations.map(({ topic }: any) => [topic, ownerRef]),
      ),
    );
    for (const topic of topics) {
      expect(claimed).toContainEqual([topic, 'group:default/order-team']);
    }
  });

  it('makes a part of a domain for the owner of that, and for nobody else', async () => {
    const values = await confirmed(
      exampleValues('new-domain'),
      'olivia',
      'domain',
    );
    const refused = await runs.run('new-domain', values, 'liam');
    expect(refused.status).toBe('failed');
    expect(refused.log.join('\n')).toMatch(/group:default\/order-team/);
    // It was confirmed with another owner: nothing is made.
    const changed = await runs.run('new-domain', {
      ...values,
      owner: 'group:default/logistics-team',
    });
    expect(changed.status).toBe('failed');
    expect(changed.log.join('\n')).toMatch(/is no longer what was confirmed/);
    await expect(mesh.entity('domain:default/returns')).rejects.toThrow();
    const ended = await runs.run('new-domain', values);
    expect(whyNot(ended)).toEqual([]);
    const entity = await mesh.entity('domain:default/returns');
    expect(entity.spec).toMatchObject({
      owner: values.owner,
      dataMesh: { steward: values.steward },
    });
  });

  it('deprecates a product, so that nobody can ask for it any more', async () => {
    const ended = await runs.run(
      'deprecate-data-product',
      exampleValues('deprecate-data-product'),
    );
    expect(whyNot(ended)).toEqual([]);
    await eventually(async () => {
      const entity = await mesh.entity('dataproduct:default/returns');
      expect(entity.spec?.lifecycle).toBe('deprecated');
    }, 30);
  });

  it('is not undone while there are records in its topic', async () => {
    const { topic } = valuesFor('returns');
    const { body } = await mesh.call(
      'POST',
      `/data-mesh/v1/runs/${made}/undo`,
      { body: {} },
    );
    expect(body.left).toContainEqual(
      expect.objectContaining({
        creation: expect.objectContaining({ name: topic }),
      }),
    );
    expect(await topicExists(topic)).toBe(true);
  });

  it('stops where the schema registry is away, goes on when it is back, and can be undone', async () => {
    const values = await confirmed(valuesFor('stopped'));
    // Not before the topic is there: in the middle of what is made.
    proxy.dieAt = (method, url) =>
      method === 'POST' && /\/subjects\/[^/]+\/versions$/.test(url);
    const id = await runs.start('new-data-product', values);
    const failed = await runs.ended(id, 120);
    expect(failed.status).toBe('failed');
    expect(await topicExists(values.topic)).toBe(true);
    const said = failed.log.join('\n');
    expect(said).toMatch(/schema registry/i);
    await proxy.start();
    await runs.retry(id);
    const ended = await runs.ended(id);
    expect(whyNot(ended)).toEqual([]);
    expect((await topicOf(values.topic)).partitions).toHaveLength(2);
    expect(await registry.versions(`${values.topic}-value`)).toEqual([1]);
    const { body } = await mesh.call('POST', `/data-mesh/v1/runs/${id}/undo`, {
      body: {},
    });
    expect([body.left, body.undone]).toEqual([[], expect.any(Array)]);
    expect(await topicExists(values.topic)).toBe(false);
    await expect(registry.versions(`${values.topic}-value`)).rejects.toThrow(
      '404',
    );
    await mesh.isGone('dataproduct:default/stopped', 30);
  });

  it('refuses a plan that has gone stale, and makes nothing', async () => {
    const values = await confirmed(valuesFor('stale'));
    const changed = { ...values, partitions: 3 };
    const ended = await runs.run('new-data-product', changed);
    expect(ended.status).toBe('failed');
    expect(ended.log.join('\n')).toMatch(/no longer what was confirmed/);
    expect(await topicExists(values.topic)).toBe(false);
  });

  it.each<[string, object, RegExp]>([
    [
      'a topic of 250 characters',
      { topic: `${PREFIX}.${'x'.repeat(250)}` },
      /name.*249/i,
    ],
    [
      'another domain than that of the topic',
      { domain: 'domain:default/other' },
      /spec\.domain/,
    ],
    [
      'personal data that is not confidential',
      {
        schema:
          '{"type":"record","name":"R","fields":[{"name":"email","type":"string","confluent:tags":["PII"]}]}',
      },
      /Personal data is confidential.*email.*Classify the port as confidential/s,
    ],
    ['a schema that is none', { schema: '{"type":"record"' }, /schema/i],
    [
      'a schema of 5 MB',
      { schema: `"${'x'.repeat(5_000_000)}"` },
      /schema|too large|1,?000,?000/i,
    ],
  ])('refuses %s, naming it, and makes nothing', async (_, over, message) => {
    const values = valuesFor(`bad-${randomBytes(3).toString('hex')}`, over);
    const started = await runs
      .start('new-data-product', { ...values, plan: { hash: 'none' } })
      .then(
        id => runs.ended(id),
        (error: Error) => ({ status: 'failed', log: [error.message] }),
      );
    expect(started.status).toBe('failed');
    expect(started.log.join('\n')).toMatch(message);
    expect(await topicExists(values.topic)).toBe(false);
  });

  it('refuses somebody who does not own the domain, naming who does', async () => {
    const values = valuesFor('foreign', {
      owner: 'group:default/logistics-team',
    });
    const id = await runs.start(
      'new-data-product',
      { ...values, plan: { hash: 'none' } },
      'liam',
    );
    const ended = await runs.ended(id);
    expect(ended.status).toBe('failed');
    expect(ended.log.join('\n')).toMatch(/group:default\/order-team/);
    expect(await topicExists(values.topic)).toBe(false);
  });

  it.each(['../../etc', 'a/../../b', '/etc'])(
    'refuses the service name %s, which is a path',
    async service => {
      const values = valuesFor('escaping', { service });
      await expect(
        runs.start('new-data-product', { ...values, plan: { hash: 'none' } }),
      ).rejects.toThrow(/service/);
    },
  );
});
