/** What the tests run against: a seeded Kafka and registry, a PostgreSQL, a portal; all on free ports. */
import fs from 'node:fs';
import path from 'node:path';
import {
  kafkaDirs,
  kafkaLeftovers,
  seed,
  startDevKafka,
  startTraffic,
} from './dev-kafka.mjs';
import { ensureKafka, ensureRegistry, requireJava } from './maven.mjs';
import { packPackages } from './pack.mjs';
import { devDir, kafkaDir } from './paths.mjs';
import { freePort } from './ports.mjs';
import { readiness, startApp, startBackend, untilReady } from './portal.mjs';
import { startPostgres } from './postgres.mjs';
import { registryUrl } from './registry.mjs';
import { clearStale } from './supervisor.mjs';
import { timed } from './progress.mjs';

/**
 * @typedef {object} Harness
 * @property {string} dir - for data
 * @property {string} logs
 * @property {import('./supervisor.mjs').Supervisor} supervisor
 * @property {import('./progress.mjs').Progress} progress
 */

/**
 * Kafka and registry with the demo's seed, which is created as soon as the runtime is there.
 *
 * @param {Harness & { runtime: Promise<import('./node-runtime.mjs').NodeRuntime> }} options
 */
export async function startTestKafka({
  dir,
  logs,
  supervisor,
  progress,
  runtime,
}) {
  requireJava();
  await Promise.all([ensureKafka(progress), ensureRegistry(progress)]);
  const ports = { kafka: await freePort(), registry: await freePort() };
  await startDevKafka({ dir, ports, supervisor, progress });
  await seed({
    runtime: await runtime,
    ports,
    log: path.join(logs, 'seed.log'),
  });
  return {
    ports,
    env: {
      DATA_MESH_TEST_KAFKA: `127.0.0.1:${ports.kafka}`,
      DATA_MESH_TEST_REGISTRY: registryUrl(ports.registry),
      DATA_MESH_TEST_BROKER_DIR: kafkaDirs(dir).broker,
    },
  };
}

/** @param {Harness} options */
export async function startTestPostgres({ dir, logs, supervisor, progress }) {
  const { connection, remove } = await timed(progress, 'PostgreSQL', async () =>
    startPostgres({
      dir,
      port: await freePort(),
      log: path.join(logs, 'postgres.log'),
      supervisor,
    }),
  );
  return {
    remove,
    env: { BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING: connection },
  };
}

/**
 * The whole demo portal, with traffic.
 *
 * @param {Harness & {
 *   runtime: import('./node-runtime.mjs').NodeRuntime,
 *   ports: { kafka: number, registry: number },
 * }} options
 */
export async function startTestPortal({
  dir,
  logs,
  supervisor,
  progress,
  runtime,
  ports: kafkaPorts,
}) {
  const ports = {
    ...kafkaPorts,
    app: await freePort(),
    backend: await freePort(),
  };
  const options = {
    runtime,
    supervisor,
    ports,
    databaseDir: path.join(dir, 'database'),
    configs: [path.join(kafkaDir, 'app-config.kafka.yaml')],
    logs,
  };
  return timed(progress, 'the portal', async () => {
    startTraffic(options);
    const app = startApp(options);
    const backend = startBackend(options);
    await untilReady(readiness(ports), { progress, logs });
    return {
      env: {
        PLAYWRIGHT_BASE_URL: app.url,
        DATA_MESH_E2E_BACKEND_URL: backend.url,
      },
    };
  });
}

/**
 * A portal that is made for it, with the packages installed as they are published. Once this
 * returns, they are packed, which is nothing to run tests beside; the portal is being made.
 *
 * @param {Harness & {
 *   runtime: import('./node-runtime.mjs').NodeRuntime,
 *   ports: { kafka: number },
 * }} options
 * @returns {Promise<{ start: () => Promise<{ env: Record<string, string> }> }>}
 */
export async function makeInstalledPortal({ dir, ports, ...options }) {
  const tarballs = await packPackages({
    ...options,
    dir: path.join(dir, 'packages'),
  });
  // It needs a dependency, and this file is read before any is installed.
  const { makeFreshPortal, startFreshPortal } = await import(
    './fresh-portal.mjs'
  );
  const fresh = {
    ...options,
    dir: path.join(dir, 'fresh'),
    tarballs,
    kafkaPort: ports.kafka,
  };
  const made = makeFreshPortal(fresh);
  // Fails the suite that starts it, and no other.
  made.catch(() => {});
  return { start: async () => startFreshPortal(fresh, await made) };
}

/** Removes what killed test runs left behind. */
export async function clearOldTests() {
  const states = path.join(devDir, 'run');
  const entries = fs.existsSync(states) ? fs.readdirSync(states) : [];
  for (const entry of entries) {
    const name = entry.match(/^(test-\d+)\.json$/)?.[1];
    if (!name) continue;
    const dir = path.join(devDir, name);
    const { running } = await clearStale(path.join(states, entry), () =>
      kafkaLeftovers(dir),
    );
    if (!running) fs.rmSync(dir, { recursive: true, force: true });
  }
}
