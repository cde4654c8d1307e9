import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutPlugins } from './overriding-portal.mjs';

test('a backend without plugins has no modules for them either', () => {
  const source = `import { createBackend } from '@backstage/backend-defaults';
const backend = createBackend();
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-search-backend'));
backend.add(
  import('@data-mesh/backstage-plugin-search-backend-module-data-mesh'),
);
backend.add(import('@data-mesh/backstage-plugin-data-mesh-backend'));
backend.start();
`;
  assert.equal(
    withoutPlugins(source, ['search']),
    `import { createBackend } from '@backstage/backend-defaults';
const backend = createBackend();
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@data-mesh/backstage-plugin-data-mesh-backend'));
backend.start();
`,
  );
});
