import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';
import { root } from './lib/paths.mjs';
import { freePort } from './lib/ports.mjs';

/**
 * @param {string} script
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 */
function refuse(script, args, env = {}) {
  const result = spawnSync(
    process.execPath,
    [path.join(root, 'scripts', script), ...args],
    { encoding: 'utf8', env: { ...process.env, NODE_ENV: '', ...env } },
  );
  assert.equal(result.status, 1, result.stdout);
  assert.equal(result.stdout, '');
  const lines = result.stderr.trim().split('\n');
  assert.equal(lines.length, 1, result.stderr);
  return lines[0];
}

test('demo:token refuses production', () => {
  assert.match(
    refuse('token.mjs', ['olivia'], { NODE_ENV: 'production' }),
    /NODE_ENV is "production"/,
  );
});

test('demo:token without a portal says how to start one', async () => {
  const BACKEND_PORT = String(await freePort());
  assert.match(
    refuse('token.mjs', ['olivia'], { BACKEND_PORT }),
    new RegExp(`No portal answers on port ${BACKEND_PORT}`),
  );
});

test('the Kafka tools without a broker say how to start one', async () => {
  const KAFKA_PORT = String(await freePort());
  assert.match(
    refuse('kafka.mjs', ['topics', '--list'], { KAFKA_PORT }),
    new RegExp(`No Kafka answers on port ${KAFKA_PORT}`),
  );
});

test('flags and suites that do not exist are refused with the usage', () => {
  assert.match(refuse('start.mjs', ['--opne']), /--opne.*Usage: npm start/);
  assert.match(refuse('test.mjs', ['--only', 'jst']), /no suite "jst"/);
  assert.match(refuse('test.mjs', ['x']), /choose one of/);
  assert.match(refuse('broker.mjs', ['halt']), /Usage/);
});
