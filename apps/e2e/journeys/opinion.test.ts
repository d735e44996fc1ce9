import { expect, expectAccessible, test } from '../support/journey.ts';

test('a recommender sees a line otherwise, and gives the opinion with its reason', async ({ as }) => {
  const page = await as('dept-jw');
  await page.goto('/opinions?standing=pending');
  await page.getByRole('link', { name: '去初审' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('初审');
  await expectAccessible(page);

  const line = page.locator('article').filter({ has: page.getByRole('heading', { name: 'B3' }) });
  await line.getByRole('button', { name: '建议调整' }).click();
  await line.getByLabel('建议分').fill('0.5');
  await expect(page.getByText('B3 尚未写明调整理由')).toBeVisible();
  await expect(page.getByRole('button', { name: '提交调整意见' })).toBeDisabled();

  await line.getByLabel(/调整理由/).fill('活动集中在两个季度，其余季度没有记录');
  await page.getByRole('button', { name: '提交调整意见' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '提交调整意见' }).click();
  await expect(page.getByText('已出具调整意见').first()).toBeVisible();
  await expect(line.getByLabel('建议分')).toBeDisabled();

  const [studio = ''] = (await page.locator('h1 small').innerText()).split(' · ');
  await page.goto('/opinions?standing=adjusted');
  await expect(page.getByRole('row').filter({ hasText: studio })).toContainText('调整 1 项');
});

test('the print form tells its pages before it is printed', async ({ as }) => {
  const page = await as('studio-003');
  const [evaluation] = (await (await page.request.get('/api/evaluations')).json()) as { id: string; serial: string }[];
  await page.goto(`/self-evaluations/${evaluation!.id}/print`);
  await expect(page.getByText(evaluation!.serial)).toBeVisible();
  const told = await page.getByText(/共 \d+ 页 A4/).innerText();
  await expectAccessible(page);
  const printed = (await page.pdf({ preferCSSPageSize: true })).toString('latin1').match(/\/Type\s*\/Page\b/g);
  expect(told).toBe(`共 ${printed?.length} 页 A4`);
});
