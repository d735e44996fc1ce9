/**
 * Takes a picture of one page of a running portal:
 *   npm run -w @jianglian/e2e look -- <login> <path> [--phone] [--dark] [--en] [--full] [--axe] [--click <selector>]… [--out <file>]
 * `-` as login looks without signing in. The portal's address is in URL (default http://localhost:3000).
 * Tells errors of the page; with --axe also what is wrong for people who use assistive technology.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type BrowserContextOptions, type Page } from '@playwright/test';
import { accessibilityFaults } from '../support/accessible.ts';
import { chromiumOptions } from '../support/chromium.ts';
import { DESKTOP, HERE, PHONE } from '../support/screens.ts';
import { signIn } from '../support/sign-in.ts';

const flag = { type: 'boolean', default: false } as const;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    phone: flag,
    dark: flag,
    en: flag,
    full: flag,
    axe: flag,
    click: { type: 'string', multiple: true, default: [] },
    out: { type: 'string' },
  },
});
const [login, address] = positionals;
if (!login || !address) {
  console.error(
    'look <login|-> <path> [--phone] [--dark] [--en] [--full] [--axe] [--click <selector>]… [--out <file>]',
  );
  process.exit(2);
}

const root = process.env['INIT_CWD'] ?? process.cwd();
const name = [
  login,
  address.replaceAll(/[^\p{L}\p{N}]+/gu, '-'),
  values.phone && 'phone',
  values.dark && 'dark',
  values.en && 'en',
];
const file = path.resolve(root, values.out ?? `.data/look/${name.filter(Boolean).join('.')}.png`);

const browser = await chromium.launch(await chromiumOptions());
try {
  const page = await openPage();
  if (login !== '-') await signIn(page, login);
  await page.goto(address);
  await settled(page);
  for (const selector of values.click) {
    await page.locator(selector).first().click({ timeout: 5_000 });
    await settled(page);
  }
  mkdirSync(path.dirname(file), { recursive: true });
  await page.screenshot({ path: file, fullPage: values.full });
  console.log(file);
  if (values.axe) for (const fault of await accessibilityFaults(page)) console.log(`axe ${fault}`);
} finally {
  await browser.close();
}

async function openPage(): Promise<Page> {
  const options: BrowserContextOptions = {
    ...HERE,
    ...(values.phone ? PHONE : DESKTOP),
    ...(values.en ? { locale: 'en-GB' } : {}),
    baseURL: process.env['URL'] ?? 'http://localhost:3000',
    colorScheme: values.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  };
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      console.log(`console ${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => console.log(`page error: ${error.message}`));
  page.on('response', (reply) => {
    if (reply.status() >= 400) console.log(`${reply.status()} ${reply.request().method()} ${reply.url()}`);
  });
  return page;
}

/** Data loaded, fonts there, charts redrawn. A page with an open stream never is idle: go on after a while. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle', { timeout: 8_000 }).catch(() => {});
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(400);
}
