import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  countsOf,
  countsOfCommand,
  countsOfJest,
  countsOfPlaywright,
  countsOfTap,
  judge,
  sum,
  summary,
} from './counts.mjs';

test('counts add up, and skipped ones are named only where there are some', () => {
  const total = sum([
    countsOf({ passed: 2 }),
    countsOf({ passed: 1, failed: 1 }),
  ]);
  assert.equal(summary(total), '3 passed, 1 failed');
  assert.equal(
    summary({ ...total, skipped: 4 }),
    '3 passed, 1 failed, 4 skipped',
  );
});

test('a command is one test', () => {
  assert.deepEqual(countsOfCommand(0), countsOf({ passed: 1 }));
  assert.deepEqual(countsOfCommand(2), countsOf({ failed: 1 }));
});

test('a Jest file that did not run counts as failed', () => {
  assert.deepEqual(
    countsOfJest({
      numPassedTests: 5,
      numFailedTests: 1,
      numRuntimeErrorTestSuites: 1,
      numPendingTests: 2,
      numTodoTests: 1,
    }),
    { passed: 5, failed: 2, skipped: 3 },
  );
});

test('cancelled tests of node:test count as failed', () => {
  const tap =
    'ok 1\n# tests 4\n# pass 2\n# fail 1\n# cancelled 1\n# skipped 0\n# todo 0\n';
  assert.deepEqual(countsOfTap(tap), countsOf({ passed: 2, failed: 2 }));
});

test('flaky browser tests and errors outside of tests count as failed', () => {
  assert.deepEqual(
    countsOfPlaywright({
      stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 0 },
      errors: [{ message: 'no such file' }],
    }),
    countsOf({ passed: 3, failed: 3 }),
  );
});

test('a suite that ran nothing failed', () => {
  for (const none of [
    countsOfJest(undefined),
    countsOfTap(''),
    countsOf({ skipped: 3 }),
  ]) {
    const { counts, problem } = judge(none, 0);
    assert.equal(counts.failed, 1);
    assert.equal(problem, 'ran no test');
  }
});

test('an exit code that no count explains is a failure', () => {
  const { counts, problem } = judge(countsOf({ passed: 3 }), 1);
  assert.deepEqual(counts, countsOf({ passed: 3, failed: 1 }));
  assert.match(problem, /exit code 1/);
  assert.equal(judge(countsOf({ passed: 3 }), 0).problem, undefined);
});
