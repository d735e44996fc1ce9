import { describe, expect, it } from 'vitest';
import {
  type Actor,
  afterFailure,
  afterSuccess,
  boundBy,
  demoPassword,
  type Grant,
  grantOf,
  grantRefusals,
  isAdminRole,
  isLocked,
  lockout,
  may,
  type Permission,
  passwordRefusals,
  permissionNames,
  permissionsAt,
  permissions,
  permissionsOf,
  roles,
  scopeOf,
  studioReach,
  within,
} from './index.ts';

const actor = (...grants: Grant[]): Actor => ({ accountId: 'me', name: 'Me', grants });
const codes = (refusals: readonly { code: string }[]) => refusals.map(({ code }) => code.replace('identity.', ''));

describe('permissions', () => {
  it('are given to roles that exist, and to at least one', () => {
    for (const name of permissionNames) {
      expect(permissions[name].length, name).toBeGreaterThan(0);
      expect(
        permissions[name].filter((role) => !roles.includes(role)),
        name,
      ).toEqual([]);
    }
  });

  it('make no administrator a super user: none has a permission of the office', () => {
    const office = permissionNames.filter((name) => (permissions[name] as readonly string[]).includes('office'));
    for (const role of roles.filter(isAdminRole)) {
      expect(
        office.filter((name) => may(actor({ role }), name)),
        role,
      ).toEqual([]);
    }
  });

  it('add up over the grants of an account', () => {
    const both = actor({ role: 'system-admin' }, { role: 'audit-admin' });
    expect(may(both, 'account:write') && may(both, 'audit:read')).toBe(true);
    expect(may(actor(), 'audit:read')).toBe(false);
    expect(permissionsOf(actor())).toEqual([]);
    expect(permissionsOf(actor({ role: 'audit-admin' }))).toContain('audit:read');
  });
});

describe('the studios within reach', () => {
  it.each([
    ['office', 'everything'],
    ['care-officer', 'everything'],
    ['system-admin', { studioIds: [], recommenderIds: [] }],
    ['applicant', { studioIds: [], recommenderIds: [] }],
    ['evaluator', { studioIds: [], recommenderIds: [], evaluatorAccountId: 'me' }],
  ] as const)('of %s are %o', (role, reach) => {
    expect(studioReach(within(actor({ role }), 'studio:read'))).toEqual(reach);
  });

  it('are the union of what is held', () => {
    const several = actor(
      { role: 'studio', studioId: 's1' },
      { role: 'studio', studioId: 's2' },
      { role: 'recommender', recommenderId: 'r1' },
    );
    expect(studioReach(within(several, 'studio:read'))).toEqual({ studioIds: ['s1', 's2'], recommenderIds: ['r1'] });
  });
});

describe('an actor within a permission', () => {
  const own: Grant = { role: 'studio', studioId: 's1' };
  const passed: Grant = { role: 'recommender', recommenderId: 'r1' };
  const scores: Grant = { role: 'evaluator' };

  it.each([
    ['the scored studios stay outside', [own, scores], 'self-evaluation:write', [own]],
    ['the own studio stays outside', [own, scores], 'scoresheet:write', [scores]],
    ['both scopes of one permission stay', [own, passed, scores], 'evaluation:read', [own, passed]],
    ['every role that carries it stays', [own, passed, scores], 'studio:read', [own, passed, scores]],
    ['nothing stays of what does not', [own, passed, scores], 'audit:read', []],
    [
      'two scopes of one role stay',
      [own, { role: 'studio', studioId: 's2' }],
      'studio:own',
      [own, { role: 'studio', studioId: 's2' }],
    ],
    ['nothing comes of nothing', [], 'studio:read', []],
  ] as [string, Grant[], Permission, Grant[]][])('%s', (_, grants, permission, left) => {
    const whole = actor(...grants);
    expect(within(whole, permission)).toEqual({ accountId: 'me', name: 'Me', within: permission, grants: left });
    expect(whole.grants, 'the actor is left as it was').toEqual(grants);
  });

  it('reaches no further than the whole actor, and is empty exactly where the permission is missing', () => {
    const whole = actor(own, passed, scores);
    for (const permission of permissionNames) {
      expect(within(whole, permission).grants.length > 0, permission).toBe(may(whole, permission));
    }
    expect(studioReach(within(whole, 'evaluation:read'))).toEqual({ studioIds: ['s1'], recommenderIds: ['r1'] });
  });
});

describe('what may be done at a studio', () => {
  const own: Grant = { role: 'studio', studioId: 's1' };
  const passed: Grant = { role: 'recommender', recommenderId: 'r1' };
  const unit: Grant = { role: 'applicant', hostUnitId: 'h1' };
  const scores: Grant = { role: 'evaluator' };
  const at = (grants: Grant[], studioId: string, recommenderId = 'r9') =>
    permissionsAt(actor(...grants), { studioId, recommenderId });

  it.each([
    ['the own one', [own, scores], ['s1'], ['team:write', 'upgrade:read', 'activity:read']],
    ['one that is scored', [own, scores], ['s2'], ['activity:read', 'studio:read']],
    ['one that is recommended', [passed, scores], ['s2', 'r1'], ['upgrade:survey', 'activity:verify']],
    ['one of another recommender', [passed, unit, scores], ['s2', 'r2'], ['activity:read']],
    ['any, for the office', [{ role: 'office' }], ['s2'], ['studio:write', 'team:write']],
  ] as [string, Grant[], [string, string?], Permission[]][])('%s', (_, grants, where, permitted) => {
    expect(at(grants, ...where)).toEqual(expect.arrayContaining(permitted));
  });

  it('is nothing of the other role', () => {
    expect(at([own, scores], 's2')).not.toContain('team:write');
    expect(at([own, scores], 's2')).not.toContain('upgrade:read');
    expect(at([passed, scores], 's2', 'r2')).not.toContain('upgrade:survey');
    expect(at([unit, scores], 's2')).not.toContain('application:write');
    expect(at([own, unit], 's1')).toEqual(permissionsOf(actor(own)));
    expect(at([unit], 's1')).toEqual([]);
  });
});

describe('a grant', () => {
  it.each([
    [[], { role: 'office' }, []],
    [[{ role: 'office' }], { role: 'evaluator' }, []],
    [[{ role: 'studio', studioId: 'a' }], { role: 'studio', studioId: 'b' }, []],
    [[{ role: 'office' }], { role: 'office' }, ['already-granted']],
    [[{ role: 'system-admin' }], { role: 'system-admin' }, ['already-granted']],
    [[{ role: 'office' }], { role: 'audit-admin' }, ['admin-roles-exclude']],
    [[{ role: 'audit-admin' }], { role: 'evaluator' }, ['admin-roles-exclude']],
    [[{ role: 'audit-admin' }], { role: 'system-admin' }, ['admin-roles-exclude']],
    [[], { role: 'studio' }, ['studio-missing']],
    [[], { role: 'recommender' }, ['recommender-missing']],
    [[], { role: 'applicant' }, ['host-unit-missing']],
    [[], { role: 'applicant', hostUnitId: 'h' }, []],
    [[{ role: 'applicant', hostUnitId: 'h' }], { role: 'applicant', hostUnitId: 'h' }, ['already-granted']],
    [[{ role: 'applicant', hostUnitId: 'h' }], { role: 'applicant', hostUnitId: 'i' }, []],
    [[], { role: 'applicant', studioId: 'a' }, ['scope-not-allowed', 'host-unit-missing']],
    [[], { role: 'studio', studioId: 'a', hostUnitId: 'h' }, ['scope-not-allowed']],
    [[], { role: 'office', studioId: 'a' }, ['scope-not-allowed']],
    [[], { role: 'office', recommenderId: 'a' }, ['scope-not-allowed']],
    [[], { role: 'studio', recommenderId: 'a' }, ['studio-missing', 'scope-not-allowed']],
  ] as [Grant[], Grant, string[]][])('to one who holds %o of %o: %o', (held, asked, expected) => {
    expect(codes(grantRefusals(held, asked))).toEqual(expected);
  });

  it('as stored or filled in loses its empty keys', () => {
    const row = { id: 'g', role: 'applicant', studioId: null, hostUnitId: 'h', recommenderId: null } as const;
    expect(grantOf(row)).toEqual({ role: 'applicant', hostUnitId: 'h' });
    expect(grantOf({ role: 'studio', studioId: '' })).toEqual({ role: 'studio' });
  });

  it('of every role needs its scope and no other', () => {
    for (const role of roles) {
      const key = boundBy(role);
      expect(key === undefined, role).toBe(scopeOf(role) === 'none');
      const asked: Grant = { role, ...(key ? { [key]: 'x' } : {}) };
      expect(grantRefusals([], asked), role).toEqual([]);
    }
  });
});

describe('a lock', () => {
  const now = new Date('2026-03-02T00:00:00Z');
  const minutes = (count: number) => new Date(now.getTime() + count * 60_000);

  it('closes with the fifth failure, for half an hour', () => {
    let record = afterSuccess;
    for (let failure = 1; failure < lockout.failures; failure += 1) record = afterFailure(record, now);
    expect(isLocked(record, now)).toBe(false);
    record = afterFailure(record, now);
    expect(isLocked(record, minutes(29))).toBe(true);
    expect(isLocked(record, minutes(30))).toBe(false);
  });

  it('that has run out starts the count anew', () => {
    const expired = { failedLogins: 5, lockedUntil: minutes(-1) };
    expect(afterFailure(expired, now)).toEqual({ failedLogins: 1, lockedUntil: null });
  });
});

describe('a password', () => {
  it.each([
    ['Correct-Horse-7', []],
    ['中文密码也可以-Aa1', []],
    ['Ab1', ['password-too-short', 'password-too-simple']],
    ['alllowercaseletters', ['password-too-simple']],
    ['Aa1Aa1Aa1Aa1', ['password-too-simple']],
    ['Li.Lei-2026-xyz', ['password-has-login']],
    [demoPassword, ['password-known']],
  ])('%s: %o', (password, expected) => {
    expect(codes(passwordRefusals(password, 'li.lei'))).toEqual(expected);
  });
});
