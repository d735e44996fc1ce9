import type { CycleState, EvaluationState, Mark, Prefill, ScoresheetState } from '@jianglian/domain/evaluation';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';
import { closingOf } from '../evaluation-fragments.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';
import { asStored, type StoredMark } from './stored-mark.ts';

/** A sheet with its marks and what its machine asks of evaluation and cycle. */
export interface LockedSheet {
  readonly id: string;
  readonly revision: number;
  readonly state: ScoresheetState;
  readonly accountId: string;
  readonly evaluationId: string;
  readonly studioId: string;
  readonly evaluation: EvaluationState;
  readonly cycle: CycleState;
  readonly closesAt: Date;
  readonly rubricVersion: string;
  readonly prefills: readonly Prefill[];
  readonly marks: readonly StoredMark[];
}

type Stored = Omit<LockedSheet, 'closesAt' | 'marks' | 'prefills'> & {
  readonly closesAt: string;
  readonly prefills: readonly Prefill[] | null;
};

const sheetColumns = sql`
  sh.id, sh.revision, sh.state, sh.account_id AS "accountId", e.id AS "evaluationId",
  e.studio_id AS "studioId", e.state AS evaluation, c.state AS cycle, ${closingOf('scoring')} AS "closesAt",
  c.rubric_version AS "rubricVersion", e.prefill AS prefills`;

const sheetTables = sql`
  scoresheets sh JOIN evaluations e ON e.id = sh.evaluation_id JOIN evaluation_cycles c ON c.id = e.cycle_id`;

@Injectable()
export class ScoresheetRepository {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** The sheet locked until the unit ends; somebody else's is not found when `accountId` is given. */
  async forUpdate(id: string, accountId?: string): Promise<LockedSheet> {
    const row = await this.database.one<Stored>(sql`
      SELECT ${sheetColumns} FROM ${sheetTables}
      WHERE sh.id = ${id} AND ${accountId === undefined ? sql`TRUE` : sql`sh.account_id = ${accountId}`}
      FOR UPDATE OF sh`);
    if (!row) throw new NotFoundError('scoresheet');
    const marks = await this.marks(id);
    return { ...row, closesAt: new Date(row.closesAt), prefills: row.prefills ?? [], marks };
  }

  /** The evaluation a sheet belongs to: locked first where both are, so that the last two sheets take turns. */
  async evaluationOf(id: string, accountId?: string): Promise<string> {
    const row = await this.database.one<{ id: string }>(sql`
      SELECT evaluation_id AS id FROM scoresheets
      WHERE id = ${id} AND ${accountId === undefined ? sql`TRUE` : sql`account_id = ${accountId}`}`);
    if (!row) throw new NotFoundError('scoresheet');
    return row.id;
  }

  marks(id: string): Promise<StoredMark[]> {
    return this.database.rows<StoredMark>(sql`
      SELECT indicator, score, not_applicable AS "notApplicable", deductions, comment, revision, saved_at AS "savedAt"
      FROM marks WHERE scoresheet_id = ${id}`);
  }

  /** The sheet with its marks as they are now, without a lock: what is written afterwards checks for itself. */
  async read(id: string, accountId: string): Promise<LockedSheet> {
    const row = await this.database.one<Stored & { readonly marks: readonly StoredMark[] }>(sql`
      SELECT ${sheetColumns},
             coalesce((SELECT jsonb_agg(jsonb_build_object('indicator', k.indicator, 'score', k.score,
               'notApplicable', k.not_applicable, 'deductions', k.deductions, 'comment', k.comment,
               'revision', k.revision, 'savedAt', k.saved_at)) FROM marks k WHERE k.scoresheet_id = sh.id), '[]') AS marks
      FROM ${sheetTables} WHERE sh.id = ${id} AND sh.account_id = ${accountId}`);
    if (!row) throw new NotFoundError('scoresheet');
    const marks = row.marks.map(asStored);
    return { ...row, closesAt: new Date(row.closesAt), prefills: row.prefills ?? [], marks };
  }

  async submit(id: string, at: Date): Promise<void> {
    await this.database.run(sql`
      UPDATE scoresheets SET state = 'submitted', submitted_at = ${at}, revision = revision + 1 WHERE id = ${id}`);
  }

  /** Handed in for the evaluator, from paper. */
  async submitEntered(
    id: string,
    { by, at, fileId }: { readonly by: string; readonly at: Date; readonly fileId: string },
  ): Promise<void> {
    await this.database.run(sql`
      UPDATE scoresheets SET state = 'submitted', submitted_at = ${at}, first_marked_at = ${at}, last_marked_at = ${at},
        entered_by = ${by}, entered_at = ${at}, entry_file_id = ${fileId}, entry_seen_at = NULL, revision = revision + 1
      WHERE id = ${id}`);
  }

  /** False when there is nothing of the evaluator's to be looked at, or somebody was quicker. */
  async seeEntry(id: string, accountId: string, revision: number, at: Date): Promise<boolean> {
    return (
      (await this.database.run(sql`
        UPDATE scoresheets SET entry_seen_at = ${at}, revision = revision + 1
        WHERE id = ${id} AND account_id = ${accountId} AND revision = ${revision} AND entered_by IS NOT NULL
          AND entry_seen_at IS NULL`)) === 1
    );
  }

  async reopen(id: string, reason: string, at: Date): Promise<void> {
    await this.database.run(sql`
      UPDATE scoresheets SET state = 'draft', submitted_at = NULL, reopened_at = ${at}, reopen_reason = ${reason},
        revision = revision + 1 WHERE id = ${id}`);
  }

  /** Recused or released: the place becomes free. */
  async giveBack(id: string, state: 'recused' | 'released', reason: string): Promise<void> {
    await this.database.run(sql`
      UPDATE scoresheets SET state = ${state}, ended_reason = ${reason}, revision = revision + 1 WHERE id = ${id}`);
  }

  async declareConflict(accountId: string, studioId: string, reason: string, by: string, at: Date): Promise<void> {
    await this.database.run(sql`
      INSERT INTO declared_conflicts (account_id, studio_id, reason, declared_at, declared_by)
      VALUES (${accountId}, ${studioId}, ${reason}, ${at}, ${by})
      ON CONFLICT (account_id, studio_id) DO UPDATE SET reason = excluded.reason, declared_at = excluded.declared_at`);
  }

  /** All sheets of an evaluation that count, with their marks. */
  async panel(evaluationId: string): Promise<{ id: string; state: ScoresheetState; marks: Mark[] }[]> {
    return this.database.rows(sql`
      SELECT sh.id, sh.state,
             coalesce(jsonb_agg(jsonb_build_object('indicator', k.indicator, 'score', k.score,
               'notApplicable', k.not_applicable, 'deductions', k.deductions, 'comment', k.comment))
               FILTER (WHERE k.indicator IS NOT NULL), '[]') AS marks
      FROM scoresheets sh LEFT JOIN marks k ON k.scoresheet_id = sh.id
      WHERE sh.evaluation_id = ${evaluationId} AND sh.state IN ('draft', 'submitted', 'sealed')
      GROUP BY sh.id ORDER BY sh.id`);
  }

  async insert(evaluationId: string, accountId: string, by: string, at: Date): Promise<string> {
    const [sheet] = await this.insertAll([{ evaluationId, accountId }], by, at);
    return sheet!.id;
  }

  /** Many sheets at once, in the order asked for. */
  insertAll(
    seats: readonly { readonly evaluationId: string; readonly accountId: string }[],
    by: string,
    at: Date,
  ): Promise<{ id: string; evaluationId: string; accountId: string }[]> {
    return this.database.rows(sql`
      INSERT INTO scoresheets (evaluation_id, account_id, assigned_at, assigned_by)
      SELECT r.evaluation, r.account, ${at}, ${by}
      FROM unnest(${seats.map(({ evaluationId }) => evaluationId)}::uuid[],
                  ${seats.map(({ accountId }) => accountId)}::uuid[]) WITH ORDINALITY AS r(evaluation, account, place)
      ORDER BY r.place
      RETURNING id, evaluation_id AS "evaluationId", account_id AS "accountId"`);
  }

  async releaseAll(ids: readonly string[], reason: string): Promise<void> {
    if (ids.length === 0) return;
    await this.database.run(sql`
      UPDATE scoresheets SET state = 'released', ended_reason = ${reason}, revision = revision + 1
      WHERE id = ANY(${ids}::uuid[])`);
  }
}
