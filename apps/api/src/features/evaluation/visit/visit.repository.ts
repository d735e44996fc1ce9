import type { CycleState, Signer, VisitLine, VisitReason, VisitState } from '@jianglian/domain/evaluation';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';

/** A visit with what its machine asks. */
export interface LockedVisit {
  readonly id: string;
  readonly evaluationId: string;
  readonly cycleId: string;
  readonly cycle: CycleState;
  readonly rubricVersion: string;
  readonly studioName: string;
  readonly state: VisitState;
  readonly visitorIds: readonly string[];
  /** Files of the record as it stands. */
  readonly fileIds: readonly string[];
  readonly revision: number;
}

export interface VisitFindings {
  readonly lines: readonly VisitLine[];
  readonly summary: string;
  readonly photos: readonly { readonly fileId: string; readonly note: string }[];
  readonly signatures: readonly { readonly signer: Signer; readonly name: string; readonly fileId: string }[];
  readonly formFileId: string | null;
}

export interface ChosenVisit {
  readonly evaluationId: string;
  readonly reason: VisitReason;
  readonly reasonText: string | null;
}

@Injectable()
export class VisitRepository {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** Locked in one order until the unit ends; all of them or none. */
  async forUpdate(ids: readonly string[]): Promise<LockedVisit[]> {
    const rows = await this.database.rows<LockedVisit>(sql`
      SELECT v.id, v.evaluation_id AS "evaluationId", e.cycle_id AS "cycleId", c.state AS cycle,
             c.rubric_version AS "rubricVersion", s.name AS "studioName", v.state, v.revision,
             ARRAY(SELECT w.account_id FROM site_visit_visitors w WHERE w.visit_id = v.id)::uuid[] AS "visitorIds",
             ARRAY(SELECT f ->> 'fileId' FROM jsonb_array_elements(v.photos || v.signatures) f)
               || coalesce(v.form_file_id::text, '') AS "fileIds"
      FROM site_visits v JOIN evaluations e ON e.id = v.evaluation_id JOIN evaluation_cycles c ON c.id = e.cycle_id
      JOIN studios s ON s.id = e.studio_id
      WHERE v.id = ANY(${ids}::uuid[]) ORDER BY v.id FOR UPDATE OF v`);
    if (rows.length < new Set(ids).size) throw new NotFoundError('visit');
    return rows;
  }

  /** Those already there stay as they are. Answers how many are new. */
  async choose(visits: readonly ChosenVisit[], at: Date, by: string): Promise<number> {
    return this.database.run(sql`
      INSERT INTO site_visits (evaluation_id, reason, reason_text, chosen_at, chosen_by)
      SELECT v."evaluationId", v.reason, v."reasonText", ${at}, ${by}
      FROM jsonb_to_recordset(${JSON.stringify(visits)}::jsonb)
        AS v("evaluationId" uuid, reason text, "reasonText" text)
      ON CONFLICT (evaluation_id) DO NOTHING`);
  }

  async plan(ids: readonly string[], on: string, note: string, visitors: readonly string[]): Promise<void> {
    await this.database.run(sql`
      UPDATE site_visits SET state = 'planned', planned_on = ${on}, note = ${note}, revision = revision + 1
      WHERE id = ANY(${ids}::uuid[])`);
    await this.database.run(sql`DELETE FROM site_visit_visitors WHERE visit_id = ANY(${ids}::uuid[])`);
    await this.database.run(sql`
      INSERT INTO site_visit_visitors (visit_id, account_id)
      SELECT v, a FROM unnest(${ids}::uuid[]) v, unnest(${visitors}::uuid[]) a`);
  }

  async moveTo(id: string, state: VisitState, endedReason: string | null): Promise<void> {
    await this.database.run(sql`
      UPDATE site_visits SET state = ${state}, ended_reason = ${endedReason}, revision = revision + 1,
        done_at = CASE WHEN ${state}::text = 'done' THEN done_at END,
        done_by = CASE WHEN ${state}::text = 'done' THEN done_by END WHERE id = ${id}`);
  }

  async record(id: string, findings: VisitFindings, at: Date, by: string): Promise<void> {
    await this.database.run(sql`
      UPDATE site_visits SET state = 'done', lines = ${JSON.stringify(findings.lines)}, summary = ${findings.summary},
        photos = ${JSON.stringify(findings.photos)}, signatures = ${JSON.stringify(findings.signatures)},
        form_file_id = ${findings.formFileId}, done_at = ${at}, done_by = ${by}, revision = revision + 1
      WHERE id = ${id}`);
  }

  /** Of these files, those the account uploaded for visits. */
  async ownFiles(ids: readonly string[], accountId: string): Promise<ReadonlySet<string>> {
    const rows = await this.database.rows<{ id: string }>(sql`
      SELECT id FROM files WHERE id = ANY(${ids}::uuid[]) AND account_id = ${accountId} AND purpose = 'site-visit'`);
    return new Set(rows.map(({ id }) => id));
  }

  async evaluation(id: string): Promise<{ cycleId: string; studioName: string; chosen: boolean; evaluated: boolean }> {
    const row = await this.database.one<{
      cycleId: string;
      studioName: string;
      chosen: boolean;
      evaluated: boolean;
    }>(sql`
      SELECT e.cycle_id AS "cycleId", s.name AS "studioName", e.state <> 'withdrawn' AS evaluated,
             EXISTS (SELECT FROM site_visits v WHERE v.evaluation_id = e.id) AS chosen
      FROM evaluations e JOIN studios s ON s.id = e.studio_id WHERE e.id = ${id}`);
    if (!row) throw new NotFoundError('evaluation');
    return row;
  }
}
