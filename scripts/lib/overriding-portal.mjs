/** In a made portal: a second app, whose owner has overrides, on a second backend, which lacks plugins. */
import fs from 'node:fs';
import path from 'node:path';
import { changeJson, readJson } from './json-files.mjs';
import { root } from './paths.mjs';

const OVERRIDES = 'packages/app/install-tests/overrides';

/** What the second backend, and the second app, do without. */
const LACKING = ['notifications', 'signals', 'search', 'scaffolder'];
// Keeps settings of users by signals.
const NEEDS_SIGNALS = '@backstage/plugin-app-module-user-settings';
const CATALOG_REACT = '@backstage/plugin-catalog-react';

/** The workspaces that {@link addOverridingPortal} makes, and the configuration of the app. */
export const overridingPortal = {
  app: 'app-overrides',
  backend: 'backend-bare',
  config: 'app-config.overrides.yaml',
};

/**
 * Makes the workspaces of those that the portal has already, with the suite installed.
 *
 * @param {string} portal
 * @param {Record<string, string>} tarballs - of the suite, by the names of their packages
 */
export function addOverridingPortal(portal, tarballs) {
  const files = path.join(root, OVERRIDES);
  const app = copyWorkspace(portal, 'app', overridingPortal.app);
  // Its modules show the plugins that are lacking.
  fs.rmSync(path.join(app, 'src/modules'), { recursive: true });
  fs.rmSync(path.join(app, 'src/App.test.tsx'));
  for (const file of fs.readdirSync(files)) {
    const target = file.endsWith('.yaml')
      ? path.join(portal, overridingPortal.config)
      : path.join(app, 'src', file);
    fs.copyFileSync(path.join(files, file), target);
  }
  const ui = '@data-mesh/backstage-plugin-data-mesh';
  const { dependencies } = readJson(
    path.join(root, 'plugins/data-mesh/package.json'),
  );
  changeJson(path.join(app, 'package.json'), manifest => {
    const kept = withoutLacking(manifest.dependencies);
    delete kept[NEEDS_SIGNALS];
    kept[CATALOG_REACT] = dependencies[CATALOG_REACT];
    kept[ui] = `file:${tarballs[ui]}`;
    manifest.dependencies = kept;
  });

  const backend = copyWorkspace(portal, 'backend', overridingPortal.backend);
  const index = path.join(backend, 'src/index.ts');
  const source = withoutPlugins(fs.readFileSync(index, 'utf8'), LACKING);
  fs.writeFileSync(index, source);
  changeJson(path.join(backend, 'package.json'), manifest => {
    const kept = withoutLacking(manifest.dependencies);
    for (const [name, tarball] of Object.entries(tarballs)) {
      if (source.includes(`'${name}'`)) kept[name] = `file:${tarball}`;
    }
    manifest.dependencies = kept;
  });
}

/**
 * The source of a backend without what it adds of some plugins, modules for them included.
 *
 * @param {string} source
 * @param {string[]} plugins
 */
export function withoutPlugins(source, plugins) {
  return source.replace(
    /^backend\.add\(\s*import\('([^']+)'\),?\s*\);\n/gm,
    (statement, name) => (isOf(name, plugins) ? '' : statement),
  );
}

/** @param {Record<string, string>} dependencies */
const withoutLacking = dependencies =>
  Object.fromEntries(
    Object.entries(dependencies).filter(([name]) => !isOf(name, LACKING)),
  );

/**
 * @param {string} name - of a package
 * @param {string[]} plugins
 */
const isOf = (name, plugins) =>
  name.split(/[^a-z]/).some(word => plugins.includes(word));

/**
 * @param {string} portal
 * @param {string} from
 * @param {string} to
 */
function copyWorkspace(portal, from, to) {
  const target = path.join(portal, 'packages', to);
  fs.cpSync(path.join(portal, 'packages', from), target, { recursive: true });
  changeJson(path.join(target, 'package.json'), manifest => {
    manifest.name = to;
  });
  return target;
}
