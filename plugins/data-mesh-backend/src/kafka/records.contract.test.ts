import { Producer, stringSerializers } from '@platformatic/kafka';
import { CompressionTypes, type Admin, type Message } from 'kafkajs';
import {
  PRINCIPALS,
  testBroker,
  testPort,
  uniquePrefix,
  witness,
} from '../__testUtils__/testKafka';
import { eventually } from './__testUtils__/eventually';
import { KafkaError } from './errors';
import type { KafkaPort, RecordsRequest, TopicDescription } from './KafkaPort';

jest.setTimeout(60_000);

/** What the port promises of what is in a topic, on a real broker. */
describe('records of a partition', () => {
  const prefix = uniquePrefix();
  const names: string[] = [];
  let port: KafkaPort;
  let admin: Admin;

  async function describe1(name: string): Promise<TopicDescription> {
    const result = (await port.describeTopics([name])).items.get(name);
    if (!result?.ok) throw new Error(`${name} could not be described`);
    return result.value;
  }

  async function topic(
    name: string,
    configs: Record<string, string> = {},
    partitions = 1,
  ): Promise<string> {
    const full = `${prefix}${name}`;
    names.push(full);
    await port.createTopics([
      { name: full, partitions, replicationFactor: -1, configs },
    ]);
    // Its leader takes a moment to know that it is.
    await eventually(async () => {
      const { items } = await port.listOffsets([await describe1(full)]);
      expect(items.get(full)).toMatchObject({
        value: Array.from({ length: partitions }, () => ({
          latest: { ok: true },
        })),
      });
    });
    return full;
  }

  async function send(
    to: string,
    messages: Message[],
    compression = CompressionTypes.None,
  ): Promise<void> {
    const producer = witness().producer();
    await producer.connect();
    await producer.send({ topic: to, messages, compression });
    await producer.disconnect();
  }

  const fetch = (name: string, overrides: Partial<RecordsRequest> = {}) =>
    port.fetchRecords({
      topic: name,
      partition: 0,
      offset: 0n,
      maxRecords: 100,
      maxBytes: 1_000_000,
      maxWaitMs: 500,
      ...overrides,
    });

  const values = (records: { value: Buffer | null }[]) =>
    records.map(({ value }) => value?.toString());

  async function failure(promise: Promise<unknown>): Promise<KafkaError> {
    const error = await promise.then(
      () => undefined,
      e => e,
    );
    expect(error).toBeInstanceOf(KafkaError);
    return error;
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

  describe('fetched once', () => {
    it('have offset, time, key, value and headers as they were sent', async () => {
      const name = await topic('whole');
      await send(name, [
        {
          key: 'k',
          value: 'v',
          timestamp: '1700000000000',
          headers: { one: 'ä', twice: ['1', '2'] },
        },
        { value: null, timestamp: '1700000000001' },
        { key: '', value: '', timestamp: '1699999999999' },
      ]);
      const records = await fetch(name);
      expect(records).toEqual([
        {
          partition: 0,
          offset: 0n,
          timestamp: 1_700_000_000_000,
          key: Buffer.from('k'),
          value: Buffer.from('v'),
          headers: [
            ['one', Buffer.from('ä')],
            ['twice', Buffer.from('1')],
            ['twice', Buffer.from('2')],
          ],
        },
        {
          partition: 0,
          offset: 1n,
          timestamp: 1_700_000_000_001,
          key: null,
          value: null,
          headers: [],
        },
        {
          partition: 0,
          offset: 2n,
          timestamp: 1_699_999_999_999,
          key: Buffer.alloc(0),
          value: Buffer.alloc(0),
          headers: [],
        },
      ]);
      expect(Buffer.isBuffer(records[0].value)).toBe(true);
    });

    it('have the time of the broker where the topic says so', async () => {
      const name = await topic('append-time', {
        'message.timestamp.type': 'LogAppendTime',
      });
      const before = Date.now() - 1_000;
      await send(name, [{ value: 'x', timestamp: '1700000000000' }]);
      const [record] = await fetch(name);
      expect(record.timestamp).toBeGreaterThan(before);
    });

    it('are of the one partition, and start in the midst of a batch', async () => {
      const name = await topic('midst', {}, 2);
      await send(
        name,
        ['a', 'b', 'c', 'd'].map(value => ({ value, partition: 1 })),
      );
      await send(name, [{ value: 'other', partition: 0 }]);
      const records = await fetch(name, { partition: 1, offset: 2n });
      expect(records.map(r => [r.partition, r.offset])).toEqual([
        [1, 2n],
        [1, 3n],
      ]);
      expect(values(records)).toEqual(['c', 'd']);
    });

    it('are no more than was asked for, of however many batches', async () => {
      const name = await topic('bounded');
      await send(name, [{ value: 'a' }, { value: 'b' }]);
      await send(name, [{ value: 'c' }, { value: 'd' }]);
      expect(values(await fetch(name, { maxRecords: 1 }))).toEqual(['a']);
      expect(values(await fetch(name, { maxRecords: 3 }))).toEqual([
        'a',
        'b',
        'c',
      ]);
      // No batch is that small: the first comes whole, and no other.
      expect(values(await fetch(name, { maxBytes: 1 }))).toEqual(['a', 'b']);
    });

    it.each(['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const)(
      'are read whatever packs them: %s',
      async compression => {
        const name = await topic(`packed-${compression}`);
        const { host, port: number } = testBroker();
        const producer = new Producer({
          clientId: 'packer',
          bootstrapBrokers: [`${host}:${number}`],
          sasl: {
            mechanism: 'SCRAM-SHA-512',
            username: 'admin',
            password: PRINCIPALS.admin,
          },
          compression,
          serializers: stringSerializers,
        });
        const sent = Array.from({ length: 50 }, (_, i) => `value-${i}`);
        await producer.send({
          messages: sent.map(value => ({ topic: name, value })),
        });
        await producer.close();
        const records = await fetch(name, { offset: 10n });
        expect(values(records)).toEqual(sent.slice(10));
      },
    );

    it('are read where another client has packed them', async () => {
      const name = await topic('packed-elsewhere');
      const sent = Array.from({ length: 20 }, (_, i) => ({ value: `${i}` }));
      await send(name, sent, CompressionTypes.GZIP);
      expect(values(await fetch(name))).toEqual(sent.map(m => m.value));
    });

    it('leave out what was aborted or is still open, and the markers', async () => {
      const name = await topic('transactional');
      const producer = witness().producer({
        transactionalId: `${prefix}tx`,
        maxInFlightRequests: 1,
        idempotent: true,
      });
      await producer.connect();
      const write = async (value: string) => {
        const transaction = await producer.transaction();
        await transaction.send({ topic: name, messages: [{ value }] });
        return transaction;
      };
      await (await write('first')).commit();
      await (await write('aborted')).abort();
      await send(name, [{ value: 'plain' }]);
      await (await write('last')).commit();
      const open = await write('open');
      const records = await fetch(name);
      expect(values(records)).toEqual(['first', 'plain', 'last']);
      // Each of the three that ended has left its marker in between.
      expect(records.map(r => r.offset)).toEqual([0n, 4n, 5n]);
      // From within, past the start of the aborted one.
      expect(values(await fetch(name, { offset: 3n }))).toEqual([
        'plain',
        'last',
      ]);
      await open.abort();
      await producer.disconnect();
    });

    it('are found over the ends of segments, and behind what does not show', async () => {
      // Kafka ends a fetch with the segment, whatever is behind it.
      const segment = 1024 * 1024;
      const name = await topic('segments', { 'segment.bytes': `${segment}` });
      const large = 'x'.repeat(0.6 * segment);
      const producer = witness().producer({
        transactionalId: `${prefix}hiding`,
        maxInFlightRequests: 1,
        idempotent: true,
      });
      await producer.connect();
      for (let i = 0; i < 3; i++) {
        const transaction = await producer.transaction();
        await transaction.send({ topic: name, messages: [{ value: large }] });
        await transaction.abort();
      }
      await producer.disconnect();
      await send(name, [{ value: 'found' }]);
      const maxBytes = 4 * segment;
      expect(values(await fetch(name, { maxBytes, maxWaitMs: 5_000 }))).toEqual(
        ['found'],
      );
      // What does not show counts too: it had to be fetched.
      expect(
        await fetch(name, { maxBytes: segment, maxWaitMs: 5_000 }),
      ).toEqual([]);
    });

    it('are waited for where there are none yet, but not for long', async () => {
      const name = await topic('waited');
      expect(await fetch(name, { maxWaitMs: 0 })).toEqual([]);
      const before = Date.now();
      expect(await fetch(name, { maxWaitMs: 300 })).toEqual([]);
      expect(Date.now() - before).toBeGreaterThanOrEqual(250);

      const waiting = fetch(name, { maxWaitMs: 15_000 });
      // Nothing else that we ask of this broker waits behind it.
      const asked = Date.now();
      await port.listOffsets([await describe1(name)]);
      expect(Date.now() - asked).toBeLessThan(5_000);
      await send(name, [{ value: 'at last' }]);
      expect(values(await waiting)).toEqual(['at last']);
      expect(Date.now() - asked).toBeLessThan(10_000);
    });

    it('fail with the reason where there is nothing to read from', async () => {
      const name = await topic('short');
      await send(name, [{ value: 'x' }]);
      const beyond = await failure(fetch(name, { offset: 5n }));
      expect(beyond).toMatchObject({ code: 'OUT_OF_RANGE', retryable: false });
      expect(beyond.message).toContain(`${name}, partition 0, from offset 5`);
      const noTopic = await failure(fetch(`${prefix}nope`));
      expect(noTopic.code).toBe('NOT_FOUND');
      const noPartition = await failure(fetch(name, { partition: 7 }));
      expect(noPartition.code).toBe('NOT_FOUND');

      // Or the other client would not know who leads the partition.
      await admin.fetchTopicOffsets(name);
      await admin.deleteTopicRecords({
        topic: name,
        partitions: [{ partition: 0, offset: '1' }],
      });
      const gone = await failure(fetch(name));
      expect(gone.code).toBe('OUT_OF_RANGE');
    });

    it('are refused to who may describe the topic but not read it', async () => {
      const name = await topic('secret');
      await send(name, [{ value: 'x' }]);
      const request = {
        topic: name,
        partition: 0,
        offset: 0n,
        maxRecords: 1,
        maxBytes: 1_000,
        maxWaitMs: 0,
      };
      const sync = testPort('data-mesh-sync');
      expect((await failure(sync.fetchRecords(request))).code).toBe(
        'NOT_AUTHORIZED',
      );
      await sync.close();
    });

    it.each<[string, Partial<RecordsRequest>]>([
      ['no records', { maxRecords: 0 }],
      ['too many records', { maxRecords: 10_001 }],
      ['no bytes', { maxBytes: 0 }],
      ['too many bytes', { maxBytes: 17 * 1024 * 1024 }],
      ['a wait that is too long', { maxWaitMs: 60_000 }],
      ['an offset below zero', { offset: -1n }],
      ['no topic', { topic: '' }],
      ['no number', { maxRecords: NaN }],
    ])('are not asked for with %s', async (_, wrong) => {
      await expect(fetch(`${prefix}nope`, wrong)).rejects.toThrow(TypeError);
    });
  });

  describe('by their time', () => {
    it('have the offset of the first that is not older', async () => {
      const name = await topic('timed', {}, 2);
      await send(
        name,
        [1_000, 2_000, 3_000].map(ms => ({
          value: 'x',
          partition: 0,
          timestamp: `${1_700_000_000_000 + ms}`,
        })),
      );
      const at = async (ms: number) => {
        const answer = await port.listOffsetsAt(
          [await describe1(name)],
          1_700_000_000_000 + ms,
        );
        expect(answer.complete).toBe(true);
        return answer.items.get(name);
      };
      const offsets = (...of: (bigint | undefined)[]) => ({
        ok: true,
        value: of.map((value, partition) => ({
          partition,
          offset: { ok: true, value },
        })),
      });
      expect(await at(0)).toEqual(offsets(0n, undefined));
      expect(await at(2_000)).toEqual(offsets(1n, undefined));
      expect(await at(2_001)).toEqual(offsets(2n, undefined));
      expect(await at(3_001)).toEqual(offsets(undefined, undefined));
      const other = await admin.fetchTopicOffsetsByTimestamp(
        name,
        1_700_000_002_000,
      );
      expect(other.find(p => p.partition === 0)?.offset).toBe('1');
    });

    it('are unknown, not missing, where nobody leads the partition', async () => {
      const { items } = await port.listOffsetsAt(
        [
          {
            name: 'leaderless',
            topicId: '',
            internal: false,
            partitions: [{ partition: 0, replicas: [1], inSyncReplicas: [] }],
          },
        ],
        0,
      );
      expect(items.get('leaderless')).toMatchObject({
        value: [{ offset: { ok: false, error: { code: 'UNAVAILABLE' } } }],
      });
    });

    it.each([-1, -2, NaN, 1.5])('are not looked for at %s', async time => {
      await expect(port.listOffsetsAt([], time)).rejects.toThrow(TypeError);
    });
  });
});
