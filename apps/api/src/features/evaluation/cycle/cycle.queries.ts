import type { CycleRow, CycleView } from '@jianglian/contracts/evaluation';
import { cycleMachine, windowsOfTexts } from '@jianglian/domain/evaluation';
import type { CycleState } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import { offers } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.ts';
import { Database, sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';
import { cycleWindows, heldSheets, unarbitrated } from '../evaluation-fragments.ts';
import { RubricQueries } from '../rubric/rubric.queries.ts';

const columns = sql`c.id, c.title, c.year, c.state, c.period_from AS "periodFrom", c.period_to AS "periodTo",
  c.rubric_version AS "rubricVersion", ${cycleWindows} AS windows,
  c.publicity_working_days AS "publicityWorkingDays", c.opinion_return_days AS "opinionReturnDays",
  c.document_number AS "documentNumber", c.published_on AS "publishedOn", c.publicity_until AS "publicityUntil",
  c.excellent_cap_percent AS "excellentCapPercent", c.sheets_per_studio AS "sheetsPerStudio", c.revision`;

/** Counts only: how far everything is, and no mark shines through. */
const progress = sql`
  SELECT jsonb_build_object(
    'evaluations', jsonb_build_object(
      'total', count(*) FILTER (WHERE e.state <> 'withdrawn'),
      'planned', count(*) FILTER (WHERE e.state = 'planned'),
      'selfEvaluating', count(*) FILTER (WHERE e.state = 'self-evaluating'),
      'submitted', count(*) FILTER (WHERE e.state = 'submitted'),
      'missed', count(*) FILTER (WHERE e.state = 'missed'),
      'scored', count(*) FILTER (WHERE e.state = 'scored'),
      'decided', count(*) FILTER (WHERE e.state = 'decided'),
      'announced', count(*) FILTER (WHERE e.state = 'announced'),
      'published', count(*) FILTER (WHERE e.state = 'published'),
      'retracted', count(*) FILTER (WHERE e.state = 'retracted'),
      'withdrawn', count(*) FILTER (WHERE e.state = 'withdrawn')),
    'sheets', jsonb_build_object(
      'wanted', c.sheets_per_studio * count(*) FILTER (WHERE e.state NOT IN ('withdrawn', 'missed')),
      'assigned', sheets.held, 'submitted', sheets.submitted, 'recused', sheets.recused)) AS progress
  FROM (
    SELECT count(*) FILTER (WHERE ${heldSheets}) AS held,
           count(*) FILTER (WHERE sh.state IN ('submitted', 'sealed')) AS submitted,
           count(*) FILTER (WHERE sh.state = 'recused') AS recused
    FROM scoresheets sh JOIN evaluations of ON of.id = sh.evaluation_id WHERE of.cycle_id = c.id) sheets
  LEFT JOIN evaluations e ON e.cycle_id = c.id
  GROUP BY sheets.held, sheets.submitted, sheets.recused`;

type Stored = Omit<CycleView, 'offers' | 'serverNow'> & { state: CycleState };

/** The cycles, for the office. */
@Injectable()
export class CycleQueries {
  private readonly database: Database;
  private readonly rubrics: RubricQueries;
  private readonly clock: Clock;

  constructor(database: Database, rubrics: RubricQueries, clock: Clock) {
    this.database = database;
    this.rubrics = rubrics;
    this.clock = clock;
  }

  list(): Promise<CycleRow[]> {
    return this.database.rows<CycleRow>(sql`
      SELECT ${columns}, p.progress FROM evaluation_cycles c CROSS JOIN LATERAL (${progress}) p
      ORDER BY c.year DESC, c.created_at DESC, c.id`);
  }

  async view(id: string, actor: Actor): Promise<CycleView> {
    const row = await this.database.one<Stored & { unarbitrated: number; proposedBy: string | null }>(sql`
      SELECT ${columns}, c.proposed_by AS "proposedBy", p.progress, (${unarbitrated(sql`c.id`)}) AS unarbitrated
      FROM evaluation_cycles c CROSS JOIN LATERAL (${progress}) p WHERE c.id = ${id}`);
    if (!row) throw new NotFoundError('cycle');
    const now = this.clock.now();
    const { evaluations } = row.progress;
    const subject = { ...row, windows: windowsOfTexts(row.windows) };
    return {
      ...row,
      serverNow: now.toISOString(),
      offers: offers(cycleMachine, subject, {
        actor,
        now,
        rubric: await this.rubrics.view(row.rubricVersion),
        cohort: evaluations.total,
        writing: evaluations.planned + evaluations.selfEvaluating,
        unscored: evaluations.submitted,
        undecided: evaluations.scored + evaluations.missed,
        unarbitrated: row.unarbitrated,
      }).map((offer) => ({ action: offer.action, refusals: [...offer.refusals] as never })),
    };
  }
}
