import { expect, test } from '@playwright/test';
import { failOnBrowserErrors } from './browserErrors';
import { signIn } from './people';

// The portal compiles each page once.
test.setTimeout(300_000);

failOnBrowserErrors();

test('a policy is written, published and found, and a product exempt from it', async ({
  browser,
}) => {
  const grace = await signIn(browser, 'Grace Gupta');
  const olivia = await signIn(browser, 'Olivia Okafor');
  const id = `few-partitions-${Date.now()}`;
  const title = `Topics are small (${id})`;

  await test.step('Grace sees what a policy would do while she writes it', async () => {
    await grace.goto('/data-mesh/governance/new-policy');
    await grace.getByRole('textbox', { name: 'Title' }).fill(title);
    await grace.getByRole('textbox', { name: 'ID' }).fill(id);
    await grace.getByRole('textbox', { name: 'Why' }).fill('To try it out.');
    await grace
      .getByRole('button', { name: /Choose what has to hold/ })
      .click();
    await grace
      .getByRole('option', {
        name: 'Partitions and replication are within bounds',
      })
      .click();
    await grace.getByRole('textbox', { name: /Most partitions/ }).fill('1');
    await grace.getByText(/^Warn: /).click();
    await grace
      .getByRole('textbox', { name: 'What to do' })
      .fill('Make it smaller.');
    await expect(grace.getByText(/newly fail/).first()).toBeVisible();
  });

  await test.step('she publishes it, and it finds what it said', async () => {
    await grace.getByRole('button', { name: /^Publish/ }).click();
    const dialog = grace.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Why' }).fill('A trial');
    await dialog.getByRole('button', { name: 'Publish' }).click();
    await expect(grace.getByText('What it finds now')).toBeVisible();
    await expect(
      grace.getByText(/^Topic sales\.orders\.v1 on main has/).first(),
    ).toBeVisible({ timeout: 60_000 });
  });

  await test.step('Olivia asks to have her product exempt', async () => {
    await olivia.goto('/catalog/default/dataproduct/orders/governance');
    const finding = olivia
      .getByRole('list', { name: 'What to do' })
      .getByRole('listitem')
      .filter({ hasText: title })
      .first();
    await finding
      .getByRole('button', { name: /^Ask for an exemption/ })
      .click();
    const dialog = olivia.getByRole('dialog');
    await dialog
      .getByRole('textbox', { name: 'Why' })
      .fill('Six readers share the work');
    await dialog.getByRole('button', { name: 'Ask for an exemption' }).click();
    await expect(
      olivia.getByRole('list', { name: 'Exemptions' }),
    ).toContainText('Waits for a decision');
  });

  await test.step('Grace decides, and it is not held against the product', async () => {
    await grace.reload();
    await grace
      .getByRole('list', { name: 'Exemptions' })
      .getByRole('button', { name: /^Decide/ })
      .click();
    const dialog = grace.getByRole('dialog');
    await dialog.getByText(/^Exempt it/).click();
    await dialog.getByRole('button', { name: 'Decide' }).click();
    await expect(grace.getByRole('list', { name: 'Exemptions' })).toContainText(
      'Exempt',
    );
    await olivia.reload();
    await expect(
      olivia.getByRole('list', { name: 'Exemptions' }),
    ).toContainText(title);
    await expect(olivia.getByText('Make it smaller.')).toHaveCount(0);
  });

  await test.step('Grace retires the policy', async () => {
    await grace.getByRole('button', { name: /^Retire/ }).click();
    const dialog = grace.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Why' }).fill('It was a trial');
    await dialog.getByRole('button', { name: 'Retire' }).click();
    await grace.goto('/data-mesh/governance/policies');
    await expect(
      grace.getByText('Personal data is confidential').first(),
    ).toBeVisible();
    await expect(grace.getByText(title)).toHaveCount(0);
  });

  for (const page of [grace, olivia]) await page.context().close();
});
