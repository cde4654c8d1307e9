/**
 * Counts of tests, and how each runner tells them.
 *
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 */

/**
 * @param {Partial<Counts>} [counts]
 * @returns {Counts}
 */
export const countsOf = ({ passed = 0, failed = 0, skipped = 0 } = {}) => ({
  passed,
  failed,
  skipped,
});

/** @param {Counts[]} all */
export const sum = all =>
  all.reduce(
    (total, counts) => ({
      passed: total.passed + counts.passed,
      failed: total.failed + counts.failed,
      skipped: total.skipped + counts.skipped,
    }),
    countsOf(),
  );

/** @param {Counts} counts */
export const summary = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;

/**
 * A command that is one test: it passes with exit code 0.
 *
 * @param {number} code
 */
export const countsOfCommand = code =>
  countsOf(code === 0 ? { passed: 1 } : { failed: 1 });

/**
 * What Jest's JSON says. A test file that did not run counts as one failed test.
 *
 * @param {any} report
 */
export function countsOfJest(report) {
  return countsOf({
    passed: report?.numPassedTests,
    failed:
      (report?.numFailedTests ?? 0) + (report?.numRuntimeErrorTestSuites ?? 0),
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  });
}

/**
 * What node:test's TAP says at its end. Cancelled tests did not pass.
 *
 * @param {string} tap
 */
export function countsOfTap(tap) {
  const total = (/** @type {string} */ name) =>
    Number(tap.match(new RegExp(`^# ${name} (\\d+)$`, 'm'))?.[1] ?? 0);
  return countsOf({
    passed: total('pass'),
    failed: total('fail') + total('cancelled'),
    skipped: total('skipped') + total('todo'),
  });
}

/**
 * What Playwright's JSON says. A test that passed only when tried again failed; an error outside of
 * a test (a broken file) counts as one.
 *
 * @param {any} report
 */
export function countsOfPlaywright(report) {
  const stats = report?.stats ?? {};
  return countsOf({
    passed: stats.expected,
    failed:
      (stats.unexpected ?? 0) +
      (stats.flaky ?? 0) +
      (report?.errors?.length ?? 0),
    skipped: stats.skipped,
  });
}

/**
 * The verdict on a suite: nothing run is a failure, and so is an exit code that no count explains.
 *
 * @param {Counts} counts
 * @param {number} code - the runner's exit code
 * @returns {{ counts: Counts, problem?: string }}
 */
export function judge(counts, code) {
  const failed = (/** @type {string} */ problem) => ({
    counts: { ...counts, failed: counts.failed + 1 },
    problem,
  });
  if (code !== 0 && counts.failed === 0) {
    return failed(`ended with exit code ${code} without a failed test`);
  }
  if (counts.passed + counts.failed === 0) return failed('ran no test');
  return { counts };
}
