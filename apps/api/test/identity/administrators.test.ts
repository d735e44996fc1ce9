import { identityApi } from '@jianglian/contracts/identity';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AdminService, DemoAccountService } from '../../src/features/identity/index.ts';
import { sql } from '../../src/platform/database/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';

let portal: Portal;
let admins: AdminService;
beforeAll(async () => {
  portal = await openPortal();
  admins = portal.app.get(AdminService, { strict: false });
});
afterAll(() => portal.close());

const password = 'At-the-server-2026';

describe('at the server', () => {
  test('the first system administrator is made, and may sign in', async () => {
    await admins.establish({ login: 'root.one', name: '第一位', role: 'system-admin', password });
    const visitor = await portal.signedIn({ login: 'root.one', password });
    expect((await visitor.to(identityApi).session()).permissions).toContain('account:write');
    expect(await portal.db.one(sql`SELECT role, action FROM audit_records WHERE action = 'created-at-server'`)).toEqual(
      {
        role: 'system',
        action: 'created-at-server',
      },
    );
  });

  test('one who is locked out is let in again, and whoever was in is out', async () => {
    const account = await portal.given.account('audit-admin');
    const visitor = await portal.signedIn(account);
    const locked = new Date(portal.clock.now().getTime() + 60_000);
    await portal.db.run(sql`UPDATE accounts SET locked_until = ${locked}, failed_logins = 5 WHERE id = ${account.id}`);
    await admins.establish({ login: account.login, name: 'same', role: 'audit-admin', password });
    expect((await visitor.to(identityApi).session()).account).toBeNull();
    await portal.signedIn({ login: account.login, password });
    await expect(portal.signedIn(account)).rejects.toMatchObject({ status: 401 });
  });

  test('nobody becomes two administrators, and no weak password is taken', async () => {
    const { login } = await portal.given.account('audit-admin');
    const twice = admins.establish({ login, name: 'x', role: 'system-admin', password });
    await expect(twice).rejects.toThrow('identity.admin-roles-exclude');
    const weak = admins.establish({ login: 'weak', name: 'x', role: 'system-admin', password: 'Jianglian-2024' });
    await expect(weak).rejects.toThrow('identity.password-known');
    expect(await portal.db.rows(sql`SELECT FROM accounts WHERE login = 'weak'`)).toEqual([]);
  });
});

test('production does not start beside demo accounts', async () => {
  const { id } = await portal.given.account('office');
  const production = await openPortal({ besides: portal, env: { NODE_ENV: 'production' } });
  const start = () => production.app.get(DemoAccountService, { strict: false }).refuseInProduction();
  try {
    await start();
    await portal.db.run(sql`UPDATE accounts SET is_demo = true WHERE id = ${id}`);
    await expect(start()).rejects.toThrow('the database holds 1 demo accounts');
    await portal.app.get(DemoAccountService, { strict: false }).refuseInProduction();
    await portal.db.run(sql`UPDATE accounts SET status = 'disabled' WHERE id = ${id}`);
    await start();
  } finally {
    await production.close();
  }
});
