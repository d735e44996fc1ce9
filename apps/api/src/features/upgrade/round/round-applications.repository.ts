import type { ApplicationAction, ApplicationState } from '@jianglian/domain/upgrade';
import { applicationMachine } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';

export interface MovedApplication {
  readonly id: string;
  readonly studioId: string | null;
  readonly from: ApplicationState;
  readonly revision: number;
}

/** What an act of the round does to all its applications at once. */
@Injectable()
export class RoundApplications {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  passOver(roundId: string): Promise<MovedApplication[]> {
    return this.moveAll(roundId, 'pass-over', null);
  }

  close(roundId: string, reason: string): Promise<MovedApplication[]> {
    return this.moveAll(roundId, 'close', reason);
  }

  private moveAll(
    roundId: string,
    action: ApplicationAction & ('pass-over' | 'close'),
    reason: string | null,
  ): Promise<MovedApplication[]> {
    const { from, to } = applicationMachine.moves[action];
    return this.database.rows<MovedApplication>(sql`
      WITH concerned AS (
        SELECT id, state FROM applications WHERE round_id = ${roundId} AND state = ANY(${[...from]}) FOR UPDATE)
      UPDATE applications a SET state = ${to}, state_reason = coalesce(${reason}, a.state_reason), revision = a.revision + 1
      FROM concerned c WHERE c.id = a.id
      RETURNING a.id, a.studio_id AS "studioId", c.state AS "from", a.revision`);
  }
}
