import { randomUUID } from 'node:crypto';
import type { ApplicationKind, ApplicationState, AppliedTier, ExceptionGround } from '@jianglian/domain/upgrade';
import { sql } from '../../src/platform/database/index.ts';
import type { Portal } from '../support/portal.ts';
import { recommenderId } from '../studio/a-studio.ts';

export interface WantedRound {
  readonly state?: string;
  readonly year?: number;
  readonly title?: string;
  readonly opensAt?: string;
  readonly applicationsCloseAt?: string;
  readonly recommendingOpensAt?: string;
  readonly recommendingClosesAt?: string;
}

/** A called round, as far as applications ask: open at the story's first instant (2026-03-02 09:00 in Chongqing). */
export async function anOpenRound(portal: Portal, wanted: WantedRound = {}): Promise<string> {
  const row = await portal.db.one<{ id: string }>(sql`
    INSERT INTO upgrade_rounds (title, year, rule_set, rule_set_version, state, opens_at, applications_close_at,
      recommending_opens_at, recommending_closes_at, called_at, created_at)
    VALUES (${wanted.title ?? '2026 年度申报'}, ${wanted.year ?? 2026}, 'cq-2024-7', 1, ${wanted.state ?? 'called'},
      ${wanted.opensAt ?? '2026-03-01T00:00:00Z'}, ${wanted.applicationsCloseAt ?? '2026-03-15T10:00:00Z'},
      ${wanted.recommendingOpensAt ?? '2026-03-16T00:00:00Z'}, ${wanted.recommendingClosesAt ?? '2026-03-22T10:00:00Z'},
      '2026-03-01T00:00:00Z', '2026-02-20T00:00:00Z') RETURNING id`);
  return row!.id;
}

export interface WantedApplication {
  readonly round: string;
  /** An upgrade of this studio, or … */
  readonly studio?: string;
  /** … a new studio of this unit (made where neither is said). */
  readonly unit?: string;
  readonly target?: AppliedTier;
  readonly state?: ApplicationState;
  /** Id of the recommending unit; a studio's own, else 500101. */
  readonly recommender?: string;
  readonly awaitsEvaluation?: boolean;
  readonly exceptionGround?: ExceptionGround;
  readonly masterName?: string;
  readonly occupationName?: string;
  readonly submittedAt?: string;
}

const named: readonly ApplicationState[] = ['returned', 'refused', 'closed'];

/** An application in the state a story needs, made straight in the database; its id. */
export async function anApplication(portal: Portal, wanted: WantedApplication): Promise<string> {
  const kind: ApplicationKind = wanted.studio === undefined ? 'founding' : 'upgrade';
  const state = wanted.state ?? 'submitted';
  const handedIn = state !== 'draft' && state !== 'withdrawn';
  const sign = randomUUID().slice(0, 6);
  const unit = wanted.studio === undefined ? (wanted.unit ?? (await portal.given.hostUnit())) : null;
  const home = unit === null ? null : (wanted.recommender ?? (await recommenderId(portal, '500101')));
  const row = await portal.db.one<{ id: string }>(sql`
    INSERT INTO applications (round_id, kind, target, exception_ground, studio_id, host_unit_id, recommender_id,
      studio_name, master_name, host_unit_name, occupation_name, state, awaits_evaluation, submitted_at, state_reason,
      created_at)
    SELECT ${wanted.round}, ${kind}, ${wanted.target ?? (kind === 'upgrade' ? 'chief' : 'municipal')},
      ${wanted.exceptionGround ?? null}, s.id, coalesce(s.host_unit_id, h.id),
      coalesce(${wanted.recommender ?? null}::uuid, s.recommender_id, ${home}::uuid),
      coalesce(s.name, ${`拟建${sign}技能大师工作室`}), coalesce(${wanted.masterName ?? null}, m.name, ${`匠${sign}`}),
      coalesce(x.name, h.name), coalesce(${wanted.occupationName ?? null}, s.occupation_name, '钳工'), ${state},
      ${wanted.awaitsEvaluation ?? false},
      ${handedIn ? (wanted.submittedAt ?? portal.clock.now().toISOString()) : null},
      ${named.includes(state) ? '请补充材料' : null}, ${portal.clock.now()}
    FROM (SELECT 1) one LEFT JOIN studios s ON s.id = ${wanted.studio ?? null}::uuid
    LEFT JOIN masters m ON m.id = s.master_id LEFT JOIN host_units x ON x.id = s.host_unit_id
    LEFT JOIN host_units h ON h.id = ${unit}::uuid RETURNING id`);
  return row!.id;
}
