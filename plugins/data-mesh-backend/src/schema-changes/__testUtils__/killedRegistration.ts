/**
 * One pass of a registrar in a process of its own, which kills itself with
 * SIGKILL at a given step. A step is whatever others can see: each statement to
 * the database, and each call to the schema registry, before and after it.
 *
 * Run by `kill.test.ts`; prints the number of steps if it lives to the end.
 */
import { Console } from 'node:console';
import createKnex from 'knex';
import { testRegistryUrl } from '../../__testUtils__/testKafka';
import { ConfluentSchemaRegistry } from '../../schema-registry/ConfluentSchemaRegistry';
import { RegistryHttp } from '../../schema-registry/http';
import type { SchemaRegistryPort } from '../../schema-registry/SchemaRegistryPort';
import { Registrar } from '../Registrar';

const { filename, at, now } = JSON.parse(
  process.env.KILLED_REGISTRATION ?? '{}',
);
const output = new Console(process.stdout);
let steps = 0;

function step(): void {
  steps += 1;
  if (steps === at) process.kill(process.pid, 'SIGKILL');
}

function stepping(inner: SchemaRegistryPort): SchemaRegistryPort {
  return new Proxy(inner, {
    get(target, name) {
      const call = Reflect.get(target, name);
      return async (...args: unknown[]) => {
        step();
        const result = await Reflect.apply(call, target, args);
        step();
        return result;
      };
    },
  });
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
  const http = new RegistryHttp('the registry', {
    url: testRegistryUrl(),
    auth: { type: 'none' },
  });
  const registry = stepping(new ConfluentSchemaRegistry(http));
  db.on('query', step);
  const registrar = new Registrar({
    db,
    registryOf: () => registry,
    problemOf: async () => undefined,
    logger,
    clock: () => now,
  });
  await registrar.pass();
  output.log(`steps ${steps}`);
  await http.close();
  await db.destroy();
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
