import type { HistoryRow } from '@jianglian/contracts/evaluation';
import type { GroupOutcome } from '@jianglian/domain/evaluation';
import { percentOf } from '@jianglian/domain/evaluation';
import { type Actor, within } from '@jianglian/domain/identity';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';
import { studioVisibleTo } from '../../studio/index.ts';
import { RubricQueries } from '../rubric/rubric.queries.ts';

type Stored = Omit<HistoryRow, 'groups'> & {
  readonly rubricVersion: string;
  readonly outcomes: readonly GroupOutcome[];
};

/** A studio's published evaluations over the cycles. */
@Injectable()
export class HistoryQueries {
  private readonly database: Database;
  private readonly rubrics: RubricQueries;

  constructor(database: Database, rubrics: RubricQueries) {
    this.database = database;
    this.rubrics = rubrics;
  }

  async of(studioId: string, actor: Actor): Promise<HistoryRow[]> {
    const visible = await this.database.one(
      sql`SELECT 1 FROM studios s WHERE s.id = ${studioId} AND ${studioVisibleTo(within(actor, 'evaluation:read'))}`,
    );
    if (!visible) throw new NotFoundError('studio');
    const rows = await this.database.rows<Stored>(sql`
      SELECT e.id AS "evaluationId", jsonb_build_object('id', c.id, 'title', c.title, 'year', c.year) AS cycle, e.tier,
             e.grade, e.final_score AS "finalScore", e.bonus_score AS bonus, coalesce(e.published_on, c.published_on) AS "publishedOn",
             coalesce(e.document_number, c.document_number) AS "documentNumber", c.rubric_version AS "rubricVersion", e.groups AS outcomes
      FROM evaluations e JOIN evaluation_cycles c ON c.id = e.cycle_id
      WHERE e.studio_id = ${studioId} AND e.state = 'published' AND c.state = 'published'
      ORDER BY c.year, c.created_at, e.id`);
    return Promise.all(rows.map((row) => this.withGroups(row)));
  }

  /** Groups are named by the rubric of their own cycle: versions differ. */
  private async withGroups({ rubricVersion, outcomes, ...row }: Stored): Promise<HistoryRow> {
    const rubric = await this.rubrics.view(rubricVersion);
    return {
      ...row,
      groups: rubric.groups.map(({ code, name }) => {
        const outcome = outcomes.find(({ group }) => group === code);
        return { code, name, percent: outcome ? percentOf(outcome) : null };
      }),
    };
  }
}
