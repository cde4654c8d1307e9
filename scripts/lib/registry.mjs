/** The schema registry in a state directory, like broker.mjs. */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from './failure.mjs';
import { registryJar, requireJava } from './maven.mjs';
import { kafkaDir, shown } from './paths.mjs';
import {
  isAlive,
  readState,
  recordOf,
  stopGroup,
  writeState,
} from './processes.mjs';
import { lastLines } from './run.mjs';

/** Confluent's REST API at the registry. @param {number} port */
export const registryUrl = port => `http://127.0.0.1:${port}/apis/ccompat/v7`;

/** @param {string} dir */
const files = dir => ({
  process: path.join(dir, 'registry.pid.json'),
  log: path.join(dir, 'registry.log'),
  data: path.join(dir, 'data/registry'),
});

/** @param {string} dir */
export function registryStatus(dir) {
  const state = readState(files(dir).process);
  const running = isAlive(state);
  return {
    running,
    stopped: !running && state?.stopped === true,
    record: running ? state : undefined,
    log: files(dir).log,
  };
}

/**
 * @param {string} dir
 * @param {{ port: number, heap?: string }} options
 */
export async function startRegistry(dir, { port, heap = '256m' }) {
  requireJava();
  const file = files(dir);
  fs.mkdirSync(path.dirname(file.data), { recursive: true });
  const log = fs.openSync(file.log, 'w');
  const child = spawn(
    'java',
    [
      `-Xmx${heap}`,
      '-XX:+UseSerialGC',
      '-XX:TieredStopAtLevel=1',
      `-Dquarkus.config.locations=${path.join(
        kafkaDir,
        'registry/registry.properties',
      )}`,
      `-Dquarkus.http.port=${port}`,
      `-Dapicurio.datasource.url=jdbc:h2:file:${file.data}`,
      '-jar',
      registryJar,
    ],
    { cwd: dir, detached: true, stdio: ['ignore', log, log] },
  );
  fs.closeSync(log);
  child.unref();
  const record = recordOf('schema registry', child.pid);
  writeState(file.process, record);
  await untilAnswering(dir, port);
  return { dir, port, process: record, log: file.log };
}

/** @param {string} dir */
export async function stopRegistry(dir) {
  const { record } = registryStatus(dir);
  if (!record) return;
  writeState(files(dir).process, { ...record, stopped: true });
  await stopGroup(record);
}

/**
 * @param {string} dir
 * @param {number} port
 */
async function untilAnswering(dir, port) {
  const { log } = files(dir);
  const end = Date.now() + 90_000;
  while (Date.now() < end) {
    if (!registryStatus(dir).running) {
      throw new Failure(
        `The schema registry stopped while it started: see ${shown(
          log,
        )}, whose last lines are:\n${lastLines(log)}`,
      );
    }
    if (await registryAnswers(port)) return;
    await sleep(150);
  }
  throw new Failure(
    `The schema registry did not answer on port ${port} within 90 s: see ${shown(
      log,
    )}.`,
  );
}

/**
 * Whether a registry answers.
 *
 * @param {number} port
 */
export async function registryAnswers(port) {
  try {
    const response = await fetch(`${registryUrl(port)}/subjects`, {
      signal: AbortSignal.timeout(2_000),
    });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
