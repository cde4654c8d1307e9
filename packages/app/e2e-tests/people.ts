import {
  expect,
  type APIRequestContext,
  type Browser,
  type Page,
} from '@playwright/test';

const backendUrl =
  process.env.DATA_MESH_E2E_BACKEND_URL ?? 'http://localhost:7007';

/** The data mesh's own API. */
export const apiUrl = `${backendUrl}/api/data-mesh/v1`;

/** A window of one of the demo's people. */
export async function signIn(browser: Browser, person: string): Promise<Page> {
  const context = await browser.newContext({
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  await page.goto('/data-mesh');
  await page.getByText(person, { exact: true }).click();
  await expect(page.getByText(/data products in/)).toBeVisible();
  return page;
}

/** What lets somebody of the demo use the API. */
export async function headersOf(
  request: APIRequestContext,
  person: string,
): Promise<Record<string, string>> {
  const answer = await request.get(`${backendUrl}/api/auth/demo/refresh`, {
    headers: { 'x-demo-user': person },
  });
  const { backstageIdentity } = await answer.json();
  return { Authorization: `Bearer ${backstageIdentity.token}` };
}
