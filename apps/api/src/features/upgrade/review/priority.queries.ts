import type { PriorityView } from '@jianglian/contracts/upgrade';
import type { TalliedActivity } from '@jianglian/domain/activity';
import type { Actor } from '@jianglian/domain/identity';
import { civilDateOf } from '@jianglian/domain/kernel';
import type { Grade } from '@jianglian/domain/studio';
import type { CasePriorityFacts, PriorityFinding, PrioritySettings, SectionContent } from '@jianglian/domain/upgrade';
import { casePriorityOf, defaultPriority, priorityField, priorityItems } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { Database, every, sql, type Sql } from '../../../platform/database/index.ts';
import { applicationVisibleTo } from '../application/application-fragments.ts';

type LoggedActivity = TalliedActivity & { readonly title: string };

interface PriorityRow {
  readonly id: string;
  readonly closesAt: string;
  readonly settings: PrioritySettings | null;
  readonly lastGrade: Grade | null;
  readonly lastEvaluatedOn: string | null;
  readonly awardedOn: string | null;
  /** Null: a unit without a studio. */
  readonly activities: readonly LoggedActivity[] | null;
  /** The part of its form in which a unit says what it did. */
  readonly unit: SectionContent | null;
}

/** 二(三), R24: what the notice gives priority to, counted from verified activities, beside each case. */
@Injectable()
export class PriorityQueries {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** Of a round, within reach: for the recommender's ranking and the office's decision. */
  ofRound(actor: Actor, roundId: string): Promise<PriorityView[]> {
    return this.of(every([sql`a.round_id = ${roundId}`, applicationVisibleTo(actor)]));
  }

  /** One statement, however many applications. */
  async of(which: Sql): Promise<PriorityView[]> {
    const rows = await this.database.rows<PriorityRow>(sql`
      SELECT a.id, u.content AS unit, r.applications_close_at AS "closesAt", t.priority AS settings, s.last_grade AS "lastGrade",
        s.last_evaluated_on AS "lastEvaluatedOn", s.awarded_on AS "awardedOn",
        CASE WHEN a.studio_id IS NOT NULL THEN coalesce((
          SELECT jsonb_agg(jsonb_build_object('id', v.id, 'kind', v.kind, 'state', v.state, 'startedOn', v.started_on,
              'metrics', v.metrics, 'title', v.title) ORDER BY v.started_on, v.id)
          FROM activities v WHERE v.studio_id = a.studio_id AND v.state = 'verified'
            AND v.started_on > r.applications_close_at
              - make_interval(months => coalesce((t.priority ->> 'months')::int, ${defaultPriority.months}) + 1)), '[]')
        END AS activities
      FROM applications a JOIN upgrade_rounds r ON r.id = a.round_id
      LEFT JOIN studios s ON s.id = a.studio_id LEFT JOIN review_settings t ON t.round_id = r.id
      LEFT JOIN application_sections u ON u.application_id = a.id AND u.section = 'unit' AND a.kind = 'founding'
      WHERE ${which} ORDER BY a.id`);
    return rows.map(viewOf);
  }
}

function viewOf({ id, closesAt, settings, activities, unit, ...grade }: PriorityRow): PriorityView {
  const on = civilDateOf(new Date(closesAt));
  const { items, ...sums } = casePriorityOf(settings ?? defaultPriority, {
    on,
    activities,
    declared: declaredIn(unit ?? {}),
  });
  const known = new Map((activities ?? []).map((activity) => [activity.id, activity]));
  return {
    applicationId: id,
    ...sums,
    preferred:
      grade.lastGrade === 'excellent' &&
      grade.lastEvaluatedOn !== null &&
      grade.lastEvaluatedOn >= (grade.awardedOn ?? ''),
    items: items.map((finding: PriorityFinding) => ({
      ...finding,
      activities: finding.activities.flatMap((activity) => {
        const one = known.get(activity);
        return one ? [{ id: one.id, title: one.title, startedOn: one.startedOn }] : [];
      }),
    })),
  };
}

const declaredIn = (unit: SectionContent): NonNullable<CasePriorityFacts['declared']> =>
  Object.fromEntries(
    priorityItems.flatMap((item) => {
      const value = unit[priorityField(item)];
      return typeof value === 'number' ? [[item, value]] : [];
    }),
  );
