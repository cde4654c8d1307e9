/**
 * `npm start`: the portal on a real Kafka, from nothing. Steps and their parts are in lib/.
 *
 *   npm start [-- --no-open] [--quiet]
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import {
  kafkaLeftovers,
  seed,
  startDevKafka,
  startDevKafkaInDocker,
  startTraffic,
} from './lib/dev-kafka.mjs';
import { dockerWorks } from './lib/docker.mjs';
import {
  externalKafka,
  writeExternalKafkaConfig,
} from './lib/external-kafka.mjs';
import { Failure, runMain } from './lib/failure.mjs';
import { ensureDependencies } from './lib/install.mjs';
import { Interrupted, untilInterrupted } from './lib/interrupt.mjs';
import {
  ensureKafka,
  ensureRegistry,
  javaWorks,
  requireJava,
} from './lib/maven.mjs';
import { ensureNode } from './lib/node-runtime.mjs';
import { openBrowser } from './lib/open-browser.mjs';
import { demoDir, devDir, kafkaDir, logsDir } from './lib/paths.mjs';
import { demoPorts, requireFree } from './lib/ports.mjs';
import {
  readiness,
  startApp,
  startBackend,
  untilReady,
} from './lib/portal.mjs';
import { createProgress, timed } from './lib/progress.mjs';
import { stopRunning } from './lib/run.mjs';
import { demoStateFile } from './lib/state.mjs';
import { clearStale, createSupervisor } from './lib/supervisor.mjs';

const usage = 'Usage: npm start [-- --no-open] [--quiet]';

await runMain(async () => {
  const { quiet, open } = parse();
  const progress = createProgress({ quiet });
  const ports = demoPorts();
  const external = externalKafka();
  const databaseDir = path.join(
    demoDir,
    external ? 'database-external' : 'database',
  );

  await clearOldRun(
    progress,
    external ? () => [] : () => kafkaLeftovers(demoDir),
  );
  await requireFree([
    { what: 'the app', variable: 'APP_PORT', port: ports.app },
    { what: 'the backend', variable: 'BACKEND_PORT', port: ports.backend },
    ...(external
      ? []
      : [
          { what: 'Kafka', variable: 'KAFKA_PORT', port: ports.kafka },
          {
            what: 'the schema registry',
            variable: 'REGISTRY_PORT',
            port: ports.registry,
          },
        ]),
  ]);

  const supervisor = createSupervisor({ stateFile: demoStateFile, progress });
  const interrupted = untilInterrupted();
  let ready = false;
  try {
    await Promise.race([interrupted, supervisor.untilCrash(), work()]);
    return 0;
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    progress('stopping …');
    return ready ? 0 : 130;
  } finally {
    await stopRunning();
    await supervisor.stop();
    progress('stopped');
    // Steps that are still waiting for something must not keep this process.
    setImmediate(() => process.exit());
  }

  async function work() {
    const config = external
      ? writeExternalKafkaConfig(
          path.join(devDir, 'app-config.external-kafka.yaml'),
          external,
        )
      : path.join(kafkaDir, 'app-config.kafka.yaml');
    const kafka = external ? undefined : prepareKafka();
    // Its failure is met below; until then it must not count as unhandled.
    kafka?.catch(() => {});
    const runtime = await prepareNode();
    const portal = {
      runtime,
      supervisor,
      ports,
      databaseDir,
      configs: [config],
      logs: logsDir,
    };
    // Compiling takes longest, and needs no Kafka.
    startApp(portal);
    await kafka;
    if (!external) {
      await timed(progress, 'seed', () =>
        seed({ runtime, ports, log: path.join(logsDir, 'seed.log') }),
      );
      startTraffic(portal);
    }
    startBackend(portal);
    await untilReady(readiness(ports), { progress, logs: logsDir });
    ready = true;
    const url = `http://localhost:${ports.app}`;
    console.log(`ready: ${url}`);
    if (open) openBrowser(url);
    await new Promise(() => {});
  }

  async function prepareNode() {
    const runtime = await ensureNode(progress);
    await ensureDependencies(runtime, progress);
    return runtime;
  }

  async function prepareKafka() {
    if (!javaWorks() && dockerWorks()) {
      await startDevKafkaInDocker({ ports, supervisor, progress });
      return;
    }
    requireJava();
    await Promise.all([ensureKafka(progress), ensureRegistry(progress)]);
    await startDevKafka({ dir: demoDir, ports, supervisor, progress });
  }
});

/**
 * @param {import('./lib/progress.mjs').Progress} progress
 * @param {() => import('./lib/processes.mjs').ProcessRecord[]} leftovers
 */
async function clearOldRun(progress, leftovers) {
  const { running, ended } = await clearStale(demoStateFile, leftovers);
  if (running) {
    throw new Failure(
      `The demo runs already (process ${running.pid}): stop it with Ctrl-C in its terminal, or with "kill ${running.pid}".`,
    );
  }
  if (ended.length) {
    progress(`ended what an earlier run left behind: ${ended.join(', ')}`);
  }
}

function parse() {
  try {
    const { values } = parseArgs({
      options: {
        'no-open': { type: 'boolean', default: false },
        quiet: { type: 'boolean', default: false },
      },
    });
    return { quiet: values.quiet, open: !values['no-open'] };
  } catch (error) {
    throw new Failure(`${error.message} ${usage}`);
  }
}
