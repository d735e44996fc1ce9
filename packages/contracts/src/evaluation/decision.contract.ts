import { z } from 'zod';
import { ById, CivilDateText, endpoint, Id, OfferView, oneOrMore, Revision, ScoreValue } from '../shared/index.ts';
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
  offers: z.array(OfferView),
});
export type DecisionRow = z.infer<typeof DecisionRow>;

export const DecisionView = z
  .object({
    cycle: CycleView,
    thresholds: z.object({ excellent: ScoreValue, qualified: ScoreValue }),
    tiers: z.array(TierCapView),
    vetoes: z.array(z.object({ code: z.string(), text: WordingView })),
    bonusItems: z.array(z.object({ code: z.string(), text: WordingView, points: ScoreValue })),
    bonusCap: ScoreValue,
    counts: z.object({ excellent: z.int(), qualified: z.int(), failed: z.int(), undecided: z.int() }),
    rows: z.array(DecisionRow),
  })
  .meta({ id: 'CycleDecision' });
export type DecisionView = z.infer<typeof DecisionView>;

export const decisionApi = {
  decision: endpoint({
    method: 'GET',
    path: '/cycles/:id/decision',
    permission: 'decision:write',
    summary: 'Proposed and decided grades of the cycle with cap, ties and reasons',
    params: ById,
    query: z.strictObject({ tier: oneOrMore(TierName).optional() }),
    reply: DecisionView,
  }),
  setBonus: endpoint({
    method: 'PUT',
    path: '/evaluations/:id/bonus',
    permission: 'decision:write',
    summary: 'Set the bonus items with reasons',
    params: ById,
    body: z.strictObject({ revision: Revision, items: z.array(BonusItemInput).max(10) }),
    reply: DecisionView,
  }),
  decide: endpoint({
    method: 'PUT',
    path: '/evaluations/:id/decision',
    permission: 'decision:write',
    summary: 'Confirm or change the proposed grade; a change needs a reason, a veto its file',
    params: ById,
    body: z.strictObject({
      revision: Revision,
      grade: GradeName,
      reason: z.string().trim().min(2).max(1000).optional(),
      veto: VetoInput.optional(),
    }),
    reply: DecisionView,
  }),
  decideAsProposed: endpoint({
    method: 'POST',
    path: '/cycles/:id/decisions',
    permission: 'decision:write',
    summary: 'Confirm the proposed grades of the given evaluations',
    params: ById,
    body: z.strictObject({
      evaluations: z
        .array(z.strictObject({ id: Id, revision: Revision }))
        .min(1)
        .max(5000),
    }),
    reply: DecisionView,
  }),
  publish: endpoint({
    method: 'POST',
    path: '/cycles/:id/publication',
    permission: 'decision:write',
    summary: 'Publish all decisions with a document number; events land on the timelines',
    params: ById,
    body: z.strictObject({
      revision: Revision,
      documentNumber: z.string().trim().min(1).max(60),
      publishedOn: CivilDateText.optional(),
    }),
    reply: CycleView,
  }),
} as const;
