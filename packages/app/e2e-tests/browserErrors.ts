import { expect, test } from '@playwright/test';

// Said by Material UI 4 whenever React is built for development.
const KNOWN = [/^Warning: findDOMNode is deprecated/];

/**
 * Fails each test in which the browser logs an error or throws one.
 *
 * `failOnBrowserErrors` of `@backstage/e2e-test-utils` does the same, but
 * knows no exceptions, and Material UI logs errors in development.
 */
export function failOnBrowserErrors() {
  const errors: string[] = [];

  test.beforeEach(({ page }) => {
    errors.length = 0;
    page.on('pageerror', error => errors.push(`Uncaught ${error.message}`));
    page.on('console', message => {
      const text = message.text();
      if (message.type() === 'error' && !KNOWN.some(it => it.test(text))) {
        errors.push(`${text} (${message.location().url})`);
      }
    });
  });

  test.afterEach(() => {
    expect(errors, 'errors in the browser').toEqual([]);
  });
}
