import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { HERE } from './screens.ts';
import { signIn } from './sign-in.ts';

const main = path.join(import.meta.dirname, '../../api', process.env['API_DIST'] ?? 'dist', 'main.js');

export interface DemoPortal {
  readonly url: string;
  /** A browser of this person, on this portal. */
  enter(browser: Browser, login: string, screen?: object): Promise<Page>;
  /** Stops and starts again with its data on another day: what waits for a deadline need not be waited for. */
  on(instant: string): Promise<void>;
  stop(): Promise<void>;
}

/** The demo city in a portal of its own, whose clock starts at an instant of one's choice. */
export async function startDemoPortal(instant: string): Promise<DemoPortal> {
  const data = mkdtempSync(path.join(tmpdir(), 'jianglian-demo-'));
  const port = await freePort();
  const url = `http://localhost:${port}`;
  let server: ChildProcess;
  const start = async (from: string) => {
    server = spawn(process.execPath, [main], {
      env: {
        ...process.env,
        PORT: String(port),
        DATA_DIR: data,
        DATABASE_URL: '',
        HOST: '127.0.0.1',
        LOG_LEVEL: 'warn',
        LOGIN_RATE: '10000',
        REQUEST_RATE: '100000',
        CLOCK_FROM: from,
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    await answering(`${url}/readyz`);
  };
  const end = async () => {
    const gone = once(server, 'exit');
    server.kill('SIGTERM');
    await gone;
  };
  await start(instant);
  return {
    url,
    async enter(browser, login, screen = {}) {
      const context = await browser.newContext({ ...HERE, baseURL: url, ...screen });
      const page = await context.newPage();
      await signIn(page, login);
      return page;
    },
    async on(next) {
      await end();
      await start(next);
    },
    async stop() {
      await end();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

async function answering(address: string): Promise<void> {
  for (let tries = 0; tries < 240; tries += 1) {
    if (
      await fetch(address).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`${address} does not answer`);
}

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
