import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashPassword } from '../../src/features/identity/password.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { buildServer, startServer, type ServerProcess } from '../support/server-process.ts';

const PASSWORD = 'Story-2026-password';
let dataDir: string;
let database: TestDatabase;
let db: pg.Client;
let one: ServerProcess;
let other: ServerProcess;

beforeAll(async () => {
  buildServer();
  dataDir = mkdtempSync(path.join(tmpdir(), 'jianglian-two-'));
  database = await createTestDatabase();
  db = new pg.Client(database.url);
  await db.connect();
  const env = {
    DATABASE_URL: database.url,
    DATABASE_POOL: '5',
    DATA_DIR: dataDir,
    FIELD_KEY: randomBytes(32).toString('base64'),
    FIELD_INDEX_KEY: randomBytes(32).toString('base64'),
    LOGIN_RATE: '30',
  };
  [one, other] = await Promise.all([startServer(env), startServer(env)]);
}, 120_000);

afterAll(async () => {
  await Promise.all([one?.end(), other?.end()]);
  await db?.end();
  await database?.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function account(): Promise<string> {
  const login = `someone-${randomUUID().slice(0, 8)}`;
  await db.query(
    'insert into accounts (id, login, display_name, password_hash, created_at) values ($1, $2, $2, $3, now())',
    [randomUUID(), login, await hashPassword(PASSWORD)],
  );
  return login;
}

const signIn = (server: ServerProcess, login: string, password = PASSWORD, headers: Record<string, string> = {}) =>
  fetch(`${server.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ login, password }),
  });

const codeOf = async (reply: Response) => ((await reply.json()) as { refusals: { code: string }[] }).refusals[0]?.code;

describe('two servers on one database', () => {
  test('someone who signs in at one is signed in at the other, and signs out of both', async () => {
    const login = await account();
    const reply = await signIn(one, login);
    expect(reply.status).toBe(200);
    const { csrf } = (await reply.json()) as { csrf: string };
    const cookie = reply.headers.get('set-cookie')?.split(';')[0] ?? '';
    const nameAt = async (server: ServerProcess) => {
      const session = await fetch(`${server.url}/api/session`, { headers: { cookie } });
      return ((await session.json()) as { account: { login: string } | null }).account?.login;
    };
    expect(await nameAt(other)).toBe(login);

    const left = await fetch(`${other.url}/api/session`, {
      method: 'DELETE',
      headers: { cookie, 'x-csrf-token': csrf },
    });
    expect(left.ok).toBe(true);
    expect(await nameAt(one)).toBeUndefined();
  });

  test('wrong passwords are counted together, so guessing at both does not help', async () => {
    const login = await account();
    for (const server of [one, other, one, other, one])
      expect(await codeOf(await signIn(server, login, 'wrong'))).toBe('identity.wrong-credentials');
    expect(await codeOf(await signIn(other, login))).toBe('identity.account-locked');
  });

  test('the rate limit is one limit, whatever address a client claims to come from', async () => {
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 40; attempt += 1) {
      const claimed = { 'x-forwarded-for': `203.0.113.${attempt}` };
      const reply = await signIn(attempt % 2 ? one : other, `nobody-${attempt}`, 'wrong', claimed);
      statuses.push(reply.status);
    }
    expect(statuses.at(0)).toBe(401);
    expect(statuses.at(-1)).toBe(429);
    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(30);
  });

  test('when one is killed the other goes on', async () => {
    await one.end('SIGKILL');
    const session = await fetch(`${other.url}/api/session`);
    expect(session.status).toBe(200);
  });
});
