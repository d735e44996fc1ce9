import { identityApi } from '@jianglian/contracts/identity';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Reports, sql } from '../../src/platform/database/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import { TcpGate } from '../support/tcp-gate.ts';
import type { Visitor } from '../support/visitor.ts';

let beside: Portal;
let portal: Portal;
let gate: TcpGate;
let replica: TcpGate;
let admin: Visitor;
beforeAll(async () => {
  beside = await openPortal();
  const url = beside.config.databaseUrl;
  [gate, replica] = [new TcpGate(url), new TcpGate(url)];
  await gate.open();
  await replica.open();
  portal = await openPortal({
    besides: beside,
    env: { DATABASE_URL: gate.urlOf(url), DATABASE_REPLICA_URL: replica.urlOf(url) },
  });
  admin = await portal.as('system-admin');
});
afterAll(async () => {
  await portal.close();
  await beside.close();
  await gate.shut();
  await replica.shut();
});

const accounts = () => admin.raw({ method: 'GET', url: '/api/accounts' });

test('while the database is away every call is a 503 that says when to come back, and then all is well again', async () => {
  expect((await accounts()).statusCode).toBe(200);
  await gate.shut();
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const answer = await accounts();
    expect([answer.statusCode, answer.json().code]).toEqual([503, 'shared.unavailable']);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(answer.json().retryAfter).toBeGreaterThan(0);
  }
  const ready = await admin.raw({ method: 'GET', url: '/readyz' });
  expect([ready.statusCode, ready.json().checks]).toEqual([503, { database: false, files: true }]);
  expect((await admin.raw({ method: 'GET', url: '/healthz' })).statusCode).toBe(200);

  await gate.open();
  expect((await accounts()).statusCode).toBe(200);
});

test('an act cut off in the middle leaves nothing', async () => {
  const [, victim] = [await portal.given.account('office'), await beside.given.account('office')];
  await beside.db.run(sql`
    CREATE FUNCTION wait_a_bit() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.5); RETURN NEW; END'`);
  await beside.db.run(sql`CREATE TRIGGER slow BEFORE UPDATE ON accounts FOR EACH ROW EXECUTE FUNCTION wait_a_bit()`);
  const act = admin
    .to(identityApi)
    .disableAccount({ params: { id: victim.id }, body: { revision: 1, reason: 'cut off' } })
    .catch((error: { status: number }) => error.status);
  await new Promise((resolve) => setTimeout(resolve, 200));
  await gate.shut();
  expect(await act).toBe(503);
  await gate.open();
  await beside.db.run(sql`DROP TRIGGER slow ON accounts`);
  expect(await beside.db.one(sql`SELECT status, revision FROM accounts WHERE id = ${victim.id}`)).toEqual({
    status: 'active',
    revision: 1,
  });
  expect(await beside.db.rows(sql`SELECT FROM audit_records WHERE reason = 'cut off'`)).toEqual([]);
});

test('reports come from the replica, which takes no changes, and from the primary while it is down', async () => {
  const reports = portal.app.get(Reports);
  const from = () => reports.one<{ name: string }>(sql`SELECT current_setting('application_name') AS name`);
  expect(await from()).toEqual({ name: 'jianglian-reports' });
  await expect(reports.rows(sql`DELETE FROM rate_limits`)).rejects.toThrow('read-only');
  await replica.shut();
  expect(await from()).toEqual({ name: 'jianglian' });
  await replica.open();
});

test('the portal starts while its replica is down', async () => {
  const lonely = await openPortal({ besides: beside, env: { DATABASE_REPLICA_URL: 'postgres://127.0.0.1:1/none' } });
  expect(await lonely.app.get(Reports).one(sql`SELECT 1 AS one`)).toEqual({ one: 1 });
  await lonely.close();
});
