import { Injectable } from '@nestjs/common';
import type { PoolClient, QueryResult } from 'pg';
import { DataSource } from 'typeorm';
import { poolOf } from './pool.ts';
import { isOutdatedPlan, prepared } from './prepared.ts';
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
    return (await this.ask(query)).rows as T[];
  }

  async one<T>(query: Sql): Promise<T | undefined> {
    return (await this.rows<T>(query))[0];
  }

  /** For INSERT, UPDATE, DELETE: how many rows it touched. */
  async run(query: Sql): Promise<number> {
    return (await this.ask(query)).rowCount ?? 0;
  }

  /** Straight to the driver: TypeORM's query runner around a read costs more than the read. */
  private async ask(query: Sql): Promise<QueryResult> {
    if (this.unit.isOpen) {
      const client = (await this.unit.manager.queryRunner!.connect()) as PoolClient;
      return client.query(prepared(query));
    }
    const pool = poolOf(this.source);
    try {
      return await pool.query(prepared(query));
    } catch (error) {
      if (!isOutdatedPlan(error)) throw error;
      return pool.query({ text: query.text, values: query.values });
    }
  }
}
