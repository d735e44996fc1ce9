import type { AppliedTier, AwardOutcome, DeclineGround } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';

export interface AwardToKeep {
  readonly applicationId: string;
  readonly tier: AppliedTier;
  readonly outcome: AwardOutcome;
  readonly place: number | null;
  readonly places: number | null;
  readonly position: number;
  readonly ground: DeclineGround | null;
  readonly reason: string | null;
  readonly clause: string | null;
}

/** One result that goes out: the studio is the upgraded or the founded one, null where nothing is awarded. */
export interface PublishedAward {
  readonly applicationId: string;
  readonly studioId: string | null;
}

@Injectable()
export class AwardRepository {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** Takes decisions back first, so that places given up can be taken within the same act. */
  async decide(
    roundId: string,
    takenBack: readonly string[],
    decisions: readonly AwardToKeep[],
    by: string,
    at: Date,
  ): Promise<void> {
    const changed = [...takenBack, ...decisions.map(({ applicationId }) => applicationId)];
    await this.database.run(sql`DELETE FROM application_awards WHERE application_id = ANY(${changed}::uuid[])`);
    await this.database.run(sql`
      INSERT INTO application_awards (application_id, round_id, tier, outcome, place, places, position, ground, reason,
                                      clause, decided_by, decided_at, revision)
      SELECT d."applicationId", ${roundId}, d.tier, d.outcome, d.place, d.places, d.position, d.ground, d.reason,
             d.clause, ${by}, ${at}, nextval('award_revisions')
      FROM jsonb_to_recordset(${JSON.stringify(decisions)}::jsonb)
        AS d ("applicationId" uuid, tier text, outcome text, place int, places int, position int, ground text,
              reason text, clause text)`);
  }

  async propose(roundId: string, by: string, at: Date, shortfallReason: string | null): Promise<void> {
    await this.database.run(sql`
      UPDATE upgrade_rounds SET state = 'proposed', proposed_by = ${by}, proposed_at = ${at},
        shortfall_reason = ${shortfallReason}, revision = revision + 1 WHERE id = ${roundId}`);
  }

  async takeBack(roundId: string): Promise<void> {
    await this.database.run(sql`
      UPDATE upgrade_rounds SET state = 'reviewing', proposed_by = NULL, proposed_at = NULL, shortfall_reason = NULL,
        revision = revision + 1 WHERE id = ${roundId}`);
  }

  async release(roundId: string, by: string, at: Date, until: string, contact: string): Promise<void> {
    await this.database.run(sql`
      UPDATE upgrade_rounds SET state = 'publicity', released_by = ${by}, released_at = ${at},
        publicity_until = ${until}, publicity_contact = ${contact}, revision = revision + 1 WHERE id = ${roundId}`);
  }

  async publishRound(roundId: string, documentNumber: string, awardedOn: string): Promise<void> {
    await this.database.run(sql`
      UPDATE upgrade_rounds SET state = 'published', award_document_number = ${documentNumber},
        awarded_on = ${awardedOn}, revision = revision + 1 WHERE id = ${roundId}`);
  }

  /** Results with their document; letters are numbered in the order given. */
  async publish(results: readonly PublishedAward[], documentNumber: string, awardedOn: string): Promise<void> {
    await this.database.run(sql`
      UPDATE application_awards w SET document_number = ${documentNumber}, published_on = ${awardedOn},
        studio_id = numbered.studio_id, letter_number = numbered.number, revision = w.revision + 1
      FROM (SELECT p.id, p.studio_id, nextval('award_letter_numbers') AS number
            FROM unnest(${results.map(({ applicationId }) => applicationId)}::uuid[],
                        ${results.map(({ studioId }) => studioId)}::uuid[]) WITH ORDINALITY AS p(id, studio_id, position)
            ORDER BY p.position) numbered
      WHERE w.application_id = numbered.id`);
    await this.database.run(sql`
      UPDATE applications a SET state = CASE w.outcome WHEN 'award' THEN 'awarded' ELSE 'declined' END,
        state_reason = w.reason, state_clause = w.clause, revision = a.revision + 1
      FROM application_awards w
      WHERE w.application_id = a.id AND a.id = ANY(${results.map(({ applicationId }) => applicationId)}::uuid[])`);
  }

  /** What the formal check refused is declined with the round; its reason stands. */
  async declineRefused(roundId: string): Promise<readonly string[]> {
    const rows = await this.database.rows<{ id: string }>(sql`
      UPDATE applications SET state = 'declined', revision = revision + 1
      WHERE round_id = ${roundId} AND state = 'refused' RETURNING id`);
    return rows.map(({ id }) => id);
  }

  async documentTaken(documentNumber: string, roundId: string): Promise<boolean> {
    const row = await this.database.one(sql`
      SELECT 1 FROM upgrade_rounds WHERE award_document_number = ${documentNumber} AND id <> ${roundId}`);
    return row !== undefined;
  }

  async roundOf(applicationId: string): Promise<string | undefined> {
    const row = await this.database.one<{ id: string }>(
      sql`SELECT round_id AS id FROM applications WHERE id = ${applicationId}`,
    );
    return row?.id;
  }
}
