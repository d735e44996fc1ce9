import type { WorkCalendar } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';

/** The published calendar, as terms in working days are counted by it. */
@Injectable()
export class WorkCalendarQueries {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async calendar(): Promise<WorkCalendar> {
    const rows = await this.database.rows<{ day: string; kind: 'holiday' | 'workday' }>(
      sql`SELECT day, kind FROM holidays`,
    );
    const daysOf = (wanted: string) => new Set(rows.filter(({ kind }) => kind === wanted).map(({ day }) => day));
    return { holidays: daysOf('holiday'), workdays: daysOf('workday') };
  }
}
