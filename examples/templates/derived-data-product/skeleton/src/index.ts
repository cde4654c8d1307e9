import { SchemaRegistry, SchemaType } from '@kafkajs/confluent-schema-registry';
import kafkajs from 'kafkajs';
import { AVRO_OPTIONS } from './avro.ts';
import { Publisher } from './Publisher.ts';
import { Reader, type ReadRecord } from './Reader.ts';
import { transform } from './record.ts';
import { readSettings } from './settings.ts';

const settings = readSettings(process.env);
const kafka = new kafkajs.Kafka(settings.kafka);
const consumer = kafka.consumer({ groupId: settings.group });
const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 });
const registry = new SchemaRegistry(settings.schemaRegistry, {
  [SchemaType.AVRO]: AVRO_OPTIONS,
});
const publisher = new Publisher(producer, registry, settings);

// How many to read; without end if it is not set.
let left = Number(process.env.COUNT ?? Infinity);
let stop = () => {};
const stopped = new Promise<void>(resolve => {
  stop = resolve;
});
process.once('SIGINT', stop);
process.once('SIGTERM', stop);

// What is read counts as read only once what comes of it is written: after a
// crash a record may come twice, and is never lost.
async function handle(record: ReadRecord): Promise<void> {
  if (left <= 0) return;
  const made = transform(record);
  if (made) await publisher.publish([made]);
  left -= 1;
  if (left <= 0) stop();
}

const reader = new Reader(registry, handle);
await producer.connect();
await consumer.connect();
try {
  await consumer.subscribe({ topics: settings.inputs, fromBeginning: true });
  await consumer.run({ eachMessage: payload => reader.read(payload) });
  await stopped;
} finally {
  await consumer.disconnect();
  await producer.disconnect();
}
