import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { demoPassword } from '@jianglian/domain/identity';
import { send } from './load.ts';

export interface Program {
  readonly port: number;
  readonly pid: number | undefined;
  /** From the start of the process to its first ready answer. */
  readonly startedInMs: number;
  stop(): Promise<void>;
}

const PATIENCE_MS = 60_000;
const children = new Set<ChildProcess>();
// Whatever ends the bench ends what it started: by a signal too.
process.on('exit', () => children.forEach((child) => child.kill('SIGTERM')));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(2));

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** The built server as it runs in production, on a folder of its own; only the limits of calls per address are lifted. */
export const startPortal = (dataDir: string, port: number): Promise<Program> =>
  started(process.execPath, [here('../main.js')], port, '/readyz', {
    DATA_DIR: dataDir,
    PORT: String(port),
    DEMO: 'false',
    LOGIN_RATE: '1000000',
    REQUEST_RATE: '1000000000',
  });

/** `npm start`, as a person types it, until it is ready to answer. */
export const npmStart = (root: string, dataDir: string, port: number): Promise<Program> =>
  started(
    'npm',
    ['start', '--silent'],
    port,
    '/readyz',
    { DATA_DIR: dataDir, PORT: String(port), DEMO: 'false' },
    root,
  );

/** The bare limit: node's own HTTP server and the bare driver, in a process of its own as well. */
export const startBare = (url: string, statements: string, port: number): Promise<Program> =>
  started(process.execPath, [here('./bare.js'), url, statements, String(port)], port, '/ready', {});

async function started(
  command: string,
  args: readonly string[],
  port: number,
  ready: string,
  env: Readonly<Record<string, string>>,
  cwd?: string,
): Promise<Program> {
  const began = performance.now();
  const child = spawn(command, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
    ...(cwd === undefined ? {} : { cwd }),
  });
  children.add(child);
  child.once('exit', () => children.delete(child));
  await untilReady(child, port, ready);
  return { port, pid: child.pid, startedInMs: performance.now() - began, stop: () => stop(child) };
}

async function untilReady(child: ChildProcess, port: number, ready: string): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${child.spawnargs.join(' ')} ended with ${child.exitCode}`);
    const answer = await send(port, { path: ready }).catch(() => undefined);
    if (answer?.status === 200) return;
    if (performance.now() > until) {
      child.kill('SIGKILL');
      throw new Error(`${child.spawnargs.join(' ')} is not ready after ${PATIENCE_MS} ms`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

export interface Person {
  readonly headers: Readonly<Record<string, string>>;
}

/** Signs in as somebody of the demo scenario: what each call has to carry. */
export async function signIn(port: number, login: string): Promise<Person> {
  const answer = await send(port, {
    method: 'POST',
    path: '/api/session',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password: demoPassword }),
  });
  if (answer.status !== 200) throw new Error(`sign-in of ${login}: ${answer.status} ${answer.text}`);
  const cookie = (answer.headers['set-cookie'] ?? []).map((line) => line.split(';', 1)[0]).join('; ');
  const { csrf } = JSON.parse(answer.text) as { csrf: string };
  return { headers: { cookie, 'x-csrf-token': csrf, 'content-type': 'application/json' } };
}
