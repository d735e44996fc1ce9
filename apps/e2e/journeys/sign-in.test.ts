import { expect, expectAccessible, test } from '../support/journey.ts';

test(
  'a stranger is led to the sign-in page, and told the same whoever they claim to be',
  { tag: '@phone' },
  async ({ page }) => {
    await page.goto('/studios');
    await expect(page).toHaveURL(/\/sign-in\?back=/);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectAccessible(page);

    const answers: string[] = [];
    for (const login of ['office', 'nobody-at-all']) {
      await page.locator('#login').fill(login);
      await page.locator('#password').fill('not-the-password');
      await page.locator('button[type=submit]').click();
      const alert = page.getByRole('alert');
      await expect(alert).toBeVisible();
      answers.push(await alert.innerText());
    }
    expect(answers[0]).not.toBe('');
    expect(answers[1]).toBe(answers[0]);
    await expectAccessible(page);
  },
);
