import { mkdtempSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defineConfig } from '@playwright/test';
import { chromiumOptions } from './support/chromium.ts';
import { DESKTOP, HERE, PHONE } from './support/screens.ts';

// Workers read this file again: what is chosen once is handed on in the environment.
const running = process.env['URL'];
process.env['JOURNEY_PORT'] ??= String(await freePort());
process.env['JOURNEY_DATA'] ??= running ? '' : mkdtempSync(path.join(tmpdir(), 'jianglian-journeys-'));
const baseURL = running ?? `http://localhost:${process.env['JOURNEY_PORT']}`;

/** Journeys through the built portal on a fresh database with the demo scenario, or through the one at URL. */
export default defineConfig({
  testDir: 'journeys',
  testMatch: '**/*.test.ts',
  outputDir: 'test-results',
  forbidOnly: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: process.env['REPORT'] ?? 'test-results/report.json' }]],
  use: {
    ...HERE,
    baseURL,
    launchOptions: await chromiumOptions(),
    actionTimeout: 20_000,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    reducedMotion: 'reduce',
  },
  // Every journey runs on a desktop; one tagged @phone on a phone too, one tagged @phone-only just there.
  projects: [
    { name: 'desktop', grepInvert: /@phone-only/, use: DESKTOP },
    { name: 'phone', grep: /@phone/, use: PHONE },
  ],
  ...(running
    ? {}
    : {
        globalTeardown: './support/remove-data.ts',
        webServer: {
          command: `exec "${process.execPath}" ../api/dist/main.js`,
          url: `${baseURL}/readyz`,
          timeout: 120_000,
          gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 15_000 },
          stdout: 'ignore' as const,
          env: {
            PORT: process.env['JOURNEY_PORT'],
            DATA_DIR: process.env['JOURNEY_DATA'],
            DATABASE_URL: '',
            HOST: '127.0.0.1',
            LOG_LEVEL: 'warn',
            LOGIN_RATE: '10000',
            REQUEST_RATE: '100000',
          },
        },
      }),
});

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
