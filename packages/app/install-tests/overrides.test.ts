import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { collectFailures } from './failures';
import { enter, untilCatalogHasProducts } from './portal';

/*
 * A portal whose owner has replaced the presentation of entities and the graph
 * of the catalog, and has configured extensions of the suite (overrides/). It
 * has neither notifications, signals, search nor the scaffolder, in the app as
 * in the backend, and its database forgets.
 */
const {
  DATA_MESH_OVERRIDES_APP_URL: app,
  DATA_MESH_BARE_BACKEND_URL: backend = '',
  DATA_MESH_TEST_KAFKA: kafka = '',
} = process.env;

const ROOT = path.resolve(__dirname, '../../..');
const heading = /^\d+ data products? in \d+ domains?/;

const failures = collectFailures();

test.beforeAll(({ request }) => untilCatalogHasProducts(request, backend));

test('the overrides of the owner hold beside the suite', async ({ page }) => {
  await enter(page, `${app}/data-mesh`, heading);
  await test.step('a page that the owner has switched off is gone', async () => {
    await expect(page.getByRole('tab', { name: 'Grants' })).toBeVisible();
    await expect(page.getByRole('tab', { name: 'Campaigns' })).toHaveCount(0);
  });
  await test.step('entities are called and drawn as the owner says', async () => {
    await page.getByRole('searchbox', { name: 'Search' }).fill('shipments');
    await page.getByRole('link', { name: 'Shipments' }).click();
    await expect(page).toHaveURL(/\/catalog\/default\/dataproduct\//);
    await expect(page.getByText('Shipments as we call it').first()).toBeVisible(
      { timeout: 60_000 },
    );
    await expect(page.getByTestId('owners-icon').first()).toBeAttached();
  });
  await test.step('the graph is that of the owner', async () => {
    await expect(page.getByText('Our map')).toBeVisible();
    await expect(
      page.getByText(/^our dataproduct:default\//).first(),
    ).toBeVisible();
  });
  await test.step('cards of the suite, but the one that is switched off', async () => {
    await expect(page.getByText('Written by').first()).toBeVisible();
    await expect(page.getByText('Read by')).toHaveCount(0);
  });
  await test.step('a tab under the name that the owner gave it', async () => {
    await expect(page.getByRole('link', { name: 'Ports' })).toHaveCount(0);
    await page.getByRole('link', { name: 'Where it is read' }).click();
    await expect(
      page.getByText('logistics.shipments.v1').first(),
    ).toBeVisible();
  });
  expect(failures()).toEqual([]);
});

test('what the portal lacks is absent, and nothing asks for it', async ({
  page,
}) => {
  await enter(page, `${app}/data-mesh`, heading);
  for (const tab of [
    'My requests',
    'To decide',
    'Grants',
    'Schema changes',
    'Runs',
    'Governance',
    'Explain',
    'History',
    'Clusters',
  ]) {
    await test.step(tab, async () => {
      await page.getByRole('tab', { name: tab }).click();
      await expect(page.getByRole('tab', { name: tab })).toHaveAttribute(
        'aria-selected',
        'true',
      );
      await expect(page.getByText(/could not be asked/)).toHaveCount(0);
      await expect(page.locator('a[href*="/create"]')).toHaveCount(0);
    });
  }
  await test.step('the cluster is read all the same', async () => {
    await expect(
      page.getByText('Observe: the portal only reads'),
    ).toBeVisible();
  });
  await test.step('a domain, without the template for domains below it', async () => {
    await page.goto(`${app}/catalog/default/domain/logistics`);
    await expect(page.getByText('Unclaimed topics')).toBeVisible();
    await expect(page.getByText(/New domain/)).toHaveCount(0);
  });
  expect(failures()).toEqual([]);
});

/** Does something with a topic, as an administrator of the cluster. */
function topics(...args: string[]) {
  execFileSync('java', [
    '-cp',
    path.join(ROOT, '.dev/kafka/libs/*'),
    'org.apache.kafka.tools.TopicCommand',
    ...['--bootstrap-server', kafka],
    ...[
      '--command-config',
      path.join(ROOT, 'examples/kafka/clients/admin.properties'),
    ],
    ...args,
  ]);
}

test('pages still update', async ({ page }) => {
  await enter(page, `${app}/data-mesh/products?q=recalls`, heading);
  const row = page.getByRole('row', { name: /Recalls/ });
  await expect(row).toHaveCount(0);
  topics('--create', '--topic', 'logistics.recalls.v1');
  try {
    await expect(row).toBeVisible({ timeout: 60_000 });
  } finally {
    topics('--delete', '--topic', 'logistics.recalls.v1');
  }
  expect(failures()).toEqual([]);
});
