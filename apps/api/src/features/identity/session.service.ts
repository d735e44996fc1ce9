import { afterFailure, afterSuccess, identityRefusals, isLocked, passwordRefusals } from '@jianglian/domain/identity';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../platform/audit/index.ts';
import { Clock } from '../../platform/clock/index.ts';
import { UnitOfWork } from '../../platform/database/index.ts';
import { RateLimiter } from '../../platform/http/index.ts';
import { NotFoundError, RefusedError } from '../../platform/http/problem/index.ts';
import { type OpenSession, SessionStore } from '../../platform/session/index.ts';
import { AccountRepository } from './account.repository.ts';
import type { AccountRow } from './account.entity.ts';
import { hashPassword, passwordFits } from './password.ts';

export interface SignInClient {
  readonly address: string;
  readonly agent: string;
}

@Injectable()
export class SessionService {
  private readonly accounts: AccountRepository;
  private readonly sessions: SessionStore;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;
  private readonly limiter: RateLimiter;

  constructor(
    accounts: AccountRepository,
    sessions: SessionStore,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
    limiter: RateLimiter,
  ) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
    this.limiter = limiter;
  }

  /**
   * The token of a new session. Unknown login, wrong password and disabled account are one answer after one and the same
   * amount of work; only who knows the right password learns that the account is locked.
   */
  async signIn(login: string, password: string, client: SignInClient): Promise<string> {
    await this.limiter.signIn(client.address);
    const account = await this.accounts.byLogin(login);
    const fits = await passwordFits(account?.passwordHash, password);
    if (!account) throw new RefusedError([identityRefusals('wrong-credentials')], 401);
    const outcome = await this.unit.run(() => this.settle(account.id, fits, client));
    if (outcome instanceof RefusedError) throw outcome;
    return outcome;
  }

  /** Counts the attempt under the account's row lock, so that parallel guesses are all counted. */
  private async settle(id: string, fits: boolean, client: SignInClient): Promise<string | RefusedError> {
    const account = await this.accounts.forUpdate(id);
    const now = this.clock.now();
    if (isLocked(account, now)) return fits ? locked(account, now) : wrongCredentials();
    if (!fits || account.status !== 'active') {
      if (!fits) await this.accounts.save(Object.assign(account, afterFailure(account, now)));
      await this.note(account, account.lockedUntil === null ? 'sign-in-failed' : 'locked');
      return wrongCredentials();
    }
    await this.accounts.save(Object.assign(account, afterSuccess));
    const token = await this.sessions.start(account.id, client);
    await this.note(account, 'signed-in');
    return token;
  }

  async signOut(session: OpenSession): Promise<void> {
    await this.unit.run(async () => {
      await this.sessions.end(session.id);
      await this.audit.record({ subject: { type: 'account', id: session.account.id }, action: 'signed-out' });
    });
  }

  /** Somebody else's session, ended by the security administrator. */
  async end(id: string): Promise<void> {
    await this.unit.run(async () => {
      const accountId = await this.sessions.end(id);
      if (accountId === undefined) throw new NotFoundError('session');
      await this.audit.record({
        subject: { type: 'account', id: accountId },
        action: 'session-ended',
        facts: { sessionId: id },
      });
    });
  }

  /** Other sessions of the account end: whoever else knew the old password is out. */
  async changePassword(session: OpenSession, current: string, next: string): Promise<void> {
    const { passwordHash } = await this.accounts.byId(session.account.id);
    if (!(await passwordFits(passwordHash, current))) throw new RefusedError([identityRefusals('password-wrong')], 422);
    const reasons = [
      ...passwordRefusals(next, session.account.login),
      ...(next === current ? [identityRefusals('password-unchanged')] : []),
    ];
    if (reasons.length > 0) throw new RefusedError(reasons, 422);
    const renewed = await hashPassword(next);
    await this.unit.run(async () => {
      const account = await this.accounts.forUpdate(session.account.id);
      await this.accounts.save(Object.assign(account, { passwordHash: renewed, revision: account.revision + 1 }));
      await this.sessions.endAll(account.id, session.id);
      await this.audit.record({
        subject: { type: 'account', id: account.id },
        action: 'password-changed',
        revision: account.revision,
      });
    });
  }

  private note(account: AccountRow, action: string): Promise<void> {
    return this.audit.record({ subject: { type: 'account', id: account.id }, action, accountId: account.id });
  }
}

const wrongCredentials = () => new RefusedError([identityRefusals('wrong-credentials')], 401);

function locked(account: { lockedUntil: Date | null }, now: Date): RefusedError {
  const minutes = Math.ceil(((account.lockedUntil?.getTime() ?? 0) - now.getTime()) / 60_000);
  return new RefusedError([identityRefusals('account-locked', { minutes })], 423, undefined, minutes * 60);
}
