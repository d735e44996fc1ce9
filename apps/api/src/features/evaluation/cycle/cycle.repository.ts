import type { CycleAction, CycleState, CycleWindows } from '@jianglian/domain/evaluation';
import { windowsOfTexts, windowSteps } from '@jianglian/domain/evaluation';
import { Injectable } from '@nestjs/common';
import { Database, join, sql, type Sql } from '../../../platform/database/index.ts';
import { cycleWindows, unarbitrated, windowColumn } from '../evaluation-fragments.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';

export interface CycleSettings {
  readonly title: string;
  readonly year: number;
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly rubricVersion: string;
  readonly windows: CycleWindows;
  readonly publicityWorkingDays: number;
  readonly opinionReturnDays: number;
  readonly excellentCapPercent: number;
  readonly sheetsPerStudio: number;
}

export interface LockedCycle extends CycleSettings {
  readonly id: string;
  readonly state: CycleState;
  readonly revision: number;
  readonly proposedBy: string | null;
  readonly publicityUntil: string | null;
}

/** How far the evaluations of a cycle are, as its machine asks. */
export interface CycleCounts {
  readonly cohort: number;
  readonly writing: number;
  readonly unscored: number;
  readonly undecided: number;
  readonly unarbitrated: number;
}

type Stored = Omit<LockedCycle, 'windows'> & { readonly windows: CycleWindows<string> };

@Injectable()
export class CycleRepository {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async insert(settings: CycleSettings, at: Date): Promise<string> {
    const row = await this.database.one<{ id: string }>(sql`
      INSERT INTO evaluation_cycles (title, year, period_from, period_to, rubric_version, publicity_working_days, opinion_return_days,
                                     excellent_cap_percent, sheets_per_studio, created_at, ${join(windowNames, ', ')})
      VALUES (${settings.title}, ${settings.year}, ${settings.periodFrom}, ${settings.periodTo},
              ${settings.rubricVersion}, ${settings.publicityWorkingDays}, ${settings.opinionReturnDays},
              ${settings.excellentCapPercent}, ${settings.sheetsPerStudio}, ${at}, ${join(instantsOf(settings.windows), ', ')}) RETURNING id`);
    return (row as { id: string }).id;
  }

  /** Locked until the unit ends: the steps of a cycle, its cohort and its decisions take turns. */
  forUpdate(id: string): Promise<LockedCycle> {
    return this.load(sql`${columns} WHERE c.id = ${id} FOR UPDATE OF c`);
  }

  /** Held against steps of the cycle, not against other work within the present one. */
  forShare(id: string): Promise<LockedCycle> {
    return this.load(sql`${columns} WHERE c.id = ${id} FOR SHARE OF c`);
  }

  private async load(query: ReturnType<typeof sql>): Promise<LockedCycle> {
    const row = await this.database.one<Stored>(query);
    if (!row) throw new NotFoundError('cycle');
    return { ...row, windows: windowsOfTexts(row.windows) };
  }

  async counts(id: string): Promise<CycleCounts> {
    const row = await this.database.one<CycleCounts>(sql`
      SELECT count(*) FILTER (WHERE state <> 'withdrawn')::int AS cohort,
             count(*) FILTER (WHERE state IN ('planned', 'self-evaluating'))::int AS writing,
             count(*) FILTER (WHERE state = 'submitted')::int AS unscored,
             count(*) FILTER (WHERE state IN ('scored', 'missed'))::int AS undecided,
             (${unarbitrated(sql`${id}`)}) AS unarbitrated
      FROM evaluations WHERE cycle_id = ${id}`);
    return row as CycleCounts;
  }

  async edit(id: string, settings: CycleSettings): Promise<void> {
    await this.database.run(sql`
      UPDATE evaluation_cycles SET title = ${settings.title}, year = ${settings.year},
        period_from = ${settings.periodFrom}, period_to = ${settings.periodTo},
        rubric_version = ${settings.rubricVersion}, publicity_working_days = ${settings.publicityWorkingDays},
        opinion_return_days = ${settings.opinionReturnDays},
        excellent_cap_percent = ${settings.excellentCapPercent}, sheets_per_studio = ${settings.sheetsPerStudio},
        (${join(windowNames, ', ')}) = ROW(${join(instantsOf(settings.windows), ', ')}), revision = revision + 1
      WHERE id = ${id}`);
  }

  async moveTo(id: string, state: CycleState): Promise<void> {
    await this.database.run(
      sql`UPDATE evaluation_cycles SET state = ${state}, revision = revision + 1 WHERE id = ${id}`,
    );
  }

  /** Proposed by somebody, or by nobody any more. */
  async propose(id: string, by: string | null, at: Date): Promise<void> {
    await this.database.run(sql`
      UPDATE evaluation_cycles SET state = ${by === null ? 'deciding' : 'proposed'}, proposed_by = ${by},
        proposed_at = ${by === null ? null : at}, revision = revision + 1 WHERE id = ${id}`);
  }

  async release(id: string, by: string, at: Date, until: string, contact: string): Promise<void> {
    await this.database.run(sql`
      UPDATE evaluation_cycles SET state = 'publicity', released_by = ${by}, released_at = ${at},
        publicity_until = ${until}, publicity_contact = ${contact}, revision = revision + 1 WHERE id = ${id}`);
  }

  async publish(id: string, documentNumber: string, publishedOn: string): Promise<void> {
    await this.database.run(sql`
      UPDATE evaluation_cycles SET state = 'published', document_number = ${documentNumber},
        published_on = ${publishedOn}, revision = revision + 1 WHERE id = ${id}`);
  }
}

/** The steps of the decision have a service of their own. */
export type CycleStep = Exclude<CycleAction, 'propose' | 'take-back' | 'release' | 'publish'>;

const ends = windowSteps.flatMap((step) => [{ step, end: 'dueAt' } as const, { step, end: 'closesAt' } as const]);
const windowNames = ends.map(({ step, end }) => windowColumn(step, end === 'dueAt' ? 'due_at' : 'closes_at'));
const instantsOf = (windows: CycleWindows): Sql[] => ends.map(({ step, end }) => sql`${windows[step][end]}`);

const columns = sql`
  SELECT c.id, c.title, c.year, c.period_from AS "periodFrom", c.period_to AS "periodTo",
         c.rubric_version AS "rubricVersion", c.state, ${cycleWindows} AS windows,
         c.publicity_working_days AS "publicityWorkingDays", c.opinion_return_days AS "opinionReturnDays",
         c.excellent_cap_percent AS "excellentCapPercent",
         c.sheets_per_studio AS "sheetsPerStudio", c.revision, c.proposed_by AS "proposedBy",
         c.publicity_until AS "publicityUntil"
  FROM evaluation_cycles c`;
