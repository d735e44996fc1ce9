import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashPassword } from '../../src/features/identity/password.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { png } from '../support/sample-files.ts';
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
  const [id, login] = [randomUUID(), `someone-${randomUUID().slice(0, 8)}`];
  await db.query(
    'insert into accounts (id, login, display_name, password_hash, created_at) values ($1, $2, $2, $3, now())',
    [id, login, await hashPassword(PASSWORD)],
  );
  await db.query("insert into account_roles (account_id, role, studio_id) values ($1, 'studio', $2)", [
    id,
    randomUUID(),
  ]);
  return login;
}

/** The headers by which this person's browser is known to either server. */
async function signedIn(server: ServerProcess, login: string): Promise<Record<string, string>> {
  const reply = await signIn(server, login);
  expect(reply.status).toBe(200);
  const { csrf } = (await reply.json()) as { csrf: string };
  return { cookie: reply.headers.get('set-cookie')?.split(';')[0] ?? '', 'x-csrf-token': csrf };
}

const signIn = (server: ServerProcess, login: string, password = PASSWORD, headers: Record<string, string> = {}) =>
  fetch(`${server.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ login, password }),
  });

const codeOf = async (reply: Response) => ((await reply.json()) as { refusals: { code: string }[] }).refusals[0]?.code;

/** The same promises as two-servers.test.ts, between processes: nothing that a process holds can be what makes them true. */
describe('two processes of the built server', () => {
  test('someone who signs in at one is signed in at the other, and signs out of both', async () => {
    const login = await account();
    const headers = await signedIn(one, login);
    const nameAt = async (server: ServerProcess) => {
      const session = await fetch(`${server.url}/api/session`, { headers });
      return ((await session.json()) as { account: { login: string } | null }).account?.login;
    };
    expect(await nameAt(other)).toBe(login);

    const left = await fetch(`${other.url}/api/session`, { method: 'DELETE', headers });
    expect(left.ok).toBe(true);
    expect(await nameAt(one)).toBeUndefined();
  });

  test('wrong passwords are counted together, so guessing at both does not help', async () => {
    const login = await account();
    for (const server of [one, other, one, other, one])
      expect(await codeOf(await signIn(server, login, 'wrong'))).toBe('identity.wrong-credentials');
    expect(await codeOf(await signIn(other, login))).toBe('identity.account-locked');
  });

  test('a file kept by one is read from the other', async () => {
    const headers = await signedIn(one, await account());
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(png())], { type: 'image/png' }), 'photo.png');
    const kept = await fetch(`${one.url}/api/files`, { method: 'POST', headers, body: form });
    expect(kept.status).toBe(201);
    const { id } = (await kept.json()) as { id: string };
    const read = await fetch(`${other.url}/api/files/${id}/content`, { headers });
    expect(Buffer.from(await read.arrayBuffer()).equals(png())).toBe(true);
  });

  test('when one is killed the other goes on', async () => {
    await one.end('SIGKILL');
    const session = await fetch(`${other.url}/api/session`);
    expect(session.status).toBe(200);
  });
});
