/**
 * One call in a process of its own, which kills itself with SIGKILL at a given
 * step. A step is whatever others can see: each statement that changes the
 * database, and each call that changes Kafka or the schema registry, before and
 * after it.
 *
 * Run by `kill.test.ts`; prints the number of steps if it lives to the end.
 */
import { Console } from 'node:console';
import { openWorld, type Call } from './world';

const { filename, at, call } = JSON.parse(process.env.KILLED_CALL ?? '{}') as {
  filename: string;
  at: number;
  call: Call;
};
const READS = /^(describe|list|get|find|check)/;
const output = new Console(process.stdout);
let steps = 0;

function step(): void {
  steps += 1;
  if (steps === at) process.kill(process.pid, 'SIGKILL');
}

function stepping<T extends object>(inner: T): T {
  return new Proxy(inner, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      if (READS.test(String(name))) return method.bind(target);
      return async (...args: unknown[]) => {
        step();
        const result = await Reflect.apply(method, target, args);
        step();
        return result;
      };
    },
  });
}

async function main() {
  const world = openWorld(filename, stepping);
  world.db.on('query', ({ sql }: { sql: string }) => {
    if (!/^select/i.test(sql)) step();
  });
  await world.run(call);
  output.log(`steps ${steps}`);
  await world.close();
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
