import { auditApi } from '@jianglian/contracts/audit';
import { identityApi } from '@jianglian/contracts/identity';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sql } from '../../src/platform/database/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import type { ProblemAnswer, Visitor } from '../support/visitor.ts';

let portal: Portal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());
beforeEach(() => portal.clock.set('2026-03-02T01:00:00.000Z'));

const attempt = (login: string, password: string, visitor: Visitor = portal.visitor()) =>
  visitor.signIn(login, password).then(
    () => 'in',
    (answer: ProblemAnswer) => `${answer.status} ${answer.problem.code}`,
  );

test('a visitor has a session view without account', async () => {
  const session = await portal.visitor().to(identityApi).session();
  expect(session).toMatchObject({ account: null, permissions: [], serverTime: '2026-03-02T01:00:00.000Z' });
});

test('someone signed in sees their name, roles, permissions and when the session ends', async () => {
  const admin = await portal.as('security-admin');
  const session = await admin.to(identityApi).session();
  expect(session.account?.grants.map((grant) => grant.role)).toEqual(['security-admin']);
  expect(session.permissions).toContain('role:grant');
  expect(session.permissions).not.toContain('account:write');
  expect(session).toMatchObject({ idleEndsAt: '2026-03-02T01:30:00.000Z', endsAt: '2026-03-02T13:00:00.000Z' });
});

test('the cookie is out of reach of scripts and other sites, and its token is not in the database', async () => {
  const { login, password } = await portal.given.account('office');
  const response = await portal
    .visitor()
    .raw({ method: 'POST', url: '/api/session', body: { login: login.toUpperCase(), password } });
  const [cookie] = response.cookies as { value: string; httpOnly: boolean; sameSite: string }[];
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' });
  const stored = await portal.db.rows<{ text: string }>(sql`SELECT s::text AS text FROM sessions s`);
  expect(stored.length).toBeGreaterThan(0);
  expect(stored.some(({ text }) => text.includes(cookie!.value))).toBe(false);
});

test('an unknown login, a wrong password and a disabled account are one answer', async () => {
  const { id, login, password } = await portal.given.account('office');
  expect(await attempt('nobody-of-that-name', password)).toBe('401 identity.wrong-credentials');
  expect(await attempt(login, 'wrong')).toBe('401 identity.wrong-credentials');
  await portal.db.run(sql`UPDATE accounts SET status = 'disabled' WHERE id = ${id}`);
  expect(await attempt(login, password)).toBe('401 identity.wrong-credentials');
});

test('an unknown login takes as long as a wrong password', async () => {
  const { login } = await portal.given.account('office');
  const time = async (name: string) => {
    const start = performance.now();
    await attempt(name, 'wrong');
    return performance.now() - start;
  };
  await time('warm-up');
  // By turns: what else the machine does then slows both.
  const known: number[] = [];
  const unknown: number[] = [];
  for (let turn = 1; turn <= 4; turn += 1) {
    known.push(await time(login));
    unknown.push(await time(`nobody-${turn}`));
  }
  expect(Math.min(...unknown)).toBeGreaterThan(Math.min(...known) * 0.5);
  expect(Math.min(...unknown)).toBeLessThan(Math.min(...known) * 2);
});

describe('after five failures', () => {
  test('the account is locked for half an hour; only who knows the password learns it', async () => {
    const { id, login, password } = await portal.given.account('office');
    for (let failure = 0; failure < 5; failure += 1) await attempt(login, 'wrong');
    expect(await attempt(login, 'wrong')).toBe('401 identity.wrong-credentials');
    expect(await attempt(login, password)).toBe('423 identity.account-locked');
    portal.clock.advance({ minutes: 29 });
    expect(await attempt(login, password)).toBe('423 identity.account-locked');
    portal.clock.advance({ minutes: 1 });
    expect(await attempt(login, password)).toBe('in');
    const auditor = await portal.as('audit-admin');
    const { rows } = await auditor.to(auditApi).records({ query: { subjectId: id } });
    expect(rows.map((row) => row.action)).toEqual(['signed-in', 'locked', ...Array(4).fill('sign-in-failed')]);
  });

  test('made at the same moment, all of them count', async () => {
    const { login, password } = await portal.given.account('office');
    await Promise.all(Array.from({ length: 5 }, () => attempt(login, 'wrong')));
    expect(await attempt(login, password)).toBe('423 identity.account-locked');
  });
});

describe('a session ends', () => {
  const signedIn = async () => (await portal.signedIn(await portal.given.account('system-admin'))).to(identityApi);
  const isOpen = async (api: Awaited<ReturnType<typeof signedIn>>) => (await api.session()).account !== null;

  test('after half an hour without a request', async () => {
    const api = await signedIn();
    portal.clock.advance({ minutes: 29 });
    expect(await isOpen(api)).toBe(true);
    portal.clock.advance({ minutes: 29 });
    expect(await isOpen(api)).toBe(true);
    portal.clock.advance({ minutes: 31 });
    expect(await isOpen(api)).toBe(false);
  });

  test('after twelve hours however busy it is', async () => {
    const api = await signedIn();
    for (let minutes = 20; minutes < 12 * 60; minutes += 20) {
      portal.clock.advance({ minutes: 20 });
      expect(await isOpen(api)).toBe(true);
    }
    portal.clock.advance({ minutes: 20 });
    expect(await isOpen(api)).toBe(false);
  });

  test('by signing out, for good', async () => {
    const visitor = await portal.signedIn(await portal.given.account('office'));
    await visitor.to(identityApi).signOut();
    expect((await visitor.to(identityApi).session()).account).toBeNull();
    await expect(visitor.to(identityApi).signOut()).rejects.toMatchObject({ status: 401 });
  });

  test('at once when its account is disabled', async () => {
    const account = await portal.given.account('office');
    const visitor = await portal.signedIn(account);
    await portal.db.run(sql`UPDATE accounts SET status = 'disabled' WHERE id = ${account.id}`);
    await expect(visitor.to(identityApi).signOut()).rejects.toMatchObject({ status: 401 });
  });
});

describe('a change needs', () => {
  test('the CSRF token of the session', async () => {
    const visitor = await portal.signedIn(await portal.given.account('office'));
    for (const token of ['', 'x'.repeat(32)]) {
      const response = await visitor.raw({ method: 'DELETE', url: '/api/session', headers: { 'x-csrf-token': token } });
      expect([response.statusCode, response.json().code]).toEqual([403, 'identity.csrf']);
    }
  });

  test('to come from our own pages', async () => {
    const visitor = await portal.signedIn(await portal.given.account('office'));
    const from = (headers: Record<string, string>) => visitor.raw({ method: 'DELETE', url: '/api/session', headers });
    expect((await from({ 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' })).statusCode).toBe(403);
    expect((await from({ origin: 'https://evil.example' })).statusCode).toBe(403);
    expect((await from({ 'sec-fetch-site': 'same-origin' })).statusCode).toBe(204);
  });
});

describe('the own password', () => {
  test('is changed by who knows it, and the other sessions end', async () => {
    const account = await portal.given.account('office');
    const [here, there] = [await portal.signedIn(account), await portal.signedIn(account)];
    const next = 'Another-2026-secret';
    await here.to(identityApi).changePassword({ body: { current: account.password, next } });
    expect((await here.to(identityApi).session()).account).not.toBeNull();
    expect((await there.to(identityApi).session()).account).toBeNull();
    expect(await attempt(account.login, account.password)).toBe('401 identity.wrong-credentials');
    expect(await attempt(account.login, next)).toBe('in');
  });

  test.each([
    ['wrong', 'Another-2026-secret', ['identity.password-wrong']],
    [undefined, 'short', ['identity.password-too-short', 'identity.password-too-simple']],
    [undefined, undefined, ['identity.password-unchanged']],
  ])('is refused with every reason (%s → %s)', async (current, next, codes) => {
    const account = await portal.given.account('office');
    const visitor = await portal.signedIn(account);
    const body = { current: current ?? account.password, next: next ?? account.password };
    const answer = await visitor
      .to(identityApi)
      .changePassword({ body })
      .catch((error: ProblemAnswer) => error);
    expect(answer).toMatchObject({ status: 422, codes });
  });
});
