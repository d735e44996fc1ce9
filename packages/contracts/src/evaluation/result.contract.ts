import { correctionKinds } from '@jianglian/domain/evaluation';
import { z } from 'zod';
import { ById, CivilDateText, endpoint, Id, Instant, ScoreValue } from '../shared/index.ts';
import {
  CycleBriefView,
  EvaluationStateName,
  GradeName,
  PrefillFigureView,
  StudioBriefView,
  TierName,
  WordingView,
} from './shared.contract.ts';

/** Result of a studio, after publication: reasons per indicator, never an evaluator's name. */
export const ResultLineView = z.object({
  indicator: z.string(),
  group: z.string(),
  name: WordingView,
  points: ScoreValue,
  /** What the rubric asks for: the reason behind the points. */
  fullMark: WordingView,
  deductionRule: WordingView,
  prefill: ScoreValue.nullable(),
  selfScore: ScoreValue.nullable(),
  /** Mean of the counted sheets; null: not applicable. */
  score: ScoreValue.nullable(),
  deductions: z.array(z.object({ code: z.string(), text: WordingView, sheets: z.int() })),
  /** By number of the evaluator in this evaluation, never by name. */
  comments: z.array(z.object({ expert: z.int(), text: z.string() })),
});

export const ResultView = z
  .object({
    evaluationId: Id,
    studio: StudioBriefView,
    cycle: CycleBriefView,
    state: EvaluationStateName,
    /** Null once the result was taken back. */
    grade: GradeName.nullable(),
    baseScore: ScoreValue.nullable(),
    bonus: ScoreValue,
    finalScore: ScoreValue.nullable(),
    thresholds: z.object({ excellent: ScoreValue, qualified: ScoreValue }),
    /** Null in publicity: not published yet. */
    documentNumber: z.string().nullable(),
    publishedOn: CivilDateText.nullable(),
    /** Last day of the publicity, and the instant it ends: objections are taken until then. */
    publicityUntil: CivilDateText.nullable(),
    publicityEndsAt: Instant.nullable(),
    /** Whether one may object now. */
    objectable: z.boolean(),
    /** What the result was before, and why it changed; the latest first. */
    corrections: z.array(
      z.object({
        kind: z.enum(correctionKinds),
        before: z.object({ grade: GradeName.nullable(), score: ScoreValue.nullable() }),
        after: z.object({ grade: GradeName.nullable(), score: ScoreValue.nullable() }),
        reason: z.string(),
        clause: z.string().nullable(),
        documentNumber: z.string().nullable(),
        effectiveOn: CivilDateText,
      }),
    ),
    reasons: z.array(
      z.object({ code: z.string(), params: z.record(z.string(), z.unknown()), clause: z.string().nullable() }),
    ),
    decisionReason: z.string().nullable(),
    veto: z.object({ code: z.string(), text: WordingView, reason: z.string() }).nullable(),
    groups: z.array(
      z.object({
        code: z.string(),
        name: WordingView,
        points: ScoreValue,
        score: ScoreValue.nullable(),
        percent: z.number().nullable(),
      }),
    ),
    lines: z.array(ResultLineView),
    sheets: z.int(),
  })
  .meta({ id: 'EvaluationResult' });
export type ResultView = z.infer<typeof ResultView>;

/** An own figure beside the middle of its group; the middle is null where too few have the figure. */
const Beside = { own: ScoreValue.nullable(), median: ScoreValue.nullable() };

/**
 * Own figures against the median of the same tier and cluster in the cycle. `hidden` says why there is no group: the result
 * is not published (any more), nothing of it was scored, or the group is smaller than five or its complement in the tier would be.
 */
export const ComparisonView = z
  .object({
    evaluationId: Id,
    tier: TierName,
    clusterName: z.string(),
    smallestGroup: z.int(),
    hidden: z.enum(['unpublished', 'unscored', 'small']).nullable(),
    group: z
      .object({
        studios: z.int(),
        final: z.object(Beside),
        groups: z.array(z.object({ code: z.string(), name: WordingView, points: ScoreValue, ...Beside })),
        lines: z.array(z.object({ indicator: z.string(), name: WordingView, points: ScoreValue, ...Beside })),
        /** Figures of the automatic values, e.g. apprentices taken on, in their own units. */
        figures: z.array(
          z.object({
            indicator: z.string(),
            code: z.string(),
            unit: PrefillFigureView.shape.unit,
            own: z.number(),
            median: z.number(),
          }),
        ),
      })
      .nullable(),
  })
  .meta({ id: 'ResultComparison' });
export type ComparisonView = z.infer<typeof ComparisonView>;

/** One published evaluation in a studio's history. */
export const HistoryRow = z.object({
  evaluationId: Id,
  cycle: z.object({ id: Id, title: z.string(), year: z.int() }),
  tier: TierName,
  grade: GradeName,
  finalScore: ScoreValue.nullable(),
  bonus: ScoreValue,
  publishedOn: CivilDateText,
  documentNumber: z.string(),
  groups: z.array(z.object({ code: z.string(), name: WordingView, percent: z.number().nullable() })),
});
export type HistoryRow = z.infer<typeof HistoryRow>;

export const resultApi = {
  result: endpoint({
    method: 'GET',
    path: '/evaluations/:id/result',
    permission: 'evaluation:read',
    summary: 'The published result with reasons per indicator',
    params: ById,
    reply: ResultView,
  }),
  comparison: endpoint({
    method: 'GET',
    path: '/evaluations/:id/comparison',
    permission: 'evaluation:read',
    summary: 'Own figures against the median of the same tier and cluster; hidden below five studios',
    params: ById,
    reply: ComparisonView,
  }),
  evaluationHistory: endpoint({
    method: 'GET',
    path: '/studios/:id/evaluation-history',
    permission: 'evaluation:read',
    summary: 'Published evaluations of a studio, oldest first',
    params: ById,
    reply: z.array(HistoryRow),
  }),
} as const;
