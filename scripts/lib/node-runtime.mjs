import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { Failure } from './failure.mjs';
import { withLock } from './lock.mjs';
import { devDir, logsDir } from './paths.mjs';
import { timed } from './progress.mjs';
import { run, works } from './run.mjs';

/**
 * The version everything runs on where the user's own Node does not fit: Backstage 1.55 supports 22
 * and 24, @platformatic/kafka wants 22.22 or newer, and better-sqlite3 12 crashes on late 24s.
 */
export const nodeVersion = '22.23.3';

/**
 * @param {string} version - as in process.versions.node
 */
export function isSupported(version) {
  const [major, minor] = version.split('.').map(Number);
  return major === 22 && minor >= 22;
}

/**
 * @typedef {object} NodeRuntime
 * @property {string} node - the binary
 * @property {NodeJS.ProcessEnv} env - the environment for everything that runs on it
 */

/**
 * An environment in which Node trusts the authorities that the machine trusts, as npm's and
 * Yarn's users behind a company's proxy expect: one that was downloaded knows only its own.
 *
 * @param {NodeJS.ProcessEnv} env - of a Node that fits
 * @returns {NodeJS.ProcessEnv}
 */
export const withMachineAuthorities = env => ({
  ...env,
  NODE_OPTIONS: [env.NODE_OPTIONS, '--use-system-ca'].filter(Boolean).join(' '),
});

/**
 * A Node that the portal runs on: the one that runs this, if it fits and brings the headers that
 * native modules are compiled against; else one from the npm registry.
 *
 * @param {import('./progress.mjs').Progress} progress
 * @returns {Promise<NodeRuntime>}
 */
export async function ensureNode(progress) {
  const own = path.resolve(path.dirname(process.execPath), '..');
  if (isSupported(process.versions.node) && hasHeaders(own)) {
    return runtime(process.execPath, own);
  }
  return withLock('install Node', progress, async () => {
    const name = platformPackage();
    const prefix = path.join(devDir, 'node');
    const home = path.join(prefix, 'node_modules', name);
    const node = path.join(home, 'bin/node');
    if (!isRightNode(node)) {
      await timed(
        progress,
        `Node ${nodeVersion} (yours is ${process.versions.node})`,
        () => download(name, prefix),
      );
      if (!isRightNode(node)) {
        throw new Failure(
          `Node ${nodeVersion} was downloaded, but ${node} does not run on this machine: install Node 22.22 or a newer 22 by other means and run this command with it.`,
        );
      }
    }
    return runtime(node, home);
  });
}

/**
 * The package that carries Node's binary and headers for this machine; the package `node` itself
 * only chooses among them, by an install script, which npm may be told not to run.
 */
function platformPackage() {
  const bin = process.platform === 'darwin' && process.arch === 'arm64';
  return `${bin ? 'node-bin' : 'node'}-${process.platform}-${process.arch}`;
}

/**
 * @param {string} name
 * @param {string} prefix
 */
async function download(name, prefix) {
  fs.mkdirSync(prefix, { recursive: true });
  if (!works('npm')) {
    throw new Failure(
      `Node ${nodeVersion} is needed and npm is not there to fetch it: install npm, or Node 22.22 or a newer 22.`,
    );
  }
  await run(
    'npm',
    [
      'install',
      '--prefix',
      prefix,
      '--no-fund',
      '--no-audit',
      '--no-save',
      `${name}@${nodeVersion}`,
    ],
    {
      cwd: prefix,
      log: path.join(logsDir, 'install-node.log'),
      failure: `Node ${nodeVersion} could not be downloaded from the npm registry: check the network and npm's configuration, or install Node 22.22 or a newer 22, and run this again.`,
    },
  );
}

/** @param {string} node */
function isRightNode(node) {
  if (!fs.existsSync(node)) return false;
  const result = spawnSync(node, ['--version'], { encoding: 'utf8' });
  return result.stdout?.trim() === `v${nodeVersion}`;
}

/** @param {string} home */
function hasHeaders(home) {
  return fs.existsSync(path.join(home, 'include/node/node_api.h'));
}

/**
 * @param {string} node
 * @param {string} home - where include/node is
 * @returns {NodeRuntime}
 */
function runtime(node, home) {
  const env = { ...process.env };
  // What npm or yarn told this process about itself must not reach the children's npm or yarn.
  for (const key of Object.keys(env)) {
    if (
      /^(npm_(config_prefix|node_execpath|execpath|lifecycle_|package_)|INIT_CWD$)/i.test(
        key,
      )
    ) {
      delete env[key];
    }
  }
  env.PATH = `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ''}`;
  env.npm_config_nodedir = home;
  return { node, env };
}
