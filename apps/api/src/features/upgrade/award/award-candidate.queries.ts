import type { ApplicationBrief } from '@jianglian/contracts/upgrade';
import type { Standing, Tier } from '@jianglian/domain/studio';
import type {
  AwardOutcome,
  AwardSubject,
  AwardToPublish,
  Candidate,
  DeclineGround,
  PlacesByTier,
  RankedCandidate,
} from '@jianglian/domain/upgrade';
import { appliedTiers, rankCandidates } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';
import { applicationBrief } from '../application/application-fragments.ts';
import { PriorityQueries } from '../review/priority.queries.ts';
import { ReviewPanelQueries } from '../review/review-panel.queries.ts';
import { frozenBy } from './award-fragments.ts';

/** A candidate with its decision, as rules, pages and publication need it. */
export interface CandidateCase extends Candidate, AwardSubject, AwardToPublish {
  readonly application: ApplicationBrief;
  readonly recommenderName: string;
  readonly outcome: AwardOutcome | null;
  readonly ground: DeclineGround | null;
  readonly place: number | null;
  readonly decidedPosition: number | null;
  readonly reason: string | null;
  readonly clause: string | null;
  readonly decidedBy: string | null;
  readonly revision: number;
  readonly documentNumber: string | null;
  readonly publishedOn: string | null;
  readonly awardedStudioId: string | null;
  readonly accountMissing: boolean;
  readonly twins: readonly string[];
}

type Stored = Omit<CandidateCase, 'studio' | 'excellent' | 'reviewScore' | 'priorityPoints'> & {
  readonly studioTier: Tier | null;
  readonly standing: Standing | null;
};

/** Accepted applications of a round with what their order rests on. */
@Injectable()
export class AwardCandidates {
  private readonly database: Database;
  private readonly priorities: PriorityQueries;
  private readonly panels: ReviewPanelQueries;

  constructor(database: Database, priorities: PriorityQueries, panels: ReviewPanelQueries) {
    this.database = database;
    this.priorities = priorities;
    this.panels = panels;
  }

  async of(roundId: string): Promise<readonly CandidateCase[]> {
    const rows = await this.database.rows<Stored>(sql`
      SELECT a.id AS "applicationId", ${applicationBrief} AS application, a.target AS tier, a.target, a.state = 'accepted' AS accepted,
             a.studio_name AS "studioName", a.master_name AS "masterName",
             coalesce(s.host_unit_id, a.host_unit_id) AS "hostUnitId",
             coalesce(s.occupation_name, a.occupation_name) AS "occupationName",
             coalesce(m.id_number_index, a.id_number_index, s.master_id::text, a.master_name || ' ' || a.host_unit_id)
               AS "masterKey",
             r.name AS "recommenderName", k.place AS "recommenderRank",
             s.tier AS "studioTier", s.standing,
             CASE WHEN w.published_on IS NULL AND m.name <> a.master_name THEN m.name END AS "masterNow",
             CASE WHEN w.published_on IS NULL THEN (
               SELECT o.name FROM studios o JOIN masters om ON om.id = o.master_id
               WHERE om.id_number_index = coalesce(a.id_number_index, m.id_number_index)
                 AND o.standing IN ('active', 'rectifying') AND o.id IS DISTINCT FROM a.studio_id
               ORDER BY o.founded_on LIMIT 1) END AS "masterNames", ${frozenBy} AS "frozenBy",
             w.outcome, w.ground, w.place, w.position AS "decidedPosition", w.reason, w.clause,
             decider.display_name AS "decidedBy", coalesce(w.revision, 0) AS revision,
             w.document_number AS "documentNumber", w.published_on AS "publishedOn", w.studio_id AS "awardedStudioId",
             w.studio_id IS NOT NULL AND a.kind = 'founding' AND NOT EXISTS (
               SELECT FROM account_roles g WHERE g.role = 'studio' AND g.studio_id = w.studio_id) AS "accountMissing",
             coalesce((SELECT jsonb_agg(twin.name ORDER BY twin.name) FROM (
               SELECT t.name FROM studios t
               WHERE t.host_unit_id = coalesce(s.host_unit_id, a.host_unit_id) AND t.tier = a.target
                 AND t.occupation_name = coalesce(s.occupation_name, a.occupation_name)
                 AND t.standing IN ('active', 'rectifying') AND t.id IS DISTINCT FROM coalesce(s.id, w.studio_id)
               UNION ALL
               SELECT b.studio_name FROM applications b LEFT JOIN studios bs ON bs.id = b.studio_id
               WHERE b.round_id = a.round_id AND b.id <> a.id AND b.target = a.target AND b.state = 'accepted'
                 AND coalesce(bs.host_unit_id, b.host_unit_id) = coalesce(s.host_unit_id, a.host_unit_id)
                 AND coalesce(bs.occupation_name, b.occupation_name) = coalesce(s.occupation_name, a.occupation_name)
             ) twin), '[]') AS twins
      FROM applications a JOIN recommenders r ON r.id = a.recommender_id
      LEFT JOIN studios s ON s.id = a.studio_id LEFT JOIN masters m ON m.id = s.master_id
      LEFT JOIN recommendation_ranks k ON k.application_id = a.id
      LEFT JOIN application_awards w ON w.application_id = a.id
      LEFT JOIN accounts decider ON decider.id = w.decided_by
      WHERE a.round_id = ${roundId} AND (a.state = 'accepted' OR w.application_id IS NOT NULL)
      ORDER BY a.id`);
    const priorities = await this.priorities.of(sql`a.id = ANY(${rows.map((row) => row.applicationId)}::uuid[])`);
    const scores = await this.panels.scores(roundId);
    const priorityOf = new Map(priorities.map((one) => [one.applicationId, one]));
    return rows.map(({ studioTier, standing, ...row }) => ({
      ...row,
      reviewScore: scores.get(row.applicationId) ?? null,
      excellent: priorityOf.get(row.applicationId)?.preferred ?? false,
      priorityPoints: priorityOf.get(row.applicationId)?.points ?? null,
      studio: studioTier === null || standing === null ? null : { tier: studioTier, standing },
    }));
  }

  /** Applications that still hold the proposal up, and those that wait for their evaluation. */
  async open(roundId: string): Promise<{ unchecked: number; undecided: number; waiting: number; frozen: number }> {
    const row = await this.database.one<{ unchecked: number; undecided: number; waiting: number; frozen: number }>(sql`
      SELECT count(*) FILTER (WHERE a.state = 'recommended' AND NOT a.awaits_evaluation)::int AS unchecked,
             count(*) FILTER (WHERE a.state = 'accepted' AND w.application_id IS NULL)::int AS undecided,
             count(*) FILTER (WHERE a.state = 'recommended' AND a.awaits_evaluation)::int AS waiting,
             count(*) FILTER (WHERE a.state = 'accepted' AND ${frozenBy} > 0)::int AS frozen
      FROM applications a LEFT JOIN application_awards w ON w.application_id = a.id WHERE a.round_id = ${roundId}`);
    return row ?? { unchecked: 0, undecided: 0, waiting: 0, frozen: 0 };
  }
}

/** Every candidate's place in the order of its tier. */
export function rankingOf(cases: readonly CandidateCase[], places: PlacesByTier): ReadonlyMap<string, RankedCandidate> {
  const ranked = appliedTiers.flatMap((tier) =>
    rankCandidates(
      cases.filter((one) => one.tier === tier),
      places[tier],
    ),
  );
  return new Map(ranked.map((one) => [one.applicationId, one]));
}
