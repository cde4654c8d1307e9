import { SchemaRegistry, SchemaType } from '@kafkajs/confluent-schema-registry';
import kafkajs from 'kafkajs';
import { AVRO_OPTIONS, toJson } from './avro.ts';
import { Reader, type ReadRecord } from './Reader.ts';
import { readSettings } from './settings.ts';

const settings = readSettings(process.env);
const consumer = new kafkajs.Kafka(settings.kafka).consumer({
  groupId: settings.group,
});

// How many to read; without end if it is not set.
let left = Number(process.env.COUNT ?? Infinity);
let stop = () => {};
const stopped = new Promise<void>(resolve => {
  stop = resolve;
});
process.once('SIGINT', stop);
process.once('SIGTERM', stop);

/** Begin here: do with a record what your service is for. */
async function handle(record: ReadRecord): Promise<void> {
  console.log(toJson(record));
  left -= 1;
  if (left <= 0) stop();
}

const registry = new SchemaRegistry(settings.schemaRegistry, {
  [SchemaType.AVRO]: AVRO_OPTIONS,
});
const reader = new Reader(registry, handle);
await consumer.connect();
try {
  await consumer.subscribe({ topics: settings.topics, fromBeginning: true });
  await consumer.run({ eachMessage: payload => reader.read(payload) });
  await stopped;
} finally {
  await consumer.disconnect();
}
