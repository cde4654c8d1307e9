import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
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

// Of the niceness that Unix knows, from -20 to 19.
const PATIENT = 15;

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
 * @param {boolean} [options.isPatient] - whether it lets everything else on the machine go first
 */
export async function run(
  command,
  args,
  { log, cwd, env = process.env, failure, owner, isPatient },
) {
  const code = await runForCode(command, args, {
    log,
    cwd,
    env,
    owner,
    isPatient,
  });
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
 * @param {boolean} [options.isPatient]
 * @returns {Promise<number>}
 */
export async function runForCode(
  command,
  args,
  { log, cwd, env = process.env, owner, isPatient = false },
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
  if (isPatient && child.pid) os.setPriority(child.pid, PATIENT);
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
