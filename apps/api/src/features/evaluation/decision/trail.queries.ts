import type { DecisionView } from '@jianglian/contracts/evaluation';
import { publicityEndsAt, publicityUntil } from '@jianglian/domain/evaluation';
import { yearOf } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.ts';
import { Database, sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';
import { ReferenceQueries } from '../../reference/index.ts';

interface Settings {
  readonly rubricVersion: string;
  readonly excellentCapPercent: number;
  readonly publicityWorkingDays: number;
}

type Trail = DecisionView['trail'];

/** Who proposed and released, and how long the publicity runs: counted in working days of the published calendar. */
@Injectable()
export class TrailQueries {
  private readonly database: Database;
  private readonly reference: ReferenceQueries;
  private readonly clock: Clock;

  constructor(database: Database, reference: ReferenceQueries, clock: Clock) {
    this.database = database;
    this.reference = reference;
    this.clock = clock;
  }

  async settings(cycleId: string): Promise<Settings> {
    const row = await this.database.one<Settings>(sql`
      SELECT rubric_version AS "rubricVersion", excellent_cap_percent AS "excellentCapPercent",
             publicity_working_days AS "publicityWorkingDays"
      FROM evaluation_cycles WHERE id = ${cycleId}`);
    if (!row) throw new NotFoundError('cycle');
    return row;
  }

  async trail(cycleId: string): Promise<Trail> {
    const row = await this.database.one<
      Omit<Trail, 'publicityEndsAt' | 'wouldRunUntil' | 'holidaysUnknown'> & { publicityWorkingDays: number }
    >(sql`
      SELECT p.display_name AS "proposedBy", c.proposed_at AS "proposedAt", r.display_name AS "releasedBy",
             c.released_at AS "releasedAt", c.publicity_until AS "publicityUntil", c.publicity_contact AS contact,
             c.publicity_working_days AS "publicityWorkingDays"
      FROM evaluation_cycles c LEFT JOIN accounts p ON p.id = c.proposed_by LEFT JOIN accounts r ON r.id = c.released_by
      WHERE c.id = ${cycleId}`);
    if (!row) throw new NotFoundError('cycle');
    const { publicityWorkingDays, ...trail } = row;
    const { until, unknown } = await this.lastDay(this.clock.today(), publicityWorkingDays);
    return {
      ...trail,
      publicityEndsAt: trail.publicityUntil && publicityEndsAt(trail.publicityUntil).toISOString(),
      wouldRunUntil: until,
      holidaysUnknown: unknown,
    };
  }

  /** The last day of a publicity released on a day; `unknown`: a year of it the table of holidays says nothing of. */
  async lastDay(releasedOn: string, workingDays: number): Promise<{ until: string; unknown: number | null }> {
    const calendar = await this.reference.calendar();
    const until = publicityUntil(calendar, releasedOn, workingDays);
    const known = new Set([...calendar.holidays, ...calendar.workdays].map(yearOf));
    return { until, unknown: [yearOf(releasedOn), yearOf(until)].find((year) => !known.has(year)) ?? null };
  }
}
