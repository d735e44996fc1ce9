import type { ActivityFilter } from '@jianglian/contracts/activity';
import type { Actor } from '@jianglian/domain/identity';
import type { z } from 'zod';
import { every, sql, type Sql } from '../../platform/database/index.ts';
import { activityVisibleTo } from './activity-scope.queries.ts';

type Filter = Partial<z.output<z.ZodObject<typeof ActivityFilter>>>;
/** A figure has been replaced by the ids of the rows behind it. */
export type AskedActivities = Omit<Filter, 'figure' | 'year'>;

/** One condition for list, counts, search and export: what a person may not see shows in none of them. */
export function askedActivities(asked: AskedActivities, actor: Actor): Sql {
  const recommenderIds = actor.grants.flatMap(({ recommenderId }) => recommenderId ?? []);
  return every([
    activityVisibleTo(actor),
    asked.studioId !== undefined && sql`a.studio_id = ${asked.studioId}`,
    asked.kind !== undefined && sql`a.kind = ANY(${asked.kind}::text[])`,
    asked.mechanism !== undefined && sql`a.mechanism = ${asked.mechanism}`,
    asked.state === undefined ? sql`a.state <> 'superseded'` : sql`a.state = ANY(${asked.state}::text[])`,
    asked.from !== undefined && sql`a.started_on >= ${asked.from}`,
    asked.to !== undefined && sql`a.started_on <= ${asked.to}`,
    asked.ids !== undefined && sql`a.id = ANY(${asked.ids}::uuid[])`,
    asked.mine === true && sql`a.state = 'submitted' AND s.recommender_id = ANY(${recommenderIds}::uuid[])`,
    asked.search !== undefined && asked.search !== '' && matches(asked.search),
  ]);
}

/** In the title, or in the studio's name; `%` and `_` are what somebody typed, not wildcards. */
function matches(search: string): Sql {
  const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
  return sql`a.title ILIKE ${pattern}
    OR a.studio_id = ANY(ARRAY(SELECT named.id FROM studios named WHERE named.name ILIKE ${pattern}))`;
}
