import { expect, test, type APIRequestContext } from '@playwright/test';
import { failOnBrowserErrors } from './browserErrors';

const backendUrl =
  process.env.DATA_MESH_E2E_BACKEND_URL ?? 'http://localhost:7007';

failOnBrowserErrors();

/** Whether the catalog knows Orders, and the mesh has seen its topics. */
async function isReady(request: APIRequestContext): Promise<boolean> {
  const signIn = await request.get(`${backendUrl}/api/auth/demo/refresh`, {
    headers: { 'x-demo-user': 'olivia' },
  });
  if (!signIn.ok()) return false;
  const { backstageIdentity } = await signIn.json();
  const headers = { Authorization: `Bearer ${backstageIdentity.token}` };
  const answers = await Promise.all(
    [
      'catalog/entities/by-name/dataproduct/default/orders',
      'catalog/entities/by-name/resource/default/main.sales.orders.v1',
      'data-mesh/v1/products/default/orders',
    ].map(path => request.get(`${backendUrl}/api/${path}`, { headers })),
  );
  if (answers.some(answer => !answer.ok())) return false;
  const { product } = await answers[2].json();
  return product.state === 'in-sync';
}

test.beforeAll(async ({ request }) => {
  await expect
    .poll(() => isReady(request).catch(() => false), { timeout: 60_000 })
    .toBe(true);
});

test('from sign-in to a data product, its domain and one of its topics', async ({
  page,
}) => {
  // Straight to the page: the catalog's own index, which a sign-in at / leads
  // to, logs React warnings in development.
  await test.step('sign in as Olivia', async () => {
    await page.goto('/data-mesh');
    await page.getByText('Olivia Okafor', { exact: true }).click();
  });

  await test.step('all data products, the answer first', async () => {
    await expect(
      page.getByText(/^\d+ data products in \d+ domains on \d+ cluster/),
    ).toBeVisible();
    await expect(page).toHaveURL(/\/data-mesh\/products$/);
    await expect(
      page.getByRole('link', { name: 'Data mesh', exact: true }).first(),
    ).toBeVisible();
  });

  await test.step('search, and a link that can be sent', async () => {
    await page.getByRole('searchbox', { name: 'Search' }).fill('orders');
    await expect(page).toHaveURL(/[?]q=orders$/);
    await page.reload();
    await expect(page.getByRole('searchbox', { name: 'Search' })).toHaveValue(
      'orders',
    );
  });

  await test.step('the product', async () => {
    await page.getByRole('link', { name: 'Orders', exact: true }).click();
    await expect(page).toHaveURL(/\/catalog\/default\/dataproduct\/orders$/);
    await expect(page.getByRole('heading', { name: 'Orders' })).toBeVisible();
    await expect(page.getByText('In sync', { exact: true })).toBeVisible();
    await expect(page.getByText(/consumer group/).first()).toBeVisible();
  });

  await test.step('its domain', async () => {
    await page
      .getByRole('link', { name: 'Sales', exact: true })
      .first()
      .click();
    await expect(page).toHaveURL(/\/catalog\/default\/domain\/sales$/);
    await expect(
      page.getByRole('heading', { name: 'Data products' }),
    ).toBeVisible();
    await page
      .getByRole('row', { name: /Orders/ })
      .getByRole('link', { name: 'Orders', exact: true })
      .click();
  });

  await test.step('its ports', async () => {
    await page.getByRole('link', { name: 'Ports', exact: true }).click();
    const port = page.getByRole('region', { name: 'orders-v1' });
    await expect(port.getByText(/^Promised:/)).toBeVisible();
    await port
      .getByRole('button', { name: /^Schema sales.orders.v1-value/ })
      .click();
    await expect(
      port.getByText('orderId', { exact: true }).first(),
    ).toBeVisible();
    await port.getByRole('button', { name: 'Show records' }).first().click();
    const records = page.getByRole('dialog');
    await expect(records.getByText('Avro, schema').first()).toBeVisible();
    await expect(records.getByText(/"orderId"/).first()).toBeVisible();
    await records.getByRole('button', { name: 'Close' }).click();
    await port
      .getByRole('link', { name: 'sales.orders.v1', exact: true })
      .click();
  });

  await test.step('its topic', async () => {
    await expect(page).toHaveURL(
      /\/catalog\/default\/resource\/main\.sales\.orders\.v1$/,
    );
    await expect(page.getByText(/Held by the data product/)).toBeVisible();
  });

  await test.step('and back', async () => {
    await page.goBack();
    await expect(page.getByRole('region', { name: 'orders-v1' })).toBeVisible();
  });
});
