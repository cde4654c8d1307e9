/**
 * Kafka's own command-line tools against the demo's broker, as one of its principals:
 *
 *   npm run kafka -- [--as <principal>] <tool> …
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { composeCommand, dockerRunsDemo } from './lib/docker.mjs';
import { runMain } from './lib/failure.mjs';
import { answersKafka } from './lib/kafka-probe.mjs';
import {
  kafkaTools,
  parseKafkaArgs,
  toolArguments,
} from './lib/kafka-tools.mjs';
import { ensureKafka, kafkaLibs, requireJava } from './lib/maven.mjs';
import { Failure } from './lib/failure.mjs';
import { kafkaDir } from './lib/paths.mjs';
import { demoPorts } from './lib/ports.mjs';

const clientsDir = path.join(kafkaDir, 'clients');

await runMain(async () => {
  const principals = fs
    .readdirSync(clientsDir)
    .map(file => path.basename(file, '.properties'));
  const parsed = parseKafkaArgs(process.argv.slice(2), principals);
  const { kafka: port } = demoPorts();
  const bootstrap = `localhost:${port}`;
  if (!(await answersKafka(port)) && !parsed.rest.includes('--help')) {
    throw new Failure(
      `No Kafka answers on port ${port}: start the demo with "npm start", or set KAFKA_PORT to where its Kafka is.`,
    );
  }
  const { main, script } = kafkaTools[parsed.tool];
  const file = `${parsed.principal}.properties`;
  if (dockerRunsDemo()) {
    const [command, ...args] = composeCommand(
      'exec',
      '-T',
      'kafka',
      `/opt/kafka/bin/${script}`,
    );
    return passThrough(command, [
      ...args,
      ...toolArguments(parsed, { bootstrap, properties: `/clients/${file}` }),
    ]);
  }
  requireJava();
  await ensureKafka(text => console.error(text));
  return passThrough('java', [
    '-Xmx256m',
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    `-Dlog4j2.configurationFile=${path.join(
      kafkaDir,
      'broker/tools-log4j2.properties',
    )}`,
    '-cp',
    path.join(kafkaLibs, '*'),
    main,
    ...toolArguments(parsed, {
      bootstrap,
      properties: path.join(clientsDir, file),
    }),
  ]);
});

/**
 * Runs the tool on this terminal; its exit code becomes ours.
 *
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<number>}
 */
function passThrough(command, args) {
  const child = spawn(command, args, { stdio: 'inherit' });
  // The terminal sends these to the tool as well: it decides how to end.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(signal ? 130 : code ?? 1));
  });
}
