import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { devDir } from './paths.mjs';
import { isAlive, readState, recordOf } from './processes.mjs';

/**
 * Runs a step that two scripts must not run at once (install, build). A lock whose holder is gone
 * counts as free.
 *
 * @template T
 * @param {string} name
 * @param {import('./progress.mjs').Progress} progress
 * @param {() => Promise<T>} step
 * @returns {Promise<T>}
 */
export async function withLock(name, progress, step) {
  const file = path.join(devDir, 'locks', `${name}.json`);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  for (let waited = 0; !take(file, name); waited++) {
    if (waited === 0)
      progress(`waiting for another process that does: ${name}`);
    await sleep(200);
  }
  try {
    return await step();
  } finally {
    fs.rmSync(file, { force: true });
  }
}

/**
 * @param {string} file
 * @param {string} name
 */
function take(file, name) {
  const mine = `${file}.${process.pid}`;
  fs.writeFileSync(mine, JSON.stringify(recordOf(name, process.pid)));
  try {
    // A link appears whole or not at all: nobody reads a lock without its holder.
    fs.linkSync(mine, file);
    return true;
  } catch {
    if (!isAlive(readState(file))) fs.rmSync(file, { force: true });
    return false;
  } finally {
    fs.rmSync(mine, { force: true });
  }
}
