import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import type { Admin } from 'kafkajs';
import {
  component,
  domain,
  group,
  product,
  user,
} from './__testUtils__/entities';
import { ADMIN, kafkaAs, managedCluster } from './__testUtils__/testKafka';
import { eventually, TestMesh } from './__testUtils__/TestMesh';

jest.setTimeout(90_000);

const PREFIX = `p${randomBytes(5).toString('hex')}`;
const TOPIC = `${PREFIX}.orders.v1`;
const SUBJECT = `${TOPIC}-value`;
const REGISTRY = process.env.DATA_MESH_TEST_REGISTRY ?? '';
const POLICIES = [
  {
    id: 'personal-data',
    title: 'Personal data is confidential',
    why: 'The law asks for it.',
    severity: 'error',
    stage: 'enforce',
    rule: {
      type: 'tagged-fields',
      tags: ['PII'],
      classification: 'confidential',
    },
    remedy: 'Raise the classification of the port.',
  },
  {
    id: 'names',
    title: 'Topics have a version',
    why: 'Consumers have to know what they read.',
    severity: 'warning',
    stage: 'warn',
    rule: { type: 'topic-naming', patterns: ['.*\\.v\\d+'] },
    remedy: 'Publish it under a name that ends in .v1.',
  },
  {
    id: 'secrets',
    title: 'Secrets are restricted',
    why: 'Few have to know them.',
    severity: 'error',
    stage: 'enforce',
    rule: {
      type: 'tagged-fields',
      tags: ['SECRET'],
      classification: 'restricted',
    },
    remedy: 'Raise the classification of the port.',
  },
  {
    id: 'short',
    title: 'Confidential data is not read for long',
    why: 'Reasons end.',
    severity: 'info',
    stage: 'enforce',
    rule: { type: 'longest-grant', longest: { confidential: 'P7D' } },
    remedy: 'Ask for less, and renew it.',
  },
  {
    id: 'partitions',
    title: 'Topics can be read in parallel',
    why: 'One partition is one reader.',
    severity: 'warning',
    stage: 'draft',
    rule: { type: 'topic-size', minPartitions: 3 },
    remedy: 'Add partitions.',
  },
  { id: 'mistaken', stage: 'warn' },
];

async function register(tags: string[], doc = ''): Promise<void> {
  const schema = {
    type: 'record',
    name: 'Order',
    doc,
    fields: [
      { name: 'id', type: 'string' },
      {
        name: 'email',
        type: ['null', 'string'],
        default: null,
        ...(tags.length ? { 'confluent:tags': tags } : {}),
      },
    ],
  };
  const answer = await fetch(`${REGISTRY}/subjects/${SUBJECT}/versions`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ schema: JSON.stringify(schema) }),
  });
  expect(answer.status).toBe(200);
}

/** Policies on a mesh that lives, with a real broker and schema registry. */
describe('policies', () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'policies-'));
  let mesh: TestMesh;
  let admin: Admin;
  const base = product('orders', 'order-team', { v1: TOPIC });
  const classified = (classification: string) => ({
    ...base,
    spec: { ...base.spec, classification },
  });

  async function get(url: string, by = 'olivia'): Promise<any> {
    const { status, body } = await mesh.call('GET', `/data-mesh/v1${url}`, {
      user: by,
    });
    expect([url, status]).toEqual([url, 200]);
    return body;
  }

  async function post(url: string, body: object, by = 'olivia') {
    return mesh.call('POST', `/data-mesh/v1${url}`, { user: by, body });
  }

  const open = async () =>
    (await get('/findings')).items.map((f: any) => [f.policy, f.subject]);

  beforeAll(async () => {
    admin = kafkaAs(ADMIN).admin();
    await admin.connect();
    await admin.createTopics({
      topics: [{ topic: TOPIC, numPartitions: 1 }],
      waitForLeaders: true,
    });
    await register([]);
    mesh = new TestMesh({
      dir,
      dataMesh: {
        trustedLocations: ['file:*/trusted/*'],
        governance: ['group:default/governance'],
        sync: { catalog: { seconds: 1 }, policies: { seconds: 1 } },
        policies: POLICIES,
        clusters: {
          main: managedCluster(PREFIX, {
            schemaRegistry: { url: REGISTRY },
            sync: { light: { seconds: 1 }, full: { seconds: 2 } },
          }),
        },
      },
    });
    await mesh.start();
    await mesh.register(
      'trusted/org.yaml',
      group('sales'),
      group('order-team'),
      group('governance'),
      group('readers'),
      user('olivia', ['order-team']),
      user('grace', ['governance']),
      user('rita', ['readers']),
      domain('sales', 'sales'),
      component(`${PREFIX}-reader`, 'readers', `User:${PREFIX}-reader`),
      classified('internal'),
    );
    await mesh.untilInSync('dataproduct:default/orders');
  });

  afterAll(async () => {
    await mesh?.stop();
    await fetch(`${REGISTRY}/subjects/${SUBJECT}`, { method: 'DELETE' });
    await admin.deleteTopics({ topics: [TOPIC] });
    await admin.disconnect();
    fs.rmSync(dir, { recursive: true, force: true });
  });

  it('find a tag in a schema within one pass, and that it is gone after the classification was raised', async () => {
    expect(await open()).toEqual([]);
    await register(['PII']);
    await eventually(
      async () =>
        expect(await open()).toEqual([['personal-data', `${SUBJECT} email`]]),
      15,
    );
    const { items, domains } = await get('/findings');
    expect(items[0]).toMatchObject({
      product: 'dataproduct:default/orders',
      owner: 'group:default/order-team',
      domain: 'domain:default/sales',
      severity: 'error',
      stage: 'enforce',
      value: 'internal',
      message: expect.stringMatching(
        /^Field email of .* is tagged PII, but port v1 is internal/,
      ),
      remedy: 'Raise the classification of the port.',
    });
    expect(domains).toEqual([
      {
        domain: 'domain:default/sales',
        products: 1,
        clean: 0,
        error: 1,
        warning: 0,
        info: 0,
      },
    ]);
    const { items: told } = await get(
      '/history?product=dataproduct:default/orders',
    );
    expect(told).toContainEqual(
      expect.objectContaining({
        action: 'policy.violated',
        sentence: expect.stringMatching(
          /^Orders violates ‘Personal data is confidential’: Field email/,
        ),
      }),
    );
    const mine = async (by: string) =>
      (await get('/findings?mine=true', by)).totalItems;
    expect([await mine('olivia'), await mine('rita')]).toEqual([1, 0]);
    const narrowed = await get('/findings?severity=info&mine=true', 'rita');
    expect(narrowed.domains).toEqual(domains);
    mesh.write(
      'trusted/org.yaml',
      group('sales'),
      group('order-team'),
      group('governance'),
      group('readers'),
      user('olivia', ['order-team']),
      user('grace', ['governance']),
      user('rita', ['readers']),
      domain('sales', 'sales'),
      component(`${PREFIX}-reader`, 'readers', `User:${PREFIX}-reader`),
      classified('confidential'),
    );
    await eventually(async () => expect(await open()).toEqual([]), 15);
    const fixed = await get('/findings?state=fixed');
    expect(fixed.items).toHaveLength(1);
    expect(fixed.items[0].fixedAt).toBeDefined();
  });

  it('refuse access while one that is enforced is violated, and shorten it by classification', async () => {
    const plan = async (duration: string) =>
      (
        await post(
          '/plans',
          {
            accessRequest: {
              items: [{ product: 'dataproduct:default/orders', port: 'v1' }],
              consumer: `component:default/${PREFIX}-reader`,
              mode: 'read',
              purpose: 'to see',
              duration,
            },
          },
          'rita',
        )
      ).body.items[0];
    expect(await plan('P8D')).toMatchObject({
      refusal: { message: expect.stringMatching(/longer than the P7D/) },
    });
    expect(await plan('P7D')).toMatchObject({
      maxDuration: 'P7D',
      steps: [{ name: 'owner' }],
    });
    await register(['PII', 'SECRET']);
    await eventually(async () => {
      expect((await plan('P7D')).refusal?.message).toMatch(
        /Access to orders is not given while policy ‘Secrets are restricted’ is violated: Field email .* Raise the classification/,
      );
    }, 15);
    // The same schema as before would be the version of before.
    await register(['PII'], 'Without secrets');
    await eventually(
      async () => expect((await plan('P7D')).refusal).toBeUndefined(),
      15,
    );
  });

  it('are tried as drafts by those who make them, and hidden from others', async () => {
    const ids = async (by: string) =>
      (await get('/policies', by)).items.map((p: any) => p.id);
    expect(await ids('grace')).toEqual([
      'personal-data',
      'names',
      'secrets',
      'short',
      'partitions',
    ]);
    expect(await ids('olivia')).toEqual([
      'personal-data',
      'names',
      'secrets',
      'short',
    ]);
    const problems = async (by: string) =>
      (await get('/policies', by)).problems;
    expect(await problems('olivia')).toEqual([]);
    expect(await problems('grace')).toEqual([
      ...['title', 'why', 'severity', 'rule', 'remedy'].map(key => ({
        key: `dataMesh.policies[5].${key}`,
        message: expect.stringMatching(`^'?${key}'? is missing; `),
      })),
    ]);
    const tried = await post('/policies/partitions/what-if', {}, 'grace');
    expect(tried.body).toMatchObject({
      products: 1,
      failsNow: 0,
      wouldFail: 1,
      newlyFailing: [
        {
          product: 'dataproduct:default/orders',
          owner: 'group:default/order-team',
          violations: [
            { value: '1', message: expect.stringMatching(/1 part/) },
          ],
        },
      ],
    });
    const looser = await post(
      '/policies/partitions/what-if',
      { parameters: { minPartitions: 1 } },
      'grace',
    );
    expect(looser.body.wouldFail).toBe(0);
    expect((await post('/policies/partitions/what-if', {})).status).toBe(404);
    const wrong = await post(
      '/policies/names/what-if',
      { parameters: { patterns: ['('] } },
      'grace',
    );
    expect(wrong.status).toBe(400);
    expect(wrong.body.error.message).toMatch(
      /parameter 'patterns': '\(' is no regular expression/,
    );
  });

  it('check a product before it is there: what is enforced blocks, the rest warns', async () => {
    const schemas = [
      {
        subject: 'acme.Return',
        format: 'AVRO',
        schema: JSON.stringify({
          type: 'record',
          name: 'Return',
          fields: [
            { name: 'phone', type: 'string', 'confluent:tags': ['PII'] },
          ],
        }),
      },
    ];
    const entity = (classification: string) => ({
      ...base,
      metadata: { name: 'returns' },
      spec: {
        ...base.spec,
        classification,
        outputPorts: [
          {
            name: 'returns',
            type: 'kafka',
            locations: [{ cluster: 'main', topic: `${PREFIX}.returns` }],
            schema: { subject: 'acme.Return' },
          },
        ],
      },
    });
    const { body } = await post('/policy-checks', {
      entity: entity('public'),
      schemas,
    });
    expect(body).toEqual({
      isBlocked: true,
      problems: [],
      results: [
        expect.objectContaining({
          policy: 'personal-data',
          blocks: true,
          remedy: 'Raise the classification of the port.',
          violations: [
            expect.objectContaining({
              subject: 'acme.Return phone',
              value: 'public',
            }),
          ],
        }),
        expect.objectContaining({
          policy: 'names',
          stage: 'warn',
          blocks: false,
        }),
      ],
    });
    const good = await post('/policy-checks', {
      entity: entity('restricted'),
      schemas,
    });
    expect(good.body.isBlocked).toBe(false);
    const invalid = await post('/policy-checks', {
      entity: { ...entity('secret') },
    });
    expect(invalid.body).toMatchObject({
      isBlocked: true,
      problems: [{ path: 'spec.classification' }],
    });
    const other = await post('/policy-checks', { entity: group('sales') });
    expect(other.body.problems[0].message).toMatch(/is not a DataProduct/);
    const nothing = await post('/policy-checks', { entity: {} });
    expect(nothing.body.problems).toEqual([
      { path: 'metadata.name', message: 'is missing' },
    ]);
  });
});
