import { expect, test, type APIRequestContext } from '@playwright/test';
import { failOnBrowserErrors } from './browserErrors';
import { apiUrl, headersOf, signIn } from './people';

// The portal compiles each page once.
test.setTimeout(300_000);

failOnBrowserErrors();

/** Ends what an earlier run may have left. */
async function endLeftovers(request: APIRequestContext): Promise<void> {
  const grace = { headers: await headersOf(request, 'grace') };
  const open = await request.get(`${apiUrl}/campaigns?state=open`, grace);
  for (const { id } of (await open.json()).items) {
    await request.post(`${apiUrl}/campaigns/${id}/close`, {
      ...grace,
      data: { reason: 'left by an earlier run' },
    });
  }
  const of = 'consumer=component:default/support-desk&limit=100';
  const live = await request.get(`${apiUrl}/grants?${of}&state=live`, grace);
  for (const { id, state } of (await live.json()).items) {
    if (state === 'ending') continue;
    await request.post(`${apiUrl}/grants/${id}/revoke`, {
      ...grace,
      data: { reason: 'left by an earlier run' },
    });
  }
  await expect
    .poll(async () => {
      const left = await request.get(
        `${apiUrl}/grants?${of}&state=live`,
        grace,
      );
      return (await left.json()).totalItems;
    })
    .toBe(0);
}

test('from an emergency to its review, and to the answer in a campaign', async ({
  browser,
  request,
}) => {
  await endLeftovers(request);
  const sofia = await signIn(browser, 'Sofia Silva');
  const olivia = await signIn(browser, 'Olivia Okafor');
  const grace = await signIn(browser, 'Grace Gupta');

  await test.step('Sofia, who is on call, reads Orders at once', async () => {
    await sofia.goto('/catalog/default/dataproduct/orders/access');
    await sofia.getByRole('button', { name: 'Request access' }).click();
    const dialog = sofia.getByRole('dialog');
    await dialog.getByText(/^orders-v1: topic sales\.orders\.v1/).click();
    await dialog.getByText('This is an emergency').click();
    await dialog.getByRole('button', { name: 'Next' }).click();
    await dialog
      .getByRole('textbox', { name: /What has happened/ })
      .fill('Orders vanish after payment');
    await dialog
      .getByRole('textbox', { name: /Incident/ })
      .fill('https://incidents.example/INC-4711');
    await dialog.getByText(/^1 hour, until/).click();
    await dialog.getByRole('button', { name: 'Next' }).click();
    await expect(
      dialog.getByText('Approved at once: nobody has to agree.'),
    ).toBeVisible();
    await dialog.getByRole('button', { name: 'Take access now' }).click();
    await dialog.getByRole('link', { name: /see how to connect/ }).click();
    await expect(sofia.getByText(/^Active/).first()).toBeVisible();
    await expect(
      sofia.getByText('Emergency access, to be reviewed'),
    ).toBeVisible();
  });

  await test.step('Olivia finds it first of what she has to decide, and reviews it', async () => {
    await olivia.goto('/data-mesh/to-decide');
    const waiting = olivia.getByRole('region', {
      name: 'Emergency access to review',
    });
    await expect(
      waiting.getByText('Orders vanish after payment').first(),
    ).toBeVisible();
    // Those of earlier runs wait, too.
    const count = await waiting.getByRole('button', { name: /Review/ }).count();
    for (let i = count; i > 0; i -= 1) {
      await waiting
        .getByRole('button', { name: /Review/ })
        .first()
        .click();
      const dialog = olivia.getByRole('dialog');
      await dialog.getByText('It was justified').click();
      await dialog
        .getByRole('textbox', { name: /Why/ })
        .fill('Nobody else was awake');
      await dialog.getByRole('button', { name: 'Review' }).click();
      await expect(dialog).toBeHidden();
    }
    await expect(waiting).toBeHidden();
  });

  await test.step('Grace has the grants of Sales looked at again', async () => {
    await grace.goto('/data-mesh/campaigns');
    await grace.getByRole('button', { name: /Start a campaign/ }).click();
    const dialog = grace.getByRole('dialog');
    await dialog.getByRole('button', { name: /Domain/ }).click();
    await grace.getByRole('option', { name: /^Sales/ }).click();
    await dialog.getByRole('textbox', { name: /Why/ }).fill('Once a year');
    await dialog
      .getByRole('button', { name: 'Show whom it would ask' })
      .click();
    await expect(dialog.getByText(/Order team/).first()).toBeVisible();
    await dialog.getByRole('button', { name: /^Ask for/ }).click();
    await dialog.getByRole('link', { name: 'See how far it is' }).click();
    await expect(
      grace.getByRole('row', { name: /Support desk/ }).first(),
    ).toBeVisible();
  });

  await test.step('Olivia drops what is no longer needed, and Kafka lets it in no more', async () => {
    await olivia.goto('/data-mesh/to-decide');
    await olivia.getByRole('link', { name: /^Sales,/ }).click();
    const row = olivia.getByRole('row', { name: /Support desk/ });
    await row.locator('label').first().click();
    await olivia.getByRole('button', { name: /^Drop/ }).click();
    const dialog = olivia.getByRole('dialog');
    await dialog.getByRole('textbox', { name: /Why/ }).fill('It is over');
    await dialog.getByRole('button', { name: /^Drop/ }).click();
    await expect(dialog).toBeHidden();
    await expect(olivia.getByText('1 dropped.')).toBeVisible();
    await sofia.reload();
    await expect(sofia.getByText(/^Revoked on/).first()).toBeVisible();
  });

  for (const page of [sofia, olivia, grace]) await page.context().close();
});
