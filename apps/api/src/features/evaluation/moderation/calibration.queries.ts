import type { CalibrationView } from '@jianglian/contracts/evaluation';
import type { Calibration, Rubric, SheetTotal } from '@jianglian/domain/evaluation';
import { allSheetsIn, calibrate, leaning, leastStudios, scaled } from '@jianglian/domain/evaluation';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';
import { RubricQueries } from '../rubric/rubric.queries.ts';

interface StoredTotal {
  readonly evaluationId: string;
  readonly accountId: string;
  readonly given: number;
  readonly applicable: number;
}

/** How the evaluators of a cycle compare with each other. Worked out from the marks each time: there is nothing to go stale. */
@Injectable()
export class CalibrationQueries {
  private readonly database: Database;
  private readonly rubrics: RubricQueries;

  constructor(database: Database, rubrics: RubricQueries) {
    this.database = database;
    this.rubrics = rubrics;
  }

  async view(cycleId: string): Promise<CalibrationView> {
    const cycle = await this.database.one<{ version: string }>(
      sql`SELECT rubric_version AS version FROM evaluation_cycles WHERE id = ${cycleId}`,
    );
    if (!cycle) throw new NotFoundError('cycle');
    const totals = await this.totals(cycleId, await this.rubrics.view(cycle.version));
    const names = await this.database.rows<{ id: string; name: string }>(sql`
      SELECT a.id, a.display_name AS name FROM accounts a
      WHERE a.id = ANY(${[...new Set(totals.map(({ accountId }) => accountId))]}::uuid[])
      ORDER BY a.display_name COLLATE "zh-Hans-CN-x-icu", a.id`);
    const sheets = Map.groupBy(totals, ({ accountId }) => accountId);
    const figures = new Map(calibrate(totals).map((one) => [one.accountId, one]));
    return {
      leastStudios,
      leaning,
      rows: names.map(({ id, name }) => {
        const own = figures.get(id) as Calibration;
        return { ...own, name, sheets: sheets.get(id)?.length ?? 0, leaning: leaningOf(own), apart: isApart(own) };
      }),
    };
  }

  /** Of these evaluators, for the foot of a matrix. */
  async figures(cycleId: string, rubric: Rubric): Promise<ReadonlyMap<string, Calibration>> {
    return new Map(calibrate(await this.totals(cycleId, rubric)).map((one) => [one.accountId, one]));
  }

  /** Only where all sheets of a studio are in: before that nothing of it shines through a mean. */
  private async totals(cycleId: string, rubric: Rubric): Promise<SheetTotal[]> {
    const points = JSON.stringify(rubric.indicators.map(({ code, points: full }) => ({ code, full })));
    const rows = await this.database.rows<StoredTotal>(sql`
      SELECT sh.evaluation_id AS "evaluationId", sh.account_id AS "accountId",
             coalesce(sum(k.score), 0)::int AS given,
             coalesce(sum(line.full) FILTER (WHERE NOT k.not_applicable), 0)::int AS applicable
      FROM evaluations e JOIN scoresheets sh ON sh.evaluation_id = e.id AND sh.state IN ('submitted', 'sealed')
      JOIN marks k ON k.scoresheet_id = sh.id
      JOIN jsonb_to_recordset(${points}::jsonb) AS line(code text, "full" int) ON line.code = k.indicator
      WHERE e.cycle_id = ${cycleId} AND e.state = ANY(${allSheetsIn}::text[])
      GROUP BY sh.id`);
    return rows.map(({ evaluationId, accountId, given, applicable }) => ({
      evaluationId,
      accountId,
      total: scaled(rubric, given, applicable),
    }));
  }
}

const leaningOf = ({ severity }: Calibration) => {
  if (severity === null) return 'unknown';
  if (severity <= -leaning.severity) return 'harsh';
  return severity >= leaning.severity ? 'lenient' : 'usual';
};

const isApart = ({ agreement }: Calibration): boolean => agreement !== null && agreement < leaning.agreement;
