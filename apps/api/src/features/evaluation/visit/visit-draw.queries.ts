import type { DrawnStudio } from '@jianglian/domain/evaluation';
import { drawVisits } from '@jianglian/domain/evaluation';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';
import { GradedQueries, proposalOf } from '../decision/graded.queries.ts';
import { RubricQueries } from '../rubric/rubric.queries.ts';

export interface StoredDraw {
  readonly seed: string;
  readonly percent: number;
  readonly fixedAt: string;
  readonly fixedBy: string;
  readonly drawnAt: string | null;
  readonly drawnBy: string | null;
  readonly revision: number;
}

/** What a draw gives now: everybody it was drawn from, and which of them are to be visited and are not yet. */
export interface DrawNow {
  readonly drawn: readonly DrawnStudio[];
  readonly added: readonly DrawnStudio[];
  readonly rest: number;
  readonly wanted: number;
}

/** The draw of a cycle and what it gives now. */
@Injectable()
export class VisitDrawQueries {
  private readonly database: Database;
  private readonly decisions: GradedQueries;
  private readonly rubrics: RubricQueries;

  constructor(database: Database, decisions: GradedQueries, rubrics: RubricQueries) {
    this.database = database;
    this.decisions = decisions;
    this.rubrics = rubrics;
  }

  find(cycleId: string): Promise<StoredDraw | undefined> {
    return this.database.one<StoredDraw>(sql`
      SELECT d.seed, d.percent, d.fixed_at AS "fixedAt", f.display_name AS "fixedBy", d.drawn_at AS "drawnAt",
             b.display_name AS "drawnBy", d.revision
      FROM visit_draws d JOIN accounts f ON f.id = d.fixed_by LEFT JOIN accounts b ON b.id = d.drawn_by
      WHERE d.cycle_id = ${cycleId}`);
  }

  /** Worked out anew from what is scored now. */
  async now(
    cycle: { readonly id: string; readonly rubricVersion: string; readonly excellentCapPercent: number },
    draw: StoredDraw,
  ): Promise<DrawNow> {
    const rubric = await this.rubrics.view(cycle.rubricVersion);
    const evaluations = await this.decisions.evaluations(cycle.id);
    const { grades } = proposalOf(rubric, cycle.excellentCapPercent, evaluations);
    const there = await this.database.rows<{ id: string }>(sql`
      SELECT v.evaluation_id AS id FROM site_visits v JOIN evaluations e ON e.id = v.evaluation_id
      WHERE e.cycle_id = ${cycle.id}`);
    const already = new Set(there.map(({ id }) => id));
    const drawn = drawVisits(
      draw.seed,
      draw.percent,
      grades.map(({ id, grade, outsideCap }) => ({
        evaluationId: id,
        grade,
        eligible: grade === 'excellent' || outsideCap,
      })),
      already,
    );
    const rest = drawn.filter(({ ticket }) => ticket !== null).length;
    return {
      drawn,
      added: drawn.filter(({ evaluationId, reason }) => reason !== null && !already.has(evaluationId)),
      rest,
      wanted: Math.ceil((rest * draw.percent) / 100),
    };
  }
}
