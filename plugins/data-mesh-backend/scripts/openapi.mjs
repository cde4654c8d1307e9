/*
 * Generates, from `src/schema/openapi.yaml`, the server's document and the
 * types that backend, client and UI share. `--check` writes nothing and fails
 * if either is out of date.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import { parse } from 'yaml';

const at = path => fileURLToPath(new URL(path, import.meta.url));
const source = at('../src/schema/openapi.yaml');
const document = parse(await readFile(source, 'utf8'));
const banner =
  '// Generated from plugins/data-mesh-backend/src/schema/openapi.yaml by `yarn openapi`.\n';

const outputs = new Map([
  [
    at('../../data-mesh-common/src/api/schema.generated.ts'),
    banner + astToString(await openapiTS(document)),
  ],
  [
    at('../src/schema/openapi.generated.ts'),
    `${banner}export const openApiDocument = ${JSON.stringify(
      document,
      null,
      2,
    )};\n`,
  ],
]);

for (const [path, text] of outputs) {
  if (!process.argv.includes('--check')) {
    await writeFile(path, text);
  } else if ((await readFile(path, 'utf8').catch(() => '')) !== text) {
    console.error(`${path} is out of date; run \`yarn openapi\``);
    process.exitCode = 1;
  }
}
