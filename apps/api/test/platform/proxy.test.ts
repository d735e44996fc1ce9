import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../src/platform/database/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';

let portal: Portal;
beforeAll(async () => {
  portal = await openPortal({ env: { TRUSTED_PROXIES: '127.0.0.1', PUBLIC_URL: 'https://portal.example' } });
});
afterAll(() => portal.close());

test('behind a trusted proxy the address is the one it tells, and cookies are Secure', async () => {
  const { login, password } = await portal.given.account('office');
  const response = await portal.visitor().raw({
    method: 'POST',
    url: '/api/session',
    body: { login, password },
    headers: { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'https' },
  });
  expect(response.cookies[0]).toMatchObject({ name: '__Host-jianglian', secure: true, path: '/' });
  expect(response.headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
  expect(await portal.db.rows(sql`SELECT address FROM sessions`)).toEqual([{ address: '203.0.113.9' }]);
});
