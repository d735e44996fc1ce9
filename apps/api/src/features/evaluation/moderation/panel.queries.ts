import type { PanelView } from '@jianglian/contracts/evaluation';
import type { ArbitrationRuling, EvaluationState, FullSheet, Prefill, Rubric } from '@jianglian/domain/evaluation';
import {
  aggregate,
  arbitrationOf,
  evaluationMachine,
  evaluationRefusals,
  mayReadScore,
  outlierPercent,
  outliersOf,
  refusalsOfWaiver,
} from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import { refusalsOf, sumOf } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.ts';
import { Database, sql } from '../../../platform/database/index.ts';
import { NotFoundError, RefusedError } from '../../../platform/http/problem/index.ts';
import { cycleBrief, studioBrief, studioBriefJoins } from '../evaluation-fragments.ts';
import { RubricQueries } from '../rubric/rubric.queries.ts';
import { panelLabel } from '../scoring/scoresheet.queries.ts';
import { CalibrationQueries } from './calibration.queries.ts';

interface Head extends Pick<PanelView, 'studio' | 'cycle' | 'revision'> {
  readonly state: EvaluationState;
  readonly studioId: string;
  readonly prefill: readonly Prefill[] | null;
  readonly selfScores: Readonly<Record<string, number | null>>;
  readonly ruling: Ruling | null;
}

interface Ruling {
  readonly kind: ArbitrationRuling;
  readonly spread: number;
  readonly reason: string | null;
  readonly by: string;
  readonly at: string;
  readonly closesAt: string | null;
}

interface PanelSheet extends FullSheet {
  readonly accountId: string;
  readonly evaluatorName: string;
  readonly arbitration: boolean;
  readonly revision: number;
}

/** All marks of one studio side by side, for the office. */
@Injectable()
export class PanelQueries {
  private readonly database: Database;
  private readonly rubrics: RubricQueries;
  private readonly calibrations: CalibrationQueries;
  private readonly clock: Clock;

  constructor(database: Database, rubrics: RubricQueries, calibrations: CalibrationQueries, clock: Clock) {
    this.database = database;
    this.rubrics = rubrics;
    this.calibrations = calibrations;
    this.clock = clock;
  }

  /** Before the last sheet is in even the office is told only that. */
  async view(id: string, actor: Actor): Promise<PanelView> {
    const head = await this.head(id);
    if (!mayReadScore(actor, head)) throw new RefusedError([evaluationRefusals('not-all-sheets-in')], 409);
    const rubric = await this.rubrics.view(head.cycle.rubricVersion);
    const sheets = await this.sheets(id);
    const result = aggregate(rubric, sheets);
    const calibrations = await this.calibrations.figures(head.cycle.id, rubric);
    return {
      evaluationId: id,
      revision: head.revision,
      studio: head.studio,
      cycle: head.cycle,
      state: head.state,
      sheets: sheets.map((sheet, index) => {
        const own = result.sheets.find((one) => one.id === sheet.id);
        return {
          id: sheet.id,
          label: panelLabel(index),
          evaluatorName: sheet.evaluatorName,
          revision: sheet.revision,
          arbitration: sheet.arbitration,
          total: own?.total ?? 0,
          dropped: own?.dropped ?? false,
          calibration: calibrations.get(sheet.accountId) ?? null,
        };
      }),
      groups: rubric.groups.map(({ code, name }) => ({
        code,
        name,
        points: sumOf(rubric.indicators.filter(({ group }) => group === code).map(({ points }) => points)),
      })),
      lines: linesOf(rubric, sheets, head, result),
      mean: result.mean,
      counted: result.base,
      median: result.median,
      spread: result.spread,
      spreadLimit: rubric.spreadLimit,
      outlierPercent,
      thresholds: rubric.thresholds,
      arbitration: {
        state: arbitrationOf({ spread: result.spread, ruling: head.ruling }, rubric.spreadLimit),
        reason: head.ruling?.reason ?? null,
        spread: head.ruling?.spread ?? null,
        by: head.ruling?.by ?? null,
        at: head.ruling?.at ?? null,
        closesAt: head.ruling?.closesAt ?? null,
      },
      offers: this.offers(head, rubric, result.spread, actor),
    };
  }

  private offers(head: Head, rubric: Rubric, spread: number, actor: Actor): PanelView['offers'] {
    const facts = { spread, ruling: head.ruling };
    const state = arbitrationOf(facts, rubric.spreadLimit);
    if (state !== 'open' && state !== 'waived') return [];
    const context = {
      actor,
      now: this.clock.now(),
      cycle: head.cycle.state,
      rubric,
      lines: [],
      sheets: { wanted: 0, submitted: 0, open: 0 },
      spread,
    };
    const subject = { state: head.state, studioId: head.studioId, closesAt: this.clock.now() };
    const arbitrate = { action: 'arbitrate', refusals: refusalsOf(evaluationMachine, 'arbitrate', subject, context) };
    const waive = { action: 'waive', refusals: refusalsOfWaiver(facts, rubric.spreadLimit, false) };
    return (state === 'open' ? [arbitrate, waive] : [arbitrate]) as unknown as PanelView['offers'];
  }

  private async head(id: string): Promise<Head> {
    const head = await this.database.one<Head>(sql`
      SELECT e.revision, e.state, e.studio_id AS "studioId", ${studioBrief('e.tier')} AS studio, ${cycleBrief} AS cycle,
             e.prefill,
             CASE WHEN x.kind IS NOT NULL THEN
               jsonb_build_object('kind', x.kind, 'spread', x.spread, 'reason', x.reason, 'by', ruler.display_name,
                 'at', to_char(x.ruled_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'closesAt',
                 to_char(x.closes_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) END AS ruling,
             coalesce((SELECT jsonb_object_agg(l.indicator, l.score) FROM self_evaluation_lines l
                       WHERE l.evaluation_id = e.id), '{}') AS "selfScores"
      FROM evaluations e JOIN evaluation_cycles c ON c.id = e.cycle_id JOIN studios s ON s.id = e.studio_id
      ${studioBriefJoins} LEFT JOIN arbitrations x ON x.evaluation_id = e.id
      LEFT JOIN accounts ruler ON ruler.id = x.ruled_by WHERE e.id = ${id}`);
    if (!head) throw new NotFoundError('evaluation');
    return head;
  }

  private sheets(id: string): Promise<PanelSheet[]> {
    return this.database.rows<PanelSheet>(sql`
      SELECT sh.id, a.id AS "accountId", a.display_name AS "evaluatorName", sh.arbitration, sh.revision,
             coalesce((SELECT jsonb_agg(jsonb_build_object('indicator', k.indicator, 'score', k.score,
                         'notApplicable', k.not_applicable, 'deductions', k.deductions, 'comment', k.comment))
                       FROM marks k WHERE k.scoresheet_id = sh.id), '[]') AS marks
      FROM scoresheets sh JOIN accounts a ON a.id = sh.account_id
      WHERE sh.evaluation_id = ${id} AND sh.state IN ('submitted', 'sealed') ORDER BY sh.id`);
  }
}

function linesOf(
  rubric: Rubric,
  sheets: readonly PanelSheet[],
  head: Head,
  result: ReturnType<typeof aggregate>,
): PanelView['lines'] {
  return rubric.indicators.map(({ code, group, name, fullMark, points }) => {
    const marks = sheets.map(({ marks: own }) => own.find(({ indicator }) => indicator === code));
    const outliers = outliersOf(
      points,
      marks.map((mark) => (mark?.notApplicable ? null : (mark?.score ?? null))),
    );
    const line = result.lines.find(({ indicator }) => indicator === code);
    return {
      indicator: code,
      group,
      name,
      fullMark,
      points,
      prefill: (head.prefill?.find(({ indicator }) => indicator === code) ?? {
        indicator: code,
        points: null,
        open: points,
        base: 0,
        parts: [],
        missing: [],
      }) as PanelView['lines'][number]['prefill'],
      selfScore: head.selfScores[code] ?? null,
      marks: sheets.map(({ id: sheetId }, index) => ({
        sheetId,
        score: marks[index]?.score ?? null,
        notApplicable: marks[index]?.notApplicable ?? false,
        comment: marks[index]?.comment ?? '',
        outlier: outliers[index] ?? null,
      })),
      mean: line?.mean ?? null,
      median: line?.median ?? null,
      spread: line?.spread ?? null,
    };
  });
}
