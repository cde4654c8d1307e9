import { test } from '@playwright/test';

/**
 * Collects what the browser throws and what backends refuse, test by test;
 * what is logged is Backstage's own as well.
 *
 * @returns what was collected in the running test
 */
export function collectFailures(): () => string[] {
  const failures: string[] = [];
  test.beforeEach(({ page }) => {
    failures.length = 0;
    page.on('pageerror', error => failures.push(error.message));
    page.on('response', response => {
      if (response.status() >= 400) {
        failures.push(`${response.status()} ${response.url()}`);
      }
    });
  });
  return () => failures;
}
