import type { AwardChangeView } from '@jianglian/contracts/upgrade';
import { correctionMachine } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import { offers } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { Database, sql, type Sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';

type Stored = Omit<AwardChangeView, 'offers'> & { readonly proposerId: string };

/** What objections changed of a round's list, for the office. */
@Injectable()
export class AwardChangeQueries {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  ofRound(roundId: string, actor: Actor): Promise<AwardChangeView[]> {
    return this.views(sql`a.round_id = ${roundId}`, actor);
  }

  async one(id: string, actor: Actor): Promise<AwardChangeView> {
    const [view] = await this.views(sql`k.id = ${id}`, actor);
    if (!view) throw new NotFoundError('award-change');
    return view;
  }

  private async views(where: Sql, actor: Actor): Promise<AwardChangeView[]> {
    const rows = await this.database.rows<Stored>(sql`
      SELECT k.id, jsonb_build_object('id', a.id, 'studioName', a.studio_name, 'masterName', a.master_name,
               'hostUnitName', a.host_unit_name, 'tier', a.target) AS candidate, k.objection_id AS "objectionId",
             k.state, k.reason, k.clause, k.proposed_by AS "proposerId", p.display_name AS "proposedBy",
             k.proposed_at AS "proposedAt", r.display_name AS "releasedBy", k.released_at AS "releasedAt", k.revision
      FROM award_changes k JOIN applications a ON a.id = k.application_id
      JOIN accounts p ON p.id = k.proposed_by LEFT JOIN accounts r ON r.id = k.released_by
      WHERE ${where} ORDER BY k.proposed_at DESC, k.id`);
    return rows.map((row) => ({
      ...row,
      offers: offers(correctionMachine, { state: row.state, proposedBy: row.proposerId }, { actor }).map(
        ({ action, refusals }) => ({ action, refusals: [...refusals] as never }),
      ),
    }));
  }
}
