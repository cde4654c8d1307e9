import assert from 'node:assert/strict';
import { test } from 'node:test';
import { INPUTS } from '../src/inputs.ts';
import { readSettings } from '../src/settings.ts';
import { tablesOf } from '../src/tables.ts';

test('each topic has a table and a view of its own, with names that PostgreSQL keeps whole', () => {
  const long = 'x'.repeat(80);
  const inputs = [
    { topic: 'a', table: 'orders_v1' },
    { topic: 'b', table: 'orders_v1' },
    { topic: 'c', table: 'orders_v1_latest' },
    { topic: 'd', table: 'landed_offsets' },
    { topic: 'e', table: long },
    { topic: 'f', table: long },
    { topic: 'g', table: `${long}y` },
    { topic: 'h', table: 'orders_latest' },
    { topic: 'i', table: 'orders' },
  ];
  const tables = tablesOf(inputs);
  assert.equal(tables.get('a'), 'orders_v1');
  const names = [...tables.values()].flatMap(name => [name, `${name}_latest`]);
  assert.equal(new Set([...names, 'landed_offsets']).size, 2 * inputs.length + 1);
  for (const name of names) assert.ok(name.length <= 63, name);
});

test('a table keeps its name when topics are added after it', () => {
  const added = [...INPUTS, { topic: 'added', table: INPUTS[0].table }];
  for (const [topic, table] of tablesOf(INPUTS)) {
    assert.equal(tablesOf(added).get(topic), table);
  }
});

test('settings name the variable that is missing or wrong', () => {
  const env = { KAFKA_BROKERS: 'a:1', SCHEMA_REGISTRY_URL: 'http://b', DATABASE_URL: 'c' };
  assert.throws(() => readSettings({}), /KAFKA_BROKERS is not set/);
  assert.throws(() => readSettings({ ...env, DATABASE_URL: '' }), /DATABASE_URL is not set/);
  assert.throws(() => readSettings({ ...env, TOPICS: 'other' }), /TOPICS names other/);
  assert.deepEqual(readSettings(env).inputs, INPUTS);
  assert.deepEqual(readSettings({ ...env, TOPICS: INPUTS[0].topic }).inputs, [INPUTS[0]]);
});
