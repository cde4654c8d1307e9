import { SchemaRegistry, SchemaType } from '@kafkajs/confluent-schema-registry';
import kafkajs from 'kafkajs';
import { AVRO_OPTIONS } from './avro.ts';
import { Lander } from './Lander.ts';
import { readSettings } from './settings.ts';
import { Store } from './Store.ts';
import { tablesOf } from './tables.ts';

const settings = readSettings(process.env);
const tables = tablesOf(settings.inputs);
const store = new Store(settings.databaseUrl, tables);
const registry = new SchemaRegistry(settings.schemaRegistry, {
  [SchemaType.AVRO]: AVRO_OPTIONS,
});
const kafka = new kafkajs.Kafka(settings.kafka);
const consumer = kafka.consumer({ groupId: settings.group });
const admin = kafka.admin();
const lander = new Lander({
  consumer,
  store,
  decode: value => registry.decode(value),
  endOf: async ({ topic, partition }) => {
    const ends = await admin.fetchTopicOffsets(topic);
    return BigInt(ends.find(each => each.partition === partition)?.high ?? 0);
  },
  log: line => console.log(line),
});

const stopped = new Promise<void>((resolve, reject) => {
  process.once('SIGINT', () => resolve());
  process.once('SIGTERM', () => resolve());
  // What can be tried again is, by the consumer itself.
  consumer.on(consumer.events.CRASH, ({ payload: { error, restart } }) => {
    if (!restart) reject(error);
  });
});
stopped.catch(() => undefined);
consumer.on(consumer.events.GROUP_JOIN, ({ payload }) =>
  lander.assigned(payload.memberAssignment),
);

try {
  await store.prepare();
  await admin.connect();
  await consumer.connect();
  await consumer.subscribe({ topics: [...tables.keys()], fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachBatchAutoResolve: false,
    partitionsConsumedConcurrently: 4,
    eachBatch: async ({ batch, resolveOffset, commitOffsetsIfNecessary, heartbeat }) => {
      const { topic, partition } = batch;
      const next = await lander.land(batch);
      if (next === undefined) return;
      resolveOffset(`${next - 1n}`);
      // After the database, so that the lag that Kafka shows is never too small.
      await commitOffsetsIfNecessary({
        topics: [{ topic, partitions: [{ partition, offset: `${next}` }] }],
      });
      await heartbeat();
    },
  });
  await stopped;
} catch (error) {
  const { message, code } = error as Error & { code?: string };
  console.error(message || code || error);
  process.exitCode = 1;
} finally {
  await consumer.disconnect();
  await admin.disconnect();
  await store.close();
}
