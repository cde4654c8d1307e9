/** The packages as they are published: built, and packed into tarballs. */
import fs from 'node:fs';
import path from 'node:path';
import { yarn } from './install.mjs';
import { root } from './paths.mjs';
import { timed } from './progress.mjs';
import { run } from './run.mjs';

/**
 * @param {object} options
 * @param {import('./node-runtime.mjs').NodeRuntime} options.runtime
 * @param {string} options.dir - for the tarballs
 * @param {string} options.logs
 * @param {import('./progress.mjs').Progress} options.progress
 * @returns {Promise<Record<string, string>>} the tarballs, by the names of their packages
 */
export async function packPackages({ runtime, dir, logs, progress }) {
  fs.mkdirSync(dir, { recursive: true });
  const options = { cwd: root, env: runtime.env };
  const each = ['workspaces', 'foreach', '--all', '--no-private'];
  const ours = ['--include', '@data-mesh/*'];
  await timed(progress, 'types of the packages', () =>
    run(runtime.node, [yarn, 'tsc'], {
      ...options,
      log: path.join(logs, 'pack-types.log'),
      failure: 'The types do not hold, so that nothing can be packed: run tsc.',
    }),
  );
  await timed(progress, 'build of the packages', () =>
    run(runtime.node, [yarn, ...each, ...ours, '-t', 'run', 'build'], {
      ...options,
      log: path.join(logs, 'pack-build.log'),
      failure: 'A package could not be built: see why below.',
    }),
  );
  await timed(progress, 'tarballs of the packages', () =>
    run(
      runtime.node,
      [yarn, ...each, ...ours, 'pack', '--out', path.join(dir, '%s.tgz')],
      {
        ...options,
        log: path.join(logs, 'pack.log'),
        failure: 'A package could not be packed: see why below.',
      },
    ),
  );
  return Object.fromEntries(
    fs.readdirSync(dir).map(file => [
      // Yarn writes the slash of a name as a hyphen.
      path.basename(file, '.tgz').replace('@data-mesh-', '@data-mesh/'),
      path.join(dir, file),
    ]),
  );
}
