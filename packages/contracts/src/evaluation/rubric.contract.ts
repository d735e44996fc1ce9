import { evidenceKinds, prefillRules } from '@jianglian/domain/evaluation';
import { z } from 'zod';
import { endpoint, Instant, ScoreValue } from '../shared/index.ts';
import { WordingView } from './shared.contract.ts';

export const DeductionReasonView = z.object({
  code: z.string(),
  text: WordingView,
  /** Hundredths per unit; null: the amount is the evaluator's. */
  each: ScoreValue.nullable(),
  unit: WordingView.nullable(),
});

export const IndicatorView = z.object({
  code: z.string(),
  group: z.string(),
  name: WordingView,
  points: ScoreValue,
  fullMark: WordingView,
  deductionRule: WordingView,
  deductions: z.array(DeductionReasonView),
  evidence: z.array(z.enum(evidenceKinds)),
  prefill: z
    .object({
      rule: z.enum(prefillRules),
      params: z.record(z.string(), z.number()),
      scaled: z.array(z.string()),
    })
    .nullable(),
});
export type IndicatorView = z.infer<typeof IndicatorView>;

export const IndicatorGroupView = z.object({
  code: z.string(),
  name: WordingView,
  excellentFromPercent: z.number().nullable(),
});

export const CommentRulesView = z.object({
  belowPercent: z.number().nullable(),
  abovePercent: z.number().nullable(),
  offPrefillPercent: z.number().nullable(),
});

/** The whole rubric: the scoring screen computes its running total from it with the server's own function. */
export const RubricView = z
  .object({
    version: z.string(),
    title: WordingView,
    fullScore: ScoreValue,
    years: z.int(),
    groups: z.array(IndicatorGroupView),
    indicators: z.array(IndicatorView),
    tierFactors: z.object({ district: z.number(), municipal: z.number(), chief: z.number(), national: z.number() }),
    subsidyFen: z.object({
      district: z.int().nullable(),
      municipal: z.int().nullable(),
      chief: z.int().nullable(),
      national: z.int().nullable(),
    }),
    bonus: z.object({
      cap: ScoreValue,
      items: z.array(z.object({ code: z.string(), text: WordingView, points: ScoreValue })),
    }),
    vetoes: z.array(z.object({ code: z.string(), text: WordingView })),
    thresholds: z.object({ excellent: ScoreValue, qualified: ScoreValue }),
    excellentCapPercent: z.number(),
    comments: CommentRulesView,
    dropExtremesFrom: z.int(),
    spreadLimit: ScoreValue,
  })
  .meta({ id: 'Rubric' });
export type RubricView = z.infer<typeof RubricView>;

export const RubricRow = z.object({
  version: z.string(),
  title: WordingView,
  publishedAt: Instant.nullable(),
  indicators: z.int(),
  /** Cycles pinned to this version. */
  cycles: z.int(),
});

export const rubricApi = {
  rubrics: endpoint({
    method: 'GET',
    path: '/rubrics',
    permission: 'rubric:read',
    summary: 'Versions of the rubric',
    reply: z.array(RubricRow),
  }),
  rubric: endpoint({
    method: 'GET',
    path: '/rubrics/:version',
    permission: 'rubric:read',
    summary: 'One version of the rubric',
    params: z.strictObject({ version: z.string().min(1).max(60) }),
    reply: RubricView,
  }),
} as const;
