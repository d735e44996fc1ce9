import { z } from 'zod';
import { CivilDateText, Id, Instant, oneOrMore, PageQuery, pageOf, Revision, ScoreValue } from '../shared/index.ts';
import { CycleView } from './cycle.contract.ts';
import {
  EvaluationStateName,
  GradeName,
  ReasonView,
  StudioBriefView,
  TierName,
  WordingView,
} from './shared.contract.ts';

export const BonusItemInput = z.strictObject({
  code: z.string().min(1).max(40),
  points: ScoreValue.min(0),
  reason: z.string().trim().min(2).max(500),
  fileId: Id.nullable().default(null),
});

export const VetoInput = z.strictObject({
  code: z.string().min(1).max(10),
  reason: z.string().trim().min(2).max(1000),
  fileId: Id,
});

/** Places of 优秀 per tier, and who shares the score at the border. */
export const TierCapView = z.object({
  tier: TierName,
  evaluated: z.int(),
  capPercent: z.number(),
  places: z.int(),
  /** Meets score and group borders without a veto. */
  eligible: z.int(),
  proposed: z.int(),
  decided: z.int(),
  /** Evaluations with the same score at the border: none of them is taken in by itself when they do not all fit. */
  tie: z.array(Id),
  tieScore: ScoreValue.nullable(),
});

export const DecisionRow = z.object({
  evaluationId: Id,
  revision: Revision,
  state: EvaluationStateName,
  studio: StudioBriefView,
  baseScore: ScoreValue.nullable(),
  bonus: ScoreValue,
  bonusItems: z.array(z.object({ code: z.string(), points: ScoreValue, reason: z.string(), fileId: Id.nullable() })),
  finalScore: ScoreValue.nullable(),
  sheets: z.int(),
  spread: ScoreValue.nullable(),
  spreadOver: z.boolean(),
  groupPercents: z.array(z.object({ group: z.string(), percent: z.number().nullable() })),
  rankInTier: z.int().nullable(),
  proposedGrade: GradeName,
  reasons: z.array(ReasonView),
  /** 85 or more, but outside the cap or in the tie at its border. */
  outsideCap: z.boolean(),
  inTie: z.boolean(),
  grade: GradeName.nullable(),
  decisionReason: z.string().nullable(),
  veto: z.object({ code: z.string(), text: WordingView, reason: z.string(), fileId: Id }).nullable(),
});
export type DecisionRow = z.infer<typeof DecisionRow>;

/** `confirmable`: undecided, scored and in no tie: the office may confirm them all as proposed. */
export const DecisionCounts = z.object({
  excellent: z.int(),
  qualified: z.int(),
  failed: z.int(),
  undecided: z.int(),
  confirmable: z.int(),
});

/** What is kept of the decision's own steps: who proposed, who released, until when the publicity runs. */
export const DecisionTrailView = z.object({
  proposedBy: z.string().nullable(),
  proposedAt: Instant.nullable(),
  releasedBy: z.string().nullable(),
  releasedAt: Instant.nullable(),
  publicityUntil: CivilDateText.nullable(),
  /** Midnight after the last day: objections are taken until then, and nothing is published before. */
  publicityEndsAt: Instant.nullable(),
  /** What the last day would be, were it released today. */
  wouldRunUntil: CivilDateText,
  /** A year of it that the table of holidays says nothing of: only weekends are left out. */
  holidaysUnknown: z.int().nullable(),
  contact: z.string().nullable(),
});

export const DecisionView = z
  .object({
    cycle: CycleView,
    trail: DecisionTrailView,
    thresholds: z.object({ excellent: ScoreValue, qualified: ScoreValue }),
    tiers: z.array(TierCapView),
    vetoes: z.array(z.object({ code: z.string(), text: WordingView })),
    bonusItems: z.array(z.object({ code: z.string(), text: WordingView, points: ScoreValue })),
    bonusCap: ScoreValue,
    counts: DecisionCounts,
    /** Whether grades can be decided now. */
    decidable: z.boolean(),
  })
  .meta({ id: 'CycleDecision' });
export type DecisionView = z.infer<typeof DecisionView>;

/** What one decision changed: its row, the places of each tier, and the counts. */
export const DecidedView = z.object({ row: DecisionRow, tiers: z.array(TierCapView), counts: DecisionCounts });
export type DecidedView = z.infer<typeof DecidedView>;

export const decisionShows = ['changed', 'tie', 'outside-cap', 'undecided'] as const;
export type DecisionShow = (typeof decisionShows)[number];

export const DecisionFilter = z.strictObject({
  ...PageQuery,
  search: z.string().trim().max(60).optional(),
  tier: oneOrMore(TierName).optional(),
  /** As decided; as proposed where nothing is decided yet. */
  grade: oneOrMore(GradeName).optional(),
  show: oneOrMore(z.enum(decisionShows)).optional(),
});
export type DecisionFilter = z.output<typeof DecisionFilter>;

export const DecisionPage = pageOf(DecisionRow).extend({
  /** All that match, not only this page. */
  total: z.int(),
});
export type DecisionPage = z.infer<typeof DecisionPage>;

const GradeCounts = z.object({ excellent: z.int(), qualified: z.int(), failed: z.int() });

/** The proposal with other borders against the one that stands. Nothing is written. */
export const WhatIfView = z.object({
  before: GradeCounts,
  after: GradeCounts,
  tiers: z.array(TierCapView.omit({ decided: true })),
  changes: z.array(
    z.object({
      evaluationId: Id,
      studio: StudioBriefView,
      finalScore: ScoreValue.nullable(),
      from: GradeName,
      to: GradeName,
      reasons: z.array(ReasonView),
    }),
  ),
});
export type WhatIfView = z.infer<typeof WhatIfView>;
