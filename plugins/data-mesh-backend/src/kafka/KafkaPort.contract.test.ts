import { Consumer } from '@platformatic/kafka';
import type { Admin } from 'kafkajs';
import {
  PRINCIPALS,
  testBroker,
  testCluster,
  testPort,
  uniquePrefix,
  witness,
} from '../__testUtils__/testKafka';
import { eventually } from './__testUtils__/eventually';
import { createKafkaPort } from './createKafkaPort';
import { KafkaError } from './errors';
import type { KafkaPort, TopicDescription } from './KafkaPort';

jest.setTimeout(60_000);

/** The definition of the port: what it promises, on a real broker. */
describe('KafkaPort on a real broker', () => {
  const prefix = uniquePrefix();
  const names: string[] = [];
  let port: KafkaPort;
  let admin: Admin;

  function topic(name: string): string {
    const full = `${prefix}${name}`;
    names.push(full);
    return full;
  }

  async function describe1(name: string): Promise<TopicDescription> {
    return eventually(async () => {
      const result = (await port.describeTopics([name])).items.get(name);
      if (!result?.ok) throw new Error(`${name} could not be described`);
      return result.value;
    });
  }

  beforeAll(async () => {
    port = testPort('admin');
    admin = witness().admin();
    await admin.connect();
  });

  afterAll(async () => {
    const there = await admin.listTopics();
    const topics = names.filter(name => there.includes(name));
    if (topics.length) await admin.deleteTopics({ topics });
    await admin.disconnect();
    await port.close();
  });

  async function failure(promise: Promise<unknown>): Promise<KafkaError> {
    const error = await promise.then(
      () => undefined,
      e => e,
    );
    expect(error).toBeInstanceOf(KafkaError);
    return error;
  }

  describe('cluster', () => {
    it('tells the ID, the controller and where the brokers are', async () => {
      const cluster = await port.describeCluster();
      const other = await admin.describeCluster();
      expect(cluster.clusterId).toBe(other.clusterId);
      expect(cluster.brokers.map(b => b.nodeId)).toEqual(
        other.brokers.map(b => b.nodeId),
      );
      expect(cluster.brokers.map(b => b.nodeId)).toContain(
        cluster.controllerId,
      );
    });

    it('names mechanism, user and password where the password is wrong', async () => {
      const settings = testCluster('admin');
      settings.credentials.sync!.password = 'wrong';
      const wrong = createKafkaPort(settings, 'sync');
      const error = await failure(wrong.listTopics());
      expect(error.code).toBe('AUTHENTICATION_FAILED');
      expect(error.retryable).toBe(false);
      expect(error.message).toContain('check mechanism, user and password');
      expect(error.message).not.toContain('wrong');
      await wrong.close();
    });

    it('names the address where nobody listens', async () => {
      const settings = testCluster('admin', {
        bootstrapServers: [{ host: '127.0.0.1', port: 1 }],
      });
      const nobody = createKafkaPort(settings, 'sync');
      const error = await failure(nobody.describeCluster());
      expect(error.code).toBe('UNREACHABLE');
      expect(error.retryable).toBe(true);
      expect(error.message).toContain('127.0.0.1:1');
      await nobody.close();
    });

    it('ends in an error where TLS is asked of a listener that has none', async () => {
      const tls = createKafkaPort(testCluster('admin', { tls: {} }), 'sync');
      const error = await failure(tls.describeCluster());
      expect(['TLS_FAILED', 'UNREACHABLE', 'TIMEOUT']).toContain(error.code);
      await tls.close();
    });
  });

  describe('topics', () => {
    it('creates topics with partitions and configs, as another client sees them', async () => {
      const name = topic('created');
      const answer = await port.createTopics([
        {
          name,
          partitions: 3,
          replicationFactor: -1,
          configs: { 'retention.ms': '60000' },
        },
      ]);
      expect(answer.items.get(name)).toEqual({
        ok: true,
        value: {
          topicId: (await describe1(name)).topicId,
          partitions: 3,
          replicationFactor: 1,
          configs: expect.objectContaining({
            'retention.ms': { value: '60000', overridden: true },
            'cleanup.policy': { value: 'delete', overridden: false },
          }),
        },
      });
      const seen = await admin.fetchTopicMetadata({ topics: [name] });
      expect(seen.topics[0].partitions).toHaveLength(3);
    });

    it('creates nothing when asked to validate only', async () => {
      const name = topic('validated');
      const request = [
        { name, partitions: 1, replicationFactor: -1, configs: {} },
      ];
      const answer = await port.createTopics(request, { validateOnly: true });
      expect(answer.items.get(name)).toMatchObject({
        ok: true,
        value: { partitions: 1, replicationFactor: 1 },
      });
      expect(await admin.listTopics()).not.toContain(name);
    });

    it('tells per topic what could not be created, and creates the others', async () => {
      const good = topic('one-of-two');
      const bad = `${prefix}not a topic!`;
      const { items } = await port.createTopics(
        [good, bad].map(name => ({
          name,
          partitions: 1,
          replicationFactor: -1,
          configs: {},
        })),
      );
      expect(items.get(good)?.ok).toBe(true);
      expect(items.get(bad)).toMatchObject({
        ok: false,
        error: { code: 'INVALID', retryable: false },
      });
      const again = await port.createTopics([
        { name: good, partitions: 1, replicationFactor: -1, configs: {} },
      ]);
      expect(again.items.get(good)).toMatchObject({
        ok: false,
        error: { code: 'ALREADY_EXISTS' },
      });
    });

    it('creates two topics that differ by dot and underscore in one request', async () => {
      const pair = [topic('pair.a'), topic('pair_a')];
      const { items } = await port.createTopics(
        pair.map(name => ({
          name,
          partitions: 1,
          replicationFactor: -1,
          configs: {},
        })),
      );
      expect(pair.map(name => items.get(name)?.ok)).toEqual([true, true]);
    });

    it('deletes topics by name, and tells which were not there', async () => {
      const name = topic('deleted');
      const neighbour = topic('deleted.not');
      await port.createTopics(
        [name, neighbour].map(each => ({
          name: each,
          partitions: 1,
          replicationFactor: -1,
          configs: {},
        })),
      );
      const { items, complete } = await port.deleteTopics([
        name,
        name,
        `${prefix}nope`,
      ]);
      expect(complete).toBe(true);
      expect(items.get(name)).toEqual({ ok: true, value: undefined });
      expect(items.get(`${prefix}nope`)).toMatchObject({
        ok: false,
        error: { code: 'NOT_FOUND', retryable: false },
      });
      await eventually(async () => {
        const left = await admin.listTopics();
        expect(left).not.toContain(name);
        expect(left).toContain(neighbour);
      });
    });

    it('deletes nothing that our credentials may not, and nothing unasked', async () => {
      const name = topic('kept');
      await port.createTopics([
        { name, partitions: 1, replicationFactor: -1, configs: {} },
      ]);
      const sync = testPort('data-mesh-sync');
      const answer = await sync.deleteTopics([name]);
      expect(answer.items.get(name)).toMatchObject({
        ok: false,
        error: { code: 'NOT_AUTHORIZED' },
      });
      await sync.close();
      expect((await port.deleteTopics([])).items.size).toBe(0);
      expect((await describe1(name)).name).toBe(name);
    });

    it('gives a topic more partitions, and never fewer', async () => {
      const name = topic('grown');
      await port.createTopics([
        { name, partitions: 2, replicationFactor: -1, configs: {} },
      ]);
      const partitions = (count: number) =>
        eventually(async () => {
          const { topics } = await admin.fetchTopicMetadata({ topics: [name] });
          expect(topics[0].partitions).toHaveLength(count);
        });

      const tried = await port.createPartitions(new Map([[name, 5]]), {
        validateOnly: true,
      });
      expect(tried.items.get(name)?.ok).toBe(true);
      await partitions(2);

      const grown = await port.createPartitions(
        new Map([
          [name, 5],
          [`${prefix}nope`, 5],
        ]),
      );
      expect(grown.items.get(name)).toEqual({ ok: true, value: undefined });
      expect(grown.items.get(`${prefix}nope`)).toMatchObject({
        error: { code: 'NOT_FOUND' },
      });
      await partitions(5);

      const shrunk = await port.createPartitions(new Map([[name, 3]]));
      expect(shrunk.items.get(name)).toMatchObject({
        ok: false,
        error: { code: 'INVALID', retryable: false },
      });
      expect((await port.createPartitions(new Map())).items.size).toBe(0);
    });

    it('lists all topics, internal ones marked', async () => {
      const { cluster, items, complete } = await port.listTopics();
      expect(cluster).toEqual(await port.describeCluster());
      expect(complete).toBe(true);
      expect([...items.keys()].sort()).toEqual(
        expect.arrayContaining((await admin.listTopics()).sort()),
      );
      // Kafka makes it with the first group, of which another test sees to it.
      const internal = [...items.values()].flatMap(r =>
        r.ok && r.value.internal ? [r.value.name] : [],
      );
      expect(internal.every(name => name.startsWith('__'))).toBe(true);
    });

    it('tells a topic that does not exist from one that we may not see', async () => {
      const name = topic('hidden');
      await port.createTopics([
        { name, partitions: 1, replicationFactor: -1, configs: {} },
      ]);
      const asked = await port.describeTopics([name, `${prefix}nope`]);
      expect(asked.items.get(name)?.ok).toBe(true);
      expect(asked.items.get(`${prefix}nope`)).toMatchObject({
        ok: false,
        error: { code: 'NOT_FOUND', retryable: false },
      });

      const stranger = testPort('route-planner');
      const listed = await stranger.listTopics();
      expect(listed.items.has(name)).toBe(false);
      const named = await stranger.describeTopics([name]);
      expect(named.items.get(name)).toMatchObject({
        ok: false,
        error: { code: 'NOT_AUTHORIZED' },
      });
      await stranger.close();
    });

    it('does not create a topic by asking for it', async () => {
      const name = `${prefix}asked-for`;
      await port.describeTopics([name]);
      expect(await admin.listTopics()).not.toContain(name);
    });
  });

  describe('configuration', () => {
    it('gives the keys that were asked for, telling own values from defaults', async () => {
      const name = topic('configured');
      await port.createTopics([
        {
          name,
          partitions: 1,
          replicationFactor: -1,
          configs: { 'retention.ms': '120000' },
        },
      ]);
      const { items } = await port.describeTopicConfigs(
        [name, `${prefix}nope`],
        ['retention.ms', 'cleanup.policy'],
      );
      expect(items.get(name)).toEqual({
        ok: true,
        value: {
          'retention.ms': { value: '120000', overridden: true },
          'cleanup.policy': { value: 'delete', overridden: false },
        },
      });
      expect(items.get(`${prefix}nope`)).toMatchObject({
        ok: false,
        error: { code: 'NOT_FOUND' },
      });
    });

    it('changes one key and leaves the others as they were', async () => {
      const name = topic('altered');
      await port.createTopics([
        {
          name,
          partitions: 1,
          replicationFactor: -1,
          configs: { 'retention.ms': '1000', 'max.message.bytes': '2000' },
        },
      ]);
      const { items } = await port.alterTopicConfigs(
        new Map([
          [name, { 'retention.ms': '5000' }],
          [`${prefix}nope`, { 'retention.ms': '5000' }],
        ]),
      );
      expect(items.get(name)?.ok).toBe(true);
      expect(items.get(`${prefix}nope`)?.ok).toBe(false);
      await port.alterTopicConfigs(
        new Map([[name, { 'max.message.bytes': null }]]),
      );
      const after = await port.describeTopicConfigs(
        [name],
        ['retention.ms', 'max.message.bytes'],
      );
      expect(after.items.get(name)).toMatchObject({
        value: {
          'retention.ms': { value: '5000', overridden: true },
          'max.message.bytes': { overridden: false },
        },
      });
    });
  });

  describe('offsets and groups', () => {
    it('gives earliest and latest offsets of each partition', async () => {
      const name = topic('offsets');
      await port.createTopics([
        { name, partitions: 2, replicationFactor: -1, configs: {} },
      ]);
      const producer = witness().producer();
      await producer.connect();
      await producer.send({
        topic: name,
        messages: [0, 0, 0, 1].map(partition => ({ partition, value: 'x' })),
      });
      await producer.disconnect();
      const { items } = await port.listOffsets([await describe1(name)]);
      expect(items.get(name)).toEqual({
        ok: true,
        value: [
          {
            partition: 0,
            earliest: { ok: true, value: 0n },
            latest: { ok: true, value: 3n },
          },
          {
            partition: 1,
            earliest: { ok: true, value: 0n },
            latest: { ok: true, value: 1n },
          },
        ],
      });
    });

    it('tells per partition that there is no leader to ask', async () => {
      const { items } = await port.listOffsets([
        {
          name: 'leaderless',
          topicId: '',
          internal: false,
          partitions: [{ partition: 0, replicas: [1], inSyncReplicas: [] }],
        },
      ]);
      expect(items.get('leaderless')).toMatchObject({
        value: [{ latest: { ok: false, error: { code: 'UNAVAILABLE' } } }],
      });
    });

    it('sees a group with its members and what it has committed', async () => {
      const name = topic('grouped');
      const groupId = `${prefix}group`;
      await port.createTopics([
        { name, partitions: 1, replicationFactor: -1, configs: {} },
      ]);
      const producer = witness().producer();
      await producer.connect();
      await producer.send({ topic: name, messages: [{ value: 'a' }] });
      await producer.disconnect();
      const consumer = witness().consumer({ groupId });
      await consumer.connect();
      await consumer.subscribe({ topic: name, fromBeginning: true });
      const read = new Promise<void>(resolve => {
        consumer
          .run({
            autoCommit: false,
            eachMessage: async ({ partition, message }) => {
              await consumer.commitOffsets([
                {
                  topic: name,
                  partition,
                  offset: `${BigInt(message.offset) + 1n}`,
                },
              ]);
              resolve();
            },
          })
          .catch(resolve);
      });
      await read;

      const listed = (await port.listGroups()).items.get(groupId);
      expect(listed).toMatchObject({
        ok: true,
        value: { type: 'classic', state: 'Stable', protocolType: 'consumer' },
      });
      const groups = listed?.ok ? [listed.value] : [];
      const described = (await port.describeGroups(groups)).items.get(groupId);
      expect(described?.ok && described.value.members).toHaveLength(1);
      const committed = await port.fetchGroupOffsets(groups);
      const offsets = committed.items.get(groupId);
      expect(offsets?.ok && offsets.value.get(name)).toEqual(
        new Map([[0, 1n]]),
      );
      await consumer.disconnect();
      await admin.deleteGroups([groupId]);

      const own = (await port.listTopics()).items.get('__consumer_offsets');
      expect(own?.ok && own.value.internal).toBe(true);
    });
  });

  it('sees groups of the new protocol with their members (KIP-848)', async () => {
    const name = topic('grouped-anew');
    const groupId = `${prefix}new-group`;
    await port.createTopics([
      { name, partitions: 1, replicationFactor: -1, configs: {} },
    ]);
    const { host, port: number } = testBroker();
    const consumer = new Consumer({
      clientId: 'newcomer',
      groupId,
      groupProtocol: 'consumer',
      bootstrapBrokers: [`${host}:${number}`],
      sasl: {
        mechanism: 'SCRAM-SHA-512',
        username: 'admin',
        password: PRINCIPALS.admin,
      },
    });
    const stream = await consumer.consume({ topics: [name] });
    const listed = (await port.listGroups()).items.get(groupId);
    expect(listed).toMatchObject({ ok: true, value: { type: 'consumer' } });
    const groups = listed?.ok ? [listed.value] : [];
    const described = (await port.describeGroups(groups)).items.get(groupId);
    expect(described).toMatchObject({
      ok: true,
      value: { members: [{ clientId: 'newcomer' }] },
    });
    await stream.close();
    await consumer.close();
    await admin.deleteGroups([groupId]);
  });

  it('asks again over a new connection after the broker has closed one', async () => {
    const fresh = testPort('admin');
    await fresh.listTopics();
    await fresh.close();
    // A closed port stays closed; the next one starts over.
    const next = createKafkaPort(
      testCluster('admin', { bootstrapServers: [testBroker()] }),
      'sync',
    );
    expect((await next.listTopics()).complete).toBe(true);
    await next.close();
  });
});
