import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Admin, Producer } from 'kafkajs';
import { ConsumerMesh } from './__testUtils__/ConsumerMesh';
import { OwnDatabase } from './__testUtils__/OwnDatabase';
import { RecordWriter } from './__testUtils__/RecordWriter';
import { inRepository, repositoryEnv } from './__testUtils__/repositories';
import { ADMIN, kafkaAs, testBrokers } from './__testUtils__/testKafka';
import { testRegistry } from './__testUtils__/testRegistry';
import { eventually } from './__testUtils__/TestMesh';

jest.setTimeout(300_000);

const PREFIX = `l${randomBytes(5).toString('hex')}`;
const AVRO = { topic: `${PREFIX}.scans.v1`, table: 'parcels_scans_v1' };
const PLAIN = { topic: `${PREFIX}.notes.v1`, table: 'parcels_notes_v1' };
const PARTITIONS = 3;
const LEAST = 4_000;

/** The template that lands products, and what its service does to a database. */
describe('land-data-products', () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'land-'));
  const folder = path.join(dir, 'service');
  const registry = testRegistry();
  const database = new OwnDatabase(PREFIX);
  const started = new Set<ChildProcess>();
  let consumers: ConsumerMesh;
  let admin: Admin;
  let producer: Producer;
  let writer: RecordWriter;

  /** Starts an instance; those of one group share the partitions. */
  const start = (kafkaGroup: string) => {
    const instance = spawn('node', ['src/index.ts'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...repositoryEnv(),
        KAFKA_BROKERS: testBrokers().join(),
        KAFKA_USERNAME: ADMIN.username,
        KAFKA_PASSWORD: ADMIN.password,
        KAFKA_GROUP: `${PREFIX}-${kafkaGroup}`,
        SCHEMA_REGISTRY_URL: registry.url,
        DATABASE_URL: database.url,
      } as unknown as NodeJS.ProcessEnv,
    });
    const said: string[] = [];
    for (const stream of [instance.stdout, instance.stderr]) {
      stream.on('data', chunk => said.push(`${chunk}`));
    }
    started.add(instance);
    return { instance, said };
  };
  const end = async (signal: NodeJS.Signals, ...instances: ChildProcess[]) => {
    for (const instance of instances) {
      const ended = once(instance, 'exit');
      if (instance.kill(signal)) await ended;
      started.delete(instance);
    }
  };
  const landed = async (): Promise<number> => {
    const { rows } = await database.knex.raw(
      'select coalesce(sum(next_offset), 0)::int as landed from landed_offsets',
    );
    return rows[0].landed;
  };
  const untilLanded = async (count: number, { instance, said }: Started) =>
    eventually(async () => {
      if (instance.exitCode !== null) {
        throw new Error(`It has ended: ${said.join('')}`);
      }
      expect(await landed()).toBeGreaterThanOrEqual(count);
    }, 60);
  type Started = ReturnType<typeof start>;
  /** The partitions that an instance was assigned last, as it says. */
  const assignedTo = ({ said }: Started): string[] =>
    said
      .join('')
      .match(/^reads .*$/gm)
      ?.pop()
      ?.slice('reads '.length)
      .split(', ') ?? [];

  beforeAll(async () => {
    await database.create();
    admin = kafkaAs(ADMIN).admin();
    producer = kafkaAs(ADMIN).producer();
    await admin.connect();
    await producer.connect();
    await admin.createTopics({
      topics: [AVRO, PLAIN].map(({ topic }) => ({
        topic,
        numPartitions: PARTITIONS,
      })),
      waitForLeaders: true,
    });
    const schemaId = await registry.register(`${AVRO.topic}-value`, [
      { name: 'id', type: 'int' },
    ]);
    writer = new RecordWriter(
      producer,
      { avro: AVRO.topic, plain: PLAIN.topic },
      schemaId,
    );
    consumers = new ConsumerMesh({
      dir,
      prefix: PREFIX,
      registryUrl: registry.url,
    });
    await consumers.start({
      'scans-v1': AVRO.topic,
      'notes-v1': PLAIN.topic,
    });
  });

  afterAll(async () => {
    await end('SIGKILL', ...started);
    await consumers?.mesh.stop();
    await database.drop();
    await admin.deleteTopics({ topics: [AVRO.topic, PLAIN.topic] });
    await producer.disconnect();
    await admin.disconnect();
    await registry.remove(`${AVRO.topic}-value`);
    fs.rmSync(dir, { recursive: true, force: true });
  });

  it('asks for access, and gives a service whose tests pass, those with a database too', async () => {
    await consumers.register('land-data-products');
    await consumers.repository('land-data-products', {
      ports: ['scans-v1', 'notes-v1'],
      folder,
    });
    const requests = await consumers.requests();
    expect(requests.map(({ state }) => state)).toEqual(['pending', 'pending']);
    await inRepository(folder, ['npm', 'install', '--no-audit', '--no-fund']);
    await inRepository(folder, ['npm', 'run', 'types']);
    const alone = await inRepository(folder, ['npm', 'test']);
    expect(alone).toMatch(/TEST_DATABASE_URL is not set/);
    expect(alone).toMatch(/fail 0/);
    const withDatabase = await inRepository(folder, ['npm', 'test'], {
      TEST_DATABASE_URL: database.url,
    });
    expect(withDatabase).toMatch(/pass 18[\s\S]*fail 0[\s\S]*skipped 0/);
  });

  it('lands each record once, though it is killed again and again while records come', async () => {
    writer.start();
    for (let round = 0; round < 6; round += 1) {
      // A group of its own: as if Kafka had forgotten where it was.
      const service = start(`killed-${round}`);
      const before = round === 0 ? 0 : await landed();
      await untilLanded(before + 1, service);
      await setTimeout(randomInt(400));
      await end('SIGKILL', service.instance);
      expect(await landed()).toBeGreaterThan(before);
    }
  });

  it('lets two read everything at once', async () => {
    const services = [start('one'), start('two')];
    await eventually(async () => {
      for (const service of services) {
        expect(assignedTo(service)).toHaveLength(2 * PARTITIONS);
      }
    }, 60);
    const before = await landed();
    for (const service of services) await untilLanded(before + 500, service);
    await setTimeout(randomInt(400));
    await end('SIGKILL', ...services.map(({ instance }) => instance));
  });

  it('goes on where one of two that share the partitions is killed', async () => {
    const services = [start('shared'), start('shared')];
    await eventually(async () => {
      const [one, other] = services.map(assignedTo);
      expect(one).toHaveLength(PARTITIONS);
      expect(new Set([...one, ...other]).size).toBe(2 * PARTITIONS);
    }, 60);
    await end('SIGKILL', services[0].instance);
    await writer.stop(LEAST);
    const last = services[1];
    await untilLanded(2 * writer.count, last);
    await eventually(async () => {
      const groupId = `${PREFIX}-shared`;
      const committed = await admin.fetchOffsets({
        groupId,
        topics: [AVRO.topic],
      });
      const sum = committed[0].partitions.reduce(
        (total, { offset }) => total + Number(offset),
        0,
      );
      expect(sum).toBe(writer.count);
    }, 30);
    await end('SIGTERM', last.instance);
    expect(last.instance.exitCode).toBe(0);
  });

  it.each([AVRO, PLAIN])(
    'has every record of $topic in $table, and none twice',
    async ({ topic, table }) => {
      const ends = await admin.fetchTopicOffsets(topic);
      const { rows } = await database.knex.raw(
        `select kafka_partition as partition, count(*)::int as records,
           count(distinct kafka_offset)::int as offsets,
           min(kafka_offset)::int as first, max(kafka_offset)::int + 1 as next
         from ?? group by kafka_partition order by kafka_partition`,
        [table],
      );
      expect(rows).toEqual(
        ends
          .map(({ partition, high }) => [partition, Number(high)])
          .sort(([one], [other]) => one - other)
          .map(([partition, next]) => ({
            partition,
            records: next,
            offsets: next,
            first: 0,
            next,
          })),
      );
      expect(rows).toHaveLength(PARTITIONS);
    },
  );

  it('has what was written, by the schema or as it is', async () => {
    const { rows } = await database.knex.raw(
      `select count(*)::int as records, count(distinct value->>'id')::int as ids,
         min((value->>'id')::int) as first, max((value->>'id')::int) + 1 as next
       from ??`,
      [AVRO.table],
    );
    const { count } = writer;
    expect(rows).toEqual([
      { records: count, ids: count, first: 0, next: count },
    ]);
    const latest = await database.knex(`${PLAIN.table}_latest`);
    expect(new Map(latest.map(({ key, value }) => [key, value]))).toEqual(
      writer.latest,
    );
  });

  it('lands everything again once a table was reset', async () => {
    await database.knex.transaction(async tx => {
      await tx('landed_offsets').where({ topic: PLAIN.topic }).delete();
      await tx.raw('truncate ??', [PLAIN.table]);
    });
    const service = start('shared');
    await untilLanded(2 * writer.count, service);
    await end('SIGTERM', service.instance);
    const [{ records }] = await database
      .knex(PLAIN.table)
      .count({ records: '*' });
    expect(Number(records)).toBe(writer.count);
  });
});
