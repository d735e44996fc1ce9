import type { CorrectionState } from '@jianglian/domain/evaluation';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';

export interface LockedChange {
  readonly id: string;
  readonly applicationId: string;
  readonly objectionId: string;
  readonly state: CorrectionState;
  readonly reason: string;
  readonly clause: string;
  readonly proposedBy: string;
  readonly revision: number;
}

export interface ProposedChange {
  readonly applicationId: string;
  readonly objectionId: string;
  readonly reason: string;
  readonly clause: string;
  readonly by: string;
  readonly at: Date;
}

/** An objection as its acts load it. */
export interface LockedAwardObjection {
  readonly id: string;
  readonly applicationId: string;
  readonly roundId: string;
  readonly state: 'filed' | 'under-review' | 'upheld' | 'rejected' | 'withdrawn';
  readonly objector: 'studio' | 'applicant' | 'recommender' | 'public';
  readonly filedBy: string;
  readonly handlerId: string | null;
  readonly nameCipher: string | null;
  readonly contactCipher: string;
  readonly revision: number;
}

/** A candidate as objections ask about it. */
export interface CandidateInPublicity {
  readonly announced: boolean;
  readonly publicityUntil: string | null;
  readonly ownOpen: number;
}

@Injectable()
export class AwardChangeRepository {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async roundOfObjection(id: string): Promise<string> {
    const row = await this.database.one<{ id: string }>(sql`
      SELECT a.round_id AS id FROM objections o JOIN applications a ON a.id = o.application_id WHERE o.id = ${id}`);
    if (!row) throw new NotFoundError('objection');
    return row.id;
  }

  async roundOfChange(id: string): Promise<string> {
    const row = await this.database.one<{ id: string }>(sql`
      SELECT a.round_id AS id FROM award_changes k JOIN applications a ON a.id = k.application_id WHERE k.id = ${id}`);
    if (!row) throw new NotFoundError('award-change');
    return row.id;
  }

  async candidate(applicationId: string, accountId: string): Promise<CandidateInPublicity | undefined> {
    return this.database.one<CandidateInPublicity>(sql`
      SELECT r.state = 'publicity' AND a.state = 'accepted' AND w.outcome IS NOT DISTINCT FROM 'award' AS announced,
             r.publicity_until AS "publicityUntil",
             (SELECT count(*) FROM objections o WHERE o.application_id = a.id AND o.filed_by = ${accountId}
                AND o.objector <> 'public' AND o.state IN ('filed', 'under-review'))::int AS "ownOpen"
      FROM applications a JOIN upgrade_rounds r ON r.id = a.round_id
      LEFT JOIN application_awards w ON w.application_id = a.id
      WHERE a.id = ${applicationId} AND r.state IN ('publicity', 'published')
        AND w.outcome = 'award'`);
  }

  async objectionForUpdate(id: string): Promise<LockedAwardObjection> {
    const row = await this.database.one<LockedAwardObjection>(sql`
      SELECT o.id, o.application_id AS "applicationId", a.round_id AS "roundId", o.state, o.objector,
             o.filed_by AS "filedBy", o.handler_id AS "handlerId", o.name_cipher AS "nameCipher",
             o.contact_cipher AS "contactCipher", o.revision
      FROM objections o JOIN applications a ON a.id = o.application_id WHERE o.id = ${id} FOR UPDATE OF o`);
    if (!row) throw new NotFoundError('objection');
    return row;
  }

  async forUpdate(id: string): Promise<LockedChange> {
    const row = await this.database.one<LockedChange>(sql`
      SELECT k.id, k.application_id AS "applicationId", k.objection_id AS "objectionId", k.state, k.reason, k.clause,
             k.proposed_by AS "proposedBy", k.revision FROM award_changes k WHERE k.id = ${id} FOR UPDATE`);
    if (!row) throw new NotFoundError('award-change');
    return row;
  }

  async propose(one: ProposedChange): Promise<string> {
    const row = await this.database.one<{ id: string }>(sql`
      INSERT INTO award_changes (application_id, objection_id, reason, clause, proposed_by, proposed_at)
      VALUES (${one.applicationId}, ${one.objectionId}, ${one.reason}, ${one.clause}, ${one.by}, ${one.at})
      RETURNING id`);
    return (row as { id: string }).id;
  }

  async settle(id: string, state: 'released' | 'discarded', by: string, at: Date): Promise<void> {
    await this.database.run(sql`
      UPDATE award_changes SET state = ${state}, released_by = ${by}, released_at = ${at}, revision = revision + 1
      WHERE id = ${id}`);
  }

  /** The candidate is declined: the decision is that of who upheld the objection. */
  async decline({ applicationId, objectionId, reason, clause, proposedBy }: LockedChange, at: Date): Promise<void> {
    await this.database.run(sql`
      UPDATE application_awards SET outcome = 'decline', place = NULL, places = NULL, ground = 'objection',
        reason = ${reason}, clause = ${clause}, objection_id = ${objectionId}, decided_by = ${proposedBy},
        decided_at = ${at}, revision = nextval('award_revisions') WHERE application_id = ${applicationId}`);
  }

  async openChange(applicationId: string): Promise<boolean> {
    const row = await this.database.one(sql`
      SELECT 1 FROM award_changes WHERE application_id = ${applicationId} AND state = 'proposed'`);
    return row !== undefined;
  }

  /** Which of the files the actor uploaded. */
  async ownFiles(ids: readonly string[], accountId: string): Promise<ReadonlySet<string>> {
    const rows = await this.database.rows<{ id: string }>(
      sql`SELECT id FROM files WHERE id = ANY(${ids}::uuid[]) AND account_id = ${accountId}`,
    );
    return new Set(rows.map(({ id }) => id));
  }
}
