import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import type { LaunchOptions } from '@playwright/test';

const CACHE = path.resolve(import.meta.dirname, '../../../node_modules/.cache');

const SYSTEM_BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** No sandbox: containers forbid it, and only our own pages are opened. The rest keeps the browser off the network. */
const ARGS = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** What Playwright needs to start a Chromium: yours (CHROME_PATH), the system's, or else the one npm brought. */
export async function chromiumOptions(): Promise<LaunchOptions> {
  const yours = process.env['CHROME_PATH'] ?? SYSTEM_BROWSERS.find((file) => existsSync(file) && runs(file));
  if (yours) return { executablePath: yours, args: ARGS };
  const folder = await unpackedChromium();
  const executablePath = path.join(folder, 'chromium');
  if (runs(executablePath)) return { executablePath, args: ARGS };
  const env = { ...process.env, LD_LIBRARY_PATH: path.join(folder, 'lib') } as Record<string, string>;
  if (runs(executablePath, env)) return { executablePath, args: ARGS, env };
  throw new Error(
    'The Chromium from npm does not run on this machine: set CHROME_PATH to a Chromium or Chrome of yours.',
  );
}

const runs = (file: string, env = process.env) => spawnSync(file, ['--version'], { stdio: 'ignore', env }).status === 0;

/** Unpacks Chromium and the libraries a bare machine lacks, once per version; aside, so that a broken attempt does not count. */
async function unpackedChromium(): Promise<string> {
  const root = path.resolve(path.dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..');
  const { default: about } = await import(path.join(root, 'package.json'), { with: { type: 'json' } });
  const folder = path.join(CACHE, `chromium-${about.version}`);
  if (existsSync(folder)) return folder;
  mkdirSync(CACHE, { recursive: true });
  const draft = mkdtempSync(path.join(CACHE, 'chromium-draft-'));
  const decompress = (from: string, to: string) =>
    pipeline(
      createReadStream(path.join(root, 'bin', from)),
      createBrotliDecompress(),
      createWriteStream(path.join(draft, to)),
    );
  await decompress('chromium.br', 'chromium');
  chmodSync(path.join(draft, 'chromium'), 0o755);
  for (const name of ['swiftshader', 'al2023']) {
    await decompress(`${name}.tar.br`, `${name}.tar`);
    execFileSync('tar', ['-xf', `${name}.tar`], { cwd: draft });
    rmSync(path.join(draft, `${name}.tar`));
  }
  try {
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true });
    if (!existsSync(folder)) throw error; // otherwise another process unpacked it meanwhile
  }
  return folder;
}
