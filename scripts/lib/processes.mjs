/**
 * Processes that outlive the one that started them. Each is the leader of a process group of its
 * own and is remembered by pid *and* start time, so that a pid used again is never mistaken for ours.
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * @typedef {object} ProcessRecord
 * @property {string} name - what it is, for messages
 * @property {number} pid
 * @property {string} started - start time as the system tells it, comparable only for equality
 */

/**
 * When a process started; undefined where there is none (a zombie counts as none).
 *
 * @param {number} pid
 * @returns {string | undefined}
 */
function startTime(pid) {
  if (process.platform === 'linux') {
    try {
      const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
      const boot = fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8');
      return `${boot.trim()}/${fields[19]}`;
    } catch {
      return undefined;
    }
  }
  try {
    const out = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return out.trim() || undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {string} name
 * @param {number} pid
 * @returns {ProcessRecord}
 */
export function recordOf(name, pid) {
  return { name, pid, started: startTime(pid) ?? 'gone' };
}

/** @param {ProcessRecord | undefined} record */
export function isAlive(record) {
  return record !== undefined && startTime(record.pid) === record.started;
}

/**
 * Whether anything of the group is left. A group outlives its leader, and its number is not given
 * to another process as long as it has members: it is foreign only if a foreign leader stands there.
 *
 * @param {ProcessRecord} record
 */
export function isGroupAlive(record) {
  const leader = startTime(record.pid);
  if (leader !== undefined) return leader === record.started;
  if (process.platform === 'linux') {
    return groupMembers(record.pid).length > 0 && sameBoot(record);
  }
  try {
    process.kill(-record.pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** @param {ProcessRecord} record */
function sameBoot(record) {
  const boot = fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8');
  return record.started === 'gone' || record.started.startsWith(boot.trim());
}

/** @param {number} group - living members, zombies left out; Linux only */
function groupMembers(group) {
  return fs.readdirSync('/proc').filter(entry => {
    if (!/^\d+$/.test(entry)) return false;
    try {
      const stat = fs.readFileSync(`/proc/${entry}/stat`, 'utf8');
      const [state, , pgrp] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return Number(pgrp) === group && state !== 'Z' && state !== 'X';
    } catch {
      return false;
    }
  });
}

/**
 * Ends a process group: asks, waits, insists.
 *
 * @param {ProcessRecord} record
 * @param {{ graceMs?: number }} [options]
 */
export async function stopGroup(record, { graceMs = 10_000 } = {}) {
  if (!isGroupAlive(record)) return;
  signalGroup(record, 'SIGTERM');
  const end = Date.now() + graceMs;
  while (Date.now() < end) {
    await sleep(50);
    if (!isGroupAlive(record)) return;
  }
  signalGroup(record, 'SIGKILL');
  for (let i = 0; i < 40 && isGroupAlive(record); i++) await sleep(50);
}

/**
 * @param {ProcessRecord} record
 * @param {NodeJS.Signals} signal
 */
function signalGroup(record, signal) {
  try {
    process.kill(-record.pid, signal);
  } catch {
    // Gone meanwhile.
  }
}

/**
 * @param {string} file
 * @returns {any} the JSON in a state file; undefined where it is missing or torn
 */
export function readState(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * Replaces a state file in one step.
 *
 * @param {string} file
 * @param {unknown} value
 */
export function writeState(file, value) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const fresh = `${file}.${process.pid}`;
  fs.writeFileSync(fresh, `${JSON.stringify(value, null, 2)}\n`);
  fs.renameSync(fresh, file);
}

/**
 * The command lines of a group's living processes.
 *
 * @param {ProcessRecord} record
 * @returns {string[]}
 */
export function groupCommands(record) {
  if (process.platform === 'linux') {
    return groupMembers(record.pid).map(pid => {
      try {
        const line = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        return line.replaceAll('\0', ' ');
      } catch {
        return '';
      }
    });
  }
  try {
    const out = execFileSync('ps', ['-A', '-o', 'pgid=,command='], {
      encoding: 'utf8',
    });
    return out
      .split('\n')
      .map(line => line.trim())
      .filter(line => line.startsWith(`${record.pid} `));
  } catch {
    return [];
  }
}
