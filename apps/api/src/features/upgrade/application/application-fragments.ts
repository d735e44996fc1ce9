import type { Actor } from '@jianglian/domain/identity';
import { within } from '@jianglian/domain/identity';
import type { Round } from '@jianglian/domain/upgrade';
import { join, raw, sql, type Sql } from '../../../platform/database/index.ts';

/**
 * The applications an actor may see, as a condition on `applications a`: whose it is from the first draft on, its recommender and
 * the office from the day it was handed in. What was withdrawn before that is nobody else's.
 */
export function applicationVisibleTo(actor: Actor): Sql {
  const { grants } = within(actor, 'application:read');
  const studioIds = grants.flatMap(({ role, studioId }) => (role === 'studio' && studioId ? [studioId] : []));
  const hostUnitIds = grants.flatMap(({ role, hostUnitId }) =>
    role === 'applicant' && hostUnitId ? [hostUnitId] : [],
  );
  const recommenderIds = grants.flatMap(({ role, recommenderId }) =>
    role === 'recommender' && recommenderId ? [recommenderId] : [],
  );
  const ways: Sql[] = [];
  if (studioIds.length > 0) ways.push(sql`a.studio_id = ANY(${studioIds}::uuid[])`);
  if (hostUnitIds.length > 0) ways.push(sql`(a.kind = 'founding' AND a.host_unit_id = ANY(${hostUnitIds}::uuid[]))`);
  if (recommenderIds.length > 0) {
    ways.push(sql`(a.submitted_at IS NOT NULL AND a.recommender_id = ANY(${recommenderIds}::uuid[]))`);
  }
  if (grants.some(({ role }) => role === 'office')) ways.push(sql`a.submitted_at IS NOT NULL`);
  return ways.length === 0 ? raw('FALSE') : sql`(${join(ways, ' OR ')})`;
}

/** The application `a` as every list and page names it (`ApplicationBrief`). */
export const applicationBrief = sql`
  jsonb_build_object('id', a.id, 'roundId', a.round_id, 'kind', a.kind, 'target', a.target,
    'exceptionGround', a.exception_ground, 'studioId', a.studio_id, 'studioName', a.studio_name,
    'masterName', a.master_name, 'hostUnitName', a.host_unit_name, 'occupationName', a.occupation_name,
    'recommenderId', a.recommender_id, 'state', a.state, 'awaitsEvaluation', a.awaits_evaluation,
    'submittedAt', a.submitted_at, 'stateReason', a.state_reason, 'stateClause', a.state_clause, 'revision', a.revision)`;

/** The round as an application asks for it. */
export interface RoundOfApplication extends Pick<Round, 'state' | 'windows' | 'year'> {
  readonly id: string;
  readonly title: string;
  readonly ruleSet: string;
  readonly ruleSetVersion: number;
}

export type StoredRound = Omit<RoundOfApplication, 'windows'> & {
  readonly windows: Readonly<Record<keyof Round['windows'], string>>;
};

/** The round `r` as JSON, with its instants as texts. */
export const roundColumns = sql`
  jsonb_build_object('id', r.id, 'title', r.title, 'state', r.state, 'year', r.year, 'ruleSet', r.rule_set,
    'ruleSetVersion', r.rule_set_version,
    'windows', jsonb_build_object('opensAt', r.opens_at, 'applicationsCloseAt', r.applications_close_at,
      'recommendingOpensAt', r.recommending_opens_at, 'recommendingClosesAt', r.recommending_closes_at))`;

export const windowsOf = (texts: StoredRound['windows']): Round['windows'] => ({
  opensAt: new Date(texts.opensAt),
  applicationsCloseAt: new Date(texts.applicationsCloseAt),
  recommendingOpensAt: new Date(texts.recommendingOpensAt),
  recommendingClosesAt: new Date(texts.recommendingClosesAt),
});
