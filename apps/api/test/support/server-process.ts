import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../src/platform/database/embedded/postmaster.ts';

const root = path.resolve(import.meta.dirname, '../../../..');

export interface ServerProcess {
  readonly url: string;
  /** Asks it to end and waits until it has; or ends it at once. */
  end(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/** What people start, built from the present source. Once per test file; quick when nothing changed. */
export function buildServer(): void {
  execFileSync(process.execPath, ['scripts/build.ts', '@jianglian/api'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** The built portal in a process of its own, when it answers. */
export async function startServer(env: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, ['apps/api/dist/main.js'], {
    cwd: root,
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'test',
      HOST: '127.0.0.1',
      PORT: String(port),
      LOG_LEVEL: 'warn',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const gone = once(child, 'exit');
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
  const end = async (signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM') => {
    child.kill(signal);
    await gone;
  };
  for (const began = performance.now(); performance.now() - began < 45_000; await pause(50)) {
    if (child.exitCode !== null) throw new Error(`the server ended:\n${said}`);
    if (
      await fetch(`${url}/api/session`).then(
        (reply) => reply.ok,
        () => false,
      )
    )
      return { url, end };
  }
  await end('SIGKILL');
  throw new Error(`the server does not answer:\n${said}`);
}
