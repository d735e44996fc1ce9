import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Config } from '../../src/platform/config/index.ts';
import { FieldCipher } from '../../src/platform/crypto/index.ts';
import { addressPurpose } from '../../src/platform/mail/index.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { MailServer } from '../support/mail-server.ts';
import { buildServer, type ServerProcess, startServer } from '../support/server-process.ts';

const mailServer = new MailServer();
const keys = { FIELD_KEY: randomBytes(32).toString('base64'), FIELD_INDEX_KEY: randomBytes(32).toString('base64') };
let dataDir: string;
let database: TestDatabase;
let db: pg.Client;
let env: Record<string, string>;
let servers: ServerProcess[] = [];

beforeAll(async () => {
  buildServer();
  await mailServer.open();
  dataDir = mkdtempSync(path.join(tmpdir(), 'jianglian-mail-'));
  database = await createTestDatabase();
  db = new pg.Client(database.url);
  await db.connect();
  env = { DATABASE_URL: database.url, DATABASE_POOL: '5', DATA_DIR: dataDir, ...keys, ...mailServer.env };
}, 120_000);

afterAll(async () => {
  await Promise.all(servers.map((server) => server.end()));
  await db?.end();
  await database?.drop();
  await mailServer.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** A mail that waits, for somebody with an address. */
async function waiting(key: string): Promise<void> {
  const id = randomUUID();
  const sealed = new FieldCipher(Config.from(keys)).seal(`${key}@mail.example`, addressPurpose);
  await db.query(
    "insert into accounts (id, login, display_name, password_hash, created_at, email_cipher) values ($1, $2, $2, '-', now(), $3)",
    [id, `login-${key}`, sealed],
  );
  await db.query(
    "insert into mails (key, account_id, kind, subject, body, state, next_at, created_at) values ($1, $2, 'test', $1, $1, 'queued', now(), now())",
    [key, id],
  );
}

const stateOf = async (key: string) =>
  (await db.query<{ state: string }>('select state from mails where key = $1', [key])).rows[0]?.state;

test('a server that is killed while it hands a mail over loses none; the next one sends it under the same id', async () => {
  let answer = () => {};
  mailServer.pause = new Promise((resolve) => (answer = resolve));
  const arrived = new Promise<void>((resolve) => (mailServer.onArrival = resolve));
  await waiting('interrupted');
  const one = await startServer(env);
  await arrived;
  await one.end('SIGKILL');
  expect(await stateOf('interrupted')).toBe('sending');
  answer();
  mailServer.pause = Promise.resolve();
  await waiting('behind');
  // The lease of the dead server, three minutes, is over.
  await db.query("update mails set leased_until = now() - interval '1 second' where state = 'sending'");

  servers = await Promise.all([startServer(env), startServer(env)]);
  await expect.poll(() => stateOf('interrupted'), { timeout: 20_000 }).toBe('sent');
  await expect.poll(() => stateOf('behind'), { timeout: 20_000 }).toBe('sent');
  const ids = (subject: string) =>
    mailServer.received.filter((mail) => mail.subject === subject).map(({ messageId }) => messageId);
  expect(ids('behind')).toHaveLength(1);
  expect(ids('interrupted')).toHaveLength(2);
  expect(new Set(ids('interrupted')).size).toBe(1);
}, 120_000);
