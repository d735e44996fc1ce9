import type { Actor } from '@jianglian/domain/identity';
import type { CivilDate } from '@jianglian/domain/kernel';
import { join, raw, sql, type Sql } from '../../platform/database/index.ts';
import { counted, type Filter, inPlace, lastYearsEnd, thisYearsEnd } from './overview-filter.ts';

/** What is counted of the studios of one place. `…Was` is the end of last year. */
export interface Cell {
  readonly by: 'cluster' | 'district' | 'recommender';
  readonly place: string;
  readonly count: number;
  readonly was: number;
  readonly district: number;
  readonly municipal: number;
  readonly chief: number;
  readonly national: number;
  readonly excellent: number;
  readonly qualified: number;
  readonly failed: number;
  readonly none: number;
  readonly due: number;
  readonly rectifying: number;
  readonly upperWas: number;
  readonly excellentWas: number;
  readonly evaluatedWas: number;
  readonly rectifyingWas: number;
}

/** One bit each of the number that says everything countable of a studio. */
const bits = [
  ...([
    'now',
    'was',
    'district',
    'municipal',
    'chief',
    'national',
    'excellent',
    'qualified',
    'failed',
    'none',
  ] as const),
  ...(['due', 'rectifying', 'upperWas', 'excellentWas', 'evaluatedWas', 'rectifyingWas'] as const),
];
type Bit = (typeof bits)[number];
const bit = (name: Bit): number => 2 ** bits.indexOf(name);

/**
 * One pass over the studios in reach. Each gets a number of sixteen bits, the numbers are counted per cluster, district and
 * recommender, and the few different ones are then added up: a third of the work of counting each thing of each studio.
 * Both years are counted on today's clusters, districts and recommenders: a reform of districts is no growth.
 */
export const cellsOf = (actor: Actor, filter: Filter, today: CivilDate): Sql => sql`
  SELECT by, place, ${join(columns.map(([name, when]) => sql`coalesce(sum(studios) FILTER (WHERE ${when}), 0)::int AS "${raw(name)}"`))}
  FROM (
    SELECT CASE WHEN GROUPING(cluster_code) = 0 THEN 'cluster' WHEN GROUPING(district_code) = 0 THEN 'district'
                ELSE 'recommender' END AS by,
      coalesce(cluster_code, district_code, recommender_id::text) AS place, said, count(*) AS studios
    FROM (
      SELECT cluster_code, district_code, recommender_id, ${said} AS said FROM (${thenAndNow(actor, filter, today)}) studio
      OFFSET 0) told
    WHERE said & ${raw(String(bit('now') | bit('was')))} <> 0
    GROUP BY GROUPING SETS ((cluster_code, said), (district_code, said), (recommender_id, said))) counts
  GROUP BY by, place`;

const has = (...names: readonly Bit[]): Sql => {
  const mask = raw(String(names.reduce((sum, name) => sum + bit(name), 0)));
  return sql`said & ${mask} = ${mask}`;
};

const columns: readonly (readonly [string, Sql])[] = [
  ['count', has('now')],
  ...(['district', 'municipal', 'chief', 'national', 'excellent', 'qualified', 'failed', 'none'] as const).map(
    (name) => [name, has('now', name)] as const,
  ),
  ['due', has('now', 'due')],
  ['rectifying', has('now', 'rectifying')],
  ['was', has('was')],
  ...(['upperWas', 'excellentWas', 'evaluatedWas', 'rectifyingWas'] as const).map(
    (name) => [name, has('was', name)] as const,
  ),
];

const choice = (column: string, values: Readonly<Partial<Record<string, Bit>>>): Sql =>
  sql`CASE ${raw(column)} ${join(
    Object.entries(values).map(([value, name]) => sql`WHEN ${raw(`'${value}'`)} THEN ${raw(String(bit(name!)))}`),
    ' ',
  )} ELSE 0 END`;
const when = (condition: string, name: Bit): Sql =>
  sql`CASE WHEN ${raw(condition)} THEN ${raw(String(bit(name)))} ELSE 0 END`;

const said: Sql = join(
  [
    when('now', 'now'),
    when('was', 'was'),
    choice('tier', { district: 'district', municipal: 'municipal', chief: 'chief', national: 'national' }),
    choice('grade', { excellent: 'excellent', qualified: 'qualified', failed: 'failed', none: 'none' }),
    when('due', 'due'),
    when(`standing = 'rectifying'`, 'rectifying'),
    when(`standing_then = 'rectifying'`, 'rectifyingWas'),
    choice('tier_then', { chief: 'upperWas', national: 'upperWas' }),
    when(`grade_then = 'excellent'`, 'excellentWas'),
    when(`grade_then <> 'none'`, 'evaluatedWas'),
  ],
  ' + ',
);

/**
 * A row per studio, as it is and as it was. Tier and standing of then are those of a period that has ended since, or else
 * the present ones; the grade of then is looked up only where a later evaluation has covered it.
 */
function thenAndNow(actor: Actor, filter: Filter, today: CivilDate): Sql {
  const before = lastYearsEnd(today);
  const now = counted(filter, { standing: sql`standing`, tier: sql`tier`, grade: sql`grade` });
  const was = counted(filter, { standing: sql`standing_then`, tier: sql`tier_then`, grade: sql`grade_then` });
  const then = (what: 'standing' | 'tier'): Sql => {
    const periods = sql`${raw(`studio_${what}s`)} p WHERE p.period @> ${before}::date`;
    return sql`CASE WHEN s.founded_on > ${before} THEN NULL
      WHEN s.id IN (SELECT p.studio_id FROM ${periods} AND NOT upper_inf(p.period))
      THEN (SELECT p.${raw(what)} FROM ${periods} AND p.studio_id = s.id) ELSE s.${raw(what)} END`;
  };
  return sql`
    SELECT *, ${now} AS now, coalesce(${was}, FALSE) AS was FROM (
      SELECT s.cluster_code, s.district_code, s.recommender_id, s.tier, s.standing,
        s.standing IN ('active', 'rectifying') AND s.evaluation_due_on <= ${thisYearsEnd(today)} AS due,
        coalesce(s.last_grade, 'none') AS grade,
        ${then('standing')} AS standing_then, ${then('tier')} AS tier_then,
        CASE WHEN s.last_evaluated_on <= ${before} THEN s.last_grade
             WHEN s.last_evaluated_on IS NULL THEN 'none'
             ELSE coalesce((
               SELECT CASE e.kind WHEN 'evaluated' THEN e.facts ->> 'grade'
                 WHEN 'objection-upheld' THEN e.facts -> 'grade' ->> 'to'
                 WHEN 'evaluation-retracted' THEN coalesce(e.facts -> 'grade' ->> 'to', 'none') ELSE 'qualified' END
               FROM studio_events e
               WHERE e.studio_id = s.id AND e.kind IN (
                 'evaluated', 'objection-upheld', 'evaluation-retracted', 'rectification-passed')
                 AND e.happened_on <= ${before}
               ORDER BY e.happened_on DESC, e.position DESC LIMIT 1), 'none') END AS grade_then
      FROM studios s WHERE ${inPlace(actor, filter)} OFFSET 0
    ) studio`;
}
