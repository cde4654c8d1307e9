/** The packages as others get them: what they export, keep in the database and say of themselves. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { root } from '../lib/paths.mjs';
import { published, runYarn } from './workspaces.mjs';

const read = (/** @type {string[]} */ ...parts) =>
  fs.readFileSync(path.join(root, ...parts), 'utf8');

/**
 * @param {string} remedy
 * @param {...string} args
 */
function assertRuns(remedy, ...args) {
  const { code, output } = runYarn(...args);
  assert.equal(code, 0, `${remedy}\n${output}`);
}

test('APIs, commands and tables are what the committed reports say', () => {
  assertRuns(
    'Run "yarn api-reports", look at what changed, and commit it with a changeset.',
    ...['api-reports', '--ci'],
  );
});

test('nothing is exported, depended on or kept that nobody uses', () => {
  assertRuns('Take it out, or say in knip.json who uses it.', 'knip');
});

test('manifests are as Backstage wants them of packages that are published', () => {
  assertRuns(
    'Run "yarn fix --publish".',
    ...['backstage-cli', 'repo', 'fix', '--publish', '--check'],
  );
});

test('changesets say something, of packages that there are', () => {
  const names = published().map(({ manifest }) => manifest.name);
  const files = fs
    .readdirSync(path.join(root, '.changeset'))
    .filter(name => name.endsWith('.md'));
  for (const file of files) {
    const [, head, text] = read('.changeset', file).split(/^---$/m);
    for (const [name, bump] of Object.entries(parse(head))) {
      assert.ok(names.includes(name), `${file}: there is no package ${name}`);
      assert.match(String(bump), /^(major|minor|patch)$/, file);
    }
    assert.ok(text.trim(), `${file} does not say what changed`);
  }
});

for (const { dir, manifest } of published()) {
  test(`${manifest.name} says what it is, and under which licence`, () => {
    assert.match(manifest.description, /\w+ \w+/);
    assert.equal(manifest.license, 'Apache-2.0');
    assert.equal(manifest.publishConfig.access, 'public');
    assert.equal(read(dir, 'LICENSE'), read('LICENSE'));
    assert.ok(read(dir, 'README.md').startsWith(`# ${manifest.name}\n`));
    const schema = manifest.configSchema;
    assert.ok(!schema || manifest.files.includes(schema), 'config.d.ts');
  });
}
