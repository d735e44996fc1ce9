import { paper } from '@jianglian/testkit';
import { expect, expectAccessible, test } from '../support/journey.ts';

test('a studio learns what a new master costs, applies, its district supports it, the office consents', async ({
  as,
}) => {
  test.slow(); // three people sign in
  const studio = await as('studio-039');
  await studio.goto('/changes');
  await studio.getByRole('link', { name: '申请变更' }).click();
  await studio.getByRole('radio', { name: /变更命名专家/ }).check();
  // Told before anything is handed in.
  await expect(studio.getByText(/市级首席最早 20\d\d-\d\d-\d\d 可申报/)).toBeVisible();
  await studio.getByLabel('姓名').fill('向云帆');
  await studio.getByLabel('身份证号').fill('500103198001010016');
  await expect(studio.getByLabel('新名称')).toHaveValue('向云帆技能大师工作室');
  await studio.getByLabel('申请理由').fill('原命名专家已办理退休手续，团队与单位一致推荐由副手接任。');
  const report = paper('agreement', '变更申请报告', 'BG-39');
  await studio
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: '申请报告.pdf', mimeType: 'application/pdf', buffer: Buffer.from(report.bytes) });
  await expect(studio.getByRole('link', { name: '申请报告.pdf' })).toBeVisible();
  await expectAccessible(studio);
  await studio.getByRole('button', { name: '保存并提交' }).click();
  await studio.getByRole('dialog').getByRole('button', { name: '提交申请' }).click();
  await expect(studio.getByText('待推荐单位意见')).toBeVisible();
  await expect(studio.getByText('500***********0016')).toBeVisible();
  const address = new URL(studio.url()).pathname;

  const district = await as('district-jiulongpo');
  await district.goto(address);
  await district.getByRole('button', { name: '出具同意意见' }).click();
  const opinion = district.getByRole('dialog');
  await opinion.getByLabel('意见（可不填）').fill('情况属实，同意上报。');
  await opinion.getByRole('button', { name: '出具同意意见' }).click();
  await expect(district.getByText('待办公室决定')).toBeVisible();

  const office = await as('office');
  await office.goto(address);
  await expect(office.getByText('情况属实，同意上报。').first()).toBeVisible();
  await expectAccessible(office);
  await office.getByRole('button', { name: '同意变更' }).click();
  const consent = office.getByRole('dialog');
  await consent.getByLabel('发文字号').fill('渝高技办[2026]39号');
  await consent.getByRole('button', { name: '同意变更' }).click();
  await expect(office.getByText(/渝高技办〔2026〕39号 自/)).toBeVisible();

  await studio.goto('/my-studio?tab=history');
  await expect(studio.getByText('渝高技办〔2026〕39号')).toBeVisible();
  await expect(studio.getByRole('heading', { level: 1, name: '向云帆技能大师工作室' })).toBeVisible();
});

test('the reform of districts shows what was abolished, what follows, and that all have moved', async ({ as }) => {
  const office = await as('office');
  await office.goto('/district-reforms');
  const former = office.getByRole('row').filter({ hasText: '渝北区' });
  await expect(former).toContainText('北碚区、两江新区');
  await expectAccessible(office);
});
