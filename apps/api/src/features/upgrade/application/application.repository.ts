import type { Application, ApplicationState } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { Database, join, raw, sql, type Sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';
import { roundColumns, type RoundOfApplication, type StoredRound, windowsOf } from './application-fragments.ts';

/** An application with what its machine asks of it and of its round. */
export interface LockedApplication extends Application {
  readonly id: string;
  readonly revision: number;
  readonly roundId: string;
  readonly studioName: string;
  readonly masterName: string;
  readonly hostUnitName: string;
  readonly occupationName: string | null;
  readonly submittedAt: string | null;
  readonly round: RoundOfApplication;
}

/** What an act leaves behind; what is not said stays as it is. */
export interface ApplicationChanges {
  readonly state?: ApplicationState;
  readonly stateReason?: string | null;
  readonly stateClause?: string | null;
  readonly awaitsEvaluation?: boolean;
  readonly submittedAt?: Date;
  readonly target?: Application['target'];
  readonly exceptionGround?: Application['exceptionGround'];
  readonly recommenderId?: string;
  readonly studioName?: string;
  readonly masterName?: string;
  readonly hostUnitName?: string;
  readonly occupationName?: string | null;
}

const columnNames = {
  state: 'state',
  stateReason: 'state_reason',
  stateClause: 'state_clause',
  awaitsEvaluation: 'awaits_evaluation',
  submittedAt: 'submitted_at',
  target: 'target',
  exceptionGround: 'exception_ground',
  recommenderId: 'recommender_id',
  studioName: 'studio_name',
  masterName: 'master_name',
  hostUnitName: 'host_unit_name',
  occupationName: 'occupation_name',
} as const satisfies Record<keyof ApplicationChanges, string>;

type Stored = Omit<LockedApplication, 'round'> & { readonly round: StoredRound };

@Injectable()
export class ApplicationRepository {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /**
   * Locked until the unit ends, and its round held as it is; the round first, as its own acts do. `visible` is the scope of who
   * asks (a condition on `applications a`).
   */
  async forUpdate(id: string, visible: Sql = sql`TRUE`): Promise<LockedApplication> {
    await this.database.one(sql`
      SELECT 1 FROM upgrade_rounds WHERE id = (SELECT round_id FROM applications WHERE id = ${id}) FOR SHARE`);
    const row = await this.database.one<Stored>(sql`
      SELECT a.id, a.revision, a.round_id AS "roundId", a.kind, a.target, a.exception_ground AS "exceptionGround",
             a.studio_id AS "studioId", a.host_unit_id AS "hostUnitId", a.recommender_id AS "recommenderId",
             a.studio_name AS "studioName", a.master_name AS "masterName", a.host_unit_name AS "hostUnitName",
             a.occupation_name AS "occupationName", a.state, a.awaits_evaluation AS "awaitsEvaluation",
             a.submitted_at AS "submittedAt", ${roundColumns} AS round
      FROM applications a JOIN upgrade_rounds r ON r.id = a.round_id
      WHERE a.id = ${id} AND ${visible} FOR UPDATE OF a`);
    if (!row) throw new NotFoundError('application');
    return { ...row, round: { ...row.round, windows: windowsOf(row.round.windows) } };
  }

  /** What an act changed, and the next revision; which act it was is for the caller to decide and to record. */
  async save(id: string, changes: ApplicationChanges): Promise<void> {
    await this.update(id, [sql`revision = revision + 1`, ...setsOf(changes)]);
  }

  /** What the form says and lists show; no act, so the revision stays. */
  async note(id: string, changes: ApplicationChanges): Promise<void> {
    await this.update(id, setsOf(changes));
  }

  private async update(id: string, sets: readonly Sql[]): Promise<void> {
    if (sets.length === 0) return;
    await this.database.run(sql`UPDATE applications SET ${join(sets)} WHERE id = ${id}`);
  }
}

const setsOf = (changes: ApplicationChanges): readonly Sql[] =>
  (Object.keys(changes) as (keyof ApplicationChanges)[])
    .filter((key) => changes[key] !== undefined)
    .map((key) => sql`${raw(columnNames[key])} = ${changes[key]}`);
