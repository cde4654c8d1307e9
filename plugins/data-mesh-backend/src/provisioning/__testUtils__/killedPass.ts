/**
 * One pass of a reconciler in a process of its own, which kills itself with
 * SIGKILL at a given step. A step is whatever others can see: each statement to
 * the database, and each call to Kafka, before and after it.
 *
 * Run by `kill.test.ts`; prints the number of steps if it lives to the end.
 */
import { Console } from 'node:console';
import type { AccessProvisioner } from '@data-mesh/backstage-plugin-data-mesh-node';
import createKnex from 'knex';
import { testPort } from '../../__testUtils__/testKafka';
import { KafkaProvisioner } from '../KafkaProvisioner';
import { Reconciler } from '../Reconciler';

const { filename, cluster, at, now } = JSON.parse(
  process.env.KILLED_PASS ?? '{}',
);
const output = new Console(process.stdout);
let steps = 0;

function step(): void {
  steps += 1;
  if (steps === at) process.kill(process.pid, 'SIGKILL');
}

function stepping(inner: AccessProvisioner): AccessProvisioner {
  const around =
    <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
    async (...args: A) => {
      step();
      const result = await call(...args);
      step();
      return result;
    };
  return {
    readBack: around(inner.readBack.bind(inner)),
    create: around(inner.create.bind(inner)),
    delete: around(inner.delete.bind(inner)),
  };
}

const silent = () => {};
const logger = {
  error: silent,
  warn: silent,
  info: silent,
  debug: silent,
  child: () => logger,
};

async function main() {
  const db = createKnex({
    client: 'better-sqlite3',
    connection: { filename },
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  });
  const port = testPort('data-mesh-provisioning');
  db.on('query', step);
  const reconciler = new Reconciler({
    cluster,
    db,
    provisioner: stepping(new KafkaProvisioner(port)),
    failAfterMs: 3_600_000,
    repairMissing: false,
    forbidsCreation: async () => undefined,
    onChange: async () => {},
    logger,
    clock: () => now,
  });
  await reconciler.pass();
  output.log(`steps ${steps}`);
  await port.close();
  await db.destroy();
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
