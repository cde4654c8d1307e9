import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import {
  groupCommands,
  isAlive,
  isGroupAlive,
  recordOf,
  stopGroup,
  writeState,
} from './processes.mjs';
import { clearStale } from './supervisor.mjs';

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'processes-'));
after(() => fs.rmSync(dir, { recursive: true, force: true }));

/** @param {string} code */
function start(code) {
  const child = spawn(process.execPath, ['-e', code], {
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return new Promise(resolve =>
    child.stdout.once('data', () => resolve(recordOf('part', child.pid))),
  );
}
const idle = 'console.log(1); setInterval(() => {}, 1000)';
const stubborn = `process.on('SIGTERM', () => {}); ${idle}`;
const orphaning = `
  const { spawn } = require('node:child_process');
  spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  console.log(1);
  setTimeout(() => process.exit(), 200);
`;

test('a process is known by pid and start time', async () => {
  const record = await start(idle);
  assert.ok(isAlive(record));
  assert.ok(!isAlive({ ...record, started: 'another time' }));
  assert.ok(!isGroupAlive({ ...record, started: 'another time' }));
  assert.ok(groupCommands(record).some(line => line.includes('setInterval')));
  await stopGroup(record);
  assert.ok(!isAlive(record));
});

test('a foreign process that got the same pid is left alone', async () => {
  const record = await start(idle);
  await stopGroup({ ...record, started: 'another time' });
  assert.ok(isAlive(record));
  await stopGroup(record);
});

test('one that ignores the request is killed', async () => {
  const record = await start(stubborn);
  await stopGroup(record, { graceMs: 200 });
  assert.ok(!isGroupAlive(record));
});

test('a group is stopped although its leader is gone', async () => {
  const record = await start(orphaning);
  while (isAlive(record)) await new Promise(resolve => setTimeout(resolve, 20));
  assert.ok(isGroupAlive(record));
  await stopGroup(record);
  assert.ok(!isGroupAlive(record));
});

test('what a killed run left behind is ended, and its state forgotten', async () => {
  const stateFile = path.join(dir, 'run.json');
  const left = await start(idle);
  const dead = { name: 'start', pid: 999_999_999, started: 'long ago' };
  writeState(stateFile, { self: dead, children: [left, dead] });
  assert.deepEqual(await clearStale(stateFile), { ended: ['part'] });
  assert.ok(!isAlive(left));
  assert.ok(!fs.existsSync(stateFile));
});

test('a run under way is reported and left alone', async () => {
  const stateFile = path.join(dir, 'running.json');
  const child = await start(idle);
  const self = recordOf('start', process.pid);
  writeState(stateFile, { self, children: [child] });
  assert.deepEqual((await clearStale(stateFile)).running, self);
  assert.ok(isAlive(child));
  await stopGroup(child);
});
