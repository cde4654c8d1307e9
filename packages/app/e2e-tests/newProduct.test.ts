import fs from 'node:fs';
import { expect, test } from '@playwright/test';
// The examples are no package; what tries them stands beside them.
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import {
  inRepository,
  unzip,
} from '../../../examples/templates/__testUtils__/skeletons';
import { failOnBrowserErrors } from './browserErrors';
import { apiUrl, headersOf, signIn } from './people';

// The portal compiles each page once, and a repository gets its dependencies.
test.setTimeout(300_000);

failOnBrowserErrors();

const NAME = `returns-${Date.now().toString(36)}`;
const TOPIC = `sales.${NAME}.v1`;

test('a team begins a data product, from the form to a service that passes its tests', async ({
  browser,
  request,
}, testInfo) => {
  const page = await signIn(browser, 'Olivia Okafor');
  const next = () => page.getByRole('button', { name: 'Next' }).click();

  await test.step('she says what it is', async () => {
    await page.goto('/create/templates/default/new-data-product');
    await page.getByRole('combobox', { name: /^Domain/ }).fill('Sales');
    await page.getByRole('option', { name: /^Sales/ }).click();
    await page.getByRole('textbox', { name: /^Name/ }).fill(NAME);
    await page.getByRole('textbox', { name: /^Title/ }).fill('Returns');
    await page
      .getByRole('textbox', { name: /^What is in it/ })
      .fill('What customers send back, one record for each parcel.');
    await expect(
      page.getByText(/waits for the owner and the steward/),
    ).toBeVisible();
    await next();
  });

  await test.step('the topic has a name, and one that is taken is refused', async () => {
    const topic = page.getByRole('textbox', { name: /^Topic/ });
    await expect(topic).toHaveValue(TOPIC);
    const standing = page.getByRole('status', { name: 'Topic name' });
    await expect(standing).toContainText('yours to use');
    await topic.fill('sales.orders.v1');
    await expect(standing).toContainText(/exists already/);
    await topic.fill(TOPIC);
    await expect(standing).toContainText('yours to use');
    await page.getByRole('textbox', { name: /^Partitions/ }).fill('2');
    await next();
  });

  await test.step('a schema with personal data is refused while typing', async () => {
    const schema = page.getByRole('textbox', { name: /^Schema/ });
    await expect(schema).toHaveValue(/"name": "occurredAt"/);
    const known = JSON.parse(await schema.inputValue());
    const email = { name: 'email', type: 'string', 'confluent:tags': ['PII'] };
    await schema.fill(
      JSON.stringify({ ...known, fields: [...known.fields, email] }),
    );
    const standing = page.getByRole('status', { name: 'Schema' });
    await expect(standing).toContainText('Personal data is confidential');
    await expect(standing).toContainText('email');
    await expect(standing).toContainText('Classify the port as confidential');
    await schema.fill(JSON.stringify(known, null, 2));
    await expect(standing).not.toContainText('Personal data');
    await next();
  });

  await test.step('she sees the plan, and confirms it', async () => {
    await page
      .getByRole('textbox', { name: /^Name of the service/ })
      .fill(`${NAME}-service`);
    await next();
    const steps = page.getByRole('list', { name: 'Steps' });
    await expect(steps).toContainText(`Create topic ${TOPIC}`);
    await expect(steps).toContainText('2 partitions');
    await expect(steps).toContainText(`Register schema ${TOPIC}-value`);
    await expect(steps).toContainText(`Publish data product ${NAME}`);
    await page.getByRole('button', { name: 'Review' }).click();
    await page.getByRole('button', { name: 'Create' }).click();
  });

  await test.step('topic, schema and data product are there', async () => {
    await page
      .getByRole('link', { name: 'Open the data product' })
      .click({ timeout: 60_000 });
    await expect(page).toHaveURL(new RegExp(`dataproduct/${NAME}$`, 'i'));
    await expect(
      page.getByRole('heading', { name: 'Returns', exact: true }),
    ).toBeVisible();
    await expect(page.getByText('Order team').first()).toBeVisible();
    const headers = await headersOf(request, 'olivia');
    await expect
      .poll(async () => {
        const answer = await request.get(
          `${apiUrl}/clusters/main/topics/${TOPIC}`,
          { headers },
        );
        const { partitions, configs, schemas } = await answer.json();
        return [
          partitions?.length,
          configs?.['retention.ms']?.value,
          schemas?.[0]?.version,
        ];
      })
      .toEqual([2, '604800000', 1]);
  });

  await test.step('the repository is hers to download, and its tests pass', async () => {
    await page.goto('/data-mesh/runs');
    await page
      .getByRole('link', { name: new RegExp(`Topic ${TOPIC}`) })
      .click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page
        .getByRole('button', { name: `Download ${NAME}-service.zip` })
        .click(),
    ]);
    const folder = testInfo.outputPath('repository');
    await unzip(fs.readFileSync(await download.path()), folder);
    await inRepository(folder, ['npm', 'install', '--no-audit', '--no-fund']);
    expect(await inRepository(folder, ['npm', 'test'])).toMatch(/pass 2/);
  });

  await test.step('it is undone, and all is as before', async () => {
    await page.getByRole('button', { name: /^Undo/ }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText(TOPIC);
    await dialog.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByText('It is as before')).toBeVisible();
    const headers = await headersOf(request, 'olivia');
    await expect
      .poll(async () => {
        const answer = await request.get(
          `${apiUrl}/clusters/main/topics/${TOPIC}`,
          { headers },
        );
        return answer.status();
      })
      .toBe(404);
  });

  await page.context().close();
});
