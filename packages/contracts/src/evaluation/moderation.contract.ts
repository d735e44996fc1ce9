import { arbitrationStates } from '@jianglian/domain/evaluation';
import { z } from 'zod';
import {
  ById,
  endpoint,
  Flag,
  Id,
  Instant,
  OfferView,
  oneOrMore,
  PageQuery,
  pageOf,
  Revision,
  ScoreValue,
} from '../shared/index.ts';
import {
  CycleBriefView,
  EvaluationStateName,
  PrefillView,
  StudioBriefView,
  TierName,
  WordingView,
} from './shared.contract.ts';

export const ArbitrationStateName = z.enum(arbitrationStates);

/** What was ruled on a spread over the limit. */
export const ArbitrationView = z.object({
  state: ArbitrationStateName,
  reason: z.string().nullable(),
  /** The spread it was ruled on. */
  spread: ScoreValue.nullable(),
  by: z.string().nullable(),
  at: Instant.nullable(),
  /** Until when the arbitrator may write. */
  closesAt: Instant.nullable(),
});

/** How an evaluator stands to the colleagues who scored the same studios: a reference beside the raw marks, never instead of them. */
export const CalibrationFigures = z.object({
  /** Studios compared. */
  studios: z.int(),
  /** Hundredths; −500 is five points harsher. Null: fewer than three studios. */
  severity: ScoreValue.nullable(),
  /** Own standard deviation over that of the others' means. Null: fewer than eight studios. */
  spreadRatio: z.number().nullable(),
  /** Correlation with the others' means, −1 … 1. Null: fewer than eight studios. */
  agreement: z.number().nullable(),
});

export const MatrixSheetView = z.object({
  id: Id,
  label: z.string(),
  evaluatorName: z.string(),
  total: ScoreValue,
  dropped: z.boolean(),
  /** The arbitrator's. */
  arbitration: z.boolean(),
  revision: Revision,
  calibration: CalibrationFigures.nullable(),
});

export const MatrixMarkView = z.object({
  sheetId: Id,
  score: ScoreValue.nullable(),
  notApplicable: z.boolean(),
  comment: z.string(),
  /** Apart from the others of its line. */
  outlier: z.enum(['high', 'low']).nullable(),
});

/** Matrix indicator × evaluator of one studio, for the office once all sheets are in. */
export const PanelView = z
  .object({
    evaluationId: Id,
    revision: Revision,
    studio: StudioBriefView,
    cycle: CycleBriefView,
    state: EvaluationStateName,
    sheets: z.array(MatrixSheetView),
    groups: z.array(z.object({ code: z.string(), name: WordingView, points: ScoreValue })),
    lines: z.array(
      z.object({
        indicator: z.string(),
        group: z.string(),
        name: WordingView,
        fullMark: WordingView,
        points: ScoreValue,
        prefill: PrefillView,
        selfScore: ScoreValue.nullable(),
        marks: z.array(MatrixMarkView),
        mean: ScoreValue.nullable(),
        median: ScoreValue.nullable(),
        spread: ScoreValue.nullable(),
      }),
    ),
    mean: ScoreValue,
    counted: ScoreValue,
    median: ScoreValue,
    spread: ScoreValue,
    spreadLimit: ScoreValue,
    outlierPercent: z.number(),
    thresholds: z.object({ excellent: ScoreValue, qualified: ScoreValue }),
    arbitration: ArbitrationView,
    offers: z.array(OfferView),
  })
  .meta({ id: 'EvaluationPanel' });
export type PanelView = z.infer<typeof PanelView>;

export const ModerationRow = z.object({
  evaluationId: Id,
  studio: StudioBriefView,
  state: EvaluationStateName,
  totals: z.array(z.object({ label: z.string(), total: ScoreValue, dropped: z.boolean(), arbitration: z.boolean() })),
  counted: ScoreValue,
  median: ScoreValue,
  spread: ScoreValue,
  over: z.boolean(),
  /** Marks apart from the others of their line. */
  outliers: z.int(),
  arbitration: ArbitrationStateName,
});
export type ModerationRow = z.infer<typeof ModerationRow>;

/** A sheet of arbitration on its way: who and until when, nothing of the marks. */
export const RunningArbitration = z.object({
  evaluationId: Id,
  revision: Revision,
  studio: StudioBriefView,
  /** Null: it was given back and nobody holds it. */
  arbitratorName: z.string().nullable(),
  askedAt: Instant,
  closesAt: Instant,
});

export const ModerationView = pageOf(ModerationRow)
  .extend({
    spreadLimit: ScoreValue,
    outlierPercent: z.number(),
    counts: z.object({ scored: z.int(), over: z.int(), open: z.int(), running: z.int() }),
    running: z.array(RunningArbitration),
  })
  .meta({ id: 'CycleModeration' });
export type ModerationView = z.infer<typeof ModerationView>;

export const CalibrationRow = CalibrationFigures.extend({
  accountId: Id,
  name: z.string(),
  sheets: z.int(),
  leaning: z.enum(['harsh', 'lenient', 'usual', 'unknown']),
  /** Agrees with the others less than the rest does. */
  apart: z.boolean(),
});
export type CalibrationRow = z.infer<typeof CalibrationRow>;

export const CalibrationView = z
  .object({
    leastStudios: z.object({ severity: z.int(), agreement: z.int() }),
    leaning: z.object({ severity: ScoreValue, agreement: z.number() }),
    rows: z.array(CalibrationRow),
  })
  .meta({ id: 'CycleCalibration' });
export type CalibrationView = z.infer<typeof CalibrationView>;

export const moderationApi = {
  moderation: endpoint({
    method: 'GET',
    path: '/cycles/:id/moderation',
    permission: 'moderation:write',
    summary: 'Studios whose sheets are all in, the widest spread first',
    params: ById,
    query: z.strictObject({
      ...PageQuery,
      tier: oneOrMore(TierName).optional(),
      show: z.enum(['all', 'over', 'open', 'outliers']).default('all'),
    }),
    reply: ModerationView,
  }),
  calibration: endpoint({
    method: 'GET',
    path: '/cycles/:id/calibration',
    permission: 'moderation:write',
    summary: 'Severity, spread and agreement of each evaluator; a reference that changes no mark',
    params: ById,
    reply: CalibrationView,
  }),
  panel: endpoint({
    method: 'GET',
    path: '/evaluations/:id/panel',
    permission: 'moderation:write',
    summary: 'All marks of one studio side by side, once all sheets are in',
    params: ById,
    reply: PanelView,
  }),
  arbitrate: endpoint({
    method: 'POST',
    path: '/evaluations/:id/arbitration',
    permission: 'moderation:write',
    summary: 'One more sheet by this evaluator; only where the spread passes the limit, never in conflict',
    params: ById,
    body: z.strictObject({
      revision: Revision,
      accountId: Id,
      closesAt: Instant,
      reason: z.string().trim().max(500).optional(),
    }),
    reply: 'nothing',
  }),
  waiveArbitration: endpoint({
    method: 'POST',
    path: '/evaluations/:id/arbitration-waiver',
    permission: 'moderation:write',
    summary: 'Let the marks stand in spite of their spread, with a reason',
    params: ById,
    body: z.strictObject({ revision: Revision, reason: z.string().trim().min(4).max(500) }),
    reply: 'nothing',
  }),
  committeeWorkbook: endpoint({
    method: 'GET',
    path: '/cycles/:id/workbook',
    permission: 'moderation:write',
    summary: 'The committee’s workbook (xlsx): marks, comments, spread, opinions, visits, decisions; audited',
    params: ById,
    query: z.strictObject({ names: Flag.optional() }),
    reply: 'file',
  }),
} as const;
