/** `npm run demo:reset`: forgets the demo's broker, registry and database data; jars and runtimes stay. */
import fs from 'node:fs';
import { kafkaLeftovers } from './lib/dev-kafka.mjs';
import {
  containersKnown,
  dockerWorks,
  forgetContainers,
} from './lib/docker.mjs';
import { Failure, runMain } from './lib/failure.mjs';
import { demoDir } from './lib/paths.mjs';
import { demoStateFile } from './lib/state.mjs';
import { clearStale } from './lib/supervisor.mjs';

await runMain(async () => {
  const { running } = await clearStale(demoStateFile, () =>
    kafkaLeftovers(demoDir),
  );
  if (running) {
    throw new Failure(
      `The demo runs (process ${running.pid}): stop it with Ctrl-C in its terminal, then reset it.`,
    );
  }
  if (containersKnown() && dockerWorks()) await forgetContainers();
  fs.rmSync(demoDir, { recursive: true, force: true });
  console.log('The demo has forgotten its data; "npm start" begins afresh.');
});
