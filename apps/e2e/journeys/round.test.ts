import { client } from '@jianglian/contracts/shared';
import { referenceApi } from '@jianglian/contracts/reference';
import { studioApi } from '@jianglian/contracts/studio';
import { upgradeApi } from '@jianglian/contracts/upgrade';
import { paper, picture } from '@jianglian/testkit';
import type { Browser, Page } from '@playwright/test';
import { type EmptyPortal, firstPassword, startEmptyPortal } from '../support/empty-portal.ts';
import { expect, expectAccessible, test } from '../support/journey.ts';
import { signIn } from '../support/sign-in.ts';

/**
 * A yearly round from its call to the money, each step by the person whose it is, each in its window:
 * call → verdict → application → ranking and sealed letter → formal check → decision by two → publicity → publication → ledger.
 */
test.describe.configure({ mode: 'serial' });
const studioName = '冉庭舟装配钳工技能大师工作室';
/** 1,500 to 2,000 characters (三(二)2). */
const deeds = '冉庭舟从事装配钳工二十六年，主持攻克精密传动装置装配难题，带出高级工以上徒弟四十余人。'.repeat(40);

let portal: EmptyPortal;
let studioId: string;
let roundPath: string;
let applicationPath: string;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  // The calendar of the 2024 notice, two years on: applications until 15 July 18:00, recommenders until the end of 22 July.
  portal = await startEmptyPortal('2026-07-02T01:00:00Z');
  await portal.hire('office', '骆怀锦', { role: 'office' });
  await portal.hire('office-2', '宋知白', { role: 'office' });
  const office = await portal.as('office');
  const { recommenders } = await client(referenceApi, office).all({});
  const recommenderId = recommenders.find(({ name }) => name === '北碚区人力社保局')!.id;
  const registry = client(studioApi, office);
  ({ id: studioId } = await registry.found({
    body: {
      name: studioName,
      tier: 'municipal',
      happenedOn: '2022-11-30',
      documentNumber: '渝高技办〔2022〕9号',
      hostUnit: { name: '重庆衡岳精密传动有限公司', kind: 'enterprise', districtCode: '500109' },
      master: {
        name: '冉庭舟',
        birthDate: '1978-04-12',
        skillLevel: 'senior-technician',
        honours: [{ name: '重庆市技术能手', level: 'provincial', year: 2019 }],
      },
      occupation: { id: null, name: '装配钳工' },
      clusterCode: 'B1',
      recommenderId,
      districtCode: '500109',
    },
  }));
  await portal.hire('studio', '苏问梅', { role: 'studio', studioId });
  await portal.hire('district', '石琢玉', { role: 'recommender', recommenderId });
  const params = { id: studioId };
  const { revision } = await registry.get({ params, query: {} });
  const by = { happenedOn: '2025-12-15', documentNumber: '渝高技办〔2025〕18号' };
  await registry.act({ params, body: { kind: 'evaluated', revision, grade: 'excellent', ...by } });
  const studio = await portal.as('studio');
  for (const name of ['陶一鸣', '白若川', '覃向阳', '文知行']) {
    const seen = await client(studioApi, studio).get({ params, query: {} });
    await client(studioApi, studio).joinTeam({
      params,
      body: { revision: seen.revision, name, joinedOn: '2023-01-01' },
    });
  }
  const facts = { presenceMonths: 10, insuredWithUnit: true, skilledPercent: 46, trainingFundPercent: 68 } as const;
  for (const [fact, value] of Object.entries(facts)) {
    const body = { fact: fact as keyof typeof facts, value, holdsOn: '2026-06-30', source: '2026 年用工核查表' };
    await client(upgradeApi, studio).declare({ params, body });
  }
});
test.afterAll(() => portal?.stop());

async function enter(browser: Browser, login: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: portal.url });
  const page = await context.newPage();
  await signIn(page, login, firstPassword);
  return page;
}
const file = ({ name, mediaType, bytes }: ReturnType<typeof paper>) => ({
  name,
  mimeType: mediaType,
  buffer: Buffer.from(bytes),
});

test('the office makes a round like the notice and calls it', async ({ browser }) => {
  const page = await enter(browser, 'office');
  await page.goto('/rounds');
  await page.getByRole('button', { name: '新建一轮' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('照此新建').selectOption({ label: '通知 渝高技办〔2024〕7号' });
  await dialog.getByLabel('年度').fill('2026');
  await dialog.getByRole('button', { name: '新建草稿' }).click();
  await page.waitForURL(/\/rounds\/[0-9a-f-]+/);
  roundPath = new URL(page.url()).pathname;
  await expect(page.getByText(/7月15日 18:00/).first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '发布通知' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '发布通知' }).click();
  await expect(page.getByText('通知已发布').first()).toBeVisible();
});

test('the studio reads that it may apply, and applies', async ({ browser }) => {
  test.slow();
  await portal.continueAt('2026-07-14T01:00:00Z');
  const page = await enter(browser, 'studio');
  await page.goto('/eligibility');
  await expect(page.getByRole('heading', { level: 2, name: /可以申报/ })).toBeVisible();
  await page.getByRole('button', { name: '申报上一层级' }).click();
  await page.waitForURL(/\/applications\/[0-9a-f-]+$/);
  applicationPath = new URL(page.url()).pathname;
  // The name of the master, the unit, the team: from the register, nothing of it is typed again.
  await expect(page.getByText('重庆衡岳精密传动有限公司').first()).toBeVisible();
  await writeForm(page);
  await page.getByRole('textbox', { name: '事迹材料' }).fill(deeds);
  await expect(page.getByText(/1\d\d\d 字，应为 1500～2000 字/)).toBeVisible();
  const drop = (kind: string) => page.locator(`#${kind} input[type=file]`);
  for (const kind of ['verification-form', 'id-card', 'skill-certificate', 'education-certificate']) {
    await drop(kind).setInputFiles(file(paper('certificate', kind, 'c')));
  }
  await drop('work-photo').setInputFiles(file(picture('work-photo', 'p')));
  await drop('evidence').setInputFiles(file(paper('test-report', 'report', 'a', 3)));
  await expect(page.getByText('合并后共 3 页，最多 20 页')).toBeVisible();
  await drop('evidence').setInputFiles(file(picture('site', 'b')));
  await expect(page.getByText('合并后共 4 页，最多 20 页')).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('link', { name: '检查并提交' }).first().click();
  await expect(page.getByText('材料齐全，可以提交')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '提交申报' }).click();
  await expect(page.getByText('申报已提交').first()).toBeVisible();
  const serial = await page
    .getByText(/^HZ2026-/)
    .first()
    .innerText();
  const stranger = await (await browser.newContext({ baseURL: portal.url })).newPage();
  await stranger.goto(`/receipts/${serial.trim()}`);
  await expect(stranger.getByText(/签名有效|有效/).first()).toBeVisible();
});

/** The parts of the form that are words and numbers, in the order of the page. */
async function writeForm(page: Page): Promise<void> {
  const fields: Readonly<Record<string, string>> = {
    'legal-representative': '杜若谦',
    address: '重庆市北碚区蔡家岗镇某路 18 号',
    'contact-name': '苏问梅',
    'contact-phone': '023-68000000',
    staff: '420',
    'skilled-staff': '193',
    'high-skilled-staff': '88',
    introduction: '公司从事精密传动装置的研发和制造。',
    education: '大专',
    'work-years': '26',
    resume: '2000 年起从事装配钳工。',
    necessity: '传动装置装配技能传承的需要。',
    goals: '三年培养高级工以上 60 人。',
    policies: '建立技能人才评价和激励制度。',
    funds: '按补助经费一比一配套。',
    premises: '专用场地 160 平方米。',
    handler: '苏问梅',
    'signed-on': '2026-07-14',
  };
  for (const [field, value] of Object.entries(fields)) await page.locator(`#f-${field}`).fill(value);
  await page.getByRole('checkbox', { name: /此件与原件相符/ }).check();
}

test('the district ranks it, seals its letter and submits in its window', async ({ browser }) => {
  test.slow();
  await portal.continueAt('2026-07-17T01:00:00Z');
  const page = await enter(browser, 'district');
  await page.goto(`${roundPath}/ranking`);
  await page.getByRole('button', { name: `将 ${studioName} 排入推荐名单` }).click();
  await expect(page.getByText('1 / 2 已用')).toBeVisible();
  await expectAccessible(page);
  const serial = await page
    .getByText(/^TJ2026-/)
    .first()
    .innerText();
  await page.getByRole('button', { name: '上传盖章件', exact: true }).click();
  await seal(page, serial);
  await page.getByRole('button', { name: `上传盖章件 ${studioName}` }).click();
  await seal(page);
  await page.getByRole('button', { name: '提交推荐' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '提交推荐' }).click();
  await expect(page.getByText('推荐已提交').first()).toBeVisible();
});

async function seal(page: Page, serial?: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.locator('input[type=file]').setInputFiles(file(paper('agreement', '盖章扫描件', serial ?? 'form')));
  if (serial !== undefined) await dialog.getByLabel('扫描件上的推荐函编号').fill(serial.trim());
  await dialog.getByRole('button', { name: '确认上传' }).click();
  await expect(dialog).toBeHidden();
}

test('the office checks it and proposes, a colleague releases', async ({ browser }) => {
  test.slow();
  await portal.continueAt('2026-07-23T01:00:00Z');
  const page = await enter(browser, 'office');
  await page.goto(roundPath);
  await page.getByRole('button', { name: '开始评审' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '开始评审' }).click();
  await expect(page.getByText('已开始评审').first()).toBeVisible();
  await page.goto(`${applicationPath}/formal-check`);
  const items = page.locator('li.item');
  await expect(items.first()).toBeVisible();
  for (let left = await open(page); left > 0; left = await open(page)) {
    await page
      .locator('li.item', { has: page.getByText('待判断', { exact: true }) })
      .first()
      .getByRole('button')
      .first()
      .click();
    await page.locator('li.item.current').getByRole('button', { name: '是', exact: true }).click();
    await expect.poll(() => open(page)).toBeLessThan(left);
  }
  await expectAccessible(page);
  await page.getByRole('button', { name: '形式审查通过' }).click();
  await expect(page.getByText('已通过形式审查').first()).toBeVisible();

  await page.goto(`${roundPath}/awards`);
  await page.getByRole('button', { name: '按建议决定 1 件' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '保存决定' }).click();
  await expect(page.getByText('已定 1 / 名额 15')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '提交拟定方案' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '提交拟定方案' }).click();
  await expect(page.getByText('方案已提交，等待另一位同事审定。').first()).toBeVisible();

  const colleague = await enter(browser, 'office-2');
  await colleague.goto(`${roundPath}/awards`);
  await colleague.getByRole('button', { name: '审定并公示' }).click();
  const dialog = colleague.getByRole('dialog');
  await dialog.getByLabel('异议受理方式').fill('市高技办 023-88126933');
  await dialog.getByRole('button', { name: '审定并公示' }).click();
  await expect(colleague.getByText('已审定并公示。').first()).toBeVisible();
  const stranger = await (await browser.newContext({ baseURL: portal.url })).newPage();
  await stranger.goto('/awards');
  await expect(stranger.getByText(studioName).first()).toBeVisible();
  await expectAccessible(stranger);
});

const open = (page: Page): Promise<number> =>
  page.locator('li.item', { has: page.getByText('待判断', { exact: true }) }).count();

test('the publication makes it 首席, and the ledger owes the difference', async ({ browser }) => {
  await portal.continueAt('2026-08-03T01:00:00Z');
  const page = await enter(browser, 'office');
  await page.goto(`${roundPath}/awards`);
  await page.getByRole('button', { name: '正式公布' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('发文字号').fill('渝高技办〔2026〕14号');
  await dialog.locator('input[name=confirmation]').fill('1');
  await dialog.getByRole('button', { name: '正式公布' }).click();
  await expect(page.getByText('已公布。').first()).toBeVisible();

  await page.goto(`/studios/${studioId}`);
  await expect(page.getByText('市级首席').first()).toBeVisible();
  await expect(page.getByText('渝高技办〔2026〕14号').locator('visible=true').first()).toBeVisible();
  await page.goto(`/studios/${studioId}/subsidy`);
  await expect(page.getByRole('row').filter({ hasText: '市级首席' }).first()).toContainText('100,000');
  await expectAccessible(page);
});
