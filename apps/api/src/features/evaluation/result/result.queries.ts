import type { ResultView } from '@jianglian/contracts/evaluation';
import type { FullSheet, Mark, Prefill, Rubric } from '@jianglian/domain/evaluation';
import {
  aggregate,
  evaluationRefusals,
  mayReadResult,
  percentOf,
  publicityEndsAt,
  publicityIsOver,
} from '@jianglian/domain/evaluation';
import type { EvaluationState } from '@jianglian/domain/evaluation';
import { type Actor, within } from '@jianglian/domain/identity';
import { roundHalfUp } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.ts';
import { Database, sql, type Sql } from '../../../platform/database/index.ts';
import { NotFoundError, RefusedError } from '../../../platform/http/problem/index.ts';
import { studioVisibleTo } from '../../studio/index.ts';
import { cycleBrief, studioBrief, studioBriefJoins } from '../evaluation-fragments.ts';
import { RubricQueries } from '../rubric/rubric.queries.ts';

interface Head extends Pick<
  ResultView,
  | 'studio'
  | 'cycle'
  | 'grade'
  | 'baseScore'
  | 'bonus'
  | 'reasons'
  | 'decisionReason'
  | 'documentNumber'
  | 'publishedOn'
  | 'publicityUntil'
  | 'corrections'
> {
  readonly id: string;
  readonly state: EvaluationState;
  readonly finalScore: number | null;
  readonly veto: { readonly code: string; readonly reason: string } | null;
  readonly prefill: readonly Prefill[] | null;
  readonly selfScores: Readonly<Record<string, number | null>>;
}

/** What came of an evaluation: for the studio after publication and without names. The panel side by side is the moderation's. */
@Injectable()
export class ResultQueries {
  private readonly database: Database;
  private readonly rubrics: RubricQueries;
  private readonly clock: Clock;

  constructor(database: Database, rubrics: RubricQueries, clock: Clock) {
    this.database = database;
    this.rubrics = rubrics;
    this.clock = clock;
  }

  async view(id: string, actor: Actor): Promise<ResultView> {
    const head = await this.head(id, studioVisibleTo(within(actor, 'evaluation:read')));
    if (!mayReadResult(head)) throw new NotFoundError('result');
    return this.viewOf(head);
  }

  /** What the studio will see, for the office before the release: the very same view. */
  async preview(id: string): Promise<ResultView> {
    const head = await this.head(id, sql`TRUE`);
    if (head.grade === null && !mayReadResult(head))
      throw new RefusedError([evaluationRefusals('undecided', { count: 1 })]);
    return this.viewOf(head);
  }

  private async viewOf(head: Head): Promise<ResultView> {
    const { id } = head;
    const rubric = await this.rubrics.view(head.cycle.rubricVersion);
    const sheets = await this.sheets(id);
    const result = aggregate(rubric, sheets);
    const scored = sheets.length > 0;
    return {
      ...head,
      evaluationId: id,
      thresholds: rubric.thresholds,
      publicityEndsAt: head.publicityUntil && publicityEndsAt(head.publicityUntil).toISOString(),
      objectable:
        head.state === 'announced' &&
        head.publicityUntil !== null &&
        !publicityIsOver(head.publicityUntil, this.clock.now()),
      veto: head.veto && {
        code: head.veto.code,
        reason: head.veto.reason,
        text: rubric.vetoes.find(({ code }) => code === head.veto?.code)?.text ?? { zh: '', en: '' },
      },
      groups: rubric.groups.map(({ code, name }) => {
        const outcome = result.groups.find(({ group }) => group === code) ?? { score: 0, points: 0 };
        const points = rubric.indicators
          .filter(({ group }) => group === code)
          .reduce((sum, one) => sum + one.points, 0);
        const percent = scored ? percentOf(outcome) : null;
        return { code, name, points, percent, score: percent === null ? null : roundHalfUp((percent * points) / 100) };
      }),
      lines: rubric.indicators.map(({ code, group, name, points, fullMark, deductionRule }) => ({
        indicator: code,
        group,
        name,
        points,
        fullMark,
        deductionRule,
        prefill: head.prefill?.find(({ indicator }) => indicator === code)?.points ?? null,
        selfScore: head.selfScores[code] ?? null,
        score: result.lines.find(({ indicator }) => indicator === code)?.mean ?? null,
        ...wordsOn(code, rubric, sheets),
      })),
      sheets: sheets.length,
    };
  }

  private async head(id: string, visible: Sql): Promise<Head> {
    const head = await this.database.one<Head>(sql`
      SELECT e.id, e.state, ${studioBrief('e.tier')} AS studio, ${cycleBrief} AS cycle, e.grade,
             e.base_score AS "baseScore", e.bonus_score AS bonus, e.final_score AS "finalScore", e.reasons,
             e.decision_reason AS "decisionReason", e.veto, e.prefill, e.document_number AS "documentNumber",
             e.published_on AS "publishedOn", c.publicity_until AS "publicityUntil",
             coalesce((SELECT jsonb_agg(jsonb_build_object('kind', k.kind, 'before', k.before, 'after', k.after,
                         'reason', k.reason, 'clause', k.clause, 'documentNumber', k.document_number,
                         'effectiveOn', k.effective_on) ORDER BY k.released_at DESC)
                       FROM evaluation_corrections k
                       WHERE k.evaluation_id = e.id AND k.state = 'released'), '[]') AS corrections,
             coalesce((SELECT jsonb_object_agg(l.indicator, l.score) FROM self_evaluation_lines l
                       WHERE l.evaluation_id = e.id), '{}') AS "selfScores"
      FROM evaluations e JOIN evaluation_cycles c ON c.id = e.cycle_id JOIN studios s ON s.id = e.studio_id
      ${studioBriefJoins} WHERE e.id = ${id} AND ${visible}`);
    if (!head) throw new NotFoundError('evaluation');
    return head;
  }

  /** Marks without whose they are: no name is even read here. */
  private sheets(id: string): Promise<FullSheet[]> {
    return this.database.rows<FullSheet>(sql`
      SELECT sh.id,
             coalesce((SELECT jsonb_agg(jsonb_build_object('indicator', k.indicator, 'score', k.score,
                         'notApplicable', k.not_applicable, 'deductions', k.deductions, 'comment', k.comment))
                       FROM marks k WHERE k.scoresheet_id = sh.id), '[]') AS marks
      FROM scoresheets sh
      WHERE sh.evaluation_id = ${id} AND sh.state IN ('submitted', 'sealed') ORDER BY sh.id`);
  }
}

/** Deductions by how many sheets gave them, and the comments by number: sheets are ordered by an id drawn at random. */
function wordsOn(code: string, rubric: Rubric, sheets: readonly FullSheet[]) {
  const marks: readonly Mark[] = sheets.flatMap((sheet) => sheet.marks.filter(({ indicator }) => indicator === code));
  const reasons = rubric.indicators.find((indicator) => indicator.code === code)?.deductions ?? [];
  return {
    deductions: reasons
      .map((reason) => ({
        code: reason.code,
        text: reason.text,
        sheets: marks.filter(({ deductions }) => deductions.some((deduction) => deduction.code === reason.code)).length,
      }))
      .filter((reason) => reason.sheets > 0),
    comments: sheets.flatMap((sheet, place) => {
      const text = sheet.marks.find(({ indicator }) => indicator === code)?.comment.trim() ?? '';
      return text === '' ? [] : [{ expert: place + 1, text }];
    }),
  };
}
