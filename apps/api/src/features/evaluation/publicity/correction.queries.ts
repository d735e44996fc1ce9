import type { CorrectionView } from '@jianglian/contracts/evaluation';
import { correctionMachine } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import { offers } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { Database, sql, type Sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';
import { studioBrief, studioBriefJoins } from '../evaluation-fragments.ts';

type Stored = Omit<CorrectionView, 'offers'> & { readonly proposerId: string };

/** Corrections with both results, for the office. */
@Injectable()
export class CorrectionQueries {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  ofCycle(cycleId: string, actor: Actor): Promise<CorrectionView[]> {
    return this.views(sql`e.cycle_id = ${cycleId}`, actor);
  }

  async one(id: string, actor: Actor): Promise<CorrectionView> {
    const [view] = await this.views(sql`k.id = ${id}`, actor);
    if (!view) throw new NotFoundError('correction');
    return view;
  }

  private async views(where: Sql, actor: Actor): Promise<CorrectionView[]> {
    const rows = await this.database.rows<Stored>(sql`
      SELECT k.id, k.evaluation_id AS "evaluationId", ${studioBrief('e.tier')} AS studio, k.kind, k.state,
             k.objection_id AS "objectionId", k.before, k.after, k.reason, k.clause, k.proposed_by AS "proposerId",
             p.display_name AS "proposedBy", k.proposed_at AS "proposedAt", r.display_name AS "releasedBy",
             k.released_at AS "releasedAt", k.document_number AS "documentNumber", k.effective_on AS "effectiveOn",
             k.revision
      FROM evaluation_corrections k JOIN evaluations e ON e.id = k.evaluation_id JOIN studios s ON s.id = e.studio_id
      ${studioBriefJoins} JOIN accounts p ON p.id = k.proposed_by LEFT JOIN accounts r ON r.id = k.released_by
      WHERE ${where} ORDER BY k.proposed_at DESC, k.id`);
    return rows.map((row) => ({
      ...row,
      offers: offers(correctionMachine, { state: row.state, proposedBy: row.proposerId }, { actor }).map(
        ({ action, refusals }) => ({ action, refusals: [...refusals] as never }),
      ),
    }));
  }
}
