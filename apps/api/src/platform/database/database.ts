import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { poolOf } from './pool.ts';
import type { Sql } from './sql.ts';
import { UnitOfWork } from './unit-of-work.ts';

/** SQL on the primary. Inside a unit it sees and joins the unit's transaction. */
@Injectable()
export class Database {
  private readonly source: DataSource;
  private readonly unit: UnitOfWork;

  constructor(source: DataSource, unit: UnitOfWork) {
    this.source = source;
    this.unit = unit;
  }

  async rows<T>(query: Sql): Promise<T[]> {
    if (this.unit.isOpen) {
      const result = await this.unit.manager.queryRunner!.query(query.text, query.values, true);
      return (result.records ?? []) as T[];
    }
    // Straight to the pool: a query runner per read costs more than the read.
    const { rows } = await poolOf(this.source).query({ text: query.text, values: query.values });
    return rows as T[];
  }

  async one<T>(query: Sql): Promise<T | undefined> {
    return (await this.rows<T>(query))[0];
  }

  /** For INSERT, UPDATE, DELETE: how many rows it touched. */
  async run(query: Sql): Promise<number> {
    if (this.unit.isOpen) {
      const result = await this.unit.manager.queryRunner!.query(query.text, query.values, true);
      return result.affected ?? 0;
    }
    const { rowCount } = await poolOf(this.source).query({ text: query.text, values: query.values });
    return rowCount ?? 0;
  }
}
