import { defineConfig } from '@playwright/test';
import demo from './playwright.config';

/*
 * The browser tests of a portal that the suite was installed into. Beside what
 * playwright.config.ts reads:
 *
 *   DATA_MESH_LEGACY_APP_URL    where its app of the old frontend system is
 *   DATA_MESH_OVERRIDES_APP_URL where the app is whose owner has overrides
 *   DATA_MESH_BARE_BACKEND_URL  the backend of that app, which lacks plugins
 */
export default defineConfig({
  ...demo,
  testDir: 'packages/app/install-tests',
  outputDir: '.dev/e2e-install',
});
