import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test, type APIRequestContext } from '@playwright/test';
import { failOnBrowserErrors } from './browserErrors';
import { apiUrl, headersOf, signIn } from './people';

const exec = promisify(execFile);
const ROOT = path.resolve(__dirname, '../../..');
const LIBS = path.join(ROOT, '.dev/kafka/libs/*');

// Java starts several times, and the portal compiles each page once.
test.setTimeout(240_000);

failOnBrowserErrors();

/** A shell in which Kafka's console tools are found, as on a developer's machine. */
async function shell(dir: string, script: string): Promise<string> {
  const tool = path.join(dir, 'kafka-console-consumer.sh');
  fs.writeFileSync(
    tool,
    `#!/bin/sh\nexec java -Xmx256m -XX:TieredStopAtLevel=1 -cp '${LIBS}' org.apache.kafka.tools.consumer.ConsoleConsumer "$@" --timeout-ms 15000\n`,
    { mode: 0o755 },
  );
  const { stdout, stderr } = await exec('bash', ['-c', script], {
    cwd: dir,
    env: { ...process.env, PATH: `${dir}:${process.env.PATH}` },
    maxBuffer: 16_000_000,
  }).catch(error => error);
  return `${stdout}\n${stderr}`;
}

/** Ends what an earlier run may have left. */
async function endLeftovers(request: APIRequestContext): Promise<void> {
  const api = apiUrl;
  const of = 'product=dataproduct:default/orders&limit=100';
  const asLiam = { headers: await headersOf(request, 'liam') };
  const pending = await request.get(
    `${api}/access-requests?${of}&state=pending`,
    asLiam,
  );
  for (const { id, requestId, mayWithdraw } of (await pending.json()).items) {
    if (!mayWithdraw) continue;
    await request.post(
      `${api}/access-requests/${requestId}/items/${id}/withdrawal`,
      asLiam,
    );
  }
  const asOlivia = { headers: await headersOf(request, 'olivia') };
  const live = await request.get(`${api}/grants?${of}&state=live`, asOlivia);
  for (const { id, state } of (await live.json()).items) {
    if (state === 'ending') continue;
    await request.post(`${api}/grants/${id}/revoke`, {
      ...asOlivia,
      data: { reason: 'left by an earlier run' },
    });
  }
}

test('from "I need this data" to its records, and to the end of it', async ({
  browser,
  request,
}) => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'connect-'));
  await endLeftovers(request);
  const liam = await signIn(browser, 'Liam Larsson');
  const olivia = await signIn(browser, 'Olivia Okafor');
  const orders = '/catalog/default/dataproduct/orders';

  await test.step('Liam asks for Orders, for the route planner', async () => {
    await liam.goto(`${orders}/access`);
    await liam.getByRole('button', { name: 'Request access' }).click();
    const dialog = liam.getByRole('dialog');
    await dialog.getByText(/^orders-v1: topic sales\.orders\.v1/).click();
    await dialog.getByRole('button', { name: /For which service/ }).click();
    await liam.getByRole('option', { name: /Route planner/ }).click();
    await expect(
      dialog.getByText('Signs in to Main as User:route-planner.'),
    ).toBeVisible();
    await dialog.getByRole('button', { name: 'Next' }).click();
    await dialog
      .getByRole('textbox', { name: /What for/ })
      .fill('Plan the tours of tomorrow');
    await dialog.getByText(/^30 days, until/).click();
    await dialog.getByRole('button', { name: 'Next' }).click();
    await expect(dialog.getByText(/Order team/).first()).toBeVisible();
    await dialog
      .getByRole('button', { name: 'Exactly what is created at Kafka' })
      .click();
    await expect(dialog.getByText(/route-planner-/).first()).toBeVisible();
    await dialog.getByRole('button', { name: 'Send request' }).click();
    await expect(dialog.getByText('The request is sent')).toBeVisible();
    await dialog.getByRole('button', { name: 'Done' }).click();
  });

  await test.step('Olivia is told, and approves', async () => {
    await olivia
      .getByRole('link', { name: /to decide/i })
      .first()
      .click();
    const card = olivia.getByLabel(/route-planner asks to read/);
    await expect(card.getByText('Plan the tours of tomorrow')).toBeVisible();
    await card.getByRole('button', { name: /Approve/ }).click();
    const dialog = olivia.getByRole('dialog');
    await dialog
      .getByRole('textbox', { name: /Conditions/ })
      .fill('Not to be passed on');
    await dialog.getByRole('button', { name: 'Approve' }).click();
    await expect(
      olivia.getByText(/Approved: .*It is being set up at Kafka/s).first(),
    ).toBeVisible();
  });

  await test.step('the grant stands with the product, the consumer and in the graph', async () => {
    await liam.goto(`${orders}/access`);
    const row = liam.getByRole('row', { name: /Route planner/ });
    await expect(row.getByText('Active', { exact: true })).toBeVisible();
    await liam.goto('/catalog/default/component/route-planner/access');
    await expect(
      liam.getByRole('row', { name: /Read access to Orders/ }),
    ).toBeVisible();
    await expect
      .poll(
        async () => {
          await liam.goto(
            '/catalog-graph?rootEntityRefs[]=component:default/route-planner&maxDepth=1',
          );
          return liam
            .getByText('Orders', { exact: true })
            .first()
            .waitFor({ timeout: 10_000 })
            .then(() => true)
            .catch(() => false);
        },
        { timeout: 60_000 },
      )
      .toBe(true);
  });

  let commands = '';
  await test.step('Liam follows the connect instructions, literally', async () => {
    await liam.goto('/catalog/default/component/route-planner/access');
    await liam.getByRole('link', { name: 'How to connect' }).first().click();
    const connect = liam.getByLabel('How to connect', { exact: true });
    await connect.getByRole('tab', { name: /Console/ }).click();
    for (const name of ['client.properties', 'Read']) {
      const snippet = connect.getByRole('region', { name });
      await snippet.getByRole('button', { name: /copy/i }).click();
      commands += `${await liam.evaluate(() =>
        navigator.clipboard.readText(),
      )}\n`;
    }
    expect(commands).toContain("KAFKA_PASSWORD='<password>'");
    commands = commands.replace('<password>', 'demo-route-planner');
    const output = await shell(dir, commands);
    expect(output).toContain('Processed a total of 10 messages');
  });

  await test.step('Olivia renews it', async () => {
    await olivia.getByRole('link', { name: /See it, or revoke it/ }).click();
    const heading = olivia.getByRole('heading', { name: /Read access to/ });
    const before = await heading.innerText();
    await expect(olivia.getByText('Not to be passed on')).toBeVisible();
    await olivia
      .getByRole('button', { name: /^Renew/ })
      .first()
      .click();
    const dialog = olivia.getByRole('dialog');
    await dialog.getByText(/^90 days/).click();
    await dialog.getByRole('button', { name: 'Renew' }).click();
    await expect(dialog).toBeHidden();
    await expect(heading).not.toHaveText(before);
  });

  await test.step('Olivia revokes it, and the same commands read nothing more', async () => {
    await olivia.getByRole('button', { name: /^Revoke/ }).click();
    const dialog = olivia.getByRole('dialog');
    await dialog
      .getByRole('textbox', { name: /Why/ })
      .fill('Tours are planned');
    await dialog.getByRole('button', { name: 'Revoke' }).click();
    await expect(olivia.getByText(/^Revoked on/).first()).toBeVisible();
    const output = await shell(dir, commands);
    expect(output).toContain('TopicAuthorizationException');
    expect(output).toContain('Processed a total of 0 messages');
  });

  await liam.context().close();
  await olivia.context().close();
  fs.rmSync(dir, { recursive: true, force: true });
});
