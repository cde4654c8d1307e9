/** A portal that create-app has just made, with the suite installed as docs/install.md says. */
import fs from 'node:fs';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { docBlocks, withBlock, withTarballs } from './doc-blocks.mjs';
import { Failure } from './failure.mjs';
import { yarn } from './install.mjs';
import { changeJson, readJson } from './json-files.mjs';
import { kafkaTools } from './kafka-tools.mjs';
import { kafkaLibs } from './maven.mjs';
import { withMachineAuthorities } from './node-runtime.mjs';
import { addOverridingPortal, overridingPortal } from './overriding-portal.mjs';
import { kafkaDir, root } from './paths.mjs';
import { answersOk, untilReady } from './portal.mjs';
import { freePort } from './ports.mjs';
import { timed } from './progress.mjs';
import { run } from './run.mjs';

// The one that makes apps of the release in backstage.json.
const CREATE_APP = '@backstage/create-app@0.9.2';
const PAGE = 'docs/install.md';

// The broker's own user of this name is in use by others.
const DOCUMENTED_USER = 'data-mesh-sync';
const USER = 'fresh-portal-sync';
const PASSWORD = 'fresh-portal-secret';

/**
 * @typedef {object} FreshPortalOptions
 * @property {string} dir
 * @property {string} logs
 * @property {import('./node-runtime.mjs').NodeRuntime} runtime
 * @property {import('./supervisor.mjs').Supervisor} supervisor
 * @property {import('./progress.mjs').Progress} progress
 * @property {Record<string, string>} tarballs - of the suite, by the names of the packages
 * @property {number} kafkaPort - of a broker on this machine
 */

/**
 * Makes the portal, with an app of each frontend system and one whose owner has
 * overrides, on a backend of its own that lacks plugins. It lets everything else
 * on the machine go first.
 *
 * @param {FreshPortalOptions} options
 * @returns {Promise<string>} its folder
 */
export async function makeFreshPortal(options) {
  const { progress } = options;
  const blocks = docBlocks(fs.readFileSync(path.join(root, PAGE), 'utf8'));
  const bin = writeCommands(options);
  const portal = await timed(progress, 'an app by create-app', () =>
    createPortal(options, bin),
  );
  for (const block of blocks.filter(({ file }) => file)) {
    follow(portal, block);
  }
  addOverridingPortal(portal, options.tarballs);
  await timed(progress, `the commands of ${PAGE}`, () =>
    runCommands(options, { portal, bin, blocks }),
  );
  return portal;
}

/**
 * Starts all of it.
 *
 * @param {FreshPortalOptions} options
 * @param {string} portal - as it was made
 * @returns {Promise<{ env: Record<string, string> }>} where it is, for the tests
 */
export const startFreshPortal = (options, portal) =>
  timed(options.progress, 'the fresh portal', () => start(options, portal));

/**
 * The commands that a reader has: Yarn, and Kafka's tools.
 *
 * @param {FreshPortalOptions} options
 */
function writeCommands({ dir, runtime }) {
  const bin = path.join(dir, 'bin');
  fs.mkdirSync(bin, { recursive: true });
  const write = (/** @type {string} */ name, /** @type {string} */ command) =>
    fs.writeFileSync(
      path.join(bin, name),
      `#!/bin/sh\nexec ${command} "$@"\n`,
      {
        mode: 0o755,
      },
    );
  write('yarn', `'${runtime.node}' '${yarn}'`);
  for (const { script, main } of Object.values(kafkaTools)) {
    write(script, `java -cp '${path.join(kafkaLibs, '*')}' ${main}`);
  }
  return bin;
}

/**
 * The environment of whoever follows the page.
 *
 * @param {import('./node-runtime.mjs').NodeRuntime} runtime
 * @param {string} bin
 * @returns {NodeJS.ProcessEnv}
 */
const envOfReader = ({ env }, bin) => ({
  ...withMachineAuthorities(env),
  PATH: `${bin}${path.delimiter}${env.PATH}`,
});

/**
 * @param {FreshPortalOptions} options
 * @param {string} bin
 */
async function createPortal({ dir, logs, runtime, tarballs }, bin) {
  const create = async (
    /** @type {string} */ name,
    /** @type {string[]} */ ...flags
  ) => {
    const target = path.join(dir, name);
    await run(
      'npx',
      ['-y', CREATE_APP, '--skip-install', ...flags, '--path', target],
      {
        cwd: dir,
        env: { ...envOfReader(runtime, bin), BACKSTAGE_APP_NAME: name },
        log: path.join(logs, `create-${name}.log`),
        failure: `${CREATE_APP} made no app: see why below.`,
        isPatient: true,
      },
    );
    return target;
  };
  const portal = await create('portal');
  const legacy = await create('portal-of-the-old-system', '--legacy');
  const release = readJson(path.join(portal, 'backstage.json')).version;
  const ours = readJson(path.join(root, 'backstage.json')).version;
  if (release !== ours) {
    throw new Failure(
      `${CREATE_APP} makes apps of ${release}, and the suite is for ${ours}: name the right version in scripts/lib/fresh-portal.mjs.`,
    );
  }
  const legacyApp = path.join(portal, 'packages/app-legacy');
  fs.cpSync(path.join(legacy, 'packages/app'), legacyApp, { recursive: true });
  changeJson(path.join(legacyApp, 'package.json'), manifest => {
    manifest.name = 'app-legacy';
    // The page tells of one app; this is the same command for the other.
    const ui = '@data-mesh/backstage-plugin-data-mesh';
    manifest.dependencies[ui] = `file:${tarballs[ui]}`;
  });
  changeJson(path.join(portal, 'package.json'), manifest => {
    // What packages of the suite need of each other is no more published than they are.
    for (const [name, tarball] of Object.entries(tarballs)) {
      manifest.resolutions[name] = `file:${tarball}`;
    }
    // Backstage's CLI brings a package that asks for a patch of it which is not published.
    manifest.resolutions.got = readJson(
      path.join(root, 'package.json'),
    ).resolutions.got;
  });
  // The versions of this release that fit together, and nothing that came out last night.
  for (const file of ['yarn.lock', '.yarnrc.yml']) {
    fs.copyFileSync(path.join(root, file), path.join(portal, file));
  }
  return portal;
}

/**
 * Writes a block of the page to where it says.
 *
 * @param {string} portal
 * @param {import('./doc-blocks.mjs').DocBlock} block
 */
function follow(portal, block) {
  const { language, place, text } = block;
  let file = path.join(portal, block.file ?? '');
  if (block.file === 'app-config.yaml') {
    file = path.join(portal, 'app-config.data-mesh.yaml');
  } else if (language === 'tsx') {
    file = file.replace('/packages/app/', '/packages/app-legacy/');
  }
  const content = place
    ? withBlock(fs.readFileSync(file, 'utf8'), block)
    : text;
  fs.writeFileSync(file, content.replaceAll(DOCUMENTED_USER, USER));
}

/**
 * @param {FreshPortalOptions} options
 * @param {{ portal: string, bin: string, blocks: import('./doc-blocks.mjs').DocBlock[] }} made
 */
async function runCommands(
  { logs, runtime, tarballs, kafkaPort },
  { portal, bin, blocks },
) {
  fs.copyFileSync(
    path.join(kafkaDir, 'clients/admin.properties'),
    path.join(portal, 'admin.properties'),
  );
  for (const [index, { language, text }] of blocks.entries()) {
    if (language !== 'sh') continue;
    const commands = withTarballs(text, tarballs).replaceAll(
      DOCUMENTED_USER,
      USER,
    );
    await run('sh', ['-ec', commands], {
      cwd: portal,
      env: {
        ...envOfReader(runtime, bin),
        KAFKA_BROKERS: `127.0.0.1:${kafkaPort}`,
        DATA_MESH_SYNC_PASSWORD: PASSWORD,
      },
      log: path.join(logs, `install-page-${index}.log`),
      failure: `A command of ${PAGE} failed:\n${text}`,
      isPatient: true,
    });
  }
}

/**
 * Starts the apps, and the backend that each of them has.
 *
 * @param {FreshPortalOptions} options
 * @param {string} portal
 */
async function start(options, portal) {
  const local = (/** @type {number} */ port) => `http://localhost:${port}`;
  const [full, bare] = await Promise.all([
    startBackend(options, {
      portal,
      workspace: 'backend',
      apps: ['app', 'app-legacy'],
    }),
    startBackend(options, {
      portal,
      workspace: overridingPortal.backend,
      apps: [overridingPortal.app],
      configs: [overridingPortal.config],
    }),
  ]);
  const { progress, logs } = options;
  await untilReady(
    Object.fromEntries(
      [full, bare].flatMap(({ workspace, backend, apps }) => [
        ...Object.entries(apps).map(([app, port]) => [
          `${app} answers`,
          () => answersOk(local(port)),
        ]),
        [
          `${workspace} is ready`,
          () => answersOk(`${local(backend)}/.backstage/health/v1/readiness`),
        ],
      ]),
    ),
    { progress, logs, backendLog: 'fresh-backend.log' },
  );
  return {
    env: {
      PLAYWRIGHT_BASE_URL: local(full.apps.app),
      DATA_MESH_LEGACY_APP_URL: local(full.apps['app-legacy']),
      DATA_MESH_E2E_BACKEND_URL: local(full.backend),
      DATA_MESH_OVERRIDES_APP_URL: local(bare.apps[overridingPortal.app]),
      DATA_MESH_BARE_BACKEND_URL: local(bare.backend),
    },
  };
}

/**
 * Starts a backend, and the apps that talk to it.
 *
 * @param {FreshPortalOptions} options
 * @param {object} what
 * @param {string} what.portal
 * @param {string} what.workspace - of the backend
 * @param {string[]} what.apps - their workspaces
 * @param {string[]} [what.configs] - configuration files beside those that all have
 */
async function startBackend(
  { logs, runtime, supervisor, kafkaPort },
  { portal, workspace, apps, configs = [] },
) {
  const backend = await freePort();
  /** @type {Record<string, number>} */
  const appPorts = {};
  for (const app of apps) appPorts[app] = await freePort();
  const local = (/** @type {number} */ port) => `http://localhost:${port}`;
  const config = path.join(portal, `app-config.test-of-${workspace}.yaml`);
  const documented = parse(
    fs.readFileSync(path.join(portal, 'app-config.data-mesh.yaml'), 'utf8'),
  );
  fs.writeFileSync(
    config,
    stringify({
      backend: {
        baseUrl: local(backend),
        listen: { host: '127.0.0.1', port: backend },
        cors: { origin: Object.values(appPorts).map(local) },
      },
      dataMesh: {
        clusters: Object.fromEntries(
          Object.keys(documented.dataMesh.clusters).map(name => [
            name,
            { bootstrapServers: [`127.0.0.1:${kafkaPort}`], tls: false },
          ]),
        ),
      },
    }),
  );
  for (const each of [workspace, ...apps]) {
    supervisor.start({
      name: `the fresh portal's ${each}`,
      command: runtime.node,
      args: [
        yarn,
        ...['workspace', each, 'start'],
        ...[
          'app-config.yaml',
          'app-config.data-mesh.yaml',
          ...configs,
          config,
        ].flatMap(file => ['--config', path.resolve(portal, file)]),
      ],
      cwd: portal,
      log: path.join(logs, `fresh-${each}.log`),
      worker: each === workspace ? 'src/index' : undefined,
      env: {
        ...runtime.env,
        BROWSER: 'none',
        DATA_MESH_SYNC_PASSWORD: PASSWORD,
        APP_CONFIG_app_baseUrl: local(appPorts[each] ?? appPorts[apps[0]]),
      },
    });
  }
  return { workspace, backend, apps: appPorts };
}
