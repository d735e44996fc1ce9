import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { client, type Transport } from '@jianglian/contracts/shared';
import { identityApi } from '@jianglian/contracts/identity';
import type { Role } from '../../../packages/domain/src/identity/index.ts';
import { request } from '@playwright/test';

/** What is used of the server's own database driver. */
interface Driver {
  readonly Client: new (options: object) => {
    connect(): Promise<void>;
    query(text: string): Promise<unknown>;
    end(): Promise<void>;
  };
}

/** The built server; another build of it with API_DIST. */
const api = path.resolve(process.env['API_DIST'] ?? path.join(import.meta.dirname, '../../api/dist'));

/** The password of everybody in a portal that begins empty. */
export const firstPassword = 'First-day-2026';

export interface EmptyPortal {
  readonly url: string;
  /** A typed client as this person; a new session. */
  as(login: string): Promise<Transport>;
  /** Makes an account with one role, as the two administrators would. */
  hire(login: string, name: string, grant: Grant): Promise<void>;
  /** The server stops and starts again at another instant: everybody signs in anew, what was written is there. */
  continueAt(instant: string): Promise<void>;
  /** The days of the publicity pass: five of them are too long for a journey. */
  endPublicity(): Promise<void>;
  stop(): Promise<void>;
}

interface Grant {
  readonly role: Role;
  readonly studioId?: string;
  readonly hostUnitId?: string;
  readonly recommenderId?: string;
}

/** A portal as a city gets it: nothing but the dictionaries and two administrators made on the command line. */
export async function startEmptyPortal(instant?: string): Promise<EmptyPortal> {
  const data = mkdtempSync(path.join(tmpdir(), 'jianglian-empty-'));
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const env = {
    ...process.env,
    PORT: String(port),
    DATA_DIR: data,
    DATABASE_URL: '',
    DEMO: 'false',
    HOST: '127.0.0.1',
    LOG_LEVEL: 'warn',
    LOGIN_RATE: '10000',
    REQUEST_RATE: '100000',
  };
  for (const role of ['system-admin', 'security-admin']) {
    execFileSync(process.execPath, [path.join(api, 'cli/admin-create.js'), '--login', role, '--role', role], {
      env: { ...env, ADMIN_PASSWORD: firstPassword },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
  const start = async (at?: string) => {
    const program = spawn(process.execPath, [path.join(api, 'main.js')], {
      env: { ...env, ...(at === undefined ? {} : { CLOCK_FROM: at }) },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    await answering(`${url}/readyz`);
    return program;
  };
  const end = async (program: ChildProcess) => {
    program.kill('SIGTERM');
    await new Promise((resolve) => program.once('exit', resolve));
  };
  let server = await start(instant);

  const as = async (login: string): Promise<Transport> => {
    const context = await request.newContext({ baseURL: url });
    const reply = await context.post('/api/session', { data: { login, password: firstPassword } });
    if (!reply.ok()) throw new Error(`${login} cannot sign in: ${await reply.text()}`);
    const { csrf } = (await reply.json()) as { csrf: string };
    return async ({ endpoint, path: at, query, body }) => {
      const answer = await context.fetch(`/api${at}${query}`, {
        method: endpoint.method,
        headers: { 'X-CSRF-Token': csrf, 'Idempotency-Key': crypto.randomUUID() },
        ...(body === undefined ? {} : { data: body }),
      });
      if (!answer.ok()) throw new Error(`${endpoint.method} ${at}: ${answer.status()} ${await answer.text()}`);
      return answer.status() === 204 ? undefined : answer.json();
    };
  };
  return {
    url,
    as,
    async hire(login, name, grant) {
      const accounts = client(identityApi, await as('system-admin'));
      const roles = client(identityApi, await as('security-admin'));
      const { id, revision } = await accounts.createAccount({ body: { login, name, password: firstPassword } });
      await roles.grantRole({ params: { id }, body: { revision, reason: '上岗', ...grant } });
    },
    async endPublicity() {
      const { Client } = createRequire(path.join(api, 'main.js'))('pg') as Driver;
      const cluster = path.join(data, 'postgres');
      const database = new Client({
        host: '127.0.0.1',
        port: Number(readFileSync(path.join(cluster, 'cluster/postmaster.pid'), 'utf8').split('\n')[3]),
        user: 'jianglian',
        database: 'jianglian',
        password: readFileSync(path.join(cluster, 'password'), 'utf8').trim(),
      });
      await database.connect();
      await database.query(
        `UPDATE evaluation_cycles SET publicity_until = publicity_until - 30 WHERE state = 'publicity'`,
      );
      await database.end();
    },
    async continueAt(at) {
      await end(server);
      server = await start(at);
    },
    async stop() {
      await end(server);
      rmSync(data, { recursive: true, force: true });
    },
  };
}

async function answering(url: string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    const ok = await fetch(url).then(
      (reply) => reply.ok,
      () => false,
    );
    if (ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`${url} does not answer`);
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
