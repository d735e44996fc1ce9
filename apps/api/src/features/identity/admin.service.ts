import type { AccountView } from '@jianglian/contracts/identity';
import { grantOf, grantRefusals, passwordRefusals, type Role } from '@jianglian/domain/identity';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../platform/audit/index.ts';
import { Clock } from '../../platform/clock/index.ts';
import { UnitOfWork } from '../../platform/database/index.ts';
import { RefusedError } from '../../platform/http/problem/index.ts';
import { SessionStore } from '../../platform/session/index.ts';
import { AccountQueries } from './account.queries.ts';
import { AccountRepository } from './account.repository.ts';
import { hashPassword } from './password.ts';

export interface AdminRequest {
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  readonly password: string;
}

/** What only somebody at the server itself may do: make the first administrator, or let one in again. */
@Injectable()
export class AdminService {
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

  /** The account with the role and this password, made when missing; its lock is lifted and its sessions end. */
  async establish({ login, name, role, password }: AdminRequest): Promise<AccountView> {
    const weak = passwordRefusals(password, login);
    if (weak.length > 0) throw new RefusedError(weak, 422);
    const passwordHash = await hashPassword(password);
    return this.unit.run(async () => {
      const known = await this.accounts.byLogin(login);
      const account = known
        ? await this.accounts.forUpdate(known.id)
        : await this.accounts.add({ login, displayName: name, passwordHash, createdAt: this.clock.now() });
      const held = await this.accounts.rolesOf(account.id);
      if (!held.some((grant) => grant.role === role)) {
        const reasons = grantRefusals(held.map(grantOf), { role });
        if (reasons.length > 0) throw new RefusedError(reasons);
        await this.accounts.grant(account.id, { role });
      }
      if (known) {
        const open = { passwordHash, status: 'active' as const, failedLogins: 0, lockedUntil: null };
        await this.accounts.save(Object.assign(account, open, { revision: account.revision + 1 }));
        await this.sessions.endAll(account.id);
      }
      await this.audit.record({
        subject: { type: 'account', id: account.id },
        action: known ? 'reopened-at-server' : 'created-at-server',
        to: 'active',
        revision: account.revision,
        facts: { login, role },
      });
      return this.queries.one(account.id);
    });
  }
}
