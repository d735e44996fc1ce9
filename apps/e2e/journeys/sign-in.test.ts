import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/journey.ts';
import { demoPassword } from '../support/sign-in.ts';

async function fillIn(page: Page, login: string, password: string): Promise<void> {
  await page.getByLabel('账号', { exact: true }).fill(login);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('main').getByRole('button', { name: '登录' }).click();
}

test(
  'a stranger is led to the sign-in page and from there to where they wanted',
  { tag: '@phone' },
  async ({ page }) => {
    await page.goto('/account');
    await expect(page).toHaveURL('/sign-in?back=/account');
    await expectAccessible(page);
    await fillIn(page, 'office', demoPassword);
    await expect(page).toHaveURL('/account');
    await expect(page.getByRole('main')).toContainText('office');
    await expectAccessible(page);
  },
);

test('the answer is the same for a wrong password and for nobody at all', { tag: '@phone' }, async ({ page }) => {
  await page.goto('/sign-in');
  const answers: string[] = [];
  for (const login of ['care-officer', 'nobody-at-all']) {
    await fillIn(page, login, 'not-the-password');
    await expect(page.getByLabel('密码', { exact: true })).toHaveValue('');
    answers.push(await page.getByRole('alert').innerText());
  }
  expect(answers[0]).toContain('账号或密码不正确');
  expect(answers[1]).toBe(answers[0]);
  await expectAccessible(page);
});

test('pages speak English to who asks for it', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: /English|EN/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expectAccessible(page);
});
