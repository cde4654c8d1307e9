import { Consumer } from '@platformatic/kafka';
import type { Admin } from 'kafkajs';
import {
  PRINCIPALS,
  testBroker,
  testPort,
  uniquePrefix,
  witness,
} from '../__testUtils__/testKafka';
import { eventually } from './__testUtils__/eventually';
import type { CommittedOffsets, GroupListing, KafkaPort } from './KafkaPort';

jest.setTimeout(60_000);

/** What the port promises of moving a group's offsets, on a real broker. */
describe('offsets of a group', () => {
  const prefix = uniquePrefix();
  const topic = `${prefix}topic`;
  const groups: string[] = [];
  let port: KafkaPort;
  let admin: Admin;

  function group(name: string): string {
    const id = `${prefix}${name}`;
    groups.push(id);
    return id;
  }

  async function listing(groupId: string): Promise<GroupListing> {
    const result = (await port.listGroups()).items.get(groupId);
    if (!result?.ok) throw new Error(`${groupId} is not listed`);
    return result.value;
  }

  const offsets = (...of: bigint[]): CommittedOffsets =>
    new Map([[topic, new Map(of.map((offset, i) => [i, offset]))]]);

  /** A group without members that has committed. */
  async function emptyGroup(name: string): Promise<GroupListing> {
    const groupId = group(name);
    // The broker of the tests is alone, and so everybody's coordinator.
    const { brokers } = await port.describeCluster();
    // Asked for a coordinator, a broker that has had no groups becomes one.
    await seen(groupId);
    const made = await port.alterGroupOffsets(
      {
        groupId,
        type: 'classic',
        state: 'Dead',
        protocolType: '',
        coordinator: brokers[0].nodeId,
      },
      offsets(1n),
    );
    expect([...made.items.values()]).toMatchObject([{ ok: true }]);
    return listing(groupId);
  }

  async function seen(groupId: string): Promise<Record<number, string>> {
    const [found] = await admin.fetchOffsets({ groupId, topics: [topic] });
    return Object.fromEntries(
      found.partitions.map(({ partition, offset }) => [partition, offset]),
    );
  }

  beforeAll(async () => {
    port = testPort('admin');
    admin = witness().admin();
    await admin.connect();
    await port.createTopics([
      { name: topic, partitions: 2, replicationFactor: -1, configs: {} },
    ]);
    await eventually(async () => {
      const { items } = await port.describeTopics([topic]);
      if (!items.get(topic)?.ok) throw new Error(`${topic} is not there`);
    });
  });

  afterAll(async () => {
    const listed = (await admin.listGroups()).groups.map(g => g.groupId);
    const there = groups.filter(id => listed.includes(id));
    if (there.length) await admin.deleteGroups(there);
    await admin.deleteTopics({ topics: [topic] });
    await admin.disconnect();
    await port.close();
  });

  it('are moved where nobody is in it, as another client sees them', async () => {
    const moved = await emptyGroup('moved');
    expect(moved.state).toBe('Empty');
    const answer = await port.alterGroupOffsets(moved, offsets(7n, 9n));
    expect(answer).toEqual({
      items: new Map([
        [`${topic}/0`, { ok: true, value: undefined }],
        [`${topic}/1`, { ok: true, value: undefined }],
      ]),
      complete: true,
      missing: [],
    });
    expect(await seen(moved.groupId)).toEqual({ 0: '7', 1: '9' });
    const own = await port.fetchGroupOffsets([moved]);
    expect(own.items.get(moved.groupId)).toMatchObject({
      value: offsets(7n, 9n),
    });
  });

  it('stay as they are for partitions that are not named', async () => {
    const kept = await emptyGroup('kept');
    await port.alterGroupOffsets(kept, new Map([[topic, new Map([[1, 4n]])]]));
    expect(await seen(kept.groupId)).toEqual({ 0: '1', 1: '4' });
    const none = await port.alterGroupOffsets(kept, new Map());
    expect(none.items.size).toBe(0);
    expect(await seen(kept.groupId)).toEqual({ 0: '1', 1: '4' });
  });

  it('fail per partition that does not exist, and the others are moved', async () => {
    const partly = await emptyGroup('partly');
    const { items, complete } = await port.alterGroupOffsets(
      partly,
      new Map([
        ...offsets(5n),
        [`${prefix}nope`, new Map([[0, 5n]])] as [string, Map<number, bigint>],
      ]),
    );
    expect(complete).toBe(true);
    expect(items.get(`${topic}/0`)?.ok).toBe(true);
    expect(items.get(`${prefix}nope/0`)).toMatchObject({
      ok: false,
      error: { code: 'NOT_FOUND' },
    });
  });

  it('are refused while the group has members, and stay', async () => {
    const groupId = group('active');
    const consumer = witness().consumer({ groupId, maxWaitTimeInMs: 100 });
    await consumer.connect();
    await consumer.subscribe({ topic });
    const joined = new Promise(resolve => {
      consumer.on(consumer.events.GROUP_JOIN, resolve);
    });
    await consumer.run({ eachMessage: async () => {} });
    await joined;
    const { items } = await port.alterGroupOffsets(
      await listing(groupId),
      offsets(5n, 5n),
    );
    expect([...items.values()]).toMatchObject(
      [0, 1].map(() => ({
        ok: false,
        error: {
          code: 'GROUP_ACTIVE',
          retryable: false,
          message: expect.stringContaining('stop them first'),
        },
      })),
    );
    expect(await seen(groupId)).toEqual({ 0: '-1', 1: '-1' });
    await consumer.disconnect();

    // Those who were told to stop have done so.
    const again = await port.alterGroupOffsets(
      await listing(groupId),
      offsets(5n, 5n),
    );
    expect([...again.items.values()].every(r => r.ok)).toBe(true);
    expect(await seen(groupId)).toEqual({ 0: '5', 1: '5' });
  });

  it('are refused by a group of the new protocol just so (KIP-848)', async () => {
    const groupId = group('active-anew');
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
    const stream = await consumer.consume({ topics: [topic] });
    const active = await listing(groupId);
    expect(active.type).toBe('consumer');
    const refused = await port.alterGroupOffsets(active, offsets(5n));
    expect(refused.items.get(`${topic}/0`)).toMatchObject({
      ok: false,
      error: { code: 'GROUP_ACTIVE', retryable: false },
    });
    await stream.close();
    await consumer.close();
    const moved = await port.alterGroupOffsets(active, offsets(5n));
    expect(moved.items.get(`${topic}/0`)?.ok).toBe(true);
    expect(await seen(groupId)).toMatchObject({ 0: '5' });
  });

  it('are not moved by who may only describe the group', async () => {
    const guarded = await emptyGroup('guarded');
    const sync = testPort('data-mesh-sync');
    const { items } = await sync.alterGroupOffsets(guarded, offsets(5n));
    expect(items.get(`${topic}/0`)).toMatchObject({
      ok: false,
      error: { code: 'NOT_AUTHORIZED' },
    });
    await sync.close();
    expect(await seen(guarded.groupId)).toMatchObject({ 0: '1' });
  });

  it('fail each where the coordinator is not there', async () => {
    const lost = await emptyGroup('lost');
    const answer = await port.alterGroupOffsets(
      { ...lost, coordinator: 99 },
      offsets(5n, 5n),
    );
    expect(answer.complete).toBe(false);
    expect([...answer.items.keys()]).toEqual([`${topic}/0`, `${topic}/1`]);
    expect(answer.items.get(`${topic}/1`)).toMatchObject({
      ok: false,
      error: { code: 'UNAVAILABLE', retryable: true },
    });
  });

  it('are never negative', async () => {
    const positive = await emptyGroup('positive');
    await expect(
      port.alterGroupOffsets(positive, offsets(-1n)),
    ).rejects.toThrow(TypeError);
    expect(await seen(positive.groupId)).toMatchObject({ 0: '1' });
  });
});
