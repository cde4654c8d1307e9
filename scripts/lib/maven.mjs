/** Fetches Apache Kafka and puts the schema registry together, with Maven, outside the source tree. */
import fs from 'node:fs';
import path from 'node:path';
import { Failure } from './failure.mjs';
import { withLock } from './lock.mjs';
import { devDir, kafkaDir, logsDir } from './paths.mjs';
import { timed } from './progress.mjs';
import { run, works } from './run.mjs';
import { filesUnder, hashFiles, isDone, unlessDone } from './stamp.mjs';

/** The jars of broker and tools. */
export const kafkaLibs = path.join(devDir, 'kafka/libs');

/** The registry, ready to run. */
export const registryJar = path.join(
  devDir,
  'registry/target/registry-1-runner.jar',
);

const parts = {
  kafka: {
    title: 'Apache Kafka',
    sources: path.join(kafkaDir, 'broker'),
    build: path.join(devDir, 'kafka'),
    goals: ['dependency:copy-dependencies', `-DoutputDirectory=${kafkaLibs}`],
    clean: kafkaLibs,
    only: ['pom.xml'],
  },
  registry: {
    title: 'schema registry (a minute or two the first time)',
    sources: path.join(kafkaDir, 'registry'),
    build: path.join(devDir, 'registry'),
    goals: ['package'],
    clean: path.join(devDir, 'registry/target'),
    only: undefined,
  },
};

/** @param {import('./progress.mjs').Progress} progress */
export const ensureKafka = progress => ensure('kafka', progress);

/** @param {import('./progress.mjs').Progress} progress */
export const ensureRegistry = progress => ensure('registry', progress);

/**
 * @param {keyof typeof parts} name
 * @param {import('./progress.mjs').Progress} progress
 */
async function ensure(name, progress) {
  const { title, sources, build, goals, clean, only } = parts[name];
  const files = only
    ? only.map(file => path.join(sources, file))
    : filesUnder(sources);
  const hash = hashFiles(files);
  const stamp = path.join(devDir, `stamps/${name}`);
  if (isDone(stamp, hash) && fs.existsSync(clean)) return;

  await withLock(`build ${name}`, progress, async () => {
    if (!fs.existsSync(clean)) fs.rmSync(stamp, { force: true });
    await unlessDone(stamp, hash, () =>
      timed(progress, title, async () => {
        requireMaven();
        fs.rmSync(clean, { recursive: true, force: true });
        for (const file of files) {
          const copy = path.join(build, path.relative(sources, file));
          fs.mkdirSync(path.dirname(copy), { recursive: true });
          fs.copyFileSync(file, copy);
        }
        await run('mvn', ['-q', '-B', '-ntp', ...goals], {
          cwd: build,
          log: path.join(logsDir, `build-${name}.log`),
          failure: `Maven could not fetch or build the ${
            name === 'kafka' ? 'Kafka broker' : 'schema registry'
          }: check the network and ~/.m2/settings.xml, and run this again.`,
        });
      }),
    );
  });
}

/** Whether the dev Kafka can be run with Java: it is built already, or can be. */
export function javaWorks() {
  if (!works('java', ['-version'])) return false;
  return (
    (fs.existsSync(kafkaLibs) && fs.existsSync(registryJar)) || works('mvn')
  );
}

export function requireJava() {
  if (!works('java', ['-version'])) {
    throw new Failure(
      'Java was not found, and Kafka runs on it: install Java 17 or newer with Maven (Debian: apt-get install openjdk-17-jdk-headless maven), or Docker, and run this again.',
    );
  }
}

function requireMaven() {
  if (!works('mvn')) {
    throw new Failure(
      'Maven was not found, and Kafka is fetched with it: install it (Debian: apt-get install maven), or Docker, and run this again.',
    );
  }
}
