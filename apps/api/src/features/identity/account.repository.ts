import { type Grant, identityRefusals } from '@jianglian/domain/identity';
import { Injectable } from '@nestjs/common';
import { Raw } from 'typeorm';
import { UnitOfWork, violates } from '../../platform/database/index.ts';
import { NotFoundError, RefusedError } from '../../platform/http/problem/index.ts';
import { AccountRoleRow } from './account-role.entity.ts';
import { AccountRow } from './account.entity.ts';

@Injectable()
export class AccountRepository {
  private readonly unit: UnitOfWork;

  constructor(unit: UnitOfWork) {
    this.unit = unit;
  }

  private get accounts() {
    return this.unit.manager.getRepository(AccountRow);
  }

  private get roles() {
    return this.unit.manager.getRepository(AccountRoleRow);
  }

  byLogin(login: string): Promise<AccountRow | null> {
    return this.accounts.findOneBy({ login: Raw((column) => `lower(${column}) = lower(:login)`, { login }) });
  }

  async byId(id: string): Promise<AccountRow> {
    const row = await this.accounts.findOneBy({ id });
    if (!row) throw new NotFoundError('account');
    return row;
  }

  /** Locked until the unit ends. */
  async forUpdate(id: string): Promise<AccountRow> {
    const row = await this.accounts.findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!row) throw new NotFoundError('account');
    return row;
  }

  add(account: Pick<AccountRow, 'login' | 'displayName' | 'passwordHash' | 'createdAt'>): Promise<AccountRow> {
    return this.accounts.save(this.accounts.create(account));
  }

  save(row: AccountRow): Promise<AccountRow> {
    return this.accounts.save(row);
  }

  rolesOf(accountId: string): Promise<AccountRoleRow[]> {
    return this.roles.find({ where: { accountId }, order: { role: 'ASC', id: 'ASC' } });
  }

  async grant(accountId: string, { role, ...bound }: Grant): Promise<AccountRoleRow> {
    const unbound = { studioId: null, hostUnitId: null, recommenderId: null };
    try {
      return await this.roles.save(this.roles.create({ accountId, role, ...unbound, ...bound }));
    } catch (error) {
      if (!violates(error, 'account_roles_host_unit_exists')) throw error;
      throw new RefusedError([identityRefusals('host-unit-missing', { role })], 422);
    }
  }

  async revoke(role: AccountRoleRow): Promise<void> {
    await this.roles.delete(role.id);
  }
}
