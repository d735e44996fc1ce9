import type { Actor } from '@jianglian/domain/identity';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.ts';
import { Database, sql } from '../../platform/database/index.ts';
import { type FoundTask, taskOf, type TaskRow } from './task-source.ts';

type OfficeRow = TaskRow & { readonly state: string; readonly over: boolean; readonly toCheck: number };

/** Whose turn it is in a yearly round (五(二)): applicants, recommenders, the office. */
@Injectable()
export class RoundTasks {
  private readonly database: Database;
  private readonly clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.database = database;
    this.clock = clock;
  }

  async of(actor: Actor): Promise<FoundTask[]> {
    const parts = await Promise.all([
      this.ofApplicants(actor),
      this.ofRecommenders(actor),
      actor.grants.some(({ role }) => role === 'office') ? this.ofOffice() : [],
    ]);
    return parts.flat();
  }

  /** A draft until the applications close, what was returned until the recommenders' window does. */
  private async ofApplicants({ grants }: Actor): Promise<FoundTask[]> {
    const studioIds = grants.flatMap(({ role, studioId }) => (role === 'studio' && studioId ? [studioId] : []));
    const unitIds = grants.flatMap(({ role, hostUnitId }) => (role === 'applicant' && hostUnitId ? [hostUnitId] : []));
    if (studioIds.length + unitIds.length === 0) return [];
    const rows = await this.database.rows<TaskRow & { state: string }>(sql`
      SELECT 'application' AS "subjectType", a.id AS "subjectId", a.state, s.id AS "studioId", s.name AS "studioName",
        CASE a.state WHEN 'draft' THEN r.applications_close_at ELSE r.recommending_closes_at END AS due,
        jsonb_build_object('round', r.title, 'reason', coalesce(a.state_reason, ''), 'name', a.studio_name) AS params
      FROM applications a JOIN upgrade_rounds r ON r.id = a.round_id LEFT JOIN studios s ON s.id = a.studio_id
      WHERE (a.studio_id = ANY(${studioIds}::uuid[])
             OR (a.kind = 'founding' AND a.host_unit_id = ANY(${unitIds}::uuid[])))
        AND r.state = 'called' AND r.opens_at <= ${this.clock.now()}
        AND (a.state = 'draft' AND r.applications_close_at > ${this.clock.now()}
             OR a.state = 'returned' AND r.recommending_closes_at > ${this.clock.now()})
      ORDER BY due, a.id LIMIT 50`);
    return rows.map(({ state, ...row }) =>
      taskOf(state === 'draft' ? 'application-draft' : 'application-returned', row),
    );
  }

  /** What came in is looked at as it comes; in the window the ranked list is due. */
  private async ofRecommenders({ grants }: Actor): Promise<FoundTask[]> {
    const ids = grants.flatMap(({ role, recommenderId }) =>
      role === 'recommender' && recommenderId ? [recommenderId] : [],
    );
    if (ids.length === 0) return [];
    const now = this.clock.now();
    const rows = await this.database.rows<TaskRow & { open: boolean }>(sql`
      SELECT 'round' AS "subjectType", r.id AS "subjectId", r.recommending_closes_at AS due,
        min(a.submitted_at) AS since, r.recommending_opens_at <= ${now} AS open,
        jsonb_build_object('round', r.title, 'recommender', w.name, 'count', count(*) FILTER (WHERE a.state = 'submitted'),
          'ranked', count(k.application_id)) AS params
      FROM upgrade_rounds r JOIN applications a ON a.round_id = r.id AND a.submitted_at IS NOT NULL
      JOIN recommenders w ON w.id = a.recommender_id
      LEFT JOIN recommendations p ON p.round_id = r.id AND p.recommender_id = w.id
      LEFT JOIN recommendation_ranks k ON k.application_id = a.id
      WHERE w.id = ANY(${ids}::uuid[]) AND r.state = 'called' AND r.opens_at <= ${now}
        AND r.recommending_closes_at > ${now} AND coalesce(p.state, 'draft') = 'draft'
      GROUP BY r.id, w.id HAVING count(*) FILTER (WHERE a.state = 'submitted') > 0 ORDER BY due, r.id`);
    return rows.map(({ open, ...row }) => taskOf(open ? 'ranking-to-submit' : 'applications-to-look-at', row));
  }

  private async ofOffice(): Promise<FoundTask[]> {
    const now = this.clock.now();
    const [missing, objections, rounds] = await Promise.all([
      this.database.rows<TaskRow>(sql`
        SELECT 'round' AS "subjectType", r.id AS "subjectId", r.recommending_closes_at AS due,
          jsonb_build_object('round', r.title, 'count', count(DISTINCT a.recommender_id)) AS params
        FROM upgrade_rounds r JOIN applications a ON a.round_id = r.id AND a.state = 'submitted'
        LEFT JOIN recommendations p ON p.round_id = r.id AND p.recommender_id = a.recommender_id
        WHERE r.state = 'called' AND r.recommending_opens_at <= ${now} AND r.recommending_closes_at > ${now}
          AND coalesce(p.state, 'draft') = 'draft'
        GROUP BY r.id ORDER BY due, r.id`),
      this.database.rows<TaskRow & { change: boolean }>(sql`
        SELECT 'round' AS "subjectType", r.id AS "subjectId", open.change, open.since, r.publicity_until AS due,
          jsonb_build_object('round', r.title, 'candidate', a.studio_name) AS params
        FROM (
          SELECT o.application_id, FALSE AS change, o.filed_at AS since FROM objections o
          WHERE o.application_id IS NOT NULL AND o.state IN ('filed', 'under-review')
          UNION ALL
          SELECT k.application_id, TRUE, k.proposed_at FROM award_changes k WHERE k.state = 'proposed') open
        JOIN applications a ON a.id = open.application_id JOIN upgrade_rounds r ON r.id = a.round_id
        ORDER BY open.since LIMIT 50`),
      this.database.rows<OfficeRow>(sql`
        SELECT 'round' AS "subjectType", r.id AS "subjectId", r.state,
          CASE r.state WHEN 'called' THEN r.recommending_closes_at WHEN 'proposed' THEN r.proposed_at END AS since,
          CASE r.state WHEN 'called' THEN r.recommending_closes_at <= ${now}
            WHEN 'publicity' THEN r.publicity_until < ${this.clock.today()}::date ELSE TRUE END AS over,
          checks.count AS "toCheck", jsonb_build_object('round', r.title, 'count', checks.count) AS params
        FROM upgrade_rounds r CROSS JOIN LATERAL (
          SELECT count(*)::int AS count FROM applications a
          WHERE a.round_id = r.id AND a.state = 'recommended' AND NOT a.awaits_evaluation) checks
        WHERE r.state IN ('called', 'reviewing', 'proposed', 'publicity') ORDER BY r.year, r.id`),
    ]);
    return [
      ...missing.map((row) => taskOf('recommendations-missing', row)),
      ...objections.map(({ change, ...row }) =>
        taskOf(change ? 'award-change-to-release' : 'award-objection-to-handle', row),
      ),
      ...rounds.flatMap(({ state, over, toCheck, ...row }) => {
        if (!over) return [];
        switch (state) {
          case 'called':
            return [taskOf('review-to-start', row)];
          case 'reviewing':
            return [taskOf(toCheck > 0 ? 'applications-to-check' : 'awards-to-propose', row)];
          case 'proposed':
            return [taskOf('awards-to-release', row)];
          default:
            return [taskOf('awards-to-publish', row)];
        }
      }),
    ];
  }
}
