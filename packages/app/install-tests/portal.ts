import { expect, type APIRequestContext, type Page } from '@playwright/test';

/** Enters as the guest whom a new portal has, where it asks, and waits for the page. */
export async function enter(page: Page, url: string, shows: RegExp) {
  await page.goto(url);
  const asked = page.getByRole('button', { name: 'Enter' });
  const shown = page.getByText(shows).first();
  await expect(asked.or(shown).first()).toBeVisible({ timeout: 60_000 });
  if (await asked.isVisible()) await asked.click();
  await expect(shown).toBeVisible({ timeout: 60_000 });
}

/** Waits until the catalog of a backend has what is discovered, which apps show. */
export async function untilCatalogHasProducts(
  request: APIRequestContext,
  backend: string,
) {
  await expect
    .poll(
      async () => {
        const signIn = await request.get(`${backend}/api/auth/guest/refresh`);
        if (!signIn.ok()) return signIn.status();
        const { backstageIdentity } = await signIn.json();
        const found = await request.get(
          `${backend}/api/catalog/entities/by-query?filter=kind=dataproduct&limit=0`,
          { headers: { Authorization: `Bearer ${backstageIdentity.token}` } },
        );
        return (await found.json()).totalItems;
      },
      { timeout: 120_000 },
    )
    .toBeGreaterThan(5);
}
