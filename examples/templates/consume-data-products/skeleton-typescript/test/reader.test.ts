import assert from 'node:assert/strict';
import { test } from 'node:test';
import avro from 'avsc';
import { AVRO_OPTIONS, toJson } from '../src/avro.ts';
import { Reader, type ReadRecord } from '../src/Reader.ts';
import { readSettings, TOPICS } from '../src/settings.ts';

const message = (value: Buffer | null) => ({
  key: Buffer.from('1'),
  value,
  timestamp: '0',
  attributes: 0,
  offset: '7',
  headers: {},
});

test('records are read by the schemas that they were written with', async () => {
  const read: ReadRecord[] = [];
  const reader = new Reader(
    { decode: async () => ({ id: '1' }) },
    async record => {
      read.push(record);
    },
  );
  const [topic = ''] = TOPICS;
  await reader.read({ topic, partition: 0, message: message(Buffer.from([0, 1])) });
  await reader.read({ topic, partition: 0, message: message(Buffer.from('plain')) });
  await reader.read({ topic, partition: 0, message: message(null) });
  assert.deepEqual(
    read.map(({ value }) => value),
    [{ id: '1' }, 'plain', null],
  );
  assert.equal(read[0]?.key, '1');
});

test('settings name the variable that is missing', () => {
  assert.throws(() => readSettings({}), /KAFKA_BROKERS is not set/);
  assert.ok(TOPICS.length > 0);
});

test('numbers of 64 bits stay whole', () => {
  const type = avro.Type.forSchema('long', AVRO_OPTIONS);
  const read = [1, 2n ** 63n - 1n].map(value => type.fromBuffer(type.toBuffer(value)));
  assert.equal(toJson(read), '[1,9223372036854775807]');
});
