import net from 'node:net';
import { Failure } from './failure.mjs';

/**
 * Whether nobody listens on a port, neither on the loopback nor on all addresses.
 *
 * @param {number} port
 */
export async function isFree(port) {
  for (const host of ['127.0.0.1', '::']) {
    if (!(await canListen(port, host))) return false;
  }
  return true;
}

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<boolean>} true also where the machine has no such address
 */
function canListen(port, host) {
  return new Promise(resolve => {
    const server = net.createServer();
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) =>
      resolve(error.code !== 'EADDRINUSE' && error.code !== 'EACCES'),
    );
    server.listen({ port, host, exclusive: true }, () =>
      server.close(() => resolve(true)),
    );
  });
}

/** Handed out in this process already, though nobody may listen there yet. */
const given = new Set();

/**
 * A free port below the range from which systems take the ports of outgoing connections, so that it
 * is still free when the server that it is for starts, and after that server's restart.
 *
 * @returns {Promise<number>}
 */
export async function freePort() {
  for (let attempt = 0; attempt < 200; attempt++) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    if (!given.has(port) && (await isFree(port))) {
      given.add(port);
      return port;
    }
  }
  throw new Failure(
    'No free port was found between 20000 and 32000: stop some of the programs that listen there.',
  );
}

/**
 * @typedef {object} WantedPort
 * @property {string} what - who wants to listen there, e.g. "Kafka"
 * @property {string} variable - the environment variable that moves it
 * @property {number} port
 */

/**
 * Reads a port from the environment.
 *
 * @param {string} variable
 * @param {number} fallback
 * @param {NodeJS.ProcessEnv} [env]
 */
function portFromEnv(variable, fallback, env = process.env) {
  const text = env[variable];
  if (text === undefined || text === '') return fallback;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Failure(
      `${variable} is "${text}", which is no port: set it to a number from 1 to 65535.`,
    );
  }
  return port;
}

/** The demo's ports, as the environment moves them. @param {NodeJS.ProcessEnv} [env] */
export function demoPorts(env = process.env) {
  return {
    app: portFromEnv('APP_PORT', 3000, env),
    backend: portFromEnv('BACKEND_PORT', 7007, env),
    kafka: portFromEnv('KAFKA_PORT', 9092, env),
    registry: portFromEnv('REGISTRY_PORT', 8081, env),
  };
}

/**
 * Fails with one sentence a port that is taken or wanted twice.
 *
 * @param {WantedPort[]} wanted
 */
export async function requireFree(wanted) {
  const problems = [];
  for (const { what, variable, port } of wanted) {
    const rival = wanted.find(w => w.port === port && w.variable !== variable);
    if (rival) {
      problems.push(
        `Port ${port} is wanted by both ${what} and ${rival.what}: set ${variable} to another port.`,
      );
    } else if (!(await isFree(port))) {
      problems.push(
        `Port ${port} is taken, so ${what} cannot listen there: stop what uses it, or set ${variable} to a free port.`,
      );
    }
  }
  if (problems.length) throw new Failure(problems.join('\n'));
}
