/** Backend and app of the portal, with ports, data and Kafka as parameters. */
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import fs from 'node:fs';
import { Failure } from './failure.mjs';
import { yarn } from './install.mjs';
import { root, shown } from './paths.mjs';
import { lastLines } from './run.mjs';

/**
 * @typedef {object} PortalOptions
 * @property {import('./node-runtime.mjs').NodeRuntime} runtime
 * @property {import('./supervisor.mjs').Supervisor} supervisor
 * @property {{ app: number, backend: number, kafka?: number, registry?: number }} ports
 * @property {string} databaseDir - of the SQLite files
 * @property {string[]} configs - configuration files beside app-config.yaml
 * @property {string} logs - directory
 * @property {unknown} [database] - stands in for `backend.database`: another backend on the same
 *   PostgreSQL is one call of startBackend with the same value and another port
 * @property {Record<string, string>} [env]
 * @property {string} [name] - of the part, where there are several
 */

/** @param {PortalOptions} options */
export function startBackend(options) {
  const { ports, databaseDir, database, name = 'backend' } = options;
  fs.mkdirSync(databaseDir, { recursive: true });
  startWorkspace('backend', name, options, {
    // `backstage-cli package start` outlives a backend that fails.
    worker: 'src/index',
    env: database
      ? { APP_CONFIG_backend_database: JSON.stringify(database) }
      : {},
  });
  return {
    url: `http://localhost:${ports.backend}`,
    log: logOf(name, options),
  };
}

/** @param {PortalOptions} options */
export function startApp(options) {
  startWorkspace('app', 'app', options, { env: { BROWSER: 'none' } });
  return {
    url: `http://localhost:${options.ports.app}`,
    log: logOf('app', options),
  };
}

/**
 * @param {string} name
 * @param {PortalOptions} options
 */
const logOf = (name, { logs }) => path.join(logs, `${name}.log`);

/**
 * @param {string} workspace
 * @param {string} name
 * @param {PortalOptions} options
 * @param {{ env: Record<string, string>, worker?: string }} extra
 */
function startWorkspace(workspace, name, options, extra) {
  const { runtime, supervisor, ports, databaseDir, configs } = options;
  const files = [
    path.join(root, 'app-config.yaml'),
    ...configs,
    path.join(root, 'app-config.local.yaml'),
  ].filter(file => fs.existsSync(file));
  supervisor.start({
    name,
    command: runtime.node,
    args: [
      yarn,
      'workspace',
      workspace,
      'start',
      ...files.flatMap(file => ['--config', file]),
    ],
    cwd: root,
    log: logOf(name, options),
    worker: extra.worker,
    env: {
      ...runtime.env,
      APP_PORT: String(ports.app),
      BACKEND_PORT: String(ports.backend),
      ...(ports.kafka ? { KAFKA_PORT: String(ports.kafka) } : {}),
      ...(ports.registry ? { REGISTRY_PORT: String(ports.registry) } : {}),
      DEMO_DATABASE_DIR: databaseDir,
      ...extra.env,
      ...options.env,
    },
  });
}

/**
 * Whether a GET answers 200.
 *
 * @param {string} url
 * @param {Record<string, string>} [headers]
 */
export async function answersOk(url, headers = {}) {
  try {
    const response = await fetch(url, {
      headers,
      signal: AbortSignal.timeout(5_000),
    });
    await response.arrayBuffer();
    return response.status === 200;
  } catch {
    return false;
  }
}

/**
 * The conditions under which a portal counts as ready.
 *
 * @param {{ app?: number, backend: number }} ports
 */
export function readiness({ app, backend }) {
  const at = `http://localhost:${backend}`;
  return {
    ...(app
      ? { 'the app answers': () => answersOk(`http://localhost:${app}`) }
      : {}),
    'the backend is ready': () =>
      answersOk(`${at}/.backstage/health/v1/readiness`),
    'demo users can sign in': () =>
      answersOk(`${at}/api/auth/demo/refresh`, { 'x-demo-user': 'olivia' }),
  };
}

/**
 * Waits until all conditions hold.
 *
 * @param {Record<string, () => Promise<boolean>>} conditions
 * @param {object} options
 * @param {import('./progress.mjs').Progress} options.progress
 * @param {string} options.logs - directory, for the failure
 * @param {string} [options.backendLog] - in it
 * @param {number} [options.timeoutMs]
 */
export async function untilReady(
  conditions,
  { progress, logs, backendLog = 'backend.log', timeoutMs = 300_000 },
) {
  const end = Date.now() + timeoutMs;
  await Promise.all(
    Object.entries(conditions).map(async ([name, holds]) => {
      while (!(await holds())) {
        if (Date.now() > end) {
          throw new Failure(
            `The portal did not come up: after ${
              timeoutMs / 1000
            } s it is still not so that ${name}; see ${shown(
              logs,
            )}, where the backend's last lines are:\n${lastLines(
              path.join(logs, backendLog),
            )}`,
          );
        }
        await sleep(250);
      }
      progress(name);
    }),
  );
}
