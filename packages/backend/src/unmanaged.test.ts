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
  describeAcls,
  kafkaAs,
  managedCluster,
} from './__testUtils__/testKafka';
import { eventually, TestMesh } from './__testUtils__/TestMesh';

jest.setTimeout(90_000);

const PREFIX = `u${randomBytes(5).toString('hex')}`;
const TOPIC = `${PREFIX}.orders.v1`;
const OTHER = `${PREFIX}.orders.v2`;
const OLD = `User:${PREFIX}-old`;
const STRAY = `User:${PREFIX}-stray`;
const CLUSTER = '/data-mesh/v1/clusters/main';

const { TOPIC: OF_TOPIC, GROUP: OF_GROUP } = AclResourceTypes;
const { LITERAL, PREFIXED } = ResourcePatternTypes;
const { READ, WRITE } = AclOperationTypes;
const { ALLOW, DENY } = AclPermissionTypes;

/**
 * A cluster with ACLs that people made before there was a portal, on a real
 * broker.
 */
describe('ACLs that no grant has made', () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'unmanaged-'));
  let mesh: TestMesh;
  let admin: Admin;

  const acl = (
    principal: string,
    resourceName: string,
    operation: number,
    over: object = {},
  ) => ({
    resourceType: OF_TOPIC,
    resourcePatternType: LITERAL,
    host: '*',
    permissionType: ALLOW,
    principal,
    resourceName,
    operation,
    ...over,
  });

  /** Our ACLs, as the broker has them. */
  async function atKafka(): Promise<string[]> {
    const resources = await describeAcls(admin);
    return resources
      .flatMap(r =>
        r.acls.map(
          a =>
            `${r.resourceType} ${r.resourceName} ${r.resourcePatternType} ${a.principal} ${a.operation} ${a.permissionType}`,
        ),
      )
      .filter(text => text.includes(PREFIX))
      .sort();
  }

  async function listed(query = ''): Promise<any[]> {
    const { status, body } = await mesh.call(
      'GET',
      `${CLUSTER}/unmanaged-acls?resource=${PREFIX}${query}`,
      { user: 'grace' },
    );
    expect(body.error).toBeUndefined();
    expect(status).toBe(200);
    return body.items;
  }

  async function explain(
    operation: string,
    principal?: string,
    topic = TOPIC,
  ): Promise<any[]> {
    const query = new URLSearchParams({
      cluster: 'main',
      topic,
      operation,
      ...(principal ? { principal } : {}),
    });
    const { body } = await mesh.call('GET', `/data-mesh/v1/explain?${query}`);
    expect(body.error).toBeUndefined();
    return body.principals;
  }

  const governance = (url: string, body: object, by = 'grace') =>
    mesh.call('POST', `${CLUSTER}/${url}`, { user: by, body });
  const adopt = (over: object = {}, by?: string) =>
    governance(
      'adoptions',
      { principal: OLD, duration: 'P90D', reason: 'was there', ...over },
      by,
    );

  beforeAll(async () => {
    admin = kafkaAs(ADMIN).admin();
    await admin.connect();
    await admin.createTopics({
      topics: [TOPIC, OTHER].map(topic => ({ topic, numPartitions: 1 })),
      waitForLeaders: true,
    });
    await admin.createAcls({
      acl: [
        acl(OLD, `${PREFIX}.orders.`, READ, { resourcePatternType: PREFIXED }),
        acl(OLD, `${PREFIX}-old`, READ, { resourceType: OF_GROUP }),
        acl(OLD, OTHER, WRITE),
        acl(STRAY, TOPIC, READ),
        acl(STRAY, TOPIC, READ, { permissionType: DENY, host: '10.0.0.9' }),
      ] as never,
    });
    mesh = new TestMesh({
      dir,
      dataMesh: {
        trustedLocations: ['file:*/trusted/*'],
        governance: ['group:default/governance'],
        sync: { catalog: { seconds: 1 } },
        access: { provisioning: { interval: { seconds: 1 } } },
        clusters: { main: managedCluster(PREFIX) },
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
      component('old-service', 'logistics-team', OLD),
      product('orders', 'order-team', { v1: TOPIC, v2: OTHER }),
    );
    await eventually(() => mesh.entity('component:default/old-service'), 30);
    await mesh.untilInSync('dataproduct:default/orders');
    await eventually(async () => {
      const items = await listed();
      const held = items.filter(item => item.consumer);
      if (items.length < 5 || held.length < 3) throw new Error('not all read');
    }, 30);
  });

  afterAll(async () => {
    await mesh?.stop();
    await deleteAcls(admin, { principal: OLD }, { principal: STRAY });
    await admin.deleteTopics({ topics: [TOPIC, OTHER] });
    await admin.disconnect();
    fs.rmSync(dir, { recursive: true, force: true });
  });

  it('are explained as not managed here, with prefix, host and denial', async () => {
    const everyone = await explain('READ');
    const old = everyone.find(p => p.principal === OLD);
    expect(old).toMatchObject({
      consumer: 'component:default/old-service',
      verdict: 'allowed',
      allowedBy: [{ grants: [], binding: { patternType: 'PREFIXED' } }],
      groups: [{ binding: { resourceName: `${PREFIX}-old` } }],
    });
    expect(everyone.find(p => p.principal === STRAY)).toMatchObject({
      verdict: 'depends',
      deniedBy: [{ binding: { host: '10.0.0.9' } }],
      sentence: expect.stringMatching(/but not from 10\.0\.0\.9/),
    });
    expect(everyone.find(p => p.principal === 'User:*')).toMatchObject({
      verdict: 'denied',
      sentence: expect.stringMatching(/^Anyone else may not read/),
    });
    const [writer] = await explain('WRITE', OLD);
    expect(writer.verdict).toBe('denied');
    const [admins] = await explain('WRITE', 'User:admin');
    expect(admins.sentence).toMatch(/super-user/);
    const unknown = await mesh.call(
      'GET',
      `/data-mesh/v1/explain?cluster=main&topic=${PREFIX}.none`,
    );
    expect(unknown.status).toBe(404);
  });

  it('are shown and changed by governance alone', async () => {
    const [{ id }] = await listed();
    const answers = await Promise.all([
      mesh.call('GET', `${CLUSTER}/unmanaged-acls`, { user: 'liam' }),
      adopt({}, 'olivia'),
      governance(`unmanaged-acls/${id}/ignore`, { reason: 'x' }, 'olivia'),
      governance(`unmanaged-acls/${id}/revoke`, { reason: 'x' }, 'olivia'),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    expect(await atKafka()).toHaveLength(5);
  });

  it('can be ignored with a reason, which the explanation gives', async () => {
    const denial = (await listed()).find(i => i.binding.permission === 'DENY');
    const { body } = await governance(`unmanaged-acls/${denial.id}/ignore`, {
      reason: 'a broken host',
    });
    expect(body.ignored).toMatchObject({
      reason: 'a broken host',
      by: 'user:default/grace',
    });
    expect(await listed()).toHaveLength(4);
    expect(await listed('&ignored=true')).toMatchObject([{ id: denial.id }]);
    const [stray] = await explain('READ', STRAY);
    expect(stray.deniedBy).toMatchObject([{ ignored: 'a broken host' }]);
    const url = `${CLUSTER}/unmanaged-acls/${denial.id}/ignore`;
    const unignored = await mesh.call('DELETE', url, { user: 'grace' });
    expect(unignored.body.ignored).toBeUndefined();
    expect(await listed()).toHaveLength(5);
    const again = await mesh.call('DELETE', url, { user: 'grace' });
    expect(again.status).toBe(409);
    expect(await atKafka()).toHaveLength(5);
  });

  it('can be revoked, that one alone, and by its exact tuple', async () => {
    const stray = (await listed()).find(
      i => i.binding.principal === STRAY && i.binding.permission === 'ALLOW',
    );
    const before = await atKafka();
    const { status } = await governance(`unmanaged-acls/${stray.id}/revoke`, {
      reason: 'nobody knows it',
    });
    expect(status).toBe(200);
    await eventually(async () => {
      const after = await atKafka();
      expect(before.filter(text => !after.includes(text))).toEqual([
        `${OF_TOPIC} ${TOPIC} ${LITERAL} ${STRAY} ${READ} ${ALLOW}`,
      ]);
    }, 10);
    expect(await atKafka()).toHaveLength(4);
    const again = await governance(`unmanaged-acls/${stray.id}/revoke`, {
      reason: 'again',
    });
    expect(again.status).toBe(404);
  });

  it('of the suite itself, and of the cluster, are out of bounds', async () => {
    const all = await mesh.call('GET', `${CLUSTER}/unmanaged-acls?limit=1000`, {
      user: 'grace',
    });
    const own = all.body.items.filter((i: any) =>
      ['User:data-mesh-sync', 'User:data-mesh-provisioning'].includes(
        i.binding.principal,
      ),
    );
    expect(own.length).toBeGreaterThan(2);
    for (const { id, protected: why } of own) {
      expect(why).toMatch(/suite's own|cluster itself/);
      const answer = await governance(`unmanaged-acls/${id}/revoke`, {
        reason: 'try',
      });
      expect(answer.status).toBe(403);
    }
  });

  it('become grants in bulk without a change at Kafka, and then end as grants do', async () => {
    const before = await atKafka();
    const writing = (await listed()).find(
      i => i.binding.principal === OLD && i.binding.operation === 'WRITE',
    );
    const url = `unmanaged-acls/${writing.id}/ignore`;
    await governance(url, { reason: 'may stay' });
    expect((await adopt()).body.grants).toHaveLength(2);
    await mesh.call('DELETE', `${CLUSTER}/${url}`, { user: 'grace' });

    const dry = await adopt();
    expect(dry.body).toMatchObject({ dryRun: true, skipped: [] });
    const wanted = [
      [TOPIC, 'read'],
      [OTHER, 'read'],
      [OTHER, 'write'],
    ];
    const shown = (body: any) =>
      body.grants.map((g: any) => [g.topic, g.mode]).sort();
    expect(shown(dry.body)).toEqual(wanted);
    expect(mesh.rows('data-mesh', 'grants')).toEqual([]);

    const done = await adopt({ dryRun: false });
    expect(shown(done.body)).toEqual(wanted);
    const ids = done.body.grants.map((g: any) => g.grantId);
    const grant = async (id: string) =>
      (await mesh.call('GET', `/data-mesh/v1/grants/${id}`)).body;
    await eventually(async () => {
      for (const id of ids) expect((await grant(id)).state).toBe('active');
    }, 10);
    expect(await atKafka()).toEqual(before);
    expect((await listed()).filter(i => i.binding.principal === OLD)).toEqual(
      [],
    );
    const [old] = await explain('READ', OLD);
    expect(old.allowedBy[0].grants[0]).toMatchObject({
      consumer: 'component:default/old-service',
      approvedBy: ['user:default/grace'],
    });
    expect((await adopt({ dryRun: false })).body.grants).toEqual([]);

    const read = done.body.grants.find(
      (g: any) => g.topic === TOPIC && g.mode === 'read',
    );
    const rest = done.body.grants.filter((g: any) => g !== read);
    const revoke = (id: string) =>
      mesh.call('POST', `/data-mesh/v1/grants/${id}/revoke`, {
        body: { reason: 'no longer' },
      });
    await revoke(read.grantId);
    await eventually(async () => {
      expect((await grant(read.grantId)).state).toBe('revoked');
    }, 10);
    // The prefix, which the grant on the other topic needs, stays.
    expect(await atKafka()).toEqual(before);
    for (const { grantId } of rest) await revoke(grantId);
    await eventually(async () => {
      const left = await atKafka();
      expect(left.filter(text => text.includes(OLD))).toEqual([]);
    }, 10);
  });
});
