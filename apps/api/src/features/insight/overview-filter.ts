import type { insightApi } from '@jianglian/contracts/insight';
import type { InputOf } from '@jianglian/contracts/shared';
import { type Actor, within } from '@jianglian/domain/identity';
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
export const thisYearsEnd = (today: CivilDate): CivilDate => `${yearOf(today)}-12-31`;

const among = (column: Sql, values: readonly string[] | undefined): Sql | undefined =>
  values && sql`${column} = ANY(${values}::text[])`;

/** Studios `s` within reach and the places of the filter. */
export const inPlace = (actor: Actor, filter: Filter): Sql =>
  every([
    studioVisibleTo(within(actor, 'overview:read')),
    among(sql`s.cluster_code`, filter.cluster),
    among(sql`s.district_code`, filter.district),
    filter.recommender && sql`s.recommender_id = ANY(${filter.recommender}::uuid[])`,
  ]);

/** Whether a studio of these values is counted. */
export function counted(
  filter: Filter,
  values: { readonly standing: Sql; readonly tier: Sql; readonly grade: Sql },
): Sql {
  const { standing, tier, grade } = withDefaults(filter);
  return every([among(values.standing, standing), among(values.tier, tier), among(values.grade, grade)]);
}
