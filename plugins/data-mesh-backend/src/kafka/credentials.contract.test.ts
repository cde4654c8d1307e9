import fs from 'node:fs';
import path from 'node:path';
import { Kafka, logLevel, type Admin } from 'kafkajs';
import {
  testBroker,
  testCluster,
  testPort,
  uniquePrefix,
  witness,
} from '../__testUtils__/testKafka';
import { eventually } from './__testUtils__/eventually';
import { createKafkaPort } from './createKafkaPort';
import type { AclBinding, KafkaPort } from './KafkaPort';

jest.setTimeout(60_000);

type Credential = 'sync' | 'provisioning' | 'preview';

/**
 * What somebody can do at Kafka who has one of the suite's credentials: each is
 * a user here that has exactly the ACLs of docs/kafka-acls.md, for one prefix.
 */
describe('somebody with a credential of the suite', () => {
  const prefix = uniquePrefix();
  const inside = `${prefix}orders`;
  const outside = uniquePrefix().replace('.', '-outside');
  const victim = `${prefix}victim`;
  const group = `${prefix}group`;
  const users: string[] = [];
  let admin: KafkaPort;
  let client: Admin;
  const ports = {} as Record<Credential, KafkaPort>;

  const userOf = (credential: Credential) => `${prefix}${credential}`;

  /** The rows of the page for a credential; `sales.` stands for any prefix. */
  function documented(credential: Credential): AclBinding[] {
    const page = fs.readFileSync(
      path.resolve(__dirname, '../../../../docs/kafka-acls.md'),
      'utf8',
    );
    const section = page
      .split(/^## /m)
      .find(text => text.includes(`\`data-mesh-${credential}\``))!;
    return [
      ...section.matchAll(
        /^\| ([A-Z]+) +\| ([A-Z]+) +\| `(.+?)` +\| ([A-Z_]+) +\|/gm,
      ),
    ]
      .filter(([, , , name]) => !/^(logistics|customer)\./.test(name))
      .map(
        ([, resourceType, patternType, name, operation]) =>
          ({
            resourceType,
            patternType,
            resourceName: name.replace('sales.', prefix),
            operation,
            principal: `User:${userOf(credential)}`,
            host: '*',
            permission: 'ALLOW',
          } as AclBinding),
      );
  }

  function clientOf(username: string, password: string): Kafka {
    const { host, port } = testBroker();
    return new Kafka({
      brokers: [`${host}:${port}`],
      logLevel: logLevel.NOTHING,
      retry: { retries: 0 },
      sasl: { mechanism: 'scram-sha-512', username, password },
    });
  }

  async function canLogIn(username: string, password: string) {
    const one = clientOf(username, password).admin();
    try {
      await one.connect();
      return true;
    } catch {
      return false;
    } finally {
      await one.disconnect();
    }
  }

  const binding = (over: Partial<AclBinding> = {}): AclBinding => ({
    resourceType: 'TOPIC',
    resourceName: outside,
    patternType: 'LITERAL',
    principal: `User:${victim}`,
    host: '*',
    operation: 'READ',
    permission: 'ALLOW',
    ...over,
  });

  const read = (port: KafkaPort, topic: string) =>
    port.fetchRecords({
      topic,
      partition: 0,
      offset: 0n,
      maxRecords: 10,
      maxBytes: 100_000,
      maxWaitMs: 500,
    });

  /** What reading as a member of a group comes to. */
  async function consumes(
    credential: Credential,
    topic: string,
    groupId: string,
  ): Promise<string> {
    const consumer = clientOf(userOf(credential), 'a-secret').consumer({
      groupId,
      retry: { retries: 0 },
    });
    try {
      await consumer.connect();
      await consumer.subscribe({ topic, fromBeginning: true });
      return await new Promise<string>((resolve, reject) => {
        consumer.on('consumer.crash', ({ payload }) => reject(payload.error));
        consumer
          .run({
            eachMessage: async ({ message }) => resolve(`${message.value}`),
          })
          .catch(reject);
      });
    } catch (error) {
      return `${error}`;
    } finally {
      await consumer.disconnect();
    }
  }

  /** What sending a record comes to. */
  async function sends(credential: Credential): Promise<string> {
    const producer = clientOf(userOf(credential), 'a-secret').producer();
    try {
      await producer.connect();
      await producer.send({ topic: inside, messages: [{ value: 'mine' }] });
      return 'sent';
    } catch (error) {
      return `${error}`;
    } finally {
      await producer.disconnect();
    }
  }

  const REFUSED = /our credentials may not do this/;
  const NOT_AUTHORIZED = { ok: false, error: { code: 'NOT_AUTHORIZED' } };

  /** What each way to change something at Kafka comes to. */
  async function changes(port: KafkaPort) {
    const topic = { partitions: 1, replicationFactor: -1, configs: {} };
    const itemsOf = async (
      answer: Promise<{ items: Map<string, unknown> }>,
    ) => [...(await answer).items.values()];
    return [
      ...(await port.createAcls([binding()])),
      ...(await port.deleteAcls([binding()])),
      ...(await port.upsertScramUsers([
        { user: victim, mechanism: 'SCRAM-SHA-512', password: 'taken' },
      ])),
      ...(await port.deleteScramUsers([
        { user: victim, mechanism: 'SCRAM-SHA-512' },
      ])),
      ...(await itemsOf(
        port.createTopics([{ name: `${prefix}new`, ...topic }]),
      )),
      ...(await itemsOf(port.deleteTopics([inside]))),
      ...(await itemsOf(port.createPartitions(new Map([[inside, 2]])))),
      ...(await itemsOf(
        port.alterTopicConfigs(
          new Map([[inside, { 'retention.ms': '1000' } as never]]),
        ),
      )),
    ];
  }

  beforeAll(async () => {
    admin = testPort('admin');
    client = witness().admin();
    await client.connect();
    await client.createTopics({
      topics: [inside, outside].map(topic => ({ topic, numPartitions: 1 })),
      waitForLeaders: true,
    });
    const producer = witness().producer();
    await producer.connect();
    for (const topic of [inside, outside]) {
      await producer.send({ topic, messages: [{ value: 'a record' }] });
    }
    await producer.disconnect();
    await client.setOffsets({
      groupId: group,
      topic: inside,
      partitions: [{ partition: 0, offset: '1' }],
    });
    const all: Credential[] = ['sync', 'provisioning', 'preview'];
    users.push(victim, ...all.map(userOf));
    await admin.upsertScramUsers(
      users.map(user => ({
        user,
        mechanism: 'SCRAM-SHA-512',
        password: 'a-secret',
      })),
    );
    await admin.createAcls([...all.flatMap(documented), binding()]);
    for (const credential of all) {
      const username = userOf(credential);
      ports[credential] = createKafkaPort(
        testCluster('admin', {
          credentials: {
            sync: {
              mechanism: 'SCRAM-SHA-512',
              username,
              password: 'a-secret',
            },
          },
        }),
        'sync',
      );
    }
    await eventually(async () => {
      for (const user of users) {
        if (!(await canLogIn(user, 'a-secret'))) throw new Error(user);
      }
    });
  });

  afterAll(async () => {
    for (const port of Object.values(ports)) await port.close();
    const acls = await admin.describeAcls();
    await admin.deleteAcls(
      acls.filter(({ principal }) => principal.includes(prefix)),
    );
    await admin.deleteScramUsers(
      users.map(user => ({ user, mechanism: 'SCRAM-SHA-512' })),
    );
    const { groups } = await client.listGroups();
    const ours = groups
      .map(({ groupId }) => groupId)
      .filter(id => id.startsWith(prefix));
    await client.deleteGroups(ours);
    await client.deleteTopics({ topics: [inside, outside] });
    await client.disconnect();
    await admin.close();
  });

  it('lists topics, groups, ACLs and names of SCRAM users with sync, and reads no records', async () => {
    const { sync } = ports;
    const topics = await sync.listTopics();
    expect([...topics.items.keys()]).toEqual(
      expect.arrayContaining([inside, outside]),
    );
    const groups = await sync.listGroups();
    expect([...groups.items.keys()]).toContain(group);
    expect(await sync.describeAcls()).toContainEqual(binding());
    const known = await sync.describeScramUsers([victim]);
    expect(known.items.get(victim)).toMatchObject({ ok: true });
    for (const topic of [inside, outside]) {
      await expect(read(sync, topic)).rejects.toThrow(REFUSED);
    }
    expect(await consumes('sync', inside, group)).toMatch(/not authorized/i);
  });

  it('reads records with preview under its prefixes, without a group', async () => {
    expect(await read(ports.preview, inside)).toMatchObject([
      { value: Buffer.from('a record') },
    ]);
  });

  it('reads nothing else with preview', async () => {
    await expect(read(ports.preview, outside)).rejects.toThrow(REFUSED);
    // Kafka tells nobody who coordinates a group that they may not describe.
    expect(await consumes('preview', inside, group)).toMatch(
      /find group coordinator/,
    );
  });

  it.each(['sync', 'preview'] as const)(
    'changes nothing with %s',
    async credential => {
      const results = await changes(ports[credential]);
      expect(results).toHaveLength(8);
      for (const result of results) {
        expect(result).toMatchObject(NOT_AUTHORIZED);
      }
      expect(await sends(credential)).toMatch(/not authorized/i);
    },
  );

  it('gives any ACL to anyone with provisioning, also to itself', async () => {
    const { provisioning } = ports;
    await expect(read(provisioning, outside)).rejects.toThrow(REFUSED);
    const own = binding({ principal: `User:${userOf('provisioning')}` });
    const cluster = binding({
      resourceType: 'CLUSTER',
      resourceName: 'kafka-cluster',
      operation: 'ALL',
    });
    expect(await provisioning.createAcls([own, cluster])).toMatchObject([
      { ok: true },
      { ok: true },
    ]);
    await eventually(async () => {
      expect(await read(provisioning, outside)).toHaveLength(1);
    });
    expect(await admin.describeAcls()).toContainEqual(cluster);
  });

  it('sets the password of any SCRAM user with provisioning, also of one that is there', async () => {
    expect(
      await ports.provisioning.upsertScramUsers([
        { user: victim, mechanism: 'SCRAM-SHA-512', password: 'taken' },
      ]),
    ).toMatchObject([{ ok: true }]);
    await eventually(async () => {
      expect(await canLogIn(victim, 'taken')).toBe(true);
    });
    expect(await canLogIn(victim, 'a-secret')).toBe(false);
  });
});
