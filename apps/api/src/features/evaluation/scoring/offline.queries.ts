import type { CycleState, EvaluationState, Prefill, ScoresheetState } from '@jianglian/domain/evaluation';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';
import { byName, closingOf } from '../evaluation-fragments.ts';
import type { StoredMark } from './stored-mark.ts';

export interface OwnSheet {
  readonly id: string;
  readonly state: ScoresheetState;
  readonly accountId: string;
  readonly studioName: string;
  readonly evaluation: EvaluationState;
  readonly cycle: CycleState;
  readonly closesAt: string;
  readonly prefills: readonly Prefill[];
  readonly selfScores: Readonly<Record<string, number | null>>;
  readonly marks: readonly StoredMark[];
}

/** The evaluator's own sheets of a cycle with everything a workbook shows. */
@Injectable()
export class OfflineQueries {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** Undefined where the evaluator has no sheet: as if there were no such cycle. */
  cycle(cycleId: string, accountId: string): Promise<{ title: string; rubricVersion: string } | undefined> {
    return this.database.one(sql`
      SELECT c.title, c.rubric_version AS "rubricVersion" FROM evaluation_cycles c
      WHERE c.id = ${cycleId} AND EXISTS (
        SELECT FROM scoresheets sh JOIN evaluations e ON e.id = sh.evaluation_id
        WHERE e.cycle_id = c.id AND sh.account_id = ${accountId} AND sh.state NOT IN ('recused', 'released'))`);
  }

  sheets(cycleId: string, accountId: string): Promise<OwnSheet[]> {
    return this.database.rows<OwnSheet>(sql`
      SELECT sh.id, sh.state, sh.account_id AS "accountId", s.name AS "studioName", e.state AS evaluation,
             c.state AS cycle, ${closingOf('scoring')} AS "closesAt",
             CASE WHEN e.state = 'self-evaluating' THEN '[]'::jsonb ELSE coalesce(e.prefill, '[]') END AS prefills,
             CASE WHEN e.prefill IS NULL OR e.state = 'self-evaluating' THEN '{}'::jsonb
                  ELSE coalesce((SELECT jsonb_object_agg(l.indicator, l.score) FROM self_evaluation_lines l
                                 WHERE l.evaluation_id = e.id), '{}') END AS "selfScores",
             coalesce((SELECT jsonb_agg(jsonb_build_object('indicator', k.indicator, 'score', k.score,
               'notApplicable', k.not_applicable, 'deductions', k.deductions, 'comment', k.comment,
               'revision', k.revision, 'savedAt', k.saved_at)) FROM marks k WHERE k.scoresheet_id = sh.id), '[]') AS marks
      FROM scoresheets sh JOIN evaluations e ON e.id = sh.evaluation_id JOIN evaluation_cycles c ON c.id = e.cycle_id
      JOIN studios s ON s.id = e.studio_id
      WHERE e.cycle_id = ${cycleId} AND sh.account_id = ${accountId} AND sh.state NOT IN ('recused', 'released')
        AND e.state <> 'withdrawn' ORDER BY ${byName}, sh.id`);
  }
}
