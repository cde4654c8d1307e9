import fs from 'node:fs';
import path from 'node:path';
import { Failure } from './failure.mjs';
import { withLock } from './lock.mjs';
import { withMachineAuthorities } from './node-runtime.mjs';
import { devDir, logsDir, root } from './paths.mjs';
import { timed } from './progress.mjs';
import { run, works } from './run.mjs';
import { hashFiles, isDone, unlessDone } from './stamp.mjs';

/** Yarn as it stands in the repository. */
export const yarn = path.join(root, '.yarn/releases/yarn-4.13.0.cjs');

/**
 * Installs the dependencies, unless nothing changed since they were installed.
 *
 * @param {import('./node-runtime.mjs').NodeRuntime} runtime
 * @param {import('./progress.mjs').Progress} progress
 */
export async function ensureDependencies({ node, env }, progress) {
  const stamp = path.join(devDir, 'stamps/install');
  const hash = hashFiles(manifests(), node);
  const installed = path.join(root, 'node_modules/.yarn-state.yml');
  if (isDone(stamp, hash) && fs.existsSync(installed)) return;

  await withLock('install dependencies', progress, async () => {
    if (!fs.existsSync(installed)) fs.rmSync(stamp, { force: true });
    await unlessDone(stamp, hash, () =>
      timed(progress, 'dependencies (minutes the first time)', async () => {
        requireCompilers();
        await run(node, [yarn, 'install', '--immutable'], {
          cwd: root,
          env: withMachineAuthorities(env),
          log: path.join(logsDir, 'install.log'),
          failure:
            'The dependencies could not be installed: read the reason below, put it right (network, disk, or a lockfile that does not match package.json) and run this again.',
        });
      }),
    );
  });
}

/** Everything that decides what is installed. */
function manifests() {
  const files = ['package.json', 'yarn.lock', '.yarnrc.yml'].map(name =>
    path.join(root, name),
  );
  for (const folder of ['packages', 'plugins']) {
    const dir = path.join(root, folder);
    if (!fs.existsSync(dir)) continue;
    for (const name of fs.readdirSync(dir)) {
      files.push(path.join(dir, name, 'package.json'));
    }
  }
  return files.filter(file => fs.existsSync(file));
}

/** Native modules without a ready binary are compiled. */
function requireCompilers() {
  const missing = [
    works('python3') || works('python') ? '' : 'Python 3',
    works('c++') || works('g++') || works('clang++') ? '' : 'a C++ compiler',
    works('make') ? '' : 'make',
  ].filter(Boolean);
  if (missing.length) {
    throw new Failure(
      `Native modules need ${missing.join(
        ' and ',
      )}, not found on the PATH: install it (Debian: apt-get install python3 g++ make; macOS: xcode-select --install) and run this again.`,
    );
  }
}
