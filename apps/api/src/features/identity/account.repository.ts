import { Injectable } from '@nestjs/common';
import { Raw } from 'typeorm';
import { UnitOfWork } from '../../platform/database/index.ts';
import { NotFoundError } from '../../platform/http/problem/index.ts';
import { AccountRow } from './account.entity.ts';

@Injectable()
export class AccountRepository {
  private readonly unit: UnitOfWork;

  constructor(unit: UnitOfWork) {
    this.unit = unit;
  }

  private get rows() {
    return this.unit.manager.getRepository(AccountRow);
  }

  byLogin(login: string): Promise<AccountRow | null> {
    return this.rows.findOneBy({ login: Raw((column) => `lower(${column}) = lower(:login)`, { login }) });
  }

  async byId(id: string): Promise<AccountRow> {
    const row = await this.rows.findOneBy({ id });
    if (!row) throw new NotFoundError('account');
    return row;
  }

  /** Locked until the unit ends. */
  async forUpdate(id: string): Promise<AccountRow> {
    const row = await this.rows.findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!row) throw new NotFoundError('account');
    return row;
  }

  save(row: AccountRow): Promise<AccountRow> {
    return this.rows.save(row);
  }
}
