import type { AccountView } from '@jianglian/contracts/identity';
import {
  type Actor,
  type Grant,
  grantOf,
  grantRefusals,
  identityRefusals,
  isAdminRole,
  passwordRefusals,
} from '@jianglian/domain/identity';
import type { Refusal } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../platform/audit/index.ts';
import { Clock } from '../../platform/clock/index.ts';
import { UnitOfWork, violates } from '../../platform/database/index.ts';
import { NotFoundError, RefusedError, staleRevision } from '../../platform/http/problem/index.ts';
import { SessionStore } from '../../platform/session/index.ts';
import type { AccountRoleRow } from './account-role.entity.ts';
import type { AccountRow } from './account.entity.ts';
import { AccountQueries } from './account.queries.ts';
import { AccountRepository } from './account.repository.ts';
import { hashPassword } from './password.ts';

/** What was asked, by whom, on which revision, and why. */
export interface AccountAct {
  readonly id: string;
  readonly revision: number;
  readonly reason: string;
  readonly actor: Actor;
}

interface Change {
  readonly action: string;
  readonly from?: string;
  readonly to?: string;
  readonly facts?: object;
}

@Injectable()
export class AccountService {
  private readonly accounts: AccountRepository;
  private readonly queries: AccountQueries;
  private readonly sessions: SessionStore;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    accounts: AccountRepository,
    queries: AccountQueries,
    sessions: SessionStore,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.accounts = accounts;
    this.queries = queries;
    this.sessions = sessions;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  /** An account that may do nothing yet: roles are given by the security administrator. */
  async create(login: string, name: string, password: string): Promise<AccountView> {
    refuseIf(passwordRefusals(password, login), 422);
    const passwordHash = await hashPassword(password);
    try {
      return await this.unit.run(async () => {
        const account = await this.accounts.add({
          login,
          displayName: name,
          passwordHash,
          createdAt: this.clock.now(),
        });
        await this.audit.record({
          subject: { type: 'account', id: account.id },
          action: 'created',
          to: 'active',
          revision: account.revision,
          facts: { login },
        });
        return this.queries.one(account.id);
      });
    } catch (error) {
      if (violates(error, 'accounts_login_unique'))
        throw new RefusedError([identityRefusals('login-taken', { login })]);
      throw error;
    }
  }

  disable(act: AccountAct): Promise<AccountView> {
    return this.change(act, async (account) => {
      refuseIf(act.actor.accountId === account.id ? [identityRefusals('not-oneself')] : []);
      const from = account.status;
      account.status = 'disabled';
      await this.sessions.endAll(account.id);
      return { action: 'disabled', from, to: 'disabled' };
    });
  }

  /** Also lifts a lock. */
  enable(act: AccountAct): Promise<AccountView> {
    return this.change(act, async (account) => {
      const from = account.status;
      Object.assign(account, { status: 'active', failedLogins: 0, lockedUntil: null });
      return { action: 'enabled', from, to: 'active' };
    });
  }

  /**
   * Not for administrators' accounts: whoever could set their passwords could act as each of the three. Theirs are set
   * on the machine itself (`npm run admin:create`).
   */
  async resetPassword(act: AccountAct, password: string): Promise<AccountView> {
    const passwordHash = await hashPassword(password);
    return this.change(act, async (account, roles) => {
      refuseIf(roles.some(({ role }) => isAdminRole(role)) ? [identityRefusals('admin-password-apart')] : []);
      refuseIf(passwordRefusals(password, account.login), 422);
      Object.assign(account, { passwordHash, failedLogins: 0, lockedUntil: null });
      await this.sessions.endAll(account.id);
      return { action: 'password-reset' };
    });
  }

  grant(act: AccountAct, grant: Grant): Promise<AccountView> {
    return this.change(act, async (account, roles) => {
      refuseIf([
        ...(act.actor.accountId === account.id ? [identityRefusals('not-oneself')] : []),
        ...grantRefusals(roles.map(grantOf), grant),
      ]);
      await this.accounts.grant(account.id, grant);
      return { action: 'role-granted', to: grant.role, facts: grant };
    });
  }

  revoke(act: AccountAct, grantId: string): Promise<AccountView> {
    return this.change(act, async (account, roles) => {
      const role = roles.find(({ id }) => id === grantId);
      if (!role) throw new NotFoundError('grant');
      refuseIf(act.actor.accountId === account.id ? [identityRefusals('not-oneself')] : []);
      await this.accounts.revoke(role);
      return { action: 'role-revoked', from: role.role, facts: grantOf(role) };
    });
  }

  /** Load under lock, decide, save with the record of it. */
  private change(
    act: AccountAct,
    decide: (account: AccountRow, roles: readonly AccountRoleRow[]) => Promise<Change>,
  ): Promise<AccountView> {
    return this.unit.run(async () => {
      const account = await this.accounts.forUpdate(act.id);
      const roles = await this.accounts.rolesOf(act.id);
      if (account.revision !== act.revision) throw staleRevision(await this.queries.one(act.id));
      const change = await decide(account, roles);
      account.revision += 1;
      await this.accounts.save(account);
      await this.audit.record({
        subject: { type: 'account', id: account.id },
        reason: act.reason,
        revision: account.revision,
        ...change,
      });
      return this.queries.one(act.id);
    });
  }
}

function refuseIf(reasons: readonly Refusal[], status?: 422): void {
  if (reasons.length > 0) throw new RefusedError(reasons, status);
}
