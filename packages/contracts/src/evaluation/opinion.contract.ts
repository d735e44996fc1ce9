import { opinionStandings, opinionStates } from '@jianglian/domain/evaluation';
import { z } from 'zod';
import { ById, endpoint, Id, Instant, OfferView, oneOrMore, pageOf, PageQuery, ScoreValue } from '../shared/index.ts';
import { CycleBriefView, EvaluationStateName, StudioBriefView, TierName, WordingView } from './shared.contract.ts';

export const OpinionStandingName = z.enum(opinionStandings);
export const OpinionStateName = z.enum(opinionStates);

const counts = z.record(OpinionStandingName, z.int());

/** One evaluation in the recommender's list, or in the office's. */
export const OpinionRow = z.object({
  evaluationId: Id,
  studio: StudioBriefView,
  recommenderName: z.string(),
  cycle: z.object({ id: Id, title: z.string() }),
  standing: OpinionStandingName,
  dueAt: Instant,
  closesAt: Instant,
  selfSubmittedAt: Instant.nullable(),
  /** What the studio gives itself; null before it is handed in. */
  selfTotal: ScoreValue.nullable(),
  /** With the adjusted lines in place of its own; null before an opinion is given. */
  recommendedTotal: ScoreValue.nullable(),
  adjustedLines: z.int(),
  givenAt: Instant.nullable(),
  /** Given after the due instant. */
  late: z.boolean(),
});
export type OpinionRow = z.infer<typeof OpinionRow>;

export const OpinionPage = pageOf(OpinionRow).extend({ counts });
export type OpinionPage = z.infer<typeof OpinionPage>;

/** How far each recommender is with its studios of a cycle. */
export const OpinionProgressRow = z.object({
  recommenderId: Id,
  recommenderName: z.string(),
  studios: z.int(),
  counts,
});
export type OpinionProgressRow = z.infer<typeof OpinionProgressRow>;

export const OpinionLineInput = z.strictObject({
  indicator: z.string().min(1).max(10),
  score: ScoreValue.min(0).nullable(),
  reason: z.string().trim().max(1000),
});

export const OpinionView = z
  .object({
    evaluationId: Id,
    /** 0: nothing saved yet. */
    revision: z.int().min(0),
    state: OpinionStateName,
    standing: OpinionStandingName,
    evaluation: EvaluationStateName,
    studio: StudioBriefView,
    recommenderName: z.string(),
    cycle: CycleBriefView,
    dueAt: Instant,
    closesAt: Instant,
    serverNow: Instant,
    comment: z.string(),
    lines: z.array(OpinionLineInput),
    givenAt: Instant.nullable(),
    givenBy: z.string().nullable(),
    late: z.boolean(),
    /** The one return of this cycle. */
    returned: z.object({ at: Instant, reason: z.string(), until: Instant }).nullable(),
    /** Until when the studio could hand in again if it were returned now. */
    returnUntil: Instant,
    returnDays: z.int(),
    offers: z.array(OfferView),
  })
  .meta({ id: 'Opinion' });
export type OpinionView = z.infer<typeof OpinionView>;

/** The opinion as an evaluator reads it beside the lines; `state` null: none was given (yet). */
export const SheetOpinionView = z
  .object({
    state: z.enum(['agreed', 'adjusted']).nullable(),
    /** Nobody can give one any more. */
    closed: z.boolean(),
    recommenderName: z.string(),
    comment: z.string(),
    givenAt: Instant.nullable(),
    lines: z.array(z.object({ indicator: z.string(), name: WordingView, score: ScoreValue, reason: z.string() })),
  })
  .meta({ id: 'SheetOpinion' });
export type SheetOpinionView = z.infer<typeof SheetOpinionView>;

const revision = z.int().min(0);

export const opinionApi = {
  opinions: endpoint({
    method: 'GET',
    path: '/opinions',
    permission: 'opinion:read',
    summary: "Recommenders' opinions of the running cycles, with counts by where they stand",
    query: z.strictObject({
      ...PageQuery,
      cycleId: Id.optional(),
      recommenderId: Id.optional(),
      search: z.string().trim().max(60).optional(),
      tier: oneOrMore(TierName).optional(),
      standing: oneOrMore(OpinionStandingName).optional(),
    }),
    reply: OpinionPage,
  }),
  opinionProgress: endpoint({
    method: 'GET',
    path: '/cycles/:id/opinion-progress',
    permission: 'cycle:read',
    summary: 'How far each recommender is with its opinions',
    params: ById,
    reply: z.array(OpinionProgressRow),
  }),
  opinion: endpoint({
    method: 'GET',
    path: '/evaluations/:id/opinion',
    permission: 'evaluation:read',
    summary: 'The opinion of one evaluation; for its studio only once the result is published',
    params: ById,
    reply: OpinionView,
  }),
  saveOpinion: endpoint({
    method: 'PUT',
    path: '/evaluations/:id/opinion',
    permission: 'opinion:write',
    summary: 'Save the draft of an opinion as a whole; a stale revision is answered with the newer one',
    params: ById,
    body: z.strictObject({ revision, comment: z.string().trim().max(2000), lines: z.array(OpinionLineInput).max(60) }),
    reply: OpinionView,
  }),
  agree: endpoint({
    method: 'POST',
    path: '/evaluations/:id/opinion/agreement',
    permission: 'opinion:write',
    summary: 'Agree with the self-evaluation as it is',
    params: ById,
    body: z.strictObject({ revision }),
    reply: OpinionView,
  }),
  adjust: endpoint({
    method: 'POST',
    path: '/evaluations/:id/opinion/adjustment',
    permission: 'opinion:write',
    summary: 'Give the opinion with the adjusted lines, each with its reason',
    params: ById,
    body: z.strictObject({ revision }),
    reply: OpinionView,
  }),
  returnSelfEvaluation: endpoint({
    method: 'POST',
    path: '/evaluations/:id/opinion/return',
    permission: 'opinion:write',
    summary: 'Return the self-evaluation to its studio, once, with a reason',
    params: ById,
    body: z.strictObject({ revision, reason: z.string().trim().max(1000) }),
    reply: OpinionView,
  }),
  takeBackOpinion: endpoint({
    method: 'POST',
    path: '/evaluations/:id/opinion/taking-back',
    permission: 'opinion:write',
    summary: 'Take a given opinion back to change it, while no sheet is in',
    params: ById,
    body: z.strictObject({ revision, reason: z.string().trim().min(2).max(500) }),
    reply: OpinionView,
  }),
  sheetOpinion: endpoint({
    method: 'GET',
    path: '/scoresheets/:id/opinion',
    permission: 'scoresheet:write',
    summary: "The recommender's opinion beside one's own sheet",
    params: ById,
    reply: SheetOpinionView,
  }),
} as const;
