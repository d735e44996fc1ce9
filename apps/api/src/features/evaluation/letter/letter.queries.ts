import type { LetterBatchView } from '@jianglian/contracts/evaluation';
import { type Actor, within } from '@jianglian/domain/identity';
import { letterRefusals, mayReadResult } from '@jianglian/domain/evaluation';
import type { EvaluationState } from '@jianglian/domain/evaluation';
import { Injectable } from '@nestjs/common';
import { Database, sql, type Sql } from '../../../platform/database/index.ts';
import { NotFoundError, RefusedError } from '../../../platform/http/problem/index.ts';
import { studioVisibleTo } from '../../studio/index.ts';
import { byName } from '../evaluation-fragments.ts';
import type { LetterFacts } from './letter.mapper.ts';

/** What letters are made of, and how far the archive of them is. */
@Injectable()
export class LetterQueries {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** Of a published result within reach; one not yet announced is not there. */
  async one(id: string, actor: Actor): Promise<LetterFacts> {
    const head = await this.database.one<{ state: EvaluationState }>(sql`
      SELECT e.state FROM evaluations e JOIN studios s ON s.id = e.studio_id
      WHERE e.id = ${id} AND ${studioVisibleTo(within(actor, 'evaluation:read'))}`);
    if (!head || !mayReadResult(head)) throw new NotFoundError('letter');
    if (head.state !== 'published') throw new RefusedError([letterRefusals('not-published')]);
    return this.facts(id);
  }

  async facts(id: string): Promise<LetterFacts> {
    const row = await this.database.one<LetterFacts>(sql`${columns} WHERE e.id = ${id} AND e.state = 'published'`);
    if (!row) throw new NotFoundError('letter');
    return row;
  }

  /** Ids of the published results of a cycle, by name. */
  async published(cycleId: string): Promise<readonly string[]> {
    const rows = await this.database.rows<{ id: string }>(sql`
      SELECT e.id FROM evaluations e JOIN studios s ON s.id = e.studio_id
      WHERE e.cycle_id = ${cycleId} AND e.state = 'published' ORDER BY ${byName}, e.id`);
    return rows.map(({ id }) => id);
  }

  async titleOf(cycleId: string): Promise<string> {
    const row = await this.database.one<{ title: string }>(
      sql`SELECT title FROM evaluation_cycles WHERE id = ${cycleId}`,
    );
    return row?.title ?? '';
  }

  async archive(cycleId: string): Promise<{ published: number; batch: LetterBatchView | null }> {
    return {
      published: (await this.published(cycleId)).length,
      batch: (await this.batch(sql`b.cycle_id = ${cycleId}`)) ?? null,
    };
  }

  async batchOf(id: string): Promise<LetterBatchView> {
    return (await this.batch(sql`b.id = ${id}`)) as LetterBatchView;
  }

  private batch(where: Sql): Promise<LetterBatchView | undefined> {
    return this.database.one<LetterBatchView>(letterBatch(where));
  }
}

/** How far the latest archive is. */
export const letterBatch = (where: Sql): Sql => sql`
      SELECT b.id, b.state, b.total, b.done, b.problems, b.file_id AS "fileId", a.display_name AS "requestedBy",
             b.requested_at AS "requestedAt", b.finished_at AS "finishedAt"
      FROM letter_batches b JOIN accounts a ON a.id = b.requested_by
      WHERE ${where} ORDER BY b.requested_at DESC, b.id LIMIT 1`;

const columns = sql`
  SELECT s.name AS studio, m.name AS master, h.name AS unit, s.occupation_name AS occupation, e.tier, c.id AS "cycleId",
         c.title AS cycle, c.year, c.period_from AS "periodFrom", c.period_to AS "periodTo", e.grade,
         e.final_score AS score, e.reasons, e.document_number AS "documentNumber", e.published_on AS "publishedOn",
         e.letter_number AS number,
         (SELECT jsonb_build_object('before', k.before, 'reason', k.reason, 'documentNumber', k.document_number,
                   'effectiveOn', k.effective_on)
          FROM evaluation_corrections k
          WHERE k.evaluation_id = e.id AND k.state = 'released' AND k.document_number IS NOT NULL
          ORDER BY k.released_at DESC LIMIT 1) AS correction
  FROM evaluations e JOIN evaluation_cycles c ON c.id = e.cycle_id JOIN studios s ON s.id = e.studio_id
  JOIN masters m ON m.id = s.master_id JOIN host_units h ON h.id = s.host_unit_id`;
