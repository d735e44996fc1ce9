import type { NominationView, HonourList, HonourRow } from '@jianglian/contracts/upgrade';
import type { Actor } from '@jianglian/domain/identity';
import { within } from '@jianglian/domain/identity';
import { addYears } from '@jianglian/domain/kernel';
import type { Tier } from '@jianglian/domain/studio';
import type { HonourKind, HonourStanding } from '@jianglian/domain/upgrade';
import { byHonourPriority, honourStandings } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.ts';
import { Database, every, sql, type Sql } from '../../../platform/database/index.ts';
import { studioVisibleTo } from '../../studio/index.ts';
import { candidateOf, type CandidateRow } from './honour-row.mapper.ts';

export interface HonourAsked {
  readonly kind: HonourKind;
  readonly q?: string | undefined;
  readonly tier?: readonly Tier[] | undefined;
  readonly recommender?: readonly string[] | undefined;
  readonly standing?: readonly HonourStanding[] | undefined;
}

/** Results count for two years, as long as an evaluation looks back. */
const YEARS = 2;

/**
 * The order of masters and studios within reach. A place is that among all whom the reader may see, whatever is filtered, so the
 * list is worked out whole: one statement over running studios.
 */
@Injectable()
export class HonourQueries {
  private readonly database: Database;
  private readonly clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.database = database;
    this.clock = clock;
  }

  async list(
    actor: Actor,
    { after, limit, ...asked }: HonourAsked & { after?: string | undefined; limit: number },
  ): Promise<HonourList> {
    const all = await this.all(actor, asked);
    const { standing, ...others } = asked;
    const counted = standing === undefined ? all : await this.all(actor, others);
    const from = Number(after ?? 0);
    const counts = Object.fromEntries(honourStandings.map((one) => [one, 0])) as Record<HonourStanding, number>;
    for (const row of counted) counts[row.standing] += 1;
    return {
      rows: all.slice(from, from + limit),
      next: all.length > from + limit ? String(from + limit) : null,
      counts,
    };
  }

  async all(actor: Actor, { kind, q, tier, recommender, standing }: HonourAsked): Promise<HonourRow[]> {
    const today = this.clock.today();
    const rows = await this.rows(studioVisibleTo(within(actor, 'honours:read')));
    const words = (q ?? '').split(/\s+/).filter(Boolean);
    return rows
      .map((row) => candidateOf(row, kind, today))
      .toSorted(byHonourPriority)
      .map(({ priority, name: _name, ...row }, index) => ({
        ...row,
        place: priority.standing === 'first' || priority.standing === 'next' ? index + 1 : null,
      }))
      .filter(
        (row) =>
          (tier === undefined || tier.includes(row.studio.tier)) &&
          (recommender === undefined || recommender.includes(row.recommender.id)) &&
          (standing === undefined || standing.includes(row.standing)) &&
          words.every((word) =>
            [row.studio.name, row.master.name, row.hostUnitName].some((text) => text.includes(word)),
          ),
      );
  }

  /** One studio, for a decision: the office's reach, on the primary. */
  async one(studioId: string): Promise<CandidateRow | undefined> {
    const [row] = await this.rows(sql`s.id = ${studioId}`, true);
    return row;
  }

  nominations(actor: Actor, asked: { kind?: HonourKind | undefined; id?: string }): Promise<NominationView[]> {
    return this.database.rows<NominationView>(sql`
      SELECT n.id, n.kind, n.title, json_build_object('id', s.id, 'name', s.name) AS studio,
        json_build_object('id', m.id, 'name', m.name) AS master, n.put_forward_on AS "putForwardOn",
        n.document_number AS "documentNumber", n.reasons, a.display_name AS by, n.entered_at AS at, n.outcome,
        n.outcome_on AS "outcomeOn", n.outcome_number AS "outcomeNumber"
      FROM honour_nominations n JOIN studios s ON s.id = n.studio_id JOIN masters m ON m.id = n.master_id
      LEFT JOIN accounts a ON a.id = n.entered_by
      WHERE ${every([
        studioVisibleTo(within(actor, 'honours:read')),
        asked.kind && sql`n.kind = ${asked.kind}`,
        asked.id === undefined ? undefined : sql`n.id = ${asked.id}`,
      ])}
      ORDER BY n.outcome IS NULL DESC, n.put_forward_on DESC, n.id LIMIT 500`);
  }

  private rows(which: Sql, ended = false): Promise<CandidateRow[]> {
    const since = addYears(this.clock.today(), -YEARS);
    return this.database.rows<CandidateRow>(sql`
      SELECT s.id, s.code, s.name, s.tier, s.standing, s.last_grade AS "lastGrade",
        s.last_evaluated_on AS "lastEvaluatedOn", s.grade_after_rectification AS "gradeAfterRectification",
        json_build_object('id', m.id, 'name', m.name, 'birthDate', m.birth_date) AS master, m.honours,
        (SELECT d.value FROM declared_facts d WHERE d.studio_id = s.id AND d.fact = 'nationalHonours'
           AND d.holds_on >= coalesce((SELECT max(e.happened_on) FROM studio_events e
             WHERE e.studio_id = s.id AND e.kind = 'master-changed'), '-infinity')
         ORDER BY d.position DESC LIMIT 1) AS declared,
        h.name AS "hostUnitName", json_build_object('id', r.id, 'name', r.name) AS recommender,
        coalesce((SELECT json_agg(n.kind) FROM honour_nominations n
                  WHERE n.master_id = s.master_id AND n.outcome IS NULL), '[]') AS "underWay",
        coalesce(work.benefit, 0)::bigint AS "benefitFen", coalesce(work.projects, 0)::int AS "finishedProjects",
        coalesce(work.apprentices, 0)::int AS apprentices
      FROM studios s JOIN masters m ON m.id = s.master_id JOIN host_units h ON h.id = s.host_unit_id
      JOIN recommenders r ON r.id = s.recommender_id
      LEFT JOIN (
        SELECT a.studio_id, sum(a.benefit_fen) AS benefit,
          sum((SELECT count(*) FROM jsonb_array_elements(
            CASE WHEN a.kind = 'research' THEN coalesce(a.metrics -> 'projects', '[]') ELSE '[]' END) p
            WHERE p ->> 'state' = 'finished')) AS projects,
          sum(CASE WHEN a.kind = 'mentoring' THEN coalesce((a.metrics ->> 'apprentices')::int, 0) ELSE 0 END) AS apprentices
        FROM activities a WHERE a.state = 'verified' AND a.started_on >= ${since} GROUP BY a.studio_id
      ) work ON work.studio_id = s.id
      WHERE ${which} AND ${ended ? sql`TRUE` : sql`s.standing IN ('active', 'rectifying')`}`);
  }
}
