import assert from 'node:assert/strict';
import { test } from 'node:test';
import { docBlocks, withBlock, withTarballs } from './doc-blocks.mjs';

const page = `Text.

\`\`\`sh
yarn add @a/b @a/c
\`\`\`

\`\`\`ts
// packages/backend/src/index.ts: before backend.start()
backend.add(x);
\`\`\`

\`\`\`yaml
# app-config.yaml
a: 1
\`\`\`
`;

test('blocks name their file, and the place in it', () => {
  assert.deepEqual(docBlocks(page), [
    { language: 'sh', text: 'yarn add @a/b @a/c\n' },
    {
      language: 'ts',
      text: 'backend.add(x);\n',
      file: 'packages/backend/src/index.ts',
      place: 'before backend.start()',
    },
    { language: 'yaml', text: 'a: 1\n', file: 'app-config.yaml' },
  ]);
});

test('a block goes where it says', () => {
  const block = { language: 'ts', text: 'x\n' };
  assert.equal(
    withBlock('a;\nstart();\n', { ...block, place: 'before start()' }),
    'a;\n\nx\nstart();\n',
  );
  assert.equal(
    withBlock('<A>1</A>\n<A>2</A>', { ...block, place: 'in the last <A>' }),
    '<A>1</A>\n<A>\nx\n2</A>',
  );
  assert.equal(
    withBlock('a;\n', { ...block, place: 'among the imports' }),
    'x\na;\n',
  );
});

test('a place that is not there is said by name', () => {
  for (const place of ['before start()', 'in the last <A>', 'somewhere']) {
    assert.throws(
      () => withBlock('b', { language: 'ts', text: 'x', file: 'f.ts', place }),
      new RegExp(`a block ${place.replace(/[()]/g, '.')} of f.ts`),
    );
  }
});

test('packages are taken from files, where there are any', () => {
  assert.equal(
    withTarballs('yarn add @a/b @a/c', { '@a/b': '/t/b.tgz' }),
    'yarn add @a/b@file:/t/b.tgz @a/c',
  );
});
