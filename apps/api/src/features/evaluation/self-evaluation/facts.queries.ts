import type { ActivitySettings, TalliedActivity } from '@jianglian/domain/activity';
import { defaultSettings, dueOn, owedYears, reportKinds, timelinessOf } from '@jianglian/domain/activity';
import type { EvaluationFacts, EvaluationPeriod, Rubric, StudioContext } from '@jianglian/domain/evaluation';
import { evaluationFacts } from '@jianglian/domain/evaluation';
import type { Tier } from '@jianglian/domain/studio';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.ts';
import { Database, sql } from '../../../platform/database/index.ts';

interface StudioFacts {
  readonly foundedOn: string;
  readonly members: number;
  readonly everMembers: number;
  readonly settings: ActivitySettings | null;
  readonly reports: readonly { kind: 'plan' | 'summary'; year: number; submittedOn: string | null }[];
}

/** Gathers what the automatic values are computed from: verified activities, team, reports, subsidy. */
@Injectable()
export class FactsQueries {
  private readonly database: Database;
  private readonly clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.database = database;
    this.clock = clock;
  }

  async of(studioId: string, tier: Tier, period: EvaluationPeriod, rubric: Rubric): Promise<EvaluationFacts> {
    const activities = await this.database.rows<TalliedActivity>(sql`
      SELECT id, kind, state, started_on AS "startedOn", metrics FROM activities
      WHERE studio_id = ${studioId} AND state = 'verified' AND started_on <= ${period.to}`);
    const context = await this.context(studioId, tier, period, rubric);
    return evaluationFacts(activities, period, rubric.years, context);
  }

  private async context(
    studioId: string,
    tier: Tier,
    period: EvaluationPeriod,
    rubric: Rubric,
  ): Promise<StudioContext> {
    const row = (await this.database.one<StudioFacts>(sql`
      SELECT s.founded_on AS "foundedOn",
             (SELECT count(*) FROM team_members t WHERE t.studio_id = s.id AND t.joined_on <= ${period.to}
                AND (t.left_on IS NULL OR t.left_on > ${period.to}))::int AS members,
             (SELECT count(*) FROM team_members t WHERE t.studio_id = s.id)::int AS "everMembers",
             (SELECT content FROM activity_settings WHERE id = 1) AS settings,
             coalesce((SELECT jsonb_agg(jsonb_build_object('kind', r.kind, 'year', r.year, 'submittedOn', r.submitted_on))
                       FROM studio_reports r WHERE r.studio_id = s.id), '[]') AS reports
      FROM studios s WHERE s.id = ${studioId}`)) as StudioFacts;
    return {
      tier,
      // Imported studios have no team on record yet: nobody known is not a team of nobody.
      teamSize: row.everMembers === 0 ? null : row.members,
      subsidyGrantedFen: rubric.subsidyFen[tier],
      reports: this.reportsOf(row, period),
    };
  }

  /** The plans and summaries that fell due in the period, up to today. */
  private reportsOf({ foundedOn, reports, settings }: StudioFacts, period: EvaluationPeriod): StudioContext['reports'] {
    const today = this.clock.today();
    const schedule = settings ?? defaultSettings;
    const came = reportKinds.flatMap((kind) =>
      owedYears(schedule, kind, foundedOn, today).flatMap((year) => {
        const due = dueOn(schedule, kind, year);
        const report = reports.find((one) => one.kind === kind && one.year === year);
        return due < period.from || due > period.to ? [] : [timelinessOf(report, due, today)];
      }),
    );
    const count = (how: (typeof came)[number]) => came.filter((one) => one === how).length;
    const counted = { onTime: count('on-time'), late: count('late'), missing: count('overdue') };
    return counted.onTime + counted.late + counted.missing === 0 ? null : counted;
  }
}
