import { randomUUID } from 'node:crypto';
import { auditApi } from '@jianglian/contracts/audit';
import { identityApi } from '@jianglian/contracts/identity';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '../../src/platform/database/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import type { ProblemAnswer } from '../support/visitor.ts';

let portal: Portal;
const as = async (role: 'system-admin' | 'security-admin' | 'audit-admin' | 'office') =>
  (await portal.as(role)).to(identityApi);
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (answer: ProblemAnswer) => answer,
  );

beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

const reason = 'as asked by letter';
const password = 'Fresh-2026-password';

test('two administrators make somebody who can work: one the account, one the role', async () => {
  const [system, security] = [await as('system-admin'), await as('security-admin')];
  const body = { login: 'li.lei', name: '李雷', password };
  const created = await system.createAccount({ body });
  expect(created).toMatchObject({ login: 'li.lei', name: '李雷', status: 'active', grants: [], revision: 1 });
  const granted = await security.grantRole({
    params: { id: created.id },
    body: { role: 'office', revision: 1, reason },
  });
  expect(granted).toMatchObject({ revision: 2, grants: [{ role: 'office', studioId: null }] });
  const visitor = await portal.signedIn({ login: 'li.lei', password });
  expect((await visitor.to(identityApi).session()).account).toMatchObject({
    name: '李雷',
    grants: [{ role: 'office' }],
  });

  const auditor = (await portal.as('audit-admin')).to(auditApi);
  const { rows } = await auditor.records({ query: { subjectId: created.id, subjectType: 'account' } });
  expect(rows.map(({ action, role, reason: why }) => [action, role, why])).toEqual([
    ['signed-in', 'system', null],
    ['role-granted', 'security-admin', reason],
    ['created', 'system-admin', null],
  ]);
});

test('a login exists once, whatever its capitals', async () => {
  const system = await as('system-admin');
  await system.createAccount({ body: { login: 'Han.Meimei', name: '韩梅梅', password } });
  const again = refusal(system.createAccount({ body: { login: 'han.meimei', name: '韩梅梅', password } }));
  expect(await again).toMatchObject({ status: 409, codes: ['identity.login-taken'] });
});

test('a weak password is refused with every reason', async () => {
  const system = await as('system-admin');
  const answer = refusal(system.createAccount({ body: { login: 'weak', name: '弱', password: 'weak' } }));
  expect(await answer).toMatchObject({
    status: 422,
    codes: ['identity.password-too-short', 'identity.password-too-simple', 'identity.password-has-login'],
  });
});

describe('the three administrators', () => {
  test('exclude each other and every other role', async () => {
    const security = await as('security-admin');
    for (const [held, asked] of [
      ['system-admin', 'audit-admin'],
      ['audit-admin', 'office'],
      ['office', 'security-admin'],
    ] as const) {
      const { id } = await portal.given.account(held);
      const answer = refusal(security.grantRole({ params: { id }, body: { role: asked, revision: 1, reason } }));
      expect(await answer).toMatchObject({ status: 409, codes: ['identity.admin-roles-exclude'] });
    }
  });

  test('exclude each other in the database, too', async () => {
    const { id } = await portal.given.account('system-admin');
    const { id: worker } = await portal.given.account('office');
    const add = (account: string, role: string) =>
      portal.db.run(sql`INSERT INTO account_roles (account_id, role) VALUES (${account}, ${role})`);
    await expect(add(id, 'audit-admin')).rejects.toMatchObject({ constraint: 'account_roles_one_admin' });
    await expect(add(id, 'office')).rejects.toMatchObject({ constraint: 'account_roles_admin_apart' });
    await expect(add(worker, 'audit-admin')).rejects.toMatchObject({ constraint: 'account_roles_admin_apart' });
    await add(worker, 'evaluator');
  });

  test('are no super users: each may do only its own part', async () => {
    const { id } = await portal.given.account('office');
    const body = { revision: 1, reason };
    const [system, security, audit] = [await as('system-admin'), await as('security-admin'), await as('audit-admin')];
    const forbidden = [
      () => system.grantRole({ params: { id }, body: { ...body, role: 'office' } }),
      () => system.sessions({ query: {} }),
      () => security.createAccount({ body: { login: 'x.y', name: 'x', password } }),
      () => security.disableAccount({ params: { id }, body }),
      () => audit.accounts({ query: {} }),
      () => audit.grantRole({ params: { id }, body: { ...body, role: 'office' } }),
    ];
    for (const call of forbidden)
      expect(await refusal(call())).toMatchObject({ status: 403, codes: ['identity.not-permitted'] });
  });

  test('do not act on their own account, nor set the password of another administrator', async () => {
    const [system, security] = [await as('system-admin'), await as('security-admin')];
    const [me, other] = [(await system.session()).account!, (await security.session()).account!];
    const body = { revision: 1, reason };
    expect(await refusal(system.disableAccount({ params: { id: me.id }, body }))).toMatchObject({
      codes: ['identity.not-oneself'],
    });
    expect(
      await refusal(security.grantRole({ params: { id: other.id }, body: { ...body, role: 'office' } })),
    ).toMatchObject({ codes: ['identity.not-oneself', 'identity.admin-roles-exclude'] });
    expect(
      await refusal(system.resetPassword({ params: { id: other.id }, body: { ...body, password } })),
    ).toMatchObject({ codes: ['identity.admin-password-apart'] });
  });
});

test('a role has exactly the scope it needs', async () => {
  const security = await as('security-admin');
  const { id } = await portal.given.account();
  const ask = (body: object) =>
    refusal(security.grantRole({ params: { id }, body: { revision: 1, reason, ...body } as never }));
  const studioId = randomUUID();
  expect(await ask({ role: 'studio' })).toMatchObject({ codes: ['identity.studio-missing'] });
  expect(await ask({ role: 'recommender', studioId })).toMatchObject({
    codes: ['identity.scope-not-allowed', 'identity.recommender-missing'],
  });
  expect(await ask({ role: 'office', studioId })).toMatchObject({ codes: ['identity.scope-not-allowed'] });
});

test('an applying unit is bound to one unit that is registered, and named by it', async () => {
  const security = await as('security-admin');
  const account = await portal.given.account();
  const ask = (hostUnitId: string, revision = 1) =>
    security.grantRole({ params: { id: account.id }, body: { revision, reason, role: 'applicant', hostUnitId } });
  expect(await refusal(ask(randomUUID()))).toMatchObject({ status: 422, codes: ['identity.host-unit-missing'] });
  const hostUnitId = await portal.given.hostUnit('重庆砺石精工有限公司');
  const { revision, grants } = await ask(hostUnitId);
  expect(grants).toEqual([
    expect.objectContaining({
      role: 'applicant',
      hostUnitId,
      studioId: null,
      recommenderId: null,
      place: '重庆砺石精工有限公司',
    }),
  ]);
  expect(await refusal(ask(hostUnitId, revision))).toMatchObject({ codes: ['identity.already-granted'] });

  const visitor = (await portal.signedIn(account)).to(identityApi);
  const session = await visitor.session();
  expect(session.account?.grants).toEqual([
    expect.objectContaining({ role: 'applicant', hostUnitId, place: '重庆砺石精工有限公司' }),
  ]);
  expect(session.permissions).toEqual(expect.arrayContaining(['round:read', 'application:read', 'application:write']));
  const studios = ['studio:read', 'activity:read', 'evaluation:read', 'upgrade:read', 'overview:read'];
  expect(session.permissions.filter((permission) => studios.includes(permission))).toEqual([]);
});

test('the database, too, binds an applying unit to a unit and nobody else', async () => {
  const hostUnitId = await portal.given.hostUnit();
  const add = async (role: string, unit: string | null) => {
    const { id } = await portal.given.account();
    await portal.db.run(
      sql`INSERT INTO account_roles (account_id, role, host_unit_id) VALUES (${id}, ${role}, ${unit})`,
    );
  };
  await expect(add('applicant', null)).rejects.toMatchObject({ constraint: 'account_roles_host_unit_scope' });
  await expect(add('office', hostUnitId)).rejects.toMatchObject({ constraint: 'account_roles_host_unit_scope' });
  await expect(add('applicant', randomUUID())).rejects.toMatchObject({ constraint: 'account_roles_host_unit_exists' });
  await add('applicant', hostUnitId);
});

test('disabling ends the sessions, enabling opens the door again', async () => {
  const system = await as('system-admin');
  const account = await portal.given.account('evaluator');
  const visitor = await portal.signedIn(account);
  await system.disableAccount({ params: { id: account.id }, body: { revision: 1, reason } });
  expect((await visitor.to(identityApi).session()).account).toBeNull();
  await expect(portal.signedIn(account)).rejects.toMatchObject({ status: 401 });
  await system.enableAccount({ params: { id: account.id }, body: { revision: 2, reason } });
  await portal.signedIn(account);
});

test('an act on an old revision is refused with the newer view', async () => {
  const system = await as('system-admin');
  const { id } = await portal.given.account('office');
  await system.disableAccount({ params: { id }, body: { revision: 1, reason } });
  const answer = await refusal(system.enableAccount({ params: { id }, body: { revision: 1, reason } }));
  expect(answer).toMatchObject({
    status: 409,
    codes: ['shared.stale-revision'],
    problem: { current: { id, status: 'disabled', revision: 2 } },
  });
});

test('of two administrators who press at once one wins', async () => {
  const security = await as('security-admin');
  const { id } = await portal.given.account();
  const both = await Promise.all(
    (['office', 'evaluator'] as const).map((role) =>
      refusal(security.grantRole({ params: { id }, body: { role, revision: 1, reason } })),
    ),
  );
  expect(both.filter((answer) => answer === 'done')).toHaveLength(1);
  expect((await security.account({ params: { id } })).grants).toHaveLength(1);
});

test('a revoked role is gone from the next request on', async () => {
  const security = await as('security-admin');
  const account = await portal.given.account('audit-admin');
  const visitor = await portal.signedIn(account);
  await visitor.to(auditApi).records({ query: {} });
  const { grants } = await security.account({ params: { id: account.id } });
  const params = { id: account.id, grantId: grants[0]!.id };
  await security.revokeRole({ params, body: { revision: 1, reason } });
  await expect(visitor.to(auditApi).records({ query: {} })).rejects.toMatchObject({ status: 403 });
});

test('accounts are listed page by page, found by part of their name, percent signs taken literally', async () => {
  const system = await as('system-admin');
  for (const login of ['seek-1', 'seek-2', 'seek-3']) {
    await system.createAccount({ body: { login, name: `寻找 ${login}`, password } });
  }
  const first = await system.accounts({ query: { search: '寻找', limit: 2 } });
  const second = await system.accounts({ query: { search: '寻找', limit: 2, after: first.next! } });
  expect([...first.rows, ...second.rows].map((row) => row.login)).toEqual(['seek-1', 'seek-2', 'seek-3']);
  expect(second.next).toBeNull();
  expect((await system.accounts({ query: { search: '%' } })).rows).toEqual([]);
  expect(
    (await system.accounts({ query: { role: 'system-admin' } })).rows.every((row) => row.grants.length === 1),
  ).toBe(true);
  const foreign = refusal(system.accounts({ query: { after: 'bm90aGluZw' } }));
  expect(await foreign).toMatchObject({ status: 422, codes: ['shared.bad-cursor'] });
});

test('the security administrator sees open sessions and ends one', async () => {
  const security = await as('security-admin');
  const account = await portal.given.account('evaluator');
  const visitor = await portal.signedIn(account);
  const { rows } = await security.sessions({ query: { accountId: account.id } });
  expect(rows).toMatchObject([{ account: { login: account.login }, isOwn: false }]);
  await security.endSession({ params: { id: rows[0]!.id } });
  expect((await visitor.to(identityApi).session()).account).toBeNull();
  expect(await refusal(security.endSession({ params: { id: rows[0]!.id } }))).toMatchObject({ status: 404 });
});

test('a double click creates once and answers twice the same', async () => {
  const visitor = await portal.as('system-admin');
  const api = visitor.to(identityApi, { 'idempotency-key': 'a-key-of-this-form' });
  const body = { login: 'clicked', name: '双击', password };
  const [one, other] = await Promise.all([api.createAccount({ body }), api.createAccount({ body })]);
  expect(one).toEqual(other);
  expect(await api.createAccount({ body })).toEqual(one);
  const different = refusal(api.createAccount({ body: { ...body, name: '三击' } }));
  expect(await different).toMatchObject({ status: 422, codes: ['shared.key-reused'] });
});

test('a refused creation leaves its key free', async () => {
  const visitor = await portal.as('system-admin');
  const api = visitor.to(identityApi, { 'idempotency-key': 'another-key-here' });
  const body = { login: 'second-try', name: '再试', password: 'weak' };
  expect(await refusal(api.createAccount({ body }))).toMatchObject({ status: 422 });
  expect(await api.createAccount({ body: { ...body, password } })).toMatchObject({ login: 'second-try' });
});
