import type {
  CycleState,
  CycleWindows,
  EvaluationState,
  ExtendableStep,
  Extension,
  GroupOutcome,
  Prefill,
  SelfLine,
} from '@jianglian/domain/evaluation';
import { closingOf, windowsOfTexts } from '@jianglian/domain/evaluation';
import type { Tier } from '@jianglian/domain/studio';
import { Injectable } from '@nestjs/common';
import { Database, sql, type Sql } from '../../platform/database/index.ts';
import { NotFoundError } from '../../platform/http/problem/index.ts';
import { cycleWindows } from './evaluation-fragments.ts';

/** An evaluation with what its machine asks of it and of its cycle. */
export interface LockedEvaluation {
  readonly id: string;
  readonly revision: number;
  readonly state: EvaluationState;
  readonly studioId: string;
  readonly studioName: string;
  readonly tier: Tier;
  readonly closesAt: Date;
  readonly cycleId: string;
  readonly cycle: CycleState;
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly rubricVersion: string;
  readonly windows: CycleWindows;
  readonly extensions: readonly Extension[];
  readonly sheetsWanted: number;
  readonly excellentCapPercent: number;
  readonly baseScore: number | null;
}

type Stored = Omit<LockedEvaluation, 'closesAt' | 'windows' | 'extensions'> & {
  readonly windows: CycleWindows<string>;
  readonly extensions: readonly { readonly step: ExtendableStep; readonly closesAt: string }[];
};

export interface GivenTime {
  readonly reason: string;
  readonly accountId: string;
  readonly at: Date;
}

export interface ScoredAs {
  readonly base: number;
  readonly spread: number;
  readonly groups: readonly GroupOutcome[];
}

@Injectable()
export class EvaluationRepository {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** Locked until the unit ends; `visible` is the scope of who asks (a condition on `studios s`). */
  async forUpdate(id: string, visible: Sql = sql`TRUE`): Promise<LockedEvaluation> {
    const row = await this.database.one<Stored>(sql`
      SELECT e.id, e.revision, e.state, e.studio_id AS "studioId", s.name AS "studioName", e.tier,
             ${cycleWindows} AS windows, c.id AS "cycleId",
             coalesce((SELECT jsonb_agg(jsonb_build_object('step', x.step, 'closesAt', x.closes_at))
                       FROM evaluation_extensions x WHERE x.evaluation_id = e.id), '[]') AS extensions,
             c.state AS cycle, c.period_from AS "periodFrom", c.period_to AS "periodTo",
             c.rubric_version AS "rubricVersion",
             c.sheets_per_studio + (SELECT count(*) FROM arbitrations a
                                    WHERE a.evaluation_id = e.id AND a.kind = 'asked')::int AS "sheetsWanted",
             c.excellent_cap_percent AS "excellentCapPercent",
             e.base_score AS "baseScore"
      FROM evaluations e JOIN evaluation_cycles c ON c.id = e.cycle_id JOIN studios s ON s.id = e.studio_id
      WHERE e.id = ${id} AND ${visible} FOR UPDATE OF e`);
    if (!row) throw new NotFoundError('evaluation');
    const windows = windowsOfTexts(row.windows);
    const extensions = row.extensions.map(({ step, closesAt }) => ({ step, closesAt: new Date(closesAt) }));
    return { ...row, windows, extensions, closesAt: closingOf(windows, 'selfEvaluation', extensions) };
  }

  async find(id: string): Promise<{ readonly cycleId: string }> {
    const row = await this.database.one<{ cycleId: string }>(
      sql`SELECT cycle_id AS "cycleId" FROM evaluations WHERE id = ${id}`,
    );
    if (!row) throw new NotFoundError('evaluation');
    return row;
  }

  async moveTo(id: string, state: EvaluationState): Promise<void> {
    await this.database.run(sql`UPDATE evaluations SET state = ${state}, revision = revision + 1 WHERE id = ${id}`);
  }

  async withdraw(id: string, reason: string): Promise<void> {
    await this.database.run(sql`
      UPDATE evaluations SET state = 'withdrawn', cohort_reason = ${reason}, grade = NULL, proposed_grade = NULL,
        decision_reason = NULL, veto = NULL, reasons = '[]', revision = revision + 1 WHERE id = ${id}`);
  }

  /** Back into the cohort, with the pen where the cycle is running. */
  async restore(id: string, state: EvaluationState, reason: string): Promise<void> {
    await this.database.run(sql`
      UPDATE evaluations SET state = ${state}, cohort_reason = ${reason}, basis = 'added', base_score = NULL,
        final_score = NULL, spread = NULL, groups = '[]', revision = revision + 1 WHERE id = ${id}`);
  }

  async extend(id: string, to: EvaluationState, given: Extension & GivenTime): Promise<void> {
    await this.database.run(sql`
      INSERT INTO evaluation_extensions (evaluation_id, step, closes_at, reason, account_id, at)
      VALUES (${id}, ${given.step}, ${given.closesAt}, ${given.reason}, ${given.accountId}, ${given.at})`);
    await this.moveTo(id, to);
  }

  async submit(id: string, prefill: readonly Prefill[], takenOn: string, at: Date): Promise<void> {
    await this.database.run(sql`
      UPDATE evaluations SET state = 'submitted', prefill = ${JSON.stringify(prefill)}, prefill_taken_on = ${takenOn},
        self_submitted_at = ${at}, revision = revision + 1 WHERE id = ${id}`);
  }

  async score(id: string, { base, spread, groups }: ScoredAs): Promise<void> {
    await this.database.run(sql`
      UPDATE evaluations SET state = 'scored', base_score = ${base}, spread = ${spread},
        groups = ${JSON.stringify(groups)}, revision = revision + 1 WHERE id = ${id}`);
  }

  async unscore(id: string): Promise<void> {
    await this.database.run(sql`
      UPDATE evaluations SET state = 'submitted', base_score = NULL, final_score = NULL, spread = NULL, groups = '[]',
        revision = revision + 1 WHERE id = ${id}`);
  }

  /** Sheets that were handed in on what the studio now changes: their evaluators look again. */
  async reopenSheets(id: string): Promise<void> {
    await this.database.run(sql`
      UPDATE scoresheets SET state = 'draft', submitted_at = NULL, revision = revision + 1
      WHERE evaluation_id = ${id} AND state = 'submitted'`);
  }

  selfLines(id: string): Promise<SelfLine[]> {
    return this.database.rows<SelfLine>(
      sql`SELECT indicator, score, text FROM self_evaluation_lines WHERE evaluation_id = ${id}`,
    );
  }

  /** Saves the line if nobody has saved a newer one; false when somebody has. */
  async saveLine(line: {
    readonly evaluationId: string;
    readonly indicator: string;
    readonly score: number | null;
    readonly text: string;
    readonly evidence: readonly string[];
    readonly revision: number;
    readonly at: Date;
    readonly accountId: string;
  }): Promise<boolean> {
    if (line.revision === 0) {
      return (
        (await this.database.run(sql`
          INSERT INTO self_evaluation_lines (evaluation_id, indicator, score, text, evidence, saved_at, account_id)
          VALUES (${line.evaluationId}, ${line.indicator}, ${line.score}, ${line.text}, ${line.evidence}::uuid[],
                  ${line.at}, ${line.accountId}) ON CONFLICT DO NOTHING`)) === 1
      );
    }
    return (
      (await this.database.run(sql`
        UPDATE self_evaluation_lines SET score = ${line.score}, text = ${line.text},
          evidence = ${line.evidence}::uuid[], revision = revision + 1, saved_at = ${line.at},
          account_id = ${line.accountId}
        WHERE evaluation_id = ${line.evaluationId} AND indicator = ${line.indicator}
          AND revision = ${line.revision}`)) === 1
    );
  }

  /** Of these activities, the ones that may prove something: verified, of the studio, begun within the period. */
  async provable(ids: readonly string[], evaluation: LockedEvaluation): Promise<ReadonlySet<string>> {
    const rows = await this.database.rows<{ id: string }>(sql`
      SELECT id FROM activities WHERE id = ANY(${ids}::uuid[]) AND studio_id = ${evaluation.studioId}
        AND state = 'verified' AND started_on BETWEEN ${evaluation.periodFrom} AND ${evaluation.periodTo}`);
    return new Set(rows.map(({ id }) => id));
  }
}
