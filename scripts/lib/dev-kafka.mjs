/** Kafka and schema registry for a portal or for tests: started, seeded, supervised. */
import path from 'node:path';
import { brokerStatus, startBroker, stopBroker } from './broker.mjs';
import { startContainers, stopContainers } from './docker.mjs';
import { kafkaDir, root, shown } from './paths.mjs';
import { timed } from './progress.mjs';
import {
  registryStatus,
  registryUrl,
  startRegistry,
  stopRegistry,
} from './registry.mjs';
import { run } from './run.mjs';

/** Where a broker and a registry keep their state, under one directory. @param {string} dir */
export const kafkaDirs = dir => ({
  broker: path.join(dir, 'broker'),
  registry: path.join(dir, 'registry'),
});

/**
 * What a killed run may have left running.
 *
 * @param {string} dir
 */
export function kafkaLeftovers(dir) {
  const dirs = kafkaDirs(dir);
  return [
    brokerStatus(dirs.broker).record,
    registryStatus(dirs.registry).record,
  ].filter(Boolean);
}

/**
 * Starts both, side by side.
 *
 * @param {object} options
 * @param {string} options.dir - holds their state; kept between runs
 * @param {{ kafka: number, registry: number }} options.ports
 * @param {import('./supervisor.mjs').Supervisor} options.supervisor
 * @param {import('./progress.mjs').Progress} options.progress
 */
export async function startDevKafka({ dir, ports, supervisor, progress }) {
  const dirs = kafkaDirs(dir);
  adopt(
    supervisor,
    'Kafka',
    () => brokerStatus(dirs.broker),
    () => stopBroker(dirs.broker),
  );
  adopt(
    supervisor,
    'schema registry',
    () => registryStatus(dirs.registry),
    () => stopRegistry(dirs.registry),
  );
  await Promise.all([
    timed(progress, `Kafka on port ${ports.kafka}`, () =>
      startBroker(dirs.broker, { port: ports.kafka }),
    ),
    timed(progress, `schema registry on port ${ports.registry}`, () =>
      startRegistry(dirs.registry, { port: ports.registry }),
    ),
  ]);
  supervisor.save();
}

/**
 * @param {import('./supervisor.mjs').Supervisor} supervisor
 * @param {string} name
 * @param {() => ReturnType<typeof registryStatus>} status
 * @param {() => Promise<void>} stop
 */
function adopt(supervisor, name, status, stop) {
  let started = false;
  supervisor.adopt({
    name,
    used: true,
    log: status().log,
    record: () => status().record,
    stop,
    state() {
      const { running, stopped } = status();
      if (running) started = true;
      // Before its start there is nothing to miss; a failing start tells so by itself.
      if (running || !started) return 'running';
      return stopped ? 'stopped' : 'gone';
    },
  });
}

/**
 * The same with containers.
 *
 * @param {object} options
 * @param {{ kafka: number, registry: number }} options.ports
 * @param {import('./supervisor.mjs').Supervisor} options.supervisor
 * @param {import('./progress.mjs').Progress} options.progress
 */
export async function startDevKafkaInDocker({ ports, supervisor, progress }) {
  supervisor.adopt({
    name: 'Kafka in Docker',
    used: true,
    log: path.join(root, '.dev/logs/docker.log'),
    record: () => undefined,
    stop: stopContainers,
    // Docker restarts nothing by itself here, and shows in the portal as an outage.
    state: () => 'running',
  });
  await timed(progress, 'Kafka and schema registry in Docker', () =>
    startContainers(ports),
  );
}

/**
 * Fills Kafka and registry with the demo's users, topics, ACLs and subjects.
 *
 * @param {object} options
 * @param {import('./node-runtime.mjs').NodeRuntime} options.runtime
 * @param {{ kafka: number, registry: number }} options.ports
 * @param {string} options.log
 */
export async function seed({ runtime, ports, log }) {
  await run(
    runtime.node,
    [
      path.join(kafkaDir, 'seed.mjs'),
      '--kafka',
      `127.0.0.1:${ports.kafka}`,
      '--registry',
      registryUrl(ports.registry),
    ],
    {
      cwd: root,
      env: runtime.env,
      log,
      failure: `The demo's topics, users and schemas could not be created: see ${shown(
        log,
      )}; "npm run demo:reset" starts afresh.`,
    },
  );
}

/**
 * Producers and consumers that keep data flowing.
 *
 * @param {object} options
 * @param {import('./node-runtime.mjs').NodeRuntime} options.runtime
 * @param {{ kafka: number, registry: number }} options.ports
 * @param {string} options.logs - directory
 * @param {import('./supervisor.mjs').Supervisor} options.supervisor
 */
export function startTraffic({ runtime, ports, logs, supervisor }) {
  supervisor.start({
    name: 'traffic',
    command: runtime.node,
    args: [path.join(kafkaDir, 'traffic.mjs')],
    cwd: root,
    log: path.join(logs, 'traffic.log'),
    env: {
      ...runtime.env,
      KAFKA_PORT: String(ports.kafka),
      REGISTRY_PORT: String(ports.registry),
    },
  });
}
