/**
 * What a stranger's browser loads first, and when it shows the largest part of it: `first-view.ts <address>`.
 * Prints JSON: kilobytes of code in gzip (fonts counted apart), and the median largest contentful paint on a CPU slowed
 * four times behind fast 3G.
 */
import { gzipSync } from 'node:zlib';
import { chromium, type Browser } from '@playwright/test';
import { chromiumOptions } from '../support/chromium.ts';
import { HERE, PHONE } from '../support/screens.ts';

const FAST_3G = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };
const SLOWER = 4;
const VISITS = 5;
/** After the page's load: late pieces and late paints. */
const SETTLED_MS = 3_000;

const address = process.argv[2] ?? 'http://localhost:3000/';
const browser = await chromium.launch(await chromiumOptions());
try {
  const weight = await weigh(browser);
  const paints: number[] = [];
  for (let visit = 0; visit < VISITS; visit += 1) paints.push(await largestPaint(browser));
  paints.sort((a, b) => a - b);
  console.log(JSON.stringify({ ...weight, lcpMs: Math.round(paints[Math.floor(VISITS / 2)]!) }));
} finally {
  await browser.close();
}

async function weigh(within: Browser) {
  const page = await within.newPage({ ...PHONE, ...HERE });
  const code: Promise<number>[] = [];
  const fonts: Promise<number>[] = [];
  page.on('response', (response) => {
    const kind = response.request().resourceType();
    const sized = response.body().then(
      (body) => (kind === 'font' ? body.length : gzipSync(body).length),
      () => 0,
    );
    if (response.ok()) (kind === 'font' ? fonts : code).push(sized);
  });
  await page.goto(address);
  await page.waitForTimeout(SETTLED_MS);
  const sum = async (sizes: readonly Promise<number>[]) =>
    Math.round((await Promise.all(sizes)).reduce((total, size) => total + size, 0) / 102.4) / 10;
  const weight = { kilobytes: await sum(code), fontKilobytes: await sum(fonts), files: code.length };
  await page.close();
  return weight;
}

async function largestPaint(within: Browser): Promise<number> {
  const context = await within.newContext({ ...PHONE, ...HERE });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', FAST_3G);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await page.addInitScript(() => {
    const seen = globalThis as { largestPaint?: number };
    new PerformanceObserver((list) => {
      seen.largestPaint = list.getEntries().at(-1)?.startTime ?? seen.largestPaint ?? 0;
    }).observe({ type: 'largest-contentful-paint', buffered: true });
  });
  await page.goto(address);
  await page.waitForTimeout(SETTLED_MS);
  const paint = await page.evaluate(() => (globalThis as { largestPaint?: number }).largestPaint ?? 0);
  await context.close();
  return paint;
}
