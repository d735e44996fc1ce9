import type { GradeReason } from '@jianglian/domain/evaluation';
import type { Grade } from '@jianglian/domain/studio';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';
import { byName } from '../evaluation-fragments.ts';

export interface DecisionToKeep {
  readonly id: string;
  readonly grade: Grade;
  readonly proposedGrade: Grade;
  readonly final: number | null;
  readonly reasons: readonly GradeReason[];
  readonly reason: string | null;
  readonly veto: { readonly code: string; readonly reason: string; readonly fileId: string } | null;
}

export interface BonusItem {
  readonly code: string;
  readonly points: number;
  readonly reason: string;
  readonly fileId: string | null;
}

@Injectable()
export class DecisionRepository {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async decide(decisions: readonly DecisionToKeep[], by: string, at: Date): Promise<void> {
    const rows = decisions.map(({ id, grade, proposedGrade, final, reasons, reason, veto }) => ({
      id,
      grade,
      proposed_grade: proposedGrade,
      final_score: final,
      reasons,
      decision_reason: reason,
      veto,
    }));
    await this.database.run(sql`
      UPDATE evaluations e SET state = 'decided', grade = kept.grade, proposed_grade = kept.proposed_grade,
        final_score = kept.final_score, reasons = kept.reasons, decision_reason = kept.decision_reason,
        veto = nullif(kept.veto, 'null'::jsonb), decided_at = ${at}, decided_by = ${by}, revision = e.revision + 1
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS kept (id uuid, grade text, proposed_grade text, final_score int, reasons jsonb, decision_reason text, veto jsonb)
      WHERE e.id = kept.id`);
  }

  /** A grade that rests on another score is no grade any more: the evaluation is undecided again. */
  async setBonus(id: string, items: readonly BonusItem[], points: number): Promise<void> {
    await this.database.run(sql`
      UPDATE evaluations SET bonus_items = ${JSON.stringify(items)}, bonus_score = ${points}, state = 'scored',
        grade = NULL, proposed_grade = NULL, final_score = NULL, reasons = '[]', decision_reason = NULL, veto = NULL,
        revision = revision + 1 WHERE id = ${id}`);
  }

  async announceAll(cycleId: string): Promise<number> {
    return this.database.run(sql`
      UPDATE evaluations SET state = 'announced', revision = revision + 1
      WHERE cycle_id = ${cycleId} AND state = 'decided'`);
  }

  /** Published by a document; their letters are numbered in the order of the studios' names. */
  async publish(ids: readonly string[], documentNumber: string, publishedOn: string): Promise<void> {
    await this.database.run(sql`
      UPDATE evaluations e SET state = 'published', document_number = ${documentNumber}, published_on = ${publishedOn},
        letter_number = coalesce(e.letter_number, numbered.number), revision = e.revision + 1
      FROM (
        SELECT id, nextval('letter_numbers') AS number FROM (
          SELECT e.id FROM evaluations e JOIN studios s ON s.id = e.studio_id
          WHERE e.id = ANY(${ids}::uuid[]) ORDER BY ${byName}, e.id) named) numbered
      WHERE e.id = numbered.id`);
  }

  /** What freezes the publication of single studios: objections not closed, corrections not released. */
  async frozen(cycleId: string): Promise<ReadonlyMap<string, number>> {
    const rows = await this.database.rows<{ id: string; count: number }>(sql`
      SELECT e.id, (open.objections + open.corrections)::int AS count FROM evaluations e CROSS JOIN LATERAL (
        SELECT (SELECT count(*) FROM objections o WHERE o.evaluation_id = e.id
                  AND o.state IN ('filed', 'under-review')) AS objections,
               (SELECT count(*) FROM evaluation_corrections k WHERE k.evaluation_id = e.id
                  AND k.state = 'proposed') AS corrections) open
      WHERE e.cycle_id = ${cycleId} AND e.state = 'announced' AND open.objections + open.corrections > 0`);
    return new Map(rows.map(({ id, count }) => [id, count]));
  }

  /** Files the actor uploaded: what a veto or a bonus rests on is attached by who says so. */
  async ownFiles(ids: readonly string[], accountId: string): Promise<ReadonlySet<string>> {
    const rows = await this.database.rows<{ id: string }>(
      sql`SELECT id FROM files WHERE id = ANY(${ids}::uuid[]) AND account_id = ${accountId}`,
    );
    return new Set(rows.map(({ id }) => id));
  }

  async documentTaken(documentNumber: string, cycleId: string): Promise<boolean> {
    const row = await this.database.one(sql`
      SELECT 1 FROM evaluation_cycles WHERE document_number = ${documentNumber} AND id <> ${cycleId}`);
    return row !== undefined;
  }

  /** Studios of the cycle that have ended since: nothing can be put on their timeline any more. */
  ended(cycleId: string): Promise<{ name: string }[]> {
    return this.database.rows(sql`
      SELECT s.name FROM evaluations e JOIN studios s ON s.id = e.studio_id
      WHERE e.cycle_id = ${cycleId} AND e.state IN ('decided', 'announced') AND s.standing NOT IN ('active', 'rectifying')
      ORDER BY s.name LIMIT 20`);
  }

  async standings(studioIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.database.rows<{ id: string; standing: string }>(sql`
      SELECT s.id, s.standing FROM studios s WHERE s.id = ANY(${studioIds}::uuid[])`);
    return new Map(rows.map(({ id, standing }) => [id, standing]));
  }
}
