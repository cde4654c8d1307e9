import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const root = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '../..',
);

/** All local state: runtimes, jars, data, logs. Git ignores it. */
export const devDir = path.join(root, '.dev');

/** What `npm start` keeps between runs, and `demo:reset` forgets. */
export const demoDir = path.join(devDir, 'demo');

/** The demo's logs, one file a part. */
export const logsDir = path.join(devDir, 'logs');

/** The dev Kafka's sources. */
export const kafkaDir = path.join(root, 'examples/kafka');

/** @param {string} file - a file somewhere in the repository; shown relative to where the user stands */
export const shown = file => path.relative(process.cwd(), file) || '.';
