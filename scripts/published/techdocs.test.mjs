/** The documentation as TechDocs publishes it: every page in the menu, every anchor found. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { devDir, root } from '../lib/paths.mjs';

// What Backstage's TechDocs builds with.
const CORE = 'mkdocs-techdocs-core==1.7.1';

const docs = path.join(root, 'docs');
const site = parse(fs.readFileSync(path.join(root, 'mkdocs.yml'), 'utf8'));

const pagesIn = (/** @type {unknown} */ nav) =>
  typeof nav === 'string' ? [nav] : Object.values(nav).flatMap(pagesIn);

test('each page is in the menu', () => {
  const pages = fs
    .readdirSync(docs, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.md'));
  assert.deepEqual(pagesIn(site.nav).sort(), pages.sort());
});

test('the component of the catalog says where the documentation is', () => {
  const entity = parse(
    fs.readFileSync(path.join(root, 'catalog-info.yaml'), 'utf8'),
  );
  assert.equal(
    entity.metadata.annotations['backstage.io/techdocs-ref'],
    'dir:.',
  );
});

test('TechDocs builds it without a warning', context => {
  const venv = path.join(devDir, 'techdocs');
  const installed = path.join(venv, CORE);
  const run = (/** @type {string} */ command, /** @type {string[]} */ args) =>
    spawnSync(command, args, { cwd: root, encoding: 'utf8', timeout: 300_000 });
  if (!fs.existsSync(installed)) {
    const made = run('python3', ['-m', 'venv', '--clear', venv]);
    const got =
      made.status === 0
        ? run(path.join(venv, 'bin/pip'), ['install', '--quiet', CORE])
        : made;
    if (got.status !== 0) {
      context.skip(
        `no ${CORE} can be had: ${got.stderr || got.error?.message}`,
      );
      return;
    }
    fs.writeFileSync(installed, '');
  }
  const { status, stderr } = run(path.join(venv, 'bin/mkdocs'), [
    // Not --quiet: what is not logged is not counted as a warning either.
    ...['build', '--strict'],
    ...['--site-dir', path.join(venv, 'site')],
  ]);
  assert.equal(status, 0, stderr);
});
