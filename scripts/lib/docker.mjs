/** The dev Kafka in containers, for machines without Java: the same settings, the same seed. */
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from './failure.mjs';
import { answersKafka } from './kafka-probe.mjs';
import { demoDir, kafkaDir, logsDir } from './paths.mjs';
import { registryAnswers } from './registry.mjs';
import { run, works } from './run.mjs';

/** There while the containers run; the other as long as their data may be there. */
const marker = path.join(demoDir, 'docker.json');
const volumes = path.join(demoDir, 'docker-volumes.json');
const project = 'data-mesh-demo';

/** Whether containers can be run here. */
export function dockerWorks() {
  return works('docker', ['info']) && works('docker', ['compose', 'version']);
}

/** Whether the demo's Kafka is the one in containers. */
export const dockerRunsDemo = () => fs.existsSync(marker);

/** Whether containers of the demo were made on this machine, and hold data. */
export const containersKnown = () => fs.existsSync(volumes);

/**
 * @param {string[]} args
 * @returns {[string, ...string[]]}
 */
export function composeCommand(...args) {
  return [
    'docker',
    'compose',
    '--project-name',
    project,
    '--file',
    path.join(kafkaDir, 'compose.yaml'),
    ...args,
  ];
}

/**
 * Starts Kafka and registry and waits until both answer.
 *
 * @param {{ kafka: number, registry: number }} ports
 */
export async function startContainers({ kafka, registry }) {
  fs.mkdirSync(demoDir, { recursive: true });
  for (const file of [marker, volumes]) {
    fs.writeFileSync(file, JSON.stringify({ kafka, registry }));
  }
  const [command, ...args] = composeCommand('up', '--detach');
  await run(command, args, {
    env: {
      ...process.env,
      KAFKA_PORT: String(kafka),
      REGISTRY_PORT: String(registry),
    },
    log: path.join(logsDir, 'docker.log'),
    failure:
      'Docker could not start Kafka and the schema registry: check "docker compose version" and the network, or install Java 17 with Maven, and run this again.',
  });
  for (const end = Date.now() + 90_000; Date.now() < end; await sleep(300)) {
    if ((await answersKafka(kafka)) && (await registryAnswers(registry)))
      return;
  }
  throw new Failure(
    `Kafka and the schema registry did not answer within 90 s: see "docker compose --project-name ${project} logs".`,
  );
}

/** Stops the containers and keeps their data. */
export async function stopContainers() {
  if (!dockerRunsDemo()) return;
  await compose('stop');
  fs.rmSync(marker, { force: true });
}

/** Removes the containers and their data. */
export const forgetContainers = () => compose('down', '--volumes');

/** @param {string[]} args */
async function compose(...args) {
  const [command, ...rest] = composeCommand(...args);
  await run(command, rest, {
    log: path.join(logsDir, 'docker.log'),
    failure:
      'Docker could not stop Kafka and the schema registry: stop the containers of the project "data-mesh-demo" by hand.',
  });
}
