import { expect, expectAccessible, test } from '../support/journey.ts';

test('an evaluator scores a studio with the keyboard alone, and hands it in', async ({ as }) => {
  test.slow();
  const page = await as('evaluator-01');
  await page.goto('/scoring');
  const sheet = page.getByRole('heading', { level: 1 });
  await expect(sheet).toContainText('工作室');
  const studio = await sheet.innerText();
  await expectAccessible(page);

  const strip = page.getByRole('list', { name: '18 项指标' });
  for (let line = 0; line < 18; line++) {
    const current = strip.locator('[aria-current=step]');
    const code = (await current.textContent())!.trim().slice(0, 2);
    await expect(page.getByRole('heading', { level: 2 }).filter({ hasText: code })).toBeVisible();
    await page.keyboard.press('3');
    const comment = page.getByRole('textbox', { name: '评语' });
    await comment.fill(`${code} 已对照材料核对。`);
    await comment.blur();
    await page.keyboard.press('Enter');
  }
  const check = page.getByRole('dialog', { name: /提交前检查/ });
  await expect(check).toContainText('54.00');
  await check.getByRole('button', { name: '提交评分' }).click();
  await expect(page.getByText('已提交')).not.toHaveCount(0);
  await expect(sheet).not.toHaveText(studio);
});

test('a score above the full mark is told and changes nothing', async ({ as }) => {
  const page = await as('evaluator-02');
  await page.goto('/scoring');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('工作室');
  await page.keyboard.press('9');
  await page.keyboard.press('9');
  await expect(page.getByRole('alert')).toContainText('满分');
});

test('the scoring screen works on a phone', { tag: '@phone-only' }, async ({ as }) => {
  const page = await as('evaluator-03');
  await page.goto('/scoring');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('工作室');
  await page.getByRole('button', { name: '材料', exact: true }).click();
  await expect(page.getByRole('region', { name: /的佐证材料/ })).toBeVisible();
  await expectAccessible(page);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  expect(wide, 'the page scrolls sideways').toBe(false);
});
