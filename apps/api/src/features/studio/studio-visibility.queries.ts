import type { ActorWithin } from '@jianglian/domain/identity';
import { studioReach } from '@jianglian/domain/identity';
import { join, raw, sql, type Sql } from '../../platform/database/index.ts';

/**
 * The studios an actor may see within a permission (`within`), as a condition on `studios s`. Lists, search, sort, count, export and dashboards of every
 * feature put it in their WHERE: what a person may not see shows in none of them.
 */
export function studioVisibleTo(actor: ActorWithin): Sql {
  const reach = studioReach(actor);
  if (reach === 'everything') return raw('TRUE');
  const ways: Sql[] = [];
  if (reach.studioIds.length > 0) ways.push(sql`s.id = ANY(${reach.studioIds}::uuid[])`);
  if (reach.recommenderIds.length > 0) ways.push(sql`s.recommender_id = ANY(${reach.recommenderIds}::uuid[])`);
  if (reach.evaluatorAccountId !== undefined) {
    // Assigned means a sheet that was neither given back (回避) nor taken away.
    ways.push(sql`s.id IN (
      SELECT e.studio_id FROM scoresheets sheet JOIN evaluations e ON e.id = sheet.evaluation_id
      WHERE sheet.account_id = ${reach.evaluatorAccountId} AND sheet.state IN ('draft', 'submitted', 'sealed'))`);
    // Who checks a rectification sees what it is about.
    ways.push(sql`s.id IN (
      SELECT r.studio_id FROM rectification_checks chk JOIN rectifications r ON r.id = chk.rectification_id
      WHERE chk.account_id = ${reach.evaluatorAccountId} AND chk.state IN ('draft', 'submitted'))`);
  }
  return ways.length === 0 ? raw('FALSE') : sql`(${join(ways, ' OR ')})`;
}
