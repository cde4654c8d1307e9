import assert from 'node:assert/strict';
import { test } from 'node:test';
import avro from 'avsc';
import { AVRO_OPTIONS } from '../src/avro.ts';
import { toRow, type Decode } from '../src/record.ts';
import { Refusal } from '../src/Refusal.ts';

const unknown = Object.assign(new Error('Schema not found'), { status: 404 });
const away = Object.assign(new Error('Bad gateway'), { status: 502 });
const fails =
  (error: Error): Decode =>
  async () => {
    throw error;
  };
const withSchema = Buffer.from([0, 0, 0, 0, 1, 2]);

const rowOf = (
  key: string | Buffer | null,
  value: string | Buffer | null,
  decode: Decode = fails(unknown),
  timestamp = '0',
) => {
  const bytes = (given: string | Buffer | null) =>
    given === null ? null : Buffer.from(given as string);
  return toRow({ key: bytes(key), value: bytes(value), timestamp, offset: '7' }, decode);
};

test('values are JSON as their schema has them', async () => {
  const decoded = {
    id: '1',
    bytes: Buffer.from('ab'),
    at: new Date(0),
    infinite: Infinity,
    parts: [{ empty: null }],
    nul: 'a\0b\ud800',
  };
  const { value, key, writtenAt, offset } = await rowOf('k', withSchema, async () => decoded);
  assert.deepEqual(JSON.parse(value ?? ''), {
    id: '1',
    bytes: 'YWI=',
    at: '1970-01-01T00:00:00.000Z',
    infinite: 'Infinity',
    parts: [{ empty: null }],
    nul: 'a\ufffdb\ufffd',
  });
  assert.deepEqual([key, writtenAt, offset], ['k', '1970-01-01T00:00:00.000Z', 7n]);
});

test('64-bit numbers stay whole, wherever a schema has them', async () => {
  const long = { type: 'long', logicalType: 'timestamp-micros' } as const;
  const fields = [
    { name: 'plain', type: 'long' },
    { name: 'more', type: { type: 'array', items: ['null', long] } },
  ];
  const schema = { type: 'record', name: 'R', fields } as avro.Schema;
  const type = avro.Type.forSchema(schema, AVRO_OPTIONS);
  const bytes = type.toBuffer({ plain: 2n ** 63n - 1n, more: [null, 7, -(2n ** 63n)] });
  const { value } = await rowOf('k', withSchema, async () => type.fromBuffer(bytes));
  assert.equal(value, '{"plain":9223372036854775807,"more":[null,7,-9223372036854775808]}');
});

test('values without a schema are JSON if they are that, else strings', async () => {
  for (const [value, expected] of [
    [null, null],
    ['{"id": 12345678901234567890}', '{"id": 12345678901234567890}'],
    ['{"of":"1e99999","id":12345678901234567890}', '{"of":"1e99999","id":12345678901234567890}'],
    ['["a\\u0000b"]', '["a\ufffdb"]'],
    ['1e99999', '"Infinity"'],
    ['null', 'null'],
    ['plain', '"plain"'],
    ['', '""'],
    [Buffer.from([255, 0]), '"\\\\xff00"'],
  ] as const) {
    assert.equal((await rowOf('k', value)).value, expected);
  }
});

test('keys are text, and never two of them alike', async () => {
  const keys = [
    null,
    'a',
    '',
    '\\x61',
    Buffer.from([255]),
    Buffer.from([254]),
    Buffer.from([0, 0, 0, 0, 0, 0, 0, 1]),
  ];
  const rows = await Promise.all(keys.map(key => rowOf(key, null)));
  assert.deepEqual(
    rows.map(({ key }) => key),
    [null, 'a', '', '\\x5c783631', '\\xff', '\\xfe', '\\x0000000000000001'],
  );
  const { key } = await rowOf(withSchema, null, async () => ({ id: 1 }));
  assert.equal(key, '{"id":1}');
});

test('a value that its schema does not take is refused, a registry that is away is not', async () => {
  await assert.rejects(rowOf('k', withSchema), Refusal);
  await assert.rejects(rowOf('k', withSchema, fails(new Error('truncated'))), Refusal);
  await assert.rejects(rowOf('k', withSchema, fails(away)), away);
  await assert.rejects(rowOf(withSchema, null, fails(away)), away);
});

test('a time that is none is left out', async () => {
  for (const timestamp of ['-1', '1700000000000000000', '1700000000000000', 'x']) {
    const { writtenAt } = await rowOf('k', null, undefined, timestamp);
    assert.equal(writtenAt, null);
  }
});
