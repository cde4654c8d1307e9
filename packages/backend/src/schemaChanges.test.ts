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
import {
  ADMIN,
  deleteAcls,
  kafkaAs,
  managedCluster,
} from './__testUtils__/testKafka';
import { testRegistry } from './__testUtils__/testRegistry';
import { eventually, TestMesh } from './__testUtils__/TestMesh';

jest.setTimeout(120_000);

const PREFIX = `s${randomBytes(5).toString('hex')}`;
const TOPIC = `${PREFIX}.orders.v1`;
const SUBJECT = `${TOPIC}-value`;
const CONSUMERS = {
  planner: { owner: 'logistics-team', by: 'liam' },
  parcels: { owner: 'parcel-team', by: 'pia' },
};
type ConsumerName = keyof typeof CONSUMERS;

const ID = { name: 'id', type: 'string' };
const NOTE = { name: 'note', type: ['null', 'string'], default: null };
const TOTAL = { name: 'total', type: 'long' };
const schemaOf = (...fields: object[]) =>
  JSON.stringify({ type: 'record', name: 'R', fields });

/**
 * Schemas that change, on a real broker and schema registry, through the API of
 * a real backend with a real catalog.
 */
describe('a change of a schema', () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'schema-changes-'));
  const registry = testRegistry();
  let mesh: TestMesh;
  let admin: Admin;
  let change: string;

  const post = (
    url: string,
    body: object,
    who: { user?: string; service?: string } = { user: 'olivia' },
  ) => mesh.call('POST', `/data-mesh/v1${url}`, { ...who, body });

  const propose = (schema: string, over: object = {}, by = 'olivia') =>
    post(
      '/schema-changes',
      {
        product: 'dataproduct:default/orders',
        port: 'v1',
        schema,
        message: 'we need it',
        ...over,
      },
      { user: by },
    );

  const answer = (
    consumer: ConsumerName,
    said: object,
    who?: { user?: string; service?: string },
  ) =>
    post(
      `/schema-changes/${change}/answers`,
      { consumer: `component:default/${consumer}`, ...said },
      who ?? { user: CONSUMERS[consumer].by },
    );

  async function shown(by = 'olivia'): Promise<any> {
    const { body } = await mesh.call(
      'GET',
      `/data-mesh/v1/schema-changes/${change}`,
      { user: by },
    );
    expect(body.error).toBeUndefined();
    return body;
  }

  const entries = (action: string): any[] =>
    mesh
      .rows('data-mesh', 'history')
      .filter((row: any) => row.action === action);

  async function give(consumer: ConsumerName): Promise<void> {
    const { body: request } = await post(
      '/access-requests',
      {
        items: [{ product: 'dataproduct:default/orders', port: 'v1' }],
        consumer: `component:default/${consumer}`,
        mode: 'read',
        purpose: 'to deliver',
        duration: 'P90D',
      },
      { user: CONSUMERS[consumer].by },
    );
    expect(request.error).toBeUndefined();
    const { body: item } = await post(
      `/access-requests/${request.id}/items/${request.items[0].id}/decisions`,
      { decision: 'approve' },
    );
    expect(item.error).toBeUndefined();
  }

  const registered = () =>
    eventually(async () => {
      expect(await shown()).toMatchObject({ state: 'registered' });
    }, 20);

  beforeAll(async () => {
    admin = kafkaAs(ADMIN).admin();
    await admin.connect();
    await admin.createTopics({
      topics: [{ topic: TOPIC, numPartitions: 1 }],
      waitForLeaders: true,
    });
    await registry.register(SUBJECT, [ID]);
    await registry.setLevel(SUBJECT, 'BACKWARD');
    mesh = new TestMesh({
      dir,
      dataMesh: {
        trustedLocations: ['file:*/trusted/*'],
        governance: ['group:default/governance'],
        policies: [
          {
            id: 'agreed',
            title: 'Schemas change with their readers',
            why: 'Consumers should not break overnight.',
            severity: 'error',
            stage: 'warn',
            rule: { type: 'schema-changes-agreed' },
            remedy: 'Ask the readers, or register a compatible version.',
          },
        ],
        sync: { catalog: { seconds: 1 }, policies: { seconds: 1 } },
        access: { provisioning: { interval: { seconds: 1 } } },
        clusters: {
          main: managedCluster(PREFIX, {
            schemaRegistry: { url: registry.url },
          }),
        },
      },
    });
    await mesh.start();
    const orders = product('orders', 'order-team', { v1: TOPIC });
    const port = {
      ...orders.spec.outputPorts[0],
      schema: { subject: SUBJECT, compatibility: 'BACKWARD' },
    };
    await mesh.register(
      'trusted/org.yaml',
      group('sales-division'),
      group('order-team'),
      group('logistics-team'),
      group('parcel-team'),
      group('governance'),
      user('olivia', ['order-team'], 'olivia@example.com'),
      // olivia's other account, which could override
      user('olivia-admin', ['governance'], 'Olivia@Example.com'),
      user('liam', ['logistics-team']),
      user('pia', ['parcel-team']),
      user('sam', ['sales-division']),
      user('eve', []),
      domain('sales', 'sales-division'),
      ...Object.entries(CONSUMERS).map(([name, { owner }]) =>
        component(name, owner, `User:${PREFIX}-${name}`),
      ),
      { ...orders, spec: { ...orders.spec, outputPorts: [port] } },
    );
    await eventually(() => mesh.entity('component:default/parcels'), 30);
    await mesh.untilInSync('dataproduct:default/orders');
    await give('planner');
    await give('parcels');
  });

  afterAll(async () => {
    await mesh?.stop();
    await deleteAcls(
      admin,
      { resourceName: TOPIC },
      ...Object.keys(CONSUMERS).map(name => ({
        principal: `User:${PREFIX}-${name}`,
      })),
    );
    await admin.deleteTopics({ topics: [TOPIC] });
    await admin.disconnect();
    await registry.remove(SUBJECT);
    fs.rmSync(dir, { recursive: true, force: true });
  });

  it('that breaks nobody is registered in the call, and not twice', async () => {
    const { status, body } = await propose(schemaOf(ID, NOTE));
    expect([status, body.error]).toEqual([201, undefined]);
    expect(body).toMatchObject({
      state: 'registered',
      compatible: true,
      registeredVersion: 2,
      readers: [],
    });
    expect(await registry.versions(SUBJECT)).toEqual([1, 2]);
    expect(await registry.level(SUBJECT)).toBe('BACKWARD');
    const again = await propose(schemaOf(ID, NOTE));
    expect(again.status).toBe(409);
    expect(again.body.error.message).toMatch(/is version 2 of .* already/);
  });

  it('says in its plan what breaks, whom it asks and who could override them', async () => {
    const input = {
      product: 'orders',
      port: 'v1',
      schema: schemaOf(ID, NOTE, TOTAL),
    };
    const { body: plan } = await post('/schema-changes/plan', input);
    expect(plan).toMatchObject({
      compatible: false,
      level: 'BACKWARD',
      before: { version: 2 },
      breaks: [{ path: 'total', kind: 'added', direction: 'backward' }],
      silence: 'objection',
      readersKnown: true,
      overriders: ['group:default/sales-division', 'group:default/governance'],
    });
    expect(plan.readers.map((r: any) => [r.consumer, r.owner])).toEqual([
      ['component:default/parcels', 'group:default/parcel-team'],
      ['component:default/planner', 'group:default/logistics-team'],
    ]);
    const broken = await post('/schema-changes/plan', {
      ...input,
      schema: '{nope',
    });
    expect(broken.status).toBe(400);
    expect(broken.body.error.message).toMatch(/^schema: /);
    const large = await post('/schema-changes/plan', {
      ...input,
      schema: 'x'.repeat(500_001),
    });
    expect(large.status).toBe(400);
    expect(large.body.error.message).toMatch(/schema/);
    const stranger = await post('/schema-changes/plan', input, {
      user: 'liam',
    });
    expect(stranger.status).toBe(403);
    expect(stranger.body.error.message).toBe(
      'Only group:default/order-team, who owns orders, can propose changes of its schemas',
    );
    expect(mesh.rows('data-mesh', 'schema_changes')).toHaveLength(1);
  });

  it('that breaks two consumers waits for both', async () => {
    const { status, body } = await propose(schemaOf(ID, NOTE, TOTAL));
    expect([status, body.error]).toEqual([201, undefined]);
    change = body.id;
    expect(body).toMatchObject({
      state: 'open',
      objected: false,
      counts: { asked: 2, agree: 0 },
      may: { answer: false, override: false, withdraw: true },
    });
    const second = await propose(schemaOf(ID));
    expect(second.status).toBe(409);
    const asked = await mesh.call(
      'GET',
      '/data-mesh/v1/schema-changes?role=asked',
      { user: 'liam' },
    );
    expect(asked.body).toMatchObject({ totalItems: 1, items: [{ yours: 1 }] });
    const { body: said } = await answer('planner', { answer: 'acknowledge' });
    expect(said).toMatchObject({ state: 'open', counts: { agree: 1 } });
    expect(await registry.versions(SUBJECT)).toEqual([1, 2]);
  });

  it.each<[string, ConsumerName, { user?: string; service?: string }]>([
    ['somebody who owns nothing', 'parcels', { user: 'eve' }],
    ['the owner of the product', 'parcels', { user: 'olivia' }],
    ['the owner of another consumer', 'parcels', { user: 'liam' }],
    ['governance', 'parcels', { user: 'olivia-admin' }],
    ['a plugin', 'parcels', { service: 'plugin:other' }],
  ])('is not answered by %s', async (_who, consumer, who) => {
    const { status } = await answer(consumer, { answer: 'acknowledge' }, who);
    expect(status).toBe(403);
    expect(await shown()).toMatchObject({
      state: 'open',
      counts: { agree: 1 },
    });
    const [fact] = entries('schema-change.refused').slice(-1);
    expect(fact.actor).toBe(
      who.user ? `user:default/${who.user}` : 'plugin:other',
    );
  });

  it('is not overridden by who proposed it, be it as another User, nor by strangers', async () => {
    for (const name of ['olivia', 'olivia-admin', 'liam', 'eve']) {
      const { status } = await post(
        `/schema-changes/${change}/override`,
        { reason: 'hurry' },
        { user: name },
      );
      expect([name, status]).toEqual([name, 403]);
    }
    expect(await registry.versions(SUBJECT)).toEqual([1, 2]);
  });

  it('is registered once all have acknowledged, and leaves the level as it was', async () => {
    const objected = await answer('parcels', { answer: 'object' });
    expect(objected.status).toBe(400);
    await answer('parcels', { answer: 'object', comment: 'we sum it' });
    expect(await shown()).toMatchObject({ state: 'open', objected: true });
    await answer('parcels', { answer: 'acknowledge' });
    await registered();
    expect(await shown()).toMatchObject({ registeredVersion: 3 });
    expect(await registry.versions(SUBJECT)).toEqual([1, 2, 3]);
    expect(await registry.level(SUBJECT)).toBe('BACKWARD');
    const facts = mesh
      .rows('data-mesh', 'history')
      .filter((row: any) => JSON.parse(row.details).change === change)
      .map((row: any) => row.action)
      .filter(action => action !== 'schema-change.refused');
    expect(facts).toEqual([
      'schema-change.proposed',
      'schema-change.asked',
      'schema-change.asked',
      'schema-change.answered',
      'schema-change.answered',
      'schema-change.answered',
      'schema-change.accepted',
      'schema-change.level-lowered',
      'schema-change.level-restored',
      'schema-change.registered',
    ]);
    const late = await answer('parcels', { answer: 'acknowledge' });
    expect(late.status).toBe(409);
  });

  it('that a reader objects to is registered when a steward overrides it', async () => {
    const { body } = await propose(
      schemaOf(ID, NOTE, { ...TOTAL, type: 'string' }),
    );
    change = body.id;
    await answer('planner', { answer: 'object', comment: 'we sum it' });
    const { status } = await post(
      `/schema-changes/${change}/override`,
      { reason: 'the law asks for it' },
      { user: 'sam' },
    );
    expect(status).toBe(200);
    await registered();
    expect(await shown()).toMatchObject({
      overriddenBy: 'user:default/sam',
      registeredVersion: 4,
    });
    expect(await registry.level(SUBJECT)).toBe('BACKWARD');
  });

  it('does not come on top of a version that nobody was asked about', async () => {
    const { body } = await propose(
      schemaOf(ID, NOTE, TOTAL, { ...ID, name: 'x' }),
    );
    change = body.id;
    // Past the portal, and compatible.
    await registry.register(SUBJECT, [
      ID,
      NOTE,
      { ...TOTAL, type: 'string' },
      { ...NOTE, name: 'other' },
    ]);
    await answer('planner', { answer: 'acknowledge' });
    await answer('parcels', { answer: 'acknowledge' });
    await eventually(async () => {
      expect(await shown()).toMatchObject({ state: 'failed' });
    }, 20);
    expect((await shown()).failure).toMatch(
      /^Somebody else has registered version 5 .* propose the schema again$/,
    );
    expect(await registry.versions(SUBJECT)).toEqual([1, 2, 3, 4, 5]);
    expect(await registry.level(SUBJECT)).toBe('BACKWARD');
    const { body: withdrawn } = await post(
      `/schema-changes/${change}/withdraw`,
      { reason: 'it has changed' },
    );
    expect(withdrawn).toMatchObject({ state: 'withdrawn' });
  });

  it('to a port of its own is registered there, with the lines to merge', async () => {
    const newPort = { name: 'v2', topic: `${PREFIX}.orders.v2` };
    const { body } = await propose(schemaOf(TOTAL), { newPort });
    expect(body.error).toBeUndefined();
    change = body.id;
    await answer('planner', { answer: 'acknowledge' });
    await answer('parcels', { answer: 'acknowledge' });
    await registered();
    const subject = `${newPort.topic}-value`;
    expect(await registry.versions(subject)).toEqual([1]);
    expect(await registry.versions(SUBJECT)).toHaveLength(5);
    const view = await shown();
    expect(view).toMatchObject({ subject, isMerged: false });
    expect(view.descriptor).toContain('replacedBy: "v2"');
    await registry.remove(subject);
  });

  it('past the portal is a finding, and told, until the readers agree to it', async () => {
    const findings = async () => {
      const { body } = await mesh.call('GET', '/data-mesh/v1/findings');
      return body.items.map((finding: any) => finding.subject);
    };
    // So that the pass has seen what was before.
    await eventually(async () => {
      const [row]: any[] = mesh
        .rows('data-mesh', 'subjects')
        .filter((each: any) => each.subject === SUBJECT);
      expect(row).toMatchObject({ version: 5, compatibility: 'BACKWARD' });
    }, 15);
    expect(await findings()).toEqual([]);
    const fields = [ID, NOTE, { ...TOTAL, name: 'sum' }];
    await registry.setLevel(SUBJECT, 'NONE');
    await registry.register(SUBJECT, fields);
    await registry.setLevel(SUBJECT, 'BACKWARD');
    await eventually(async () => {
      expect(await findings()).toEqual([`${SUBJECT} version 6`]);
    }, 20);
    const [fact] = entries('schema-change.bypassed');
    expect(fact).toMatchObject({
      product_ref: 'dataproduct:default/orders',
      topic: TOPIC,
    });
    expect(JSON.parse(fact.details).breaks).toMatch(/^sum is new/);
    const { body: listed } = await mesh.call(
      'GET',
      '/data-mesh/v1/schema-changes?product=dataproduct:default/orders',
    );
    expect(listed).toMatchObject({
      mayPropose: true,
      bypasses: [{ port: 'v1', version: 6, before: 5 }],
    });
    const { body: proposed } = await propose(schemaOf(...fields));
    expect(proposed).toMatchObject({ state: 'open', before: { version: 5 } });
    change = proposed.id;
    await answer('planner', { answer: 'acknowledge' });
    await answer('parcels', { answer: 'acknowledge' });
    await registered();
    expect(await shown()).toMatchObject({ registeredVersion: 6 });
    expect(await registry.level(SUBJECT)).toBe('BACKWARD');
    await eventually(async () => {
      expect(await findings()).toEqual([]);
    }, 20);
    expect(entries('schema-change.bypassed')).toHaveLength(1);
    expect(entries('schema-change.bypass-resolved')).toHaveLength(1);
  });
});
