import type { CycleAction, CycleState } from '@jianglian/domain/evaluation';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';

export interface CycleSettings {
  readonly title: string;
  readonly year: number;
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly rubricVersion: string;
  readonly selfEvaluationClosesAt: Date;
  readonly scoringClosesAt: Date;
  readonly excellentCapPercent: number;
  readonly sheetsPerStudio: number;
}

export interface LockedCycle extends CycleSettings {
  readonly id: string;
  readonly state: CycleState;
  readonly revision: number;
}

/** How far the evaluations of a cycle are, as its machine asks. */
export interface CycleCounts {
  readonly cohort: number;
  readonly writing: number;
  readonly unscored: number;
  readonly undecided: number;
}

type Stored = Omit<LockedCycle, 'selfEvaluationClosesAt' | 'scoringClosesAt'> & {
  readonly selfEvaluationClosesAt: string;
  readonly scoringClosesAt: string;
};

@Injectable()
export class CycleRepository {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async insert(settings: CycleSettings, at: Date): Promise<string> {
    const row = await this.database.one<{ id: string }>(sql`
      INSERT INTO evaluation_cycles (title, year, period_from, period_to, rubric_version, self_evaluation_closes_at,
                                     scoring_closes_at, excellent_cap_percent, sheets_per_studio, created_at)
      VALUES (${settings.title}, ${settings.year}, ${settings.periodFrom}, ${settings.periodTo},
              ${settings.rubricVersion}, ${settings.selfEvaluationClosesAt}, ${settings.scoringClosesAt},
              ${settings.excellentCapPercent}, ${settings.sheetsPerStudio}, ${at}) RETURNING id`);
    return (row as { id: string }).id;
  }

  /** Locked until the unit ends: the steps of a cycle, its cohort and its decisions take turns. */
  forUpdate(id: string): Promise<LockedCycle> {
    return this.load(sql`${columns} WHERE id = ${id} FOR UPDATE`);
  }

  /** Held against steps of the cycle, not against other work within the present one. */
  forShare(id: string): Promise<LockedCycle> {
    return this.load(sql`${columns} WHERE id = ${id} FOR SHARE`);
  }

  private async load(query: ReturnType<typeof sql>): Promise<LockedCycle> {
    const row = await this.database.one<Stored>(query);
    if (!row) throw new NotFoundError('cycle');
    return {
      ...row,
      selfEvaluationClosesAt: new Date(row.selfEvaluationClosesAt),
      scoringClosesAt: new Date(row.scoringClosesAt),
    };
  }

  async counts(id: string): Promise<CycleCounts> {
    const row = await this.database.one<CycleCounts>(sql`
      SELECT count(*) FILTER (WHERE state <> 'withdrawn')::int AS cohort,
             count(*) FILTER (WHERE state IN ('planned', 'self-evaluating'))::int AS writing,
             count(*) FILTER (WHERE state = 'submitted')::int AS unscored,
             count(*) FILTER (WHERE state IN ('scored', 'missed'))::int AS undecided
      FROM evaluations WHERE cycle_id = ${id}`);
    return row as CycleCounts;
  }

  async edit(id: string, settings: CycleSettings): Promise<void> {
    await this.database.run(sql`
      UPDATE evaluation_cycles SET title = ${settings.title}, year = ${settings.year},
        period_from = ${settings.periodFrom}, period_to = ${settings.periodTo},
        rubric_version = ${settings.rubricVersion}, self_evaluation_closes_at = ${settings.selfEvaluationClosesAt},
        scoring_closes_at = ${settings.scoringClosesAt}, excellent_cap_percent = ${settings.excellentCapPercent},
        sheets_per_studio = ${settings.sheetsPerStudio}, revision = revision + 1
      WHERE id = ${id}`);
  }

  async moveTo(id: string, state: CycleState): Promise<void> {
    await this.database.run(
      sql`UPDATE evaluation_cycles SET state = ${state}, revision = revision + 1 WHERE id = ${id}`,
    );
  }

  async publish(id: string, documentNumber: string, publishedOn: string): Promise<void> {
    await this.database.run(sql`
      UPDATE evaluation_cycles SET state = 'published', document_number = ${documentNumber},
        published_on = ${publishedOn}, revision = revision + 1 WHERE id = ${id}`);
  }
}

export type CycleStep = Exclude<CycleAction, 'publish'>;

const columns = sql`
  SELECT id, title, year, period_from AS "periodFrom", period_to AS "periodTo", rubric_version AS "rubricVersion",
         state, self_evaluation_closes_at AS "selfEvaluationClosesAt", scoring_closes_at AS "scoringClosesAt",
         excellent_cap_percent AS "excellentCapPercent", sheets_per_studio AS "sheetsPerStudio", revision
  FROM evaluation_cycles`;
