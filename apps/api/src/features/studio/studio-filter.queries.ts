import type { CivilDate } from '@jianglian/domain/kernel';
import { addYears } from '@jianglian/domain/kernel';
import type { Grade, Standing, Tier } from '@jianglian/domain/studio';
import { sql, type Sql } from '../../platform/database/index.ts';

/** What the registry can be asked for; every field may be absent. */
export interface StudioFilterInput {
  readonly q?: string | undefined;
  readonly tier?: readonly Tier[] | undefined;
  readonly standing?: readonly Standing[] | undefined;
  readonly cluster?: readonly string[] | undefined;
  readonly district?: readonly string[] | undefined;
  readonly recommender?: readonly string[] | undefined;
  readonly hostUnit?: string | undefined;
  readonly grade?: readonly (Grade | 'none')[] | undefined;
  readonly dueFrom?: CivilDate | undefined;
  readonly dueTo?: CivilDate | undefined;
  readonly year?: readonly number[] | undefined;
  readonly occupation?: readonly string[] | undefined;
  readonly ageFrom?: number | undefined;
}

/** The filter as conditions on `studios s`: every word and every field narrows. */
export function conditionsOf(asked: StudioFilterInput, today: CivilDate): readonly (Sql | undefined)[] {
  const oneOf = (column: Sql, values: readonly string[] | undefined) =>
    values === undefined ? undefined : sql`${column} = ANY(${values}::text[])`;
  const words = (asked.q ?? '').split(/\s+/).filter(Boolean);
  return [
    ...words.map((word) => sql`s.search_text ILIKE ${likePattern(word)}`),
    oneOf(sql`s.tier`, asked.tier),
    oneOf(sql`s.standing`, asked.standing),
    oneOf(sql`s.cluster_code`, asked.cluster),
    oneOf(sql`s.district_code`, asked.district),
    oneOf(sql`s.occupation_name`, asked.occupation),
    asked.recommender && sql`s.recommender_id = ANY(${asked.recommender}::uuid[])`,
    asked.hostUnit === undefined ? undefined : sql`s.host_unit_id = ${asked.hostUnit}`,
    asked.grade && sql`coalesce(s.last_grade, 'none') = ANY(${asked.grade}::text[])`,
    asked.dueFrom === undefined ? undefined : sql`s.evaluation_due_on >= ${asked.dueFrom}`,
    asked.dueTo === undefined ? undefined : sql`s.evaluation_due_on <= ${asked.dueTo}`,
    asked.year && sql`extract(year FROM s.awarded_on)::int = ANY(${asked.year}::int[])`,
    asked.ageFrom === undefined
      ? undefined
      : sql`s.master_id IN (SELECT id FROM masters WHERE birth_date <= ${addYears(today, -asked.ageFrom)})`,
  ];
}

/** `%word%` with the wildcards of LIKE taken literally. */
export const likePattern = (word: string): string => `%${word.replace(/[\\%_]/g, '\\$&')}%`;
