/**
 * `npm run docs:images`: the pictures of the documentation, taken anew of a running demo that was
 * reset before (`npm run demo:reset`). It asks for access as one person and decides as another, so
 * that there is something to see.
 */
import path from 'node:path';
import { ensureChrome } from './lib/chrome.mjs';
import { runMain } from './lib/failure.mjs';
import { root } from './lib/paths.mjs';
import { createProgress } from './lib/progress.mjs';

const app = `http://localhost:${process.env.APP_PORT ?? 3000}`;
const images = path.join(root, 'docs/images');
// What a browser asks for again and again is there long before.
const SETTLED = 3_000;

await runMain(async () => {
  const { chromium } = await import('@playwright/test');
  const browser = await chromium.launch({
    executablePath: await ensureChrome(createProgress()),
    args: ['--no-sandbox'],
  });
  try {
    const liam = await signIn(browser, 'Liam Larsson');
    const olivia = await signIn(browser, 'Olivia Okafor');
    await take(olivia, 'data-products', '/data-mesh/products');
    await take(olivia, 'orders', '/catalog/default/dataproduct/orders');
    await take(olivia, 'ports', '/catalog/default/dataproduct/orders/ports');
    await olivia.getByRole('button', { name: 'Show records' }).first().click();
    await take(olivia, 'records');
    await ask(liam);
    await take(olivia, 'to-decide', '/data-mesh/to-decide');
    await approve(olivia);
    await openGrant(liam);
    await take(liam, 'grant');
    await take(olivia, 'governance', '/data-mesh/governance');
    await take(liam, 'create', '/create');
    return 0;
  } finally {
    await browser.close();
  }
});

/**
 * @param {import('@playwright/test').Browser} browser
 * @param {string} person
 */
async function signIn(browser, person) {
  const page = await browser.newPage({
    baseURL: app,
    viewport: { width: 1280, height: 800 },
  });
  await page.goto('/data-mesh');
  await page.getByText(person, { exact: true }).click();
  await page.getByText(/data products in/).waitFor({ timeout: 60_000 });
  return page;
}

/**
 * @param {import('@playwright/test').Page} page
 * @param {string} name
 * @param {string} [address]
 */
async function take(page, name, address) {
  if (address) await page.goto(address);
  await page.waitForTimeout(SETTLED);
  await page.screenshot({ path: path.join(images, `${name}.png`) });
}

/** @param {import('@playwright/test').Page} page */
async function ask(page) {
  await page.goto('/catalog/default/dataproduct/orders/access');
  await page.getByRole('button', { name: 'Request access' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/^orders-v1: topic/).click();
  await dialog.getByRole('button', { name: /For which service/ }).click();
  await page.getByRole('option', { name: /Route planner/ }).click();
  await dialog.getByRole('button', { name: 'Next' }).click();
  await dialog
    .getByRole('textbox', { name: /What for/ })
    .fill('Plan the tours of tomorrow by what is ordered today');
  await dialog.getByText(/^30 days, until/).click();
  await dialog.getByRole('button', { name: 'Next' }).click();
  await dialog
    .getByRole('button', { name: 'Exactly what is created at Kafka' })
    .click();
  await take(page, 'request');
  await dialog.getByRole('button', { name: 'Send request' }).click();
  await dialog.getByText('The request is sent').waitFor();
}

/** @param {import('@playwright/test').Page} page */
async function approve(page) {
  const card = page.getByLabel(/route-planner asks to read/);
  await card.getByRole('button', { name: /Approve/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Approve' }).click();
  await page
    .getByText(/Approved: /)
    .first()
    .waitFor();
}

/** @param {import('@playwright/test').Page} page */
async function openGrant(page) {
  await page.goto('/data-mesh/grants');
  await page
    .getByRole('link', { name: /Route planner|Read access to Orders|Orders/ })
    .first()
    .click();
}
