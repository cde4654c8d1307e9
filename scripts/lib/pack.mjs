/** The packages as they are published: built, and packed into tarballs. */
import fs from 'node:fs';
import path from 'node:path';
import { Failure } from './failure.mjs';
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
  const tarballs = fs.readdirSync(dir).map(file => path.join(dir, file));
  for (const tarball of tarballs) await requireWhole(tarball, logs);
  return Object.fromEntries(
    tarballs.map(tarball => [
      // Yarn writes the slash of a name as a hyphen.
      path.basename(tarball, '.tgz').replace('@data-mesh-', '@data-mesh/'),
      tarball,
    ]),
  );
}

/**
 * Whether a package has in it what its manifest names, as it was packed.
 *
 * @param {string} tarball
 * @param {string} logs
 * @throws Failure that names what it lacks
 */
async function requireWhole(tarball, logs) {
  const name = path.basename(tarball, '.tgz');
  const dir = path.join(path.dirname(tarball), '..', `unpacked-${name}`);
  fs.mkdirSync(dir, { recursive: true });
  await run('tar', ['-xzf', tarball, '-C', dir], {
    cwd: dir,
    log: path.join(logs, 'unpack.log'),
    failure: `${tarball} could not be unpacked: see why below.`,
  });
  const unpacked = path.join(dir, 'package');
  const manifest = JSON.parse(
    fs.readFileSync(path.join(unpacked, 'package.json'), 'utf8'),
  );
  const lacks = filesOf(manifest).filter(
    file => !fs.existsSync(path.join(unpacked, file)),
  );
  const sources = filesOf(manifest).filter(file => /\bsrc\//.test(file));
  if (lacks.length || sources.length) {
    throw new Failure(
      `${manifest.name} is packed without ${
        lacks.join(', ') || '-'
      }, or names sources (${
        sources.join(', ') || '-'
      }): see "files" and "exports" of its package.json.`,
    );
  }
}

/**
 * The files that a manifest promises, and those that every package has.
 *
 * @param {any} manifest
 * @returns {string[]}
 */
function filesOf(manifest) {
  const { main, module, types, bin, configSchema, exports } = manifest;
  const leaves = (/** @type {unknown} */ value) =>
    typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(leaves)
      : [value];
  return (
    ['LICENSE', 'README.md', main, module, types, configSchema]
      .concat(leaves(bin))
      // Beside files, exports have the type of each of Backstage's features.
      .concat(leaves(exports).filter(value => String(value).startsWith('./')))
      .filter(file => typeof file === 'string')
  );
}
