import { expect, test, type Page } from '@playwright/test';
import { enter, untilCatalogHasProducts } from './portal';

/*
 * A portal of somebody else, in which the suite was installed as docs/install.md
 * says: nothing is declared in it, and its cluster is only observed.
 */
const { DATA_MESH_LEGACY_APP_URL, DATA_MESH_E2E_BACKEND_URL = '' } =
  process.env;

/** What the browser threw; what is logged is Backstage's own as well. */
const thrown: string[] = [];

test.beforeEach(({ page }) => {
  thrown.length = 0;
  page.on('pageerror', error => thrown.push(error.message));
});

test.afterEach(() => {
  expect(thrown, 'errors in the browser').toEqual([]);
});

const heading = /^\d+ data products? in \d+ domains?/;

/** From the list to a product and its topic, as the catalog has them. */
async function walk(page: Page) {
  await test.step('the topics of the cluster, as data products', async () => {
    await page.getByRole('searchbox', { name: 'Search' }).fill('shipments');
    const row = page.getByRole('row', { name: /Shipments/ });
    await expect(row).toContainText('Logistics');
    await expect(row).toContainText('Nobody yet');
    await expect(row).toContainText('Discovered');
    await expect(row).toContainText('In sync');
  });
  await test.step('the page of one, in the catalog', async () => {
    // The catalog has it a moment after the mesh.
    const link = page.getByRole('link', { name: 'Shipments' });
    await link.click();
    await expect(page).toHaveURL(/\/catalog\/default\/dataproduct\//);
    await expect(
      page.getByText('How it is', { exact: true }).first(),
    ).toBeVisible({ timeout: 60_000 });
  });
  await test.step('its ports, with what is live', async () => {
    // A tab in the old system, a link in the header of the new one.
    const ports = page.getByRole('tab', { name: 'Ports' });
    await ports
      .or(page.getByRole('link', { name: 'Ports' }))
      .first()
      .click();
    await expect(
      page.getByText('logistics.shipments.v1').first(),
    ).toBeVisible();
    await expect(page.getByText(/partitions/i).first()).toBeVisible();
  });
}

/** From one page of the suite to another, as the portal has mounted them. */
async function follow(page: Page, url: string) {
  await page.goto(`${url}/data-mesh/clusters`);
  await page.getByRole('link', { name: 'Principals' }).click();
  await expect(page).toHaveURL(`${url}/data-mesh/clusters/main/principals`);
}

// Both apps show what the catalog has by then.
test.beforeAll(({ request }) =>
  untilCatalogHasProducts(request, DATA_MESH_E2E_BACKEND_URL),
);

test('in the new frontend system the plugin is found by itself', async ({
  page,
  baseURL,
}) => {
  await enter(page, `${baseURL}/data-mesh`, heading);
  await expect(
    page.getByRole('link', { name: 'Data mesh', exact: true }).first(),
  ).toBeVisible();
  await walk(page);
  await test.step('the cluster is only observed', async () => {
    await page.goto(`${baseURL}/data-mesh/clusters`);
    await expect(page.getByText('Observe: the portal only reads')).toBeVisible({
      timeout: 60_000,
    });
  });
  await follow(page, `${baseURL}`);
});

test('in the old frontend system the same pages are wired by hand', async ({
  page,
}) => {
  await enter(page, `${DATA_MESH_LEGACY_APP_URL}/data-mesh`, heading);
  await walk(page);
  await follow(page, `${DATA_MESH_LEGACY_APP_URL}`);
});
