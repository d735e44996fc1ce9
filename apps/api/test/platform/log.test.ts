import { identityApi } from '@jianglian/contracts/identity';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPortal, type Portal } from '../support/portal.ts';

let portal: Portal;
let log = '';
beforeAll(async () => {
  portal = await openPortal({ env: { LOG_LEVEL: 'info' }, logTo: { write: (line) => (log += line) } });
});
afterAll(() => portal.close());

const lines = () =>
  log.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Record<string, unknown>]));

test('a request is one line with its number, route and status, without what was asked or who asked', async () => {
  const admin = await portal.as('system-admin');
  const me = (await admin.to(identityApi).session()).account!;
  await admin.to(identityApi).accounts({ query: { search: '张三丰' } });
  await admin.to(identityApi).account({ params: { id: me.id } });
  const answered = lines().filter((line) => line['msg'] === 'answered');
  expect(answered.at(-1)).toMatchObject({
    reqId: expect.stringMatching(/^[\da-f-]{36}$/),
    req: { method: 'GET', route: '/api/accounts/:id' },
    res: { status: 200 },
    ms: expect.any(Number),
  });
  for (const secret of ['张三丰', me.login, me.name, me.id, 'Story-2026-password', 'jianglian=']) {
    expect(log).not.toContain(secret);
  }
});

test('a failed query is told without its parameters', async () => {
  const admin = await portal.as('system-admin');
  const pool = (portal.app.get(DataSource).driver as unknown as { master: { query: unknown } }).master;
  const { query } = pool;
  pool.query = () =>
    Promise.reject(
      Object.assign(new Error('broken'), {
        code: '22000',
        detail: 'Key (id)=(500103198001010016)',
        parameters: ['13812345678'],
      }),
    );
  const { headers, statusCode } = await admin.raw({ method: 'GET', url: '/api/accounts' });
  pool.query = query;
  expect(statusCode).toBe(500);
  const failed = lines().find((line) => line['msg'] === 'a request failed');
  expect(failed).toMatchObject({
    level: 50,
    reqId: headers['x-request-id'],
    err: { message: 'broken', code: '22000' },
  });
  expect(log).not.toMatch(/500103198001010016|13812345678/);
});
