import type { insightApi } from '@jianglian/contracts/insight';
import type { InputOf } from '@jianglian/contracts/shared';
import type { Actor } from '@jianglian/domain/identity';
import type { CivilDate } from '@jianglian/domain/kernel';
import { addDays, yearOf } from '@jianglian/domain/kernel';
import { runningStandings } from '@jianglian/domain/studio';
import { every, sql, type Sql } from '../../platform/database/index.ts';
import { studioVisibleTo } from '../studio/index.ts';

export type Filter = InputOf<typeof insightApi.overview>['query'];

/** The filter with what it leaves out filled in: nobody asks for studios that have ended. */
export const withDefaults = (filter: Filter): Filter & Required<Pick<Filter, 'standing'>> => ({
  ...filter,
  standing: filter.standing ?? [...runningStandings],
});

export const lastYearsEnd = (today: CivilDate): CivilDate => addDays(`${yearOf(today)}-01-01`, -1);

const among = (column: Sql, values: readonly string[] | undefined): Sql | undefined =>
  values && sql`${column} = ANY(${values}::text[])`;

/**
 * One row per studio of the actor within the places of the filter, as it is (`now`: whether it is counted) and as it was at
 * the end of last year (`was`). Both years are counted on today's clusters, districts and recommenders: a reform of
 * districts or a new classification is no growth.
 */
export function countedStudios(actor: Actor, filter: Filter, today: CivilDate): Sql {
  const before = lastYearsEnd(today);
  const { standing, tier, grade } = withDefaults(filter);
  const counted = (standingColumn: Sql, tierColumn: Sql, gradeColumn: Sql): Sql =>
    every([among(standingColumn, standing), among(tierColumn, tier), among(gradeColumn, grade)]);
  const place = every([
    studioVisibleTo(actor),
    among(sql`s.cluster_code`, filter.cluster),
    among(sql`s.district_code`, filter.district),
    filter.recommender && sql`s.recommender_id = ANY(${filter.recommender}::uuid[])`,
  ]);
  return sql`
    SELECT *, coalesce(${counted(sql`standing`, sql`tier`, sql`grade`)}, FALSE) AS now,
      coalesce(${counted(sql`standing_then`, sql`tier_then`, sql`grade_then`)}, FALSE) AS was
    FROM (
      SELECT s.id, s.cluster_code, s.district_code, s.recommender_id, s.tier, s.standing, s.evaluation_due_on,
        s.master_id, coalesce(s.last_grade, 'none') AS grade, st.standing AS standing_then, tt.tier AS tier_then,
        CASE WHEN s.last_evaluated_on <= ${before} THEN s.last_grade
             WHEN s.last_evaluated_on IS NULL THEN 'none'
             ELSE coalesce((
               SELECT CASE e.kind WHEN 'evaluated' THEN e.facts ->> 'grade'
                 WHEN 'objection-upheld' THEN e.facts -> 'grade' ->> 'to' ELSE 'qualified' END
               FROM studio_events e
               WHERE e.studio_id = s.id AND e.kind IN ('evaluated', 'objection-upheld', 'rectification-passed')
                 AND e.happened_on <= ${before}
               ORDER BY e.happened_on DESC, e.position DESC LIMIT 1), 'none') END AS grade_then
      FROM studios s
      LEFT JOIN studio_standings st ON st.studio_id = s.id AND st.period @> ${before}::date
      LEFT JOIN studio_tiers tt ON tt.studio_id = s.id AND tt.period @> ${before}::date
      WHERE ${place}
    ) studio`;
}
