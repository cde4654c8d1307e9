/** The lint rule that keeps the table of docs/architecture.md. */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';
import { root } from './lib/paths.mjs';

const require = createRequire(import.meta.url);
const { ESLint } = require('eslint');

const COMMON = '@data-mesh/backstage-plugin-data-mesh-common';
const NODE = '@data-mesh/backstage-plugin-data-mesh-node';
const BACKEND = '@data-mesh/backstage-plugin-data-mesh-backend';

/** @type {[folder: string, imported: string, allowed: boolean][]} */
const cases = [
  ['data-mesh-common', 'react', false],
  ['data-mesh-common', 'node:crypto', false],
  ['data-mesh-common', NODE, false],
  ['data-mesh-common', '@backstage/catalog-model', true],
  ['data-mesh-node', COMMON, true],
  ['data-mesh-node', BACKEND, false],
  ['data-mesh-node', 'kafkajs', false],
  ['data-mesh-node', 'knex', false],
  ['data-mesh-backend', COMMON, true],
  ['data-mesh-backend', NODE, true],
  ['data-mesh-backend', '@platformatic/kafka', true],
  ['data-mesh-backend', 'react', false],
  ['data-mesh', COMMON, true],
  ['data-mesh', NODE, false],
  ['data-mesh', BACKEND, false],
  ['data-mesh', 'node:fs', false],
  ['catalog-backend-module-data-mesh', NODE, true],
  ['catalog-backend-module-data-mesh', BACKEND, false],
  ['catalog-backend-module-data-mesh', '@platformatic/kafka', false],
  ['catalog-backend-module-data-mesh', 'knex', false],
  ['catalog-backend-module-data-mesh', '../../../packages/backend', false],
  ['data-mesh-cli', COMMON, true],
  ['data-mesh-cli', BACKEND, false],
  ['data-mesh-cli', 'kafkajs', false],
  ['search-backend-module-data-mesh', COMMON, true],
  ['search-backend-module-data-mesh', NODE, true],
  ['search-backend-module-data-mesh', BACKEND, false],
  ['search-backend-module-data-mesh', 'kafkajs', false],
  ['search-backend-module-data-mesh', 'knex', false],
  ['search-backend-module-data-mesh', 'react', false],
];

const eslint = new ESLint({
  cwd: root,
  overrideConfig: { rules: { '@backstage/no-undeclared-imports': 'off' } },
});

for (const [folder, imported, allowed] of cases) {
  test(`${folder} ${
    allowed ? 'may' : 'must not'
  } import ${imported}`, async () => {
    const [result] = await eslint.lintText(
      `import * as imported from '${imported}';\n\nexport const used = imported;\n`,
      { filePath: path.join(root, 'plugins', folder, 'src/probe.ts') },
    );
    const complaints = result.messages.filter(
      ({ ruleId }) => ruleId === '@typescript-eslint/no-restricted-imports',
    );
    assert.equal(
      complaints.length === 0,
      allowed,
      JSON.stringify(result.messages),
    );
  });
}
