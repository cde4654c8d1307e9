import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { SchemaRegistry } from '@kafkajs/confluent-schema-registry';
import type { ProducerRecord } from 'kafkajs';
import { Publisher } from '../src/Publisher.ts';
import { exampleRecord, transform } from '../src/record.ts';
import { INPUTS, readSettings } from '../src/settings.ts';

// A schema registry that has the one schema of this service.
const schemaFile = '${{ values.schemaFile }}';
const schemaType = { avsc: 'AVRO', json: 'JSON', proto: 'PROTOBUF' }[
  schemaFile.split('.').pop() ?? ''
];
const server = createServer((_request, response) => {
  void readFile(new URL(`../schema/${schemaFile}`, import.meta.url), 'utf8').then(
    schema => {
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify({ id: 1, version: 1, schemaType, schema }));
    },
  );
});
let host = '';

before(async () => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  assert.ok(address && typeof address === 'object');
  host = `http://127.0.0.1:${address.port}`;
});
after(() => server.close());

test('what is made of a record is as the schema has it, and can be read', async () => {
  const sent: ProducerRecord[] = [];
  const registry = new SchemaRegistry({ host });
  const producer = {
    send: async (record: ProducerRecord) => {
      sent.push(record);
      return [];
    },
  };
  const target = { topic: '${{ values.topic }}', subject: '${{ values.subject }}' };
  const [topic = ''] = INPUTS;
  const made = transform({
    topic,
    partition: 0,
    offset: '0',
    key: undefined,
    value: {},
  });
  assert.ok(made);
  await new Publisher(producer, registry, target).publish([made]);
  assert.equal(sent[0].topic, '${{ values.topic }}');
  const [{ value }] = sent[0].messages;
  assert.ok(Buffer.isBuffer(value));
  const read = await registry.decode(value);
  assert.equal(
    JSON.stringify(Object.keys(read)),
    JSON.stringify(Object.keys(exampleRecord())),
  );
});

test('settings name the variable that is missing', () => {
  assert.throws(() => readSettings({}), /KAFKA_BROKERS is not set/);
  assert.ok(INPUTS.length > 0);
});
