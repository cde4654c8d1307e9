/**
 * Looks after the parts of a running whole: notices when one ends by itself, and stops all of them,
 * those that others use last. A state file remembers them for the case that this process is killed.
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { Failure } from './failure.mjs';
import { shown } from './paths.mjs';
import {
  groupCommands,
  isAlive,
  isGroupAlive,
  readState,
  recordOf,
  stopGroup,
  writeState,
} from './processes.mjs';
import { lastLines, runningCommands, watchCommands } from './run.mjs';

/**
 * @typedef {object} Part
 * @property {string} name
 * @property {string} log
 * @property {() => 'running' | 'stopped' | 'gone'} state - `stopped`: on somebody's request
 * @property {() => Promise<void>} stop
 * @property {() => import('./processes.mjs').ProcessRecord | undefined} record
 * @property {boolean} [used] - other parts use it: it is stopped after them
 *
 * @typedef {ReturnType<typeof createSupervisor>} Supervisor
 */

/** How long a part that restarts itself (a backend whose code changed) may be away. */
const absenceMs = 5_000;

/**
 * @param {{ stateFile: string, progress: import('./progress.mjs').Progress }} options
 */
export function createSupervisor({ stateFile, progress }) {
  /** @type {Part[]} */
  const parts = [];
  const self = recordOf('start', process.pid);
  let stopping = false;

  function save() {
    if (stopping) return;
    const children = parts.map(part => part.record()).filter(Boolean);
    writeState(stateFile, {
      self,
      children: [...children, ...runningCommands()],
    });
  }

  /** @param {Part} part */
  function adopt(part) {
    if (stopping) throw new Failure(`${part.name} was not started: stopping.`);
    parts.push(part);
    save();
  }

  /**
   * Starts a command as a part.
   *
   * @param {object} options
   * @param {string} options.name
   * @param {string} options.command
   * @param {string[]} options.args
   * @param {string} options.log
   * @param {string} options.cwd
   * @param {NodeJS.ProcessEnv} options.env
   * @param {string} [options.worker] - in the command line of the process that does the work, where
   *   that is a child of the command and may end without it
   * @param {{ uid: number, gid: number }} [options.owner] - whom it runs as
   * @param {boolean} [options.used] - other parts use it
   */
  function start({ name, command, args, log, cwd, env, worker, owner, used }) {
    if (stopping) throw new Failure(`${name} was not started: stopping.`);
    fs.mkdirSync(path.dirname(log), { recursive: true });
    const out = fs.openSync(log, 'w');
    const child = spawn(command, args, {
      cwd,
      env,
      detached: true,
      stdio: ['ignore', out, out],
      ...owner,
    });
    fs.closeSync(out);
    child.on('error', () => {});
    const record = recordOf(name, child.pid ?? 0);
    let seen = Date.now() + 15_000;
    adopt({
      name,
      log,
      used,
      record: () => record,
      stop: () => stopGroup(record),
      state() {
        if (!isAlive(record)) return 'gone';
        if (!worker) return 'running';
        if (groupCommands(record).some(line => line.includes(worker))) {
          seen = Date.now();
        }
        return Date.now() - seen > absenceMs ? 'gone' : 'running';
      },
    });
  }

  /**
   * Waits for a part to end by itself; rejects with a Failure that names it.
   *
   * @returns {Promise<never>}
   */
  function untilCrash() {
    /** @type {Set<Part>} */
    const paused = new Set();
    return new Promise((_, reject) => {
      const timer = setInterval(() => {
        if (stopping) return clearInterval(timer);
        for (const part of parts) {
          const state = part.state();
          if (state === 'gone') {
            clearInterval(timer);
            reject(
              new Failure(
                `${part.name} ended unexpectedly: see ${shown(
                  part.log,
                )}, whose last lines are:\n${lastLines(part.log)}`,
              ),
            );
            return undefined;
          }
          if (state === 'stopped' && !paused.has(part)) {
            paused.add(part);
            progress(`${part.name} was stopped on request; the rest goes on`);
          }
          if (state === 'running' && paused.delete(part)) {
            progress(`${part.name} is back`);
            save();
          }
        }
        return undefined;
      }, 1_000);
      timer.unref();
    });
  }

  /** Stops all parts; those that others use come last. */
  async function stop() {
    if (stopping) return;
    stopping = true;
    for (const used of [false, true]) {
      const stage = parts.filter(part => Boolean(part.used) === used);
      await Promise.all(stage.map(part => part.stop()));
    }
    fs.rmSync(stateFile, { force: true });
  }

  watchCommands(save);
  save();
  return { adopt, start, save, untilCrash, stop };
}

/**
 * Ends what a killed run left behind, and tells whether a run is under way.
 *
 * @param {string} stateFile
 * @param {() => import("./processes.mjs").ProcessRecord[]} [others] - found elsewhere
 * @returns {Promise<{ running?: import('./processes.mjs').ProcessRecord, ended: string[] }>}
 */
export async function clearStale(stateFile, others = () => []) {
  const state = readState(stateFile);
  if (isAlive(state?.self)) return { running: state.self, ended: [] };
  const ended = [];
  for (const record of [...(state?.children ?? []), ...others()]) {
    if (!isGroupAlive(record)) continue;
    await stopGroup(record);
    ended.push(record.name);
  }
  fs.rmSync(stateFile, { force: true });
  return { ended: [...new Set(ended)] };
}
