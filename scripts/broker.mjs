/**
 * Starts, stops or shows the broker in a state directory:
 *
 *   node scripts/broker.mjs start|stop|status [--dir <dir>] [--port <port>] [--properties <file>]
 *
 * --properties names a file whose settings are added to the broker's and win over them.
 * Without --dir it is the demo's. A portal or test that uses the broker keeps running meanwhile.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { brokerStatus, startBroker, stopBroker } from './lib/broker.mjs';
import { Failure, runMain } from './lib/failure.mjs';
import { ensureKafka } from './lib/maven.mjs';
import { demoDir, shown } from './lib/paths.mjs';
import { createProgress } from './lib/progress.mjs';

const usage =
  'Usage: node scripts/broker.mjs start|stop|status [--dir <dir>] [--port <port>] [--properties <file>]';

await runMain(async () => {
  const { positionals, values } = parse();
  const dir = path.resolve(values.dir ?? path.join(demoDir, 'broker'));
  const port = values.port ? Number(values.port) : undefined;
  switch (positionals[0]) {
    case 'start': {
      await ensureKafka(createProgress());
      const broker = await startBroker(dir, {
        port,
        properties: values.properties,
      });
      console.log(
        `running on port ${broker.port}, process ${broker.process.pid}`,
      );
      return 0;
    }
    case 'stop':
      await stopBroker(dir);
      console.log('stopped');
      return 0;
    case 'status': {
      const { running, record, port: known } = brokerStatus(dir);
      console.log(
        running
          ? `running on port ${known}, process ${record.pid}`
          : `not running in ${shown(dir)}`,
      );
      return running ? 0 : 3;
    }
    default:
      throw new Failure(usage);
  }
});

function parse() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        dir: { type: 'string' },
        port: { type: 'string' },
        properties: { type: 'string' },
      },
    });
  } catch (error) {
    throw new Failure(`${error.message} ${usage}`);
  }
}
