import { expect, test, type APIRequestContext } from '@playwright/test';
import { failOnBrowserErrors } from './browserErrors';
import { apiUrl, headersOf, signIn } from './people';

// The portal compiles each page once.
test.setTimeout(300_000);

failOnBrowserErrors();

/** Withdraws what an earlier run may have left open. */
async function withdrawLeftovers(request: APIRequestContext): Promise<void> {
  const olivia = { headers: await headersOf(request, 'olivia') };
  const open = await request.get(
    `${apiUrl}/schema-changes?product=dataproduct:default/orders&state=open`,
    olivia,
  );
  for (const { id } of (await open.json()).items) {
    await request.post(`${apiUrl}/schema-changes/${id}/withdraw`, {
      ...olivia,
      data: { reason: 'left by an earlier run' },
    });
  }
}

test('a schema that breaks its readers is registered once they agree', async ({
  browser,
  request,
}) => {
  await withdrawLeftovers(request);
  const olivia = await signIn(browser, 'Olivia Okafor');
  const pia = await signIn(browser, 'Pia Petersen');
  const anna = await signIn(browser, 'Anna Aydin');
  // Of each run another, as what is registered already breaks nothing.
  const field = `channel${Date.now()}`;
  let change = '';

  await test.step('Olivia sees what a new field breaks, and whom it is asked', async () => {
    await olivia.goto('/catalog/default/dataproduct/orders/ports');
    const port = olivia.getByRole('region', { name: 'orders-v1' });
    await port.getByRole('button', { name: 'Change schema' }).click();
    const dialog = olivia.getByRole('dialog');
    const schema = dialog.getByRole('textbox', { name: /New schema/ });
    const known = JSON.parse(await schema.inputValue());
    await schema.fill(
      JSON.stringify({
        ...known,
        fields: [...known.fields, { name: field, type: 'string' }],
      }),
    );
    await dialog.getByRole('button', { name: 'Check' }).click();
    await expect(
      dialog.getByRole('list', { name: 'What breaks' }),
    ).toContainText(`${field} is new and has to be there`);
    const asked = dialog.getByRole('list', { name: 'Who is asked' });
    await expect(asked).toContainText(/Payment service/i);
    await expect(asked).toContainText(/Analytics/i);
    await dialog
      .getByRole('textbox', { name: /Why/ })
      .fill('We have to know where an order came from');
    await dialog.getByRole('button', { name: /^Propose/ }).click();
    await olivia
      .getByRole('link', { name: /See|Open|change/i })
      .first()
      .click();
    await expect(olivia).toHaveURL(/\/data-mesh\/schema-changes\/[0-9a-f-]+$/);
    change = olivia.url().split('/').pop() ?? '';
  });

  const stateOf = async () => {
    const answer = await request.get(`${apiUrl}/schema-changes/${change}`, {
      headers: await headersOf(request, 'olivia'),
    });
    return (await answer.json()).state;
  };

  await test.step('Pia and Anna agree, and only then it is registered', async () => {
    await pia.goto('/data-mesh/to-decide');
    await pia
      .getByRole('list', { name: 'Schema changes' })
      .getByRole('link')
      .first()
      .click();
    await pia.getByRole('button', { name: /^Acknowledge/ }).click();
    await pia
      .getByRole('dialog')
      .getByRole('button', { name: 'Acknowledge' })
      .click();
    await expect(
      pia.getByRole('row', { name: /^Payment service/ }),
    ).toContainText('Agrees');
    expect(await stateOf()).toBe('open');
    await anna.goto(`/data-mesh/schema-changes/${change}`);
    await anna.getByRole('button', { name: /^Acknowledge/ }).click();
    await anna
      .getByRole('dialog')
      .getByRole('button', { name: 'Acknowledge' })
      .click();
    await expect.poll(stateOf).toBe('registered');
    await expect(olivia.getByText(/registered/i).first()).toBeVisible();
  });

  await test.step('the port has the new field, and its level is what it was', async () => {
    await olivia.goto('/catalog/default/dataproduct/orders/ports');
    const port = olivia.getByRole('region', { name: 'orders-v1' });
    const schema = port.getByRole('button', {
      name: /Schema sales\.orders\.v1-value/,
    });
    await expect(schema).toContainText('BACKWARD');
    await schema.click();
    await expect(port.getByText(field).first()).toBeVisible({
      timeout: 30_000,
    });
  });

  for (const page of [olivia, pia, anna]) await page.context().close();
});
