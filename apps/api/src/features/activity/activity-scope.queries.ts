import type { Actor } from '@jianglian/domain/identity';
import { within } from '@jianglian/domain/identity';
import { join, raw, sql, type Sql } from '../../platform/database/index.ts';
import { studioVisibleTo } from '../studio/index.ts';

/**
 * The activities an actor may see, as a condition on `activities a` and `studios s` (or other aliases). A studio sees all of
 * its own; a recommender and the office what was handed in; an evaluator what was verified.
 */
export function activityVisibleTo(actor: Actor, a = raw('a'), s = raw('s')): Sql {
  const reader = within(actor, 'activity:read');
  const { grants } = reader;
  const studioIds = grants.flatMap(({ role, studioId }) => (role === 'studio' && studioId ? [studioId] : []));
  const recommenderIds = grants.flatMap(({ role, recommenderId }) =>
    role === 'recommender' && recommenderId ? [recommenderId] : [],
  );
  const evaluator = grants.filter(({ role }) => role === 'evaluator');
  const ways: Sql[] = [];
  if (studioIds.length > 0) ways.push(sql`${a}.studio_id = ANY(${studioIds}::uuid[])`);
  if (grants.some(({ role }) => role === 'office')) ways.push(sql`${a}.state <> 'draft'`);
  if (recommenderIds.length > 0) {
    ways.push(sql`(${a}.state <> 'draft' AND ${s}.recommender_id = ANY(${recommenderIds}::uuid[]))`);
  }
  if (evaluator.length > 0) {
    const assigned = sql`SELECT s.id FROM studios s WHERE ${studioVisibleTo({ ...reader, grants: evaluator })}`;
    ways.push(sql`(${a}.state IN ('verified', 'superseded') AND ${a}.studio_id IN (${assigned}))`);
  }
  return ways.length === 0 ? raw('FALSE') : sql`(${join(ways, ' OR ')})`;
}

/** The studios whose yearly reports an actor may see, as a condition on `studios s`. */
export const reportVisibleTo = (actor: Actor): Sql => studioVisibleTo(within(actor, 'report:read'));
