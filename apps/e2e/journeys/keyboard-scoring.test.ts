import type { BrowserContext, Page } from '@playwright/test';
import { type EmptyPortal, firstPassword, startEmptyPortal } from '../support/empty-portal.ts';
import { fullQueue } from '../support/full-queue.ts';
import { expect, test } from '../support/journey.ts';
import { signIn } from '../support/sign-in.ts';

test.describe.configure({ mode: 'serial' });
// Three thousand keys: pictures of each would take longer than the pressing.
test.use({ trace: 'off' });

const STUDIOS = 40;
const LINES = 18;
let portal: EmptyPortal;
let context: BrowserContext;
let page: Page;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  portal = await startEmptyPortal();
  await portal.hire('office', '骆怀锦', { role: 'office' });
  await portal.hire('evaluator', '覃怀远', { role: 'evaluator' });
  await fullQueue(portal, 'evaluator', STUDIOS);
  context = await browser.newContext({ baseURL: portal.url, locale: 'zh-CN', reducedMotion: 'reduce' });
  page = await context.newPage();
  await signIn(page, 'evaluator', firstPassword);
  await page.goto('/scoring');
});
test.afterAll(async () => {
  await context?.close();
  await portal?.stop();
});

const heading = () => page.getByRole('heading', { level: 1 });

test('the keys abstain on a line, show its versions, skip a studio and come back', async () => {
  await expect(heading()).toContainText('第01');
  await page.keyboard.press('a');
  const comment = page.getByRole('textbox', { name: '评语' });
  await expect(comment).toBeFocused();
  await page.keyboard.type('场地由园区统一提供');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('list', { name: '18 项指标' }).locator('[aria-current=step]')).toContainText('2');
  await page.keyboard.press('x');
  await expect(heading()).toContainText('第02');
  await page.keyboard.press('k');
  await expect(heading()).toContainText('第01');
  await page.getByRole('list', { name: '18 项指标' }).getByRole('button').first().focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('h');
  const versions = page.getByRole('dialog', { name: 'A1 历次修改' });
  await expect(versions).toContainText('场地由园区统一提供');
  await page.keyboard.press('Escape');
  await expect(versions).toBeHidden();
});

test('a mark written on two devices shows both versions, and the chosen one stays', async ({ browser }) => {
  const device = await browser.newContext({ baseURL: portal.url, locale: 'zh-CN', reducedMotion: 'reduce' });
  const second = await device.newPage();
  await signIn(second, 'evaluator', firstPassword);
  await second.goto(page.url());
  await page.reload();
  const strip = (of: Page) => of.getByRole('list', { name: '18 项指标' }).getByRole('button');
  for (const of of [page, second]) await strip(of).nth(1).click();
  const saved = page.waitForResponse((reply) => reply.request().method() === 'PUT' && reply.ok());
  await page.keyboard.press('3');
  await saved;
  await second.keyboard.press('1');
  const conflict = second.getByRole('dialog', { name: 'A2 有两个版本' });
  await expect(conflict).toContainText('3.00');
  await expect(conflict).toContainText('1.00');
  await conflict.getByRole('button', { name: '用已保存的' }).click();
  await expect(conflict).toBeHidden();
  await expect(second.getByRole('textbox', { name: '本项得分' })).toHaveValue('3');
  await device.close();
});

test('an evaluator scores forty studios by keyboard alone', async () => {
  test.setTimeout(300_000);
  await page.goto('/scoring');
  for (let studio = 1; studio <= STUDIOS; studio += 1) {
    const name = `第${String(studio).padStart(2, '0')}技能大师工作室`;
    await expect(heading()).toHaveText(name);
    const strip = page.getByRole('list', { name: '18 项指标' });
    const begun = await strip.locator('button.done').count();
    for (let line = begun; line < LINES; line += 1) {
      await page.keyboard.press('3');
      await page.keyboard.press('c');
      await page.keyboard.insertText('已对照材料核对');
      await page.keyboard.press('Control+Enter');
    }
    const check = page.getByRole('dialog', { name: /提交前检查/ });
    await expect(check.getByRole('button', { name: '提交评分' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(check).toBeHidden();
  }
  await expect(page.getByRole('complementary', { name: '我的队列' })).toContainText(`${STUDIOS}/ ${STUDIOS} 已提交`);
});
