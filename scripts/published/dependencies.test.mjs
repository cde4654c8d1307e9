/** What the packages depend on: one range for each, nothing known to be critical. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { manifests, runYarn } from './workspaces.mjs';

// The catalog's and the scaffolder's APIs take zod 3, what we validate with is zod 4.
const IN_TWO_RANGES = ['zod'];

test('each direct dependency is in one range everywhere', () => {
  /** @type {Map<string, Map<string, string[]>>} */
  const ranges = new Map();
  for (const { file, manifest } of manifests()) {
    for (const [name, range] of Object.entries({
      ...manifest.devDependencies,
      ...manifest.dependencies,
    })) {
      const found = ranges.get(name) ?? new Map();
      found.set(range, [...(found.get(range) ?? []), file]);
      ranges.set(name, found);
    }
  }
  const several = [...ranges]
    .filter(([name, found]) => found.size > 1 && !IN_TWO_RANGES.includes(name))
    .map(([name, found]) => ({ name, ...Object.fromEntries(found) }));
  assert.deepEqual(several, []);
});

test('no dependency has a vulnerability that is known to be critical', context => {
  const { code, stdout, output } = runYarn(
    ...['npm', 'audit', '--all', '--recursive', '--json'],
    ...['--environment', 'production', '--severity', 'critical'],
  );
  if (code === 0) return;
  const advisories = stdout.split('\n').filter(Boolean);
  if (advisories.length === 0) {
    context.skip(
      `no audit service answers: ${/HTTPError\]: (.*)/.exec(output)?.[1]}`,
    );
    return;
  }
  assert.fail(advisories.join('\n'));
});
