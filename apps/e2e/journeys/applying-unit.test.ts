import { randomInt } from 'node:crypto';
import { expect, expectAccessible, test } from '../support/journey.ts';

/** A unit that has no studio comes into the portal: registered by the office, its account made by one administrator, bound by another. */
test('a unit without a studio gets an account of its own', { tag: '@phone' }, async ({ as, page }) => {
  test.setTimeout(240_000);
  const { creditCodeOf } = await import('@jianglian/testkit');
  const number = randomInt(20_000, 99_999);
  const unit = `重庆砺岸精工${number}有限公司`;
  const [login, password] = [`first-${number}`, 'Ready-2026-to-apply'];

  const office = await as('office');
  await office.goto('/studios');
  await office.getByRole('button', { name: '登记申报单位' }).click();
  const form = office.getByRole('dialog');
  await form.getByLabel('单位名称').fill(unit);
  await form.getByLabel('统一社会信用代码').fill('91110000600037341A');
  await expect(form.getByRole('alert')).toContainText('校验码不符');
  await form.getByLabel('统一社会信用代码').fill(creditCodeOf(number));
  await expect(form.getByRole('alert')).toHaveCount(0);
  await expectAccessible(office);
  await form.getByRole('button', { name: '保存' }).click();
  await expect(form).toBeHidden();

  const system = await as('sysadmin');
  await system.goto('/accounts');
  await system.getByRole('button', { name: '新建账号' }).click();
  const account = system.getByRole('dialog');
  await account.getByLabel('账号', { exact: true }).fill(login);
  await account.getByLabel('姓名').fill('骆申报');
  await account.getByLabel('密码', { exact: false }).first().fill(password);
  await account.getByRole('button', { name: '新建账号' }).click();
  await expect(account).toBeHidden();

  const security = await as('secadmin');
  await security.goto('/accounts');
  await security.getByRole('main').getByRole('searchbox').fill(login);
  await security.getByRole('link', { name: login }).click();
  await security.getByRole('button', { name: '授予角色' }).click();
  const grant = security.getByRole('dialog');
  await grant.getByRole('radio', { name: '申报单位' }).check();
  await expect(grant).toContainText('必须绑定一个单位');
  await grant.getByRole('combobox').fill(String(number));
  await security.getByRole('option', { name: unit }).click();
  await expect(grant).not.toContainText('必须绑定一个单位');
  await grant.getByRole('textbox').last().fill('申报新建工作室');
  await expectAccessible(security);
  await grant.getByRole('button', { name: '授予角色' }).click();
  await expect(security.getByRole('main')).toContainText(unit);
  await expectAccessible(security);

  await page.goto('/sign-in');
  await page.getByLabel('账号', { exact: true }).fill(login);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('main').getByRole('button', { name: '登录' }).click();
  await expect(page).toHaveURL('/inbox');
  await expectAccessible(page);
  await page.goto('/account');
  await expect(page.getByRole('main')).toContainText(unit);
  await page.goto('/studios');
  await expect(page.getByRole('main')).toContainText('没有');
});
