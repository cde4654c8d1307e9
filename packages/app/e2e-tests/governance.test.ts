import { expect, test } from '@playwright/test';
import { signIn } from './people';

test('from what is wrong with a product to the policy that says so', async ({
  browser,
}) => {
  const olivia = await signIn(browser, 'Olivia Okafor');
  const grace = await signIn(browser, 'Grace Gupta');

  await test.step('Olivia finds what is wrong with her products, and what to do', async () => {
    await olivia.goto('/data-mesh/governance?owner=mine');
    await expect(
      olivia.getByText(/products have nothing wrong/).first(),
    ).toBeVisible();
    await olivia.getByRole('link', { name: /^Field billedTo of/ }).click();
    const dialog = olivia.getByRole('dialog');
    await expect(
      dialog.getByText('Classify the port as confidential').first(),
    ).toBeVisible();
    await dialog
      .getByRole('link', { name: 'Personal data is confidential' })
      .click();
    await expect(
      olivia.getByText(/nobody is given access to it/).first(),
    ).toBeVisible();
    await olivia.goto('/catalog/default/dataproduct/sales.invoices/governance');
    await expect(olivia.getByText(/^Field billedTo of/).first()).toBeVisible();
  });

  await test.step('Grace tries a draft, which others do not see', async () => {
    await grace.goto('/data-mesh/governance/policies/parallel');
    await grace.getByRole('button', { name: /^Try it/ }).click();
    await expect(grace.getByText(/would newly fail/)).toBeVisible();
    await olivia.goto('/data-mesh/governance/policies');
    await expect(
      olivia.getByText('Personal data is confidential').first(),
    ).toBeVisible();
    await expect(
      olivia.getByText('Topics can be read in parallel'),
    ).toHaveCount(0);
  });

  for (const page of [olivia, grace]) await page.context().close();
});
