import type { ProvisionalCause, ProvisionalOutcome } from '@jianglian/domain/upgrade';
import { undecidedStates } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';

export interface ProvisionalStep {
  readonly step: ProvisionalOutcome['step'];
  readonly cause: ProvisionalCause;
  readonly determinationId: string | null;
  readonly unmet: readonly string[];
  readonly at: Date;
}

/** Applications that hang on an evaluation or a standing, and what became of them. */
@Injectable()
export class ProvisionalRepository {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** Undecided applications of these studios, in the order in which everybody locks them. */
  ofStudios(studioIds: readonly string[]): Promise<{ id: string; studioId: string }[]> {
    return this.database.rows(sql`
      SELECT id, studio_id AS "studioId" FROM applications
      WHERE studio_id = ANY(${studioIds}::uuid[]) AND state = ANY(${undecidedStates}::text[]) ORDER BY id`);
  }

  async waitingIn(roundId: string): Promise<string[]> {
    const rows = await this.database.rows<{ id: string }>(sql`
      SELECT id FROM applications
      WHERE round_id = ${roundId} AND awaits_evaluation AND state = ANY(${undecidedStates}::text[]) ORDER BY id`);
    return rows.map(({ id }) => id);
  }

  /** Whether an evaluation released it, and has not been taken back since. */
  async isReleased(applicationId: string): Promise<boolean> {
    const row = await this.database.one<{ step: string }>(sql`
      SELECT step FROM provisional_steps WHERE application_id = ${applicationId} ORDER BY position DESC LIMIT 1`);
    return row?.step === 'released';
  }

  async add(applicationId: string, { step, cause, determinationId, unmet, at }: ProvisionalStep): Promise<void> {
    await this.database.run(sql`
      INSERT INTO provisional_steps (application_id, position, step, cause, determination_id, unmet, at)
      SELECT ${applicationId}, coalesce(max(position), 0) + 1, ${step}, ${cause}, ${determinationId},
             ${JSON.stringify(unmet)}::jsonb, ${at}
      FROM provisional_steps WHERE application_id = ${applicationId}`);
  }
}
