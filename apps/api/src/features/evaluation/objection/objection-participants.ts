import type { Participants } from '@jianglian/domain/evaluation';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';

/** Who may not handle an objection, for showing and for deciding. */
@Injectable()
export class ObjectionParticipants {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** Everybody who took part in the evaluation an objection is about, also those whose decision was changed later. */
  async of(objectionId: string): Promise<Participants> {
    const row = await this.database.one<Participants>(sql`
      SELECT coalesce((SELECT jsonb_agg(DISTINCT by) FROM (
               SELECT e.decided_by::text AS by
               UNION ALL SELECT r.account_id::text FROM audit_records r
               WHERE r.subject_type = 'evaluation' AND r.subject_id = e.id::text
                 AND r.action IN ('decided', 'bonus-set')) decided WHERE by IS NOT NULL), '[]') AS deciding,
             CASE WHEN c.proposed_by IS NULL THEN '[]' ELSE jsonb_build_array(c.proposed_by) END AS proposing,
             coalesce((SELECT jsonb_agg(DISTINCT sh.account_id) FROM scoresheets sh
                       WHERE sh.evaluation_id = e.id AND sh.state IN ('draft', 'submitted', 'sealed')), '[]') AS evaluating,
             coalesce((SELECT jsonb_agg(p.given_by) FROM opinions p
                       WHERE p.evaluation_id = e.id AND p.given_by IS NOT NULL), '[]') AS opinion,
             CASE WHEN o.objector = 'public' THEN '[]' ELSE jsonb_build_array(o.filed_by) END AS objecting
      FROM objections o JOIN evaluations e ON e.id = o.evaluation_id JOIN evaluation_cycles c ON c.id = e.cycle_id
      WHERE o.id = ${objectionId}`);
    if (!row) throw new NotFoundError('objection');
    return row;
  }
}
