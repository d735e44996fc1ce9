import type { ReportSchedule } from '@jianglian/domain/activity';
import { dueOn, owedIfFoundedBy, reportKinds } from '@jianglian/domain/activity';
import { foresightDays } from '@jianglian/domain/insight';
import type { CivilDate } from '@jianglian/domain/kernel';
import { addDays, addYears, yearOf } from '@jianglian/domain/kernel';
import { sql, type Sql } from '../../platform/database/index.ts';

/** Reports that fell due in the last two years, what an evaluation looks at, or do so soon. */
export function reportsDue(schedule: ReportSchedule, today: CivilDate) {
  const years = [-2, -1, 0, 1].map((offset) => yearOf(today) + offset);
  return reportKinds
    .flatMap((kind) =>
      years.map((year) => ({
        kind,
        year,
        due: dueOn(schedule, kind, year),
        foundedBy: owedIfFoundedBy(schedule, kind, year),
      })),
    )
    .filter(({ due }) => due >= addYears(today, -2) && due <= addDays(today, foresightDays));
}

/** One row `o` per studio and report not handed in, within the condition on `studios s`; ended studios owe nothing. */
export const owedReports = (schedule: ReportSchedule, today: CivilDate, studios: Sql): Sql => sql`
  SELECT s.id AS studio_id, s.name AS studio_name, asked.kind, asked.year, asked.due
  FROM studios s
  JOIN jsonb_to_recordset(${JSON.stringify(reportsDue(schedule, today))}::jsonb)
    AS asked (kind text, year int, due date, "foundedBy" date) ON s.founded_on <= asked."foundedBy"
  WHERE ${studios} AND s.standing IN ('active', 'rectifying') AND NOT EXISTS (
    SELECT FROM studio_reports r
    WHERE r.studio_id = s.id AND r.kind = asked.kind AND r.year = asked.year AND r.submitted_on IS NOT NULL)`;
