import type { AwardOutcome } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';
import { Messages } from '../../message/index.ts';
import { sayIn } from '../sheet-words.ts';
import type { LockedAwardObjection } from './award-change.repository.ts';
import { type Declined, declineReason } from './decline-reason.ts';

interface Result extends Declined {
  readonly id: string;
  readonly studio: string;
  readonly round: string;
  readonly outcome: AwardOutcome | null;
  readonly accountIds: readonly string[];
}

/** Tells applicants and their recommenders what became of an application, and why; inside the unit of the publication. */
@Injectable()
export class AwardNews {
  private readonly database: Database;
  private readonly messages: Messages;

  constructor(database: Database, messages: Messages) {
    this.database = database;
    this.messages = messages;
  }

  /** To who filed it; for a person from outside the office answers itself. */
  async objectionAnswered({ id, applicationId, roundId, filedBy, objector }: LockedAwardObjection): Promise<void> {
    if (objector === 'public') return;
    const about = await this.database.one<{ studio: string; round: string }>(sql`
      SELECT a.studio_name AS studio, r.title AS round FROM applications a JOIN upgrade_rounds r ON r.id = a.round_id
      WHERE a.id = ${applicationId}`);
    await this.messages.tell({
      accountIds: [filedBy],
      kind: 'objection-answered',
      params: { studio: about?.studio ?? '', cycle: about?.round ?? '' },
      subject: { type: 'round', id: roundId },
      key: `objection ${id} answered`,
    });
  }

  async published(applicationIds: readonly string[], document: string): Promise<void> {
    const results = await this.database.rows<Result>(sql`
      SELECT a.id, a.studio_name AS studio, r.title AS round, a.target AS tier, w.outcome, w.ground, w.position,
             p.places, coalesce(w.reason, a.state_reason) AS reason, coalesce(w.clause, a.state_clause) AS clause,
             array_agg(DISTINCT g.account_id) AS "accountIds"
      FROM applications a JOIN upgrade_rounds r ON r.id = a.round_id
      JOIN upgrade_round_places p ON p.round_id = a.round_id AND p.tier = a.target
      LEFT JOIN application_awards w ON w.application_id = a.id
      JOIN account_roles g ON (g.role = 'studio' AND g.studio_id = a.studio_id)
        OR (g.role = 'applicant' AND a.kind = 'founding' AND g.host_unit_id = a.host_unit_id)
        OR (g.role = 'recommender' AND g.recommender_id = a.recommender_id)
      WHERE a.id = ANY(${applicationIds}::uuid[]) GROUP BY a.id, r.id, w.application_id, p.places`);
    await this.messages.tellEach(
      results.map((result) => {
        const { id, studio, round, tier, outcome, accountIds } = result;
        const said = { round, studio, document, tier: sayIn('zh-CN')('tier', tier) };
        return {
          accountIds,
          kind: outcome === 'award' ? ('award-granted' as const) : ('award-declined' as const),
          params: outcome === 'award' ? said : { ...said, reason: declineReason(result) },
          subject: { type: 'application' as const, id },
          key: `application ${id} published`,
        };
      }),
    );
  }
}
