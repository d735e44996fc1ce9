import { identityApi } from '@jianglian/contracts/identity';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPortal, type Portal } from '../support/portal.ts';

let portal: Portal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

test('a visitor has a session view without account', async () => {
  const session = await portal.visitor().to(identityApi).session();
  expect(session).toMatchObject({ account: null, permissions: [], serverTime: '2026-03-02T01:00:00.000Z' });
});

test('someone signed in sees their name, roles and permissions', async () => {
  const admin = await portal.as('security-admin');
  const session = await admin.to(identityApi).session();
  expect(session.account?.grants.map((grant) => grant.role)).toEqual(['security-admin']);
  expect(session.permissions).toContain('role:grant');
  expect(session.permissions).not.toContain('account:write');
});
