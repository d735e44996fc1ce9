import { expect, expectAccessible, test } from '../support/journey.ts';

/** Every page a role finds in its menu opens, is accessible (WCAG 2.2 AA) and fits the screen. */
const logins = [
  'office',
  'dept-gzw',
  'studio-001',
  'unit-01',
  'evaluator-04',
  'care',
  'sysadmin',
  'secadmin',
  'auditor',
] as const;

for (const login of logins) {
  test(`the pages of ${login}`, { tag: '@phone' }, async ({ as }) => {
    test.setTimeout(240_000);
    const page = await as(login);
    await page.goto('/');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const menu = await page
      .locator('nav a[href^="/"]')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')!));
    const addresses = [...new Set(menu)].filter((address) => address !== '/');
    expect(addresses.length, 'the menu leads somewhere').toBeGreaterThan(0);
    for (const address of addresses) {
      await test.step(address, async () => {
        await page.goto(address);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await page.waitForLoadState('networkidle');
        await expectAccessible(page);
        const over = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(over, `${address} is wider than the screen`).toBeLessThanOrEqual(0);
      });
    }
  });
}
