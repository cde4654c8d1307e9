/**
 * One Kafka broker in a state directory: `start`, `stop`, `status`. It runs on its own, so that it
 * can be stopped and started again under a portal or a test that uses it.
 *
 *   <dir>/broker.json          ports and cluster id, fixed when the directory is made
 *   <dir>/broker.pid.json      the running process; `stopped: true` after a stop on request
 *   <dir>/broker.log, data/, server.properties
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from './failure.mjs';
import { answersKafka } from './kafka-probe.mjs';
import { kafkaLibs, requireJava } from './maven.mjs';
import { kafkaDir, shown } from './paths.mjs';
import { freePort, isFree } from './ports.mjs';
import {
  isAlive,
  readState,
  recordOf,
  stopGroup,
  writeState,
} from './processes.mjs';
import { lastLines, run } from './run.mjs';

/**
 * @typedef {object} Broker
 * @property {string} dir
 * @property {number} port
 * @property {import('./processes.mjs').ProcessRecord} process
 * @property {string} log
 */

/** @param {string} dir */
const files = dir => ({
  identity: path.join(dir, 'broker.json'),
  process: path.join(dir, 'broker.pid.json'),
  config: path.join(dir, 'server.properties'),
  data: path.join(dir, 'data'),
  log: path.join(dir, 'broker.log'),
});

/**
 * The state of the broker in a directory.
 *
 * @param {string} dir
 */
export function brokerStatus(dir) {
  const state = readState(files(dir).process);
  const running = isAlive(state);
  return {
    running,
    /** Whether somebody asked for the stop: not running and not asked is a crash. */
    stopped: !running && state?.stopped === true,
    record: running ? state : undefined,
    port: readState(files(dir).identity)?.port,
    log: files(dir).log,
  };
}

/**
 * Starts the broker and waits until it answers. The port moves with `port`; without it, it is the
 * one of the last start, or any free one.
 *
 * @param {string} dir
 * @param {{ port?: number, heap?: string, properties?: string }} [options] - `properties` is a
 *   file whose settings win over ours; `{port}` and `{controllerPort}` in it are put in
 * @returns {Promise<Broker>}
 */
export async function startBroker(
  dir,
  { port, heap = '512m', properties } = {},
) {
  requireJava();
  const file = files(dir);
  const status = brokerStatus(dir);
  if (status.running) {
    throw new Failure(
      `The broker in ${shown(dir)} runs already (process ${
        status.record.pid
      }): stop it first.`,
    );
  }
  fs.mkdirSync(dir, { recursive: true });
  const known = readState(file.identity);
  const identity = {
    clusterId: known?.clusterId ?? randomBytes(16).toString('base64url'),
    controllerPort: known?.controllerPort ?? (await freePort()),
    port: port ?? known?.port ?? (await freePort()),
  };
  for (const taken of [identity.port, identity.controllerPort]) {
    if (!(await isFree(taken))) {
      throw new Failure(
        `Port ${taken} is taken, so the broker in ${shown(
          dir,
        )} cannot start: stop what uses it.`,
      );
    }
  }
  writeState(file.identity, identity);
  const extra = properties
    ? fs
        .readFileSync(properties, 'utf8')
        .replaceAll('{port}', String(identity.port))
        .replaceAll('{controllerPort}', String(identity.controllerPort))
    : '';
  fs.writeFileSync(
    file.config,
    `${serverProperties(file.data, identity)}${extra}`,
  );
  await format(dir, identity.clusterId);

  const log = fs.openSync(file.log, 'w');
  const child = spawn(
    'java',
    [`-Xmx${heap}`, '-Xms128m', ...jvm(), 'kafka.Kafka', file.config],
    { cwd: dir, detached: true, stdio: ['ignore', log, log] },
  );
  fs.closeSync(log);
  child.unref();
  const record = recordOf('Kafka', child.pid);
  writeState(file.process, record);
  await untilAnswering(dir, identity.port);
  return { dir, port: identity.port, process: record, log: file.log };
}

/**
 * Stops the broker on request.
 *
 * @param {string} dir
 */
export async function stopBroker(dir) {
  const { record } = brokerStatus(dir);
  if (!record) return;
  writeState(files(dir).process, { ...record, stopped: true });
  await stopGroup(record, { graceMs: 20_000 });
}

/** What every JVM of Kafka gets. */
function jvm() {
  return [
    '-XX:+UseSerialGC',
    // Half the start-up time, for a throughput that nobody needs here.
    '-XX:TieredStopAtLevel=1',
    '-Djava.awt.headless=true',
    `-Dlog4j2.configurationFile=${path.join(
      kafkaDir,
      'broker/log4j2.properties',
    )}`,
    '-cp',
    path.join(kafkaLibs, '*'),
  ];
}

/**
 * @param {string} data
 * @param {{ port: number, controllerPort: number }} ports
 */
function serverProperties(data, { port, controllerPort }) {
  const common = fs.readFileSync(
    path.join(kafkaDir, 'broker/server.properties'),
    'utf8',
  );
  return `${common}
listeners=CLIENT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}
advertised.listeners=CLIENT://127.0.0.1:${port}
controller.quorum.bootstrap.servers=127.0.0.1:${controllerPort}
log.dirs=${data.replaceAll('\\', '\\\\')}
`;
}

/**
 * Formats the data directory once, with the administrator as the only user.
 *
 * @param {string} dir
 * @param {string} clusterId
 */
async function format(dir, clusterId) {
  const file = files(dir);
  if (fs.existsSync(path.join(file.data, 'meta.properties'))) return;
  await run(
    'java',
    [
      ...jvm(),
      'kafka.tools.StorageTool',
      'format',
      '--standalone',
      // Some begin with a hyphen, and would be taken for an option.
      `--cluster-id=${clusterId}`,
      '-c',
      file.config,
      '--add-scram',
      'SCRAM-SHA-512=[name=admin,password=admin-secret]',
    ],
    {
      cwd: dir,
      log: path.join(dir, 'format.log'),
      failure: `The data directory ${shown(
        file.data,
      )} could not be prepared for Kafka: see the reason below; "npm run demo:reset" starts afresh.`,
    },
  );
}

/**
 * @param {string} dir
 * @param {number} port
 */
async function untilAnswering(dir, port) {
  const { log } = files(dir);
  const end = Date.now() + 60_000;
  while (Date.now() < end) {
    const status = brokerStatus(dir);
    if (status.stopped)
      throw new Failure('Kafka was stopped while it started.');
    if (!status.running) {
      throw new Failure(
        `Kafka stopped while it started: see ${shown(
          log,
        )}, whose last lines are:\n${lastLines(log)}`,
      );
    }
    if (await answersKafka(port)) return;
    await sleep(100);
  }
  throw new Failure(
    `Kafka did not answer on port ${port} within 60 s: see ${shown(log)}.`,
  );
}
