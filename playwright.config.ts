import { defineConfig } from '@playwright/test';

const { CHROME_PATH, CI, PLAYWRIGHT_BASE_URL } = process.env;
// Chromium's sandbox does not work for root.
const isRoot = process.getuid?.() === 0;

/*
 * The browser tests. They need a portal that runs:
 *
 *   PLAYWRIGHT_BASE_URL        where the app is (http://localhost:3000)
 *   DATA_MESH_E2E_BACKEND_URL  where its backend is (http://localhost:7007)
 *   CHROME_PATH                a Chromium or Chrome, where Playwright has none of its own
 */
export default defineConfig({
  testDir: 'packages/app/e2e-tests',
  outputDir: '.dev/e2e',
  timeout: 300_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(CI),
  retries: 0,
  workers: 1,
  reporter: [['list']],
  use: {
    baseURL: PLAYWRIGHT_BASE_URL ?? 'http://localhost:3000',
    actionTimeout: 20_000,
    viewport: { width: 1280, height: 900 },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(CHROME_PATH && { executablePath: CHROME_PATH }),
      args: [
        '--disable-gpu',
        '--disable-background-networking',
        '--no-first-run',
        ...(isRoot ? ['--no-sandbox'] : []),
      ],
    },
  },
});
