import { activityApi } from '@jianglian/contracts/activity';
import { evaluationApi } from '@jianglian/contracts/evaluation';
import { client } from '@jianglian/contracts/shared';
import { studioApi } from '@jianglian/contracts/studio';
import { type Browser, type Page } from '@playwright/test';
import { type EmptyPortal, firstPassword, startEmptyPortal } from '../support/empty-portal.ts';
import { expect, expectAccessible, test } from '../support/journey.ts';
import { signIn } from '../support/sign-in.ts';

/**
 * The portal's main job from its first day on, each step by the person whose it is:
 * import → log → verify → open → self-evaluate → score by two evaluators → decide → propose → release by a colleague → publicity → publish → dashboard.
 */
test.describe.configure({ mode: 'serial' });
const master = '冉庭舟';
const studioName = '冉庭舟装配钳工技能大师工作室';
const list = [
  '2022年重庆市市级技能大师工作室名单,,',
  '序号,工作室名称,所在单位',
  '1,冉庭舟装配钳工技能大师工作室,重庆衡岳精密传动有限公司',
].join('\n');

let portal: EmptyPortal;
let studioId: string;

test.beforeAll(async () => {
  portal = await startEmptyPortal();
  await portal.hire('office', '骆怀锦', { role: 'office' });
  await portal.hire('office-2', '宋知白', { role: 'office' });
  await portal.hire('evaluator-1', '覃怀远', { role: 'evaluator' });
  await portal.hire('evaluator-2', '申北辰', { role: 'evaluator' });
});
test.afterAll(() => portal?.stop());

async function enter(browser: Browser, login: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: portal.url });
  const page = await context.newPage();
  await signIn(page, login, firstPassword);
  return page;
}

test('the office imports the published award list', async ({ browser }) => {
  test.slow();
  const page = await enter(browser, 'office');
  await page.goto('/award-imports');
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({
      name: '2022年市级名单.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(list),
    });
  await page
    .getByLabel(/^命名日期|^获建日期|授牌|日期/)
    .first()
    .fill('2022-11-30');
  await page.getByLabel(/^推荐单位/).selectOption({ label: '北碚区人力社保局' });
  await page.getByLabel(/^区县/).selectOption({ label: '北碚区' });
  await page.getByRole('button', { name: '下一步：检查' }).click();
  await expect(page.getByText(master).first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '下一步：试运行' }).click();
  await page.getByRole('button', { name: '写入 1 行' }).click();
  const confirm = page.getByRole('dialog');
  await confirm.getByRole('textbox').fill('1');
  await confirm.getByRole('button', { name: '写入', exact: true }).click();
  await expect(page.getByText('已写入名册').first()).toBeVisible();

  const { rows } = await client(studioApi, await portal.as('office')).list({ query: { q: master } });
  expect(rows.map(({ name }) => name)).toEqual([studioName]);
  studioId = rows[0]!.id;
  await portal.hire('studio', '苏问梅', { role: 'studio', studioId });
  await portal.hire('district', '石琢玉', { role: 'recommender', recommenderId: rows[0]!.recommender.id });
});

test('the studio logs an activity with evidence on its phone and submits it', async ({ browser }) => {
  const page = await enter(browser, 'studio');
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/activities/new');
  await page.getByText('师带徒', { exact: true }).click();
  await page.getByLabel('名称').fill('主减速器装配传艺');
  await page.getByRole('group', { name: /人员/ }).getByText(master).click();
  await page.getByLabel('新带徒弟', { exact: true }).fill('2');
  await page.locator('input[type=file]').first().setInputFiles({
    name: '签到表.png',
    mimeType: 'image/png',
    buffer: picture,
  });
  await expectAccessible(page);
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await expect(page.getByText('已提交，等待推荐单位核实').first()).toBeVisible();
});

test('its recommender verifies it', async ({ browser }) => {
  const page = await enter(browser, 'district');
  await page.goto('/activities/verification');
  await expect(page.getByText('主减速器装配传艺').first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: /^核实/ }).first().click();
  await expect(page.getByText('没有待核实的活动')).toBeVisible();
  const { rows } = await client(activityApi, await portal.as('district')).list();
  expect(rows.map(({ state }) => state)).toEqual(['verified']);
});

test('the office opens an evaluation cycle', async ({ browser }) => {
  const page = await enter(browser, 'office');
  await page.goto('/cycles');
  await page.getByRole('button', { name: '新建周期' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('名称').fill('2026 年度考核评估');
  await form.getByLabel('每家评审专家数').fill('2');
  await form.getByRole('button', { name: '建立草稿' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('2026 年度考核评估');
  await page.getByRole('link', { name: '名单' }).click();
  await expect(page.getByRole('row', { name: new RegExp(studioName) })).toContainText('获建满两年');
  await expectAccessible(page);
  await page.getByRole('button', { name: '开启评估' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '开启评估' }).click();
  await expect(page.getByText('自评中').first()).toBeVisible();
});

test('the studio evaluates itself, with figures that are already there', async ({ browser }) => {
  test.slow();
  const page = await enter(browser, 'studio');
  await page.goto('/self-evaluations');
  await page.getByRole('link', { name: '填写' }).click();
  const lines = page.getByRole('article');
  await expect(lines).toHaveCount(18);
  await expect(lines.filter({ hasText: 'D1' }).first()).toContainText('自动值');
  for (const line of await lines.all()) {
    await line.getByLabel('自评分').fill('3.5');
    await line.getByLabel('说明').fill('见所附活动与台账。');
  }
  await lines.filter({ hasText: 'D1' }).first().getByRole('button', { name: '选佐证' }).click();
  await page.getByRole('dialog').getByText('主减速器装配传艺').click();
  await page.getByRole('dialog').getByRole('button', { name: '选好了' }).click();
  await expect(page.getByText(/已保存/).first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '检查并提交' }).click();
  await expect(page.getByText('内容完整，可以提交。')).toBeVisible();
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await expect(page.getByText('自评已提交。').first()).toBeVisible();
});

test('the office assigns two evaluators from the proposal and begins scoring', async ({ browser }) => {
  const page = await enter(browser, 'office');
  await page.goto('/cycles');
  await page.getByRole('link', { name: '2026 年度考核评估' }).click();
  await page.getByRole('main').getByRole('link', { name: '评审专家' }).click();
  await page.getByRole('button', { name: '自动分配' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '确认分配 2 份' }).click();
  await expect(page.getByRole('cell', { name: '2 / 2' }).first()).toBeVisible();
  await page.getByRole('button', { name: '结束自评，开始评分' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '结束自评，开始评分' }).click();
  await expect(page.getByText('专家评分中').first()).toBeVisible();
});

for (const [login, points] of [
  ['evaluator-1', '4'],
  ['evaluator-2', '3.5'],
] as const) {
  test(`${login} scores it beside the evidence`, async ({ browser }) => {
    test.slow();
    const page = await enter(browser, login);
    await page.goto('/scoring');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(studioName);
    for (let line = 0; line < 18; line++) {
      for (const key of points) await page.keyboard.press(key);
      await page.getByRole('textbox', { name: '评语' }).fill('材料齐全，已核对。');
      await page.getByRole('textbox', { name: '评语' }).blur();
      await page.keyboard.press('Enter');
    }
    await page
      .getByRole('dialog', { name: /提交前检查/ })
      .getByRole('button', { name: '提交评分' })
      .click();
    await expect(page.getByText('队列中已没有未完成的评分。').first()).toBeVisible();
  });
}

async function openDecision(page: Page): Promise<void> {
  await page.goto('/cycles');
  await page.getByRole('link', { name: '2026 年度考核评估' }).click();
  await page.getByRole('link', { name: '等次决定' }).click();
}

test('the office decides and proposes', async ({ browser }) => {
  test.slow();
  const page = await enter(browser, 'office');
  await page.goto('/cycles');
  await page.getByRole('link', { name: '2026 年度考核评估' }).click();
  await page.getByRole('button', { name: '封存评分，开始定等' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '封存评分，开始定等' }).click();
  await page.getByRole('link', { name: '等次决定' }).click();
  const row = page.getByRole('row', { name: new RegExp(studioName) });
  await expect(row).toContainText('67.50');
  await expect(row).toContainText('合格');
  await expectAccessible(page);
  await page.getByRole('button', { name: '按建议确认 1 家' }).click();
  await page.getByRole('button', { name: '提出等次建议' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '提出等次建议' }).click();
  await expect(page.getByText('已提交待放行。').first()).toBeVisible();
});

test('a colleague looks at what the studio will see, and releases it into publicity', async ({ browser }) => {
  const page = await enter(browser, 'office-2');
  await openDecision(page);
  await page.getByRole('button', { name: /^预览结果/ }).click();
  await expect(page.getByRole('dialog')).toContainText('67.50');
  await page.getByRole('dialog').getByRole('button', { name: '关闭' }).last().click();
  await page.getByRole('button', { name: '放行并公示' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('异议受理方式').fill('市高技能人才工作办公室 023-12345678');
  await dialog.getByRole('button', { name: '放行并公示' }).click();
  await expect(page.getByText('已放行并公示。').first()).toBeVisible();

  const anybody = await (await browser.newContext({ baseURL: portal.url })).newPage();
  await anybody.goto('/publicity');
  await expect(anybody.getByRole('main')).toContainText('023-12345678');
  await expect(anybody.getByRole('row', { name: new RegExp(studioName) })).toContainText('合格');
  await expectAccessible(anybody);
});

test('after the publicity the office publishes, and the grade lands on the timeline and the dashboard', async ({
  browser,
}) => {
  test.slow();
  await portal.endPublicity();
  const page = await enter(browser, 'office');
  await openDecision(page);
  await page.getByRole('button', { name: '发布结果' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('发文字号').fill('渝高技办[2026]7号');
  await dialog.getByLabel(/参评工作室数/).fill('1');
  await dialog.getByRole('button', { name: '发布结果' }).click();
  await expect(page.getByText('渝高技办〔2026〕7号').first()).toBeVisible();

  const [published] = await client(evaluationApi, await portal.as('studio')).myEvaluations();
  expect([published?.grade, published?.finalScore]).toEqual(['qualified', 6750]);

  await page.goto(`/studios/${studioId}`);
  await page.getByText('以列表查看（含文号）').click();
  await expect(page.getByText('渝高技办〔2026〕7号').filter({ visible: true }).first()).toBeVisible();
  await page.goto('/overview');
  await expect(page.getByRole('main')).toContainText('在册工作室');
  await page.getByRole('link', { name: '名单 1' }).first().click();
  await expect(page.getByText(studioName).first()).toBeVisible();
});

test('the studio reads its result with the clause', async ({ browser }) => {
  const page = await enter(browser, 'studio');
  await page.goto('/self-evaluations');
  await page.getByRole('link', { name: '查看结果' }).click();
  await expect(page.getByRole('main')).toContainText('67.50');
  await expect(page.getByRole('blockquote')).toContainText('每两年对工作室进行一次考核评估');
  await expectAccessible(page);
});

/** A picture of one grey pixel. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=',
  'base64',
);
