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
  kafkaAs,
  managedCluster,
} from './__testUtils__/testKafka';
import { eventually, TestMesh } from './__testUtils__/TestMesh';

jest.setTimeout(90_000);

const PREFIX = `c${randomBytes(5).toString('hex')}`;
const TOPIC = `${PREFIX}.orders.v1`;
const NAME = `${PREFIX}-planner`;
const TAKEN = `${PREFIX}-taken`;
// Tests share the broker, and with it the names of groups.
const NAMED = `${PREFIX}-named`;
const LOGISTICS = 'group:default/logistics-team';

const { TOPIC: OF_TOPIC, GROUP: OF_GROUP } = AclResourceTypes;

/** Users that the portal makes, on a real broker with its authorizer on. */
describe('what a consumer can do at Kafka by its grants', () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'credentials-'));
  let mesh: TestMesh;
  let admin: Admin;

  /** An active grant to read, for a consumer of liam's. */
  async function grantFor(consumer: string): Promise<any> {
    const { status, body: request } = await mesh.call(
      'POST',
      '/data-mesh/v1/access-requests',
      {
        user: 'liam',
        body: {
          items: [{ product: 'dataproduct:default/orders', port: 'v1' }],
          consumer: `component:default/${consumer}`,
          mode: 'read',
          purpose: 'to plan routes',
          duration: 'P30D',
        },
      },
    );
    expect(request).toMatchObject({ items: [{ state: 'pending' }] });
    expect(status).toBe(201);
    const { body: item } = await mesh.call(
      'POST',
      `/data-mesh/v1/access-requests/${request.id}/items/${request.items[0].id}/decisions`,
      { body: { decision: 'approve' } },
    );
    return untilGrant(item.grantId, 'active');
  }

  async function untilGrant(id: string, state: string): Promise<any> {
    return eventually(async () => {
      const { body } = await mesh.call('GET', `/data-mesh/v1/grants/${id}`, {
        user: 'liam',
      });
      expect(body).toMatchObject({ state });
      return body;
    }, 10);
  }

  const at = (id: string, what: string, body: object, by = 'liam') =>
    mesh.call('POST', `/data-mesh/v1/grants/${id}/${what}`, { user: by, body });
  const reveal = (id: string, body: object = {}, by = 'liam') =>
    at(id, 'credentials', body, by);
  const revoke = (id: string) => at(id, 'revoke', { reason: 'done' });

  /** Whether a user can read the topic, in a group of its consumer's. */
  async function canRead(who: { username: string; password: string }) {
    const consumer = kafkaAs(who).consumer({
      groupId: `${NAME}-${randomBytes(3).toString('hex')}`,
      retry: { retries: 0 },
    });
    try {
      await consumer.connect();
      await consumer.subscribe({ topic: TOPIC });
      return true;
    } finally {
      await consumer.disconnect();
    }
  }

  async function facts(action: string): Promise<any[]> {
    return mesh
      .rows('data-mesh', 'history')
      .filter((row: any) => row.action === action);
  }

  const rule = (resourceType: number, name: string, over: object) => ({
    resourceType,
    resourceName: name,
    resourcePatternType: ResourcePatternTypes.PREFIXED,
    host: '*',
    operation: AclOperationTypes.READ,
    permissionType: AclPermissionTypes.ALLOW,
    ...over,
  });

  beforeAll(async () => {
    admin = kafkaAs(ADMIN).admin();
    await admin.connect();
    await admin.createTopics({
      topics: [{ topic: TOPIC, numPartitions: 2 }],
      waitForLeaders: true,
    });
    mesh = new TestMesh({
      dir,
      dataMesh: {
        trustedLocations: ['file:*/trusted/*'],
        operators: ['group:default/platform-team'],
        sync: { catalog: { seconds: 1 } },
        access: { provisioning: { interval: { seconds: 1 } } },
        clusters: {
          main: managedCluster(PREFIX, { principals: { create: true } }),
        },
      },
    });
    await mesh.start();
    await mesh.register(
      'trusted/org.yaml',
      group('order-team'),
      group('logistics-team'),
      group('platform-team'),
      user('olivia', ['order-team']),
      user('liam', ['logistics-team']),
      user('petra', ['platform-team']),
      domain('sales', 'order-team'),
      component(NAME, 'logistics-team'),
      component(TAKEN, 'logistics-team'),
      component(NAMED, 'logistics-team', `User:${NAMED}`),
      product('orders', 'order-team', { v1: TOPIC }),
    );
    await eventually(() => mesh.entity(`component:default/${NAMED}`), 30);
    await mesh.untilInSync('dataproduct:default/orders');
  });

  afterAll(async () => {
    await mesh?.stop();
    await deleteAcls(
      admin,
      { resourceType: OF_TOPIC, resourceName: TOPIC },
      ...[PREFIX, `${NAME}-`, NAMED, `${NAMED}-`, `${TAKEN}-other`].flatMap(
        resourceName =>
          [OF_TOPIC, OF_GROUP].map(resourceType => ({
            resourceType,
            resourceName,
          })),
      ),
    );
    await admin.deleteTopics({ topics: [TOPIC] });
    await admin.disconnect();
    fs.rmSync(dir, { recursive: true, force: true });
  });

  it('a user is made when its password is revealed, told once, and goes with the last grant', async () => {
    const grant = await grantFor(NAME);
    expect(grant.connection).toMatchObject({
      principal: `User:${NAME}`,
      credentials: 'create',
    });
    expect(grant.may.reveal).toBe(true);

    const refused = await reveal(grant.id, {}, 'olivia');
    expect(refused.status).toBe(403);
    expect(refused.body.error.message).toMatch(`Only ${LOGISTICS} can reveal`);
    expect(await facts('principal.reveal-refused')).toHaveLength(1);

    const both = await Promise.all([reveal(grant.id), reveal(grant.id)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { body: first } = both.find(({ status }) => status === 200)!;
    expect(first).toMatchObject({ username: NAME, mechanism: 'SCRAM-SHA-512' });
    expect(await canRead(first)).toBe(true);

    const again = await reveal(grant.id);
    expect(again.status).toBe(409);
    expect(again.body.error.message).toMatch(/is not kept here; rotate/);

    const { body: second } = await reveal(grant.id, { rotate: true });
    expect(second.username).toBe(`${NAME}-2`);
    expect(second.password).not.toBe(first.password);
    await eventually(() => canRead(second), 10);
    expect(await canRead(first)).toBe(true);
    const tooSoon = await reveal(grant.id, { rotate: true });
    expect(tooSoon.body.error.message).toMatch(/still works; drop it/);

    const rotated = await untilGrant(grant.id, 'active');
    expect(rotated).toMatchObject({
      principal: `User:${NAME}-2`,
      connection: { credentials: 'created', olderUsers: [NAME] },
    });
    const url = `/data-mesh/v1/grants/${grant.id}/credentials`;
    const own = await mesh.call('DELETE', `${url}/${NAME}-2`, { user: 'liam' });
    expect(own.status).toBe(409);
    const dropped = await mesh.call('DELETE', `${url}/${NAME}`, {
      user: 'liam',
    });
    expect(dropped.status).toBe(200);
    await eventually(async () => {
      await expect(canRead(first)).rejects.toThrow(/SASL|credentials/i);
    }, 15);
    expect(await canRead(second)).toBe(true);

    await revoke(grant.id);
    await untilGrant(grant.id, 'revoked');
    await eventually(async () => {
      await expect(canRead(second)).rejects.toThrow(/SASL|credentials/i);
    }, 15);
    await eventually(async () => {
      expect((await facts('principal.removed')).map(f => f.principal)).toEqual([
        `User:${NAME}`,
        `User:${NAME}-2`,
      ]);
    }, 5);
    const everything = JSON.stringify(
      ['history', 'created_principals', 'grants'].map(table =>
        mesh.rows('data-mesh', table),
      ),
    );
    for (const { password } of [first, second]) {
      expect(everything).not.toContain(password);
    }
  });

  it('no user is made under a name that Kafka knows already', async () => {
    const grant = await grantFor(TAKEN);
    await admin.createAcls({
      acl: [
        {
          ...rule(OF_GROUP, `${TAKEN}-other`, {}),
          principal: `User:${TAKEN}`,
        },
      ] as never,
    });
    const foreign = await reveal(grant.id);
    expect(foreign.status).toBe(409);
    expect(foreign.body.error.message).toMatch(/made by somebody else/);
    const made = await facts('principal.created');
    expect(made.filter(f => f.principal === `User:${TAKEN}`)).toEqual([]);
    await revoke(grant.id);
    await untilGrant(grant.id, 'revoked');
  });

  it('whoever has a user of its own is not given another', async () => {
    const grant = await grantFor(NAMED);
    expect(grant.may.reveal).toBe(false);
    expect(grant.connection.credentials).toBe('own');
    const answer = await reveal(grant.id);
    expect(answer.status).toBe(409);
    expect(answer.body.error.message).toMatch(/was not created here/);
    await revoke(grant.id);
    await untilGrant(grant.id, 'revoked');
  });

  it('offsets of its own, inactive groups move, after a preview, and that is in the history', async () => {
    const grant = await grantFor(NAMED);
    const producer = kafkaAs(ADMIN).producer();
    await producer.connect();
    const send = (partition: number, count: number) =>
      producer.send({
        topic: TOPIC,
        messages: Array.from({ length: count }, () => ({
          value: 'order',
          partition,
        })),
      });
    await send(0, 5);
    await send(1, 3);
    await producer.disconnect();
    const groupId = `${NAMED}-nightly`;
    await admin.setOffsets({
      groupId,
      topic: TOPIC,
      partitions: [{ partition: 0, offset: '4' }],
    });
    const reset = (over: object = {}, by = 'liam') =>
      at(
        grant.id,
        'offset-resets',
        { group: groupId, to: 'earliest', ...over },
        by,
      );

    const without = await reset();
    expect(without.body.error.message).toMatch(
      /needs READ on group .*-named-nightly and topic/,
    );
    await admin.createAcls({
      acl: [rule(OF_GROUP, NAMED, {}), rule(OF_TOPIC, PREFIX, {})].map(acl => ({
        ...acl,
        principal: 'User:data-mesh-provisioning',
      })) as never,
    });

    const preview = await eventually(async () => {
      const answer = await reset();
      expect(answer.body).toEqual({
        group: groupId,
        topic: TOPIC,
        dryRun: true,
        partitions: [
          { partition: 0, from: '4', to: '0', records: 4 },
          { partition: 1, to: '0' },
        ],
      });
      return answer;
    }, 5);
    expect(preview.status).toBe(200);
    expect(await facts('offsets.reset')).toEqual([]);

    expect((await reset({}, 'olivia')).status).toBe(403);
    expect(await facts('offsets.reset-refused')).toHaveLength(1);
    const foreign = await reset({ group: 'warehouse-service' });
    expect(foreign.body.error.message).toMatch(/is not one of .*-named's/);
    const odd = await reset({ to: 'yesterday' });
    expect(odd.status).toBe(400);

    const moved = await reset({ to: 'latest', dryRun: false });
    expect(moved.body.partitions).toEqual([
      { partition: 0, from: '4', to: '5', records: -1 },
      { partition: 1, to: '3' },
    ]);
    const [{ partitions }] = await admin.fetchOffsets({
      groupId,
      topics: [TOPIC],
    });
    expect(
      partitions.sort((a, b) => a.partition - b.partition).map(p => p.offset),
    ).toEqual(['5', '3']);
    expect(await facts('offsets.reset')).toHaveLength(1);

    const past = await reset({ to: '2020-01-01T00:00:00Z' });
    expect(past.body.partitions.map((p: any) => p.to)).toEqual(['0', '0']);
    const future = await reset({ to: '2099-01-01T00:00:00Z' });
    expect(future.body.partitions.map((p: any) => p.to)).toEqual(['5', '3']);

    const running = kafkaAs(ADMIN).consumer({ groupId });
    await running.connect();
    await running.subscribe({ topic: TOPIC });
    await running.run({ eachMessage: async () => {} });
    await eventually(async () => {
      const active = await reset({ dryRun: false });
      expect(active.status).toBe(409);
      expect(active.body.error.message).toMatch(/has 1 running member/);
    }, 20);
    await running.disconnect();
    await admin.deleteGroups([groupId]);
    await revoke(grant.id);
    await untilGrant(grant.id, 'revoked');
  });

  it('a principal from an untrusted place is its consumer’s once an operator has confirmed it', async () => {
    await mesh.register(
      'elsewhere/mine.yaml',
      component('newcomer', 'logistics-team', `User:${PREFIX}-new`),
      component('thief', 'logistics-team', `User:${NAMED}`),
    );
    await eventually(() => mesh.entity('component:default/thief'), 30);
    const url = '/data-mesh/v1/clusters/main/principals';
    const listed = async () => {
      const { body } = await mesh.call('GET', url, { user: 'petra' });
      const items: any[] = body.items;
      return items;
    };
    const find = async (name: string) =>
      (await listed()).find(p => p.principal === `User:${PREFIX}-${name}`);
    await eventually(async () => {
      expect(await find('new')).toMatchObject({
        awaiting: ['component:default/newcomer'],
      });
      expect(await find('named')).toMatchObject({
        consumer: `component:default/${NAMED}`,
        awaiting: ['component:default/thief'],
      });
    }, 15);
    expect((await mesh.call('GET', url, { user: 'liam' })).status).toBe(403);

    const confirm = (name: string, consumer: string, by = 'petra') =>
      mesh.call('POST', `${url}/confirmations`, {
        user: by,
        body: {
          principal: `User:${PREFIX}-${name}`,
          consumer: `component:default/${consumer}`,
        },
      });
    expect((await confirm('new', 'newcomer', 'liam')).status).toBe(403);
    expect((await confirm('new', NAMED)).status).toBe(409);
    const { status, body } = await confirm('new', 'newcomer');
    expect(body).toMatchObject({ consumer: 'component:default/newcomer' });
    expect(status).toBe(200);
    expect(await facts('principal.confirmed')).toHaveLength(1);

    // Confirmed, it is entitled as well, and still comes second.
    await confirm('named', 'thief');
    expect(await find('named')).toMatchObject({
      consumer: `component:default/${NAMED}`,
      contestedBy: ['component:default/thief'],
    });
  });
});
