import type { CycleWindows, WindowStep } from '@jianglian/domain/evaluation';
import { windowSteps } from '@jianglian/domain/evaluation';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';
import { closingOf, cycleWindows, heldSheets } from '../evaluation-fragments.ts';

/** A window of a cycle somebody takes part in; `closesAt` is the own, later one where more time was given. */
export interface CalendarWindow {
  readonly cycleId: string;
  readonly title: string;
  readonly revision: number;
  readonly step: WindowStep;
  readonly dueAt: Date;
  readonly closesAt: Date;
}

export interface CalendarAddress {
  readonly createdAt: string | null;
  readonly fetchedAt: string | null;
}

interface Found {
  readonly id: string;
  readonly title: string;
  readonly revision: number;
  readonly windows: CycleWindows<string>;
  /** Steps of this person in this cycle, with their own closings. */
  readonly own: Readonly<Partial<Record<WindowStep, string>>>;
  readonly office: boolean;
}

const member = (role: string) => sql`
  EXISTS (SELECT FROM account_roles r WHERE r.account_id = me.id AND r.role = ${role}
            AND (r.studio_id = s.id OR r.recommender_id = s.recommender_id))`;

/** The windows of the cycles a person takes part in: cycles and instants only, no studio and nobody's name. */
@Injectable()
export class CalendarQueries {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async address(accountId: string): Promise<CalendarAddress> {
    const row = await this.database.one<CalendarAddress>(sql`
      SELECT created_at AS "createdAt", fetched_at AS "fetchedAt" FROM calendar_addresses
      WHERE account_id = ${accountId}`);
    return row ?? { createdAt: null, fetchedAt: null };
  }

  async of(accountId: string): Promise<readonly CalendarWindow[]> {
    const rows = await this.database.rows<Found>(sql`
      SELECT c.id, c.title, c.revision, ${cycleWindows} AS windows,
        EXISTS (SELECT FROM account_roles r WHERE r.account_id = me.id AND r.role = 'office') AS office,
        jsonb_strip_nulls(jsonb_build_object(
          'selfEvaluation', max(${closingOf('selfEvaluation')}) FILTER (WHERE ${member('studio')}),
          'publicity', max(c.publicity_closes_at) FILTER (WHERE ${member('studio')} OR ${member('recommender')}),
          'opinion', max(${closingOf('opinion')}) FILTER (WHERE ${member('recommender')}),
          'scoring', max(${closingOf('scoring')}) FILTER (WHERE EXISTS (
            SELECT FROM scoresheets sh WHERE sh.evaluation_id = e.id AND sh.account_id = me.id AND ${heldSheets})))) AS own
      FROM accounts me CROSS JOIN evaluation_cycles c
      LEFT JOIN evaluations e ON e.cycle_id = c.id AND e.state NOT IN ('planned', 'withdrawn')
      LEFT JOIN studios s ON s.id = e.studio_id
      WHERE me.id = ${accountId} AND c.state NOT IN ('draft', 'cancelled')
      GROUP BY me.id, c.id ORDER BY c.year, c.created_at, c.id`);
    return rows.flatMap(({ id, title, revision, windows, own, office }) =>
      windowSteps.flatMap((step): CalendarWindow[] => {
        const closesAt = office ? windows[step].closesAt : own[step];
        if (closesAt === undefined) return [];
        const window = { dueAt: new Date(windows[step].dueAt), closesAt: new Date(closesAt) };
        return [{ cycleId: id, title, revision, step, ...window }];
      }),
    );
  }
}
