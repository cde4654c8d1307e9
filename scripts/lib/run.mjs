import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { Failure } from './failure.mjs';
import { shown } from './paths.mjs';
import { recordOf, stopGroup } from './processes.mjs';

/**
 * Whether a command can be run at all.
 *
 * @param {string} command
 * @param {string[]} [args]
 */
export function works(command, args = ['--version']) {
  const result = spawnSync(command, args, { stdio: 'ignore', timeout: 20_000 });
  return result.status === 0;
}

/**
 * The last lines of a log file.
 *
 * @param {string} file
 * @param {number} [count]
 */
export function lastLines(file, count = 15) {
  try {
    const lines = fs.readFileSync(file, 'utf8').trimEnd().split('\n');
    return lines.slice(-count).join('\n');
  } catch {
    return '';
  }
}

/**
 * Commands under way, so that an interrupted script can take them along.
 *
 * @type {Set<import('./processes.mjs').ProcessRecord>}
 */
const running = new Set();
let onChange = () => {};

/** The commands that `run` is waiting for. */
export const runningCommands = () => [...running];

/** @param {() => void} listener - called whenever a command begins or ends */
export function watchCommands(listener) {
  onChange = listener;
}

/** Ends the commands that `run` is waiting for. */
export async function stopRunning() {
  await Promise.all([...running].map(record => stopGroup(record)));
}

/**
 * Runs a command to its end, in a process group of its own, with its output in a log file.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {object} options
 * @param {string} options.log
 * @param {string} [options.cwd]
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {string} options.failure - the sentence for the user when it fails
 * @param {{ uid: number, gid: number }} [options.owner] - whom it runs as
 */
export async function run(
  command,
  args,
  { log, cwd, env = process.env, failure, owner },
) {
  const code = await runForCode(command, args, { log, cwd, env, owner });
  if (code !== 0) {
    throw new Failure(
      `${failure}\nThe last lines of ${shown(log)}:\n${lastLines(log)}`,
    );
  }
}

/**
 * Like `run`, for callers that judge the exit code themselves.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {object} options
 * @param {string} options.log
 * @param {string} [options.cwd]
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {{ uid: number, gid: number }} [options.owner]
 * @returns {Promise<number>}
 */
export async function runForCode(
  command,
  args,
  { log, cwd, env = process.env, owner },
) {
  fs.mkdirSync(path.dirname(log), { recursive: true });
  const out = fs.openSync(log, 'w');
  const child = spawn(command, args, {
    cwd,
    env,
    detached: true,
    stdio: ['ignore', out, out],
    ...owner,
  });
  const record = recordOf(path.basename(command), child.pid ?? 0);
  running.add(record);
  onChange();
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) => resolve(signal ? 1 : code ?? 1));
    });
  } catch (error) {
    fs.writeSync(out, String(error));
    return 127;
  } finally {
    running.delete(record);
    onChange();
    fs.closeSync(out);
  }
}
