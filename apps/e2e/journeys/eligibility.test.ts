import { expect, expectAccessible, test } from '../support/journey.ts';

test('a studio reads what is missing, declares it, and its recommending unit confirms it', async ({ as }) => {
  const office = await as('office');
  const { rows } = (await (
    await office.request.get('/api/upgrade-verdicts?limit=200&missing=presenceMonths')
  ).json()) as {
    rows: { id: string; name: string; recommenderName: string }[];
  };
  // The studio with this number keeps its own books in the demo.
  const page = await as('studio-010');
  await page.goto('/eligibility');
  await expect(page.getByRole('heading', { level: 2, name: /市级/ })).toBeVisible();
  const studio = rows.find(({ name }) => name.includes('蓝闻溪'))!;
  const presence = page.getByRole('listitem').filter({ hasText: '每年在工作室工作6个月以上' });
  await expect(presence).toContainText('缺少：每年在工作室工作月数');
  await expectAccessible(page);

  await presence.getByRole('button', { name: '填报：每年在工作室工作月数' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('每年在工作室工作月数').fill('9');
  await dialog.getByLabel('依据').fill('2026 年考勤汇总');
  await dialog.getByRole('button', { name: '填报', exact: true }).click();
  await expect(page.getByRole('listitem').filter({ hasText: '每年 9 个月，不少于 6 个月' })).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: '2026 年考勤汇总' })).toContainText('待推荐单位核实');

  const recommender = await as('district-jiulongpo');
  await recommender.goto(`/studios/${studio.id}/eligibility`);
  await recommender
    .getByRole('row')
    .filter({ hasText: '2026 年考勤汇总' })
    .getByRole('button', { name: '核实' })
    .click();
  await expect(recommender.getByRole('row').filter({ hasText: '2026 年考勤汇总' })).toContainText('已核实');
});

test('a simulation says what 优秀 would change and leaves no trace', async ({ as }) => {
  const office = await as('office');
  const { rows } = (await (await office.request.get('/api/upgrade-verdicts?outcome=provisional')).json()) as {
    rows: { id: string }[];
  };
  await office.goto(`/studios/${rows[0]!.id}/eligibility`);
  await expect(office.getByRole('heading', { level: 2, name: /可以先行申报/ })).toBeVisible();
  await office
    .getByRole('group', { name: /模拟：如果/ })
    .getByText('优秀', { exact: true })
    .click();
  await expect(office.getByText('模拟结果，未写入档案')).toBeVisible();
  await expect(office.getByRole('heading', { level: 2, name: /现在可以申报/ })).toBeVisible();
  await expectAccessible(office);
  await office.getByRole('button', { name: '退出模拟' }).click();
  await expect(office.getByRole('heading', { level: 2, name: /可以先行申报/ })).toBeVisible();
});

test('the office tries other rules before anything is published', async ({ as }) => {
  const office = await as('office');
  await office.goto('/upgrade-draft-rules');
  await office.getByLabel('技能人才占比（%）').fill('60');
  await office.getByRole('button', { name: '试算', exact: true }).click();
  await expect(office.getByRole('heading', { name: /不再可申报：[1-9]/ })).toBeVisible();
  await expect(office.getByRole('row').filter({ hasText: '可申报 → 暂不可' }).first()).toContainText('技能人才占比');
  await expectAccessible(office);
});
