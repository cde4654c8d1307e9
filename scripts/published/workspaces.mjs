/** The workspaces of this repository, and commands that are run in it. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { yarn } from '../lib/install.mjs';
import { withMachineAuthorities } from '../lib/node-runtime.mjs';
import { root } from '../lib/paths.mjs';

/**
 * @typedef {object} Workspace
 * @property {string} dir - from the root
 * @property {string} file - its package.json, from the root
 * @property {Record<string, any>} manifest
 */

/**
 * The root and every workspace.
 *
 * @returns {Workspace[]}
 */
export function manifests() {
  const dirs = ['packages', 'plugins'].flatMap(folder =>
    fs
      .readdirSync(path.join(root, folder))
      .map(name => path.join(folder, name)),
  );
  return ['.', ...dirs]
    .map(dir => ({ dir, file: path.join(dir, 'package.json') }))
    .filter(({ file }) => fs.existsSync(path.join(root, file)))
    .map(({ dir, file }) => ({
      dir,
      file,
      manifest: JSON.parse(fs.readFileSync(path.join(root, file), 'utf8')),
    }));
}

/** The packages that others install. */
export const published = () =>
  manifests().filter(({ manifest }) => !manifest.private);

/**
 * Runs a command of Yarn's at the root.
 *
 * @param {...string} args
 * @returns {{ code: number | null, stdout: string, output: string }} output: of both streams
 */
export function runYarn(...args) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [yarn, ...args],
    {
      cwd: root,
      encoding: 'utf8',
      env: withMachineAuthorities(process.env),
      maxBuffer: 64 * 1024 * 1024,
      timeout: 10 * 60_000,
    },
  );
  return { code: status, stdout, output: `${stdout}\n${stderr}` };
}
