/**
 * Another backend of the same portal, for tests of several replicas: the same PostgreSQL, another
 * port. Runs on the Node that calls it, which must be a supported one.
 */
import fs from 'node:fs';
import path from 'node:path';
import { kafkaDir } from './paths.mjs';
import { readiness, startBackend, untilReady } from './portal.mjs';
import { createSupervisor } from './supervisor.mjs';

/**
 * @param {object} options
 * @param {string} options.name - tells it from others, also in the logs
 * @param {{ app: number, backend: number, kafka: number, registry: number }} options.ports
 * @param {string} options.connection - of PostgreSQL, as a URL
 * @param {string} options.dir - for logs and state
 * @param {string[]} [options.configs] - beside app-config.yaml; the demo's Kafka by default
 * @param {Record<string, string>} [options.env]
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>} once it is ready
 */
export async function startSecondBackend({
  name,
  ports,
  connection,
  dir,
  configs = [path.join(kafkaDir, 'app-config.kafka.yaml')],
  env,
}) {
  const progress = () => {};
  fs.mkdirSync(dir, { recursive: true });
  const supervisor = createSupervisor({
    stateFile: path.join(dir, `${name}.json`),
    progress,
  });
  const { url } = startBackend({
    name,
    runtime: { node: process.execPath, env: process.env },
    supervisor,
    ports,
    configs,
    env,
    logs: dir,
    databaseDir: path.join(dir, 'database'),
    database: { client: 'pg', connection },
  });
  try {
    const { 'the backend is ready': ready } = readiness(ports);
    await Promise.race([
      untilReady({ [`${name} is ready`]: ready }, { progress, logs: dir }),
      supervisor.untilCrash(),
    ]);
  } catch (error) {
    await supervisor.stop();
    throw error;
  }
  return { url, stop: () => supervisor.stop() };
}
