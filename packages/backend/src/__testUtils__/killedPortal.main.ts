/**
 * The portal of `KilledPortal`, in its own process: prints where it is, and
 * runs until it is killed.
 */
import { Console } from 'node:console';
import { scaffolderFeatures } from './TemplateRuns';
import { TestMesh } from './TestMesh';

const output = new Console(process.stdout);

async function main() {
  const { dir, dataMesh, config } = JSON.parse(
    process.env.KILLED_PORTAL ?? '{}',
  );
  const mesh = new TestMesh({
    dir,
    dataMesh,
    config,
    features: scaffolderFeatures,
  });
  await mesh.start();
  output.log(`ready ${mesh.url}`);
}

main().catch(error => {
  output.error(error);
  process.exit(1);
});
