import { setTimeout } from 'node:timers/promises';
import { SchemaRegistry } from '@kafkajs/confluent-schema-registry';
import kafkajs from 'kafkajs';
import { Publisher } from './Publisher.ts';
import { exampleRecord } from './record.ts';
import { readSettings } from './settings.ts';

const settings = readSettings(process.env);
const producer = new kafkajs.Kafka(settings.kafka).producer({
  idempotent: true,
  maxInFlightRequests: 1,
});
const publisher = new Publisher(
  producer,
  new SchemaRegistry(settings.schemaRegistry),
  settings,
);

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => stopping.abort());
}

// How many to write; without end if it is not set.
let left = Number(process.env.COUNT ?? Infinity);
await producer.connect();
try {
  while (left > 0 && !stopping.signal.aborted) {
    await publisher.publish([exampleRecord()]);
    left -= 1;
    if (left > 0) {
      await setTimeout(1_000, undefined, { signal: stopping.signal }).catch(
        () => undefined,
      );
    }
  }
} finally {
  await producer.disconnect();
}
