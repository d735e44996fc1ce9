import { unfilledReasons } from '@jianglian/domain/evaluation';
import { priorityItems } from '@jianglian/domain/upgrade';
import { z } from 'zod';
import { ById, endpoint, Id, Instant, OfferView, Revision, ScoreValue } from '../shared/index.ts';
import { ApplicationBrief } from './application-brief.ts';

const sheetStates = ['draft', 'submitted', 'recused', 'released'] as const;

const Weight = z.strictObject({ from: z.int().min(1).max(999_999), points: ScoreValue.min(0).max(10_000) });

/** How a round is reviewed; the defaults of the portal until the office sets others. */
export const ReviewSettingsView = z
  .object({
    rubricVersion: z.string(),
    /** Until when experts score; null: as long as the round is in review. */
    closesAt: Instant.nullable(),
    /** Sheets one evaluator takes at most. */
    capacity: z.int(),
    formerUnitYears: z.int(),
    priority: z.object({ months: z.int(), items: z.record(z.enum(priorityItems), Weight) }),
    /** 0: nothing was set yet. */
    revision: z.int(),
  })
  .meta({ id: 'ReviewSettings' });
export type ReviewSettingsView = z.infer<typeof ReviewSettingsView>;

export const ReviewSheetRow = z.object({
  id: Id,
  revision: Revision,
  evaluatorName: z.string(),
  state: z.enum(sheetStates),
  marked: z.int(),
  of: z.int(),
  /** Hidden until all sheets of the application are in. */
  total: ScoreValue.nullable(),
  dropped: z.boolean(),
  submittedAt: Instant.nullable(),
  endedReason: z.string().nullable(),
  offers: z.array(OfferView),
});

/** One accepted application with its panel. */
export const ReviewPanelRow = z
  .object({
    application: ApplicationBrief,
    recommenderName: z.string(),
    wanted: z.int(),
    missing: z.int(),
    /** Once all sheets are in: mean of those that count, and the distance between the highest and the lowest. */
    score: ScoreValue.nullable(),
    spread: ScoreValue.nullable(),
    spreadOver: z.boolean(),
    /** By score within its tier; equal ones share a place. */
    place: z.int().nullable(),
    sheets: z.array(ReviewSheetRow),
  })
  .meta({ id: 'ReviewPanelRow' });
export type ReviewPanelRow = z.infer<typeof ReviewPanelRow>;

export const ReviewPanelsView = z
  .object({
    round: z.object({
      id: Id,
      title: z.string(),
      state: z.string(),
      expertReview: z.boolean(),
      sheetsPerApplication: z.int(),
    }),
    settings: ReviewSettingsView,
    spreadLimit: ScoreValue,
    evaluators: z.array(
      z.object({
        accountId: Id,
        name: z.string(),
        hostUnitName: z.string().nullable(),
        load: z.int(),
        capacity: z.int(),
      }),
    ),
    rows: z.array(ReviewPanelRow),
  })
  .meta({ id: 'ReviewPanels' });
export type ReviewPanelsView = z.infer<typeof ReviewPanelsView>;

export const ReviewSeat = z.strictObject({ applicationId: Id, accountId: Id });

export const ReviewProposalView = z
  .object({
    seats: z.array(
      z.object({
        applicationId: Id,
        accountId: Id,
        studioName: z.string(),
        evaluatorName: z.string(),
        expertise: z.string(),
      }),
    ),
    unfilled: z.array(
      z.object({ applicationId: Id, studioName: z.string(), missing: z.int(), reason: z.enum(unfilledReasons) }),
    ),
  })
  .meta({ id: 'ReviewProposal' });
export type ReviewProposalView = z.infer<typeof ReviewProposalView>;

const permission = 'review:write';
const reason = z.string().trim().min(2).max(500);

export const reviewPanelApi = {
  reviewPanels: endpoint({
    method: 'GET',
    path: '/rounds/:id/review-panels',
    permission,
    summary: 'Accepted applications with their experts; totals once all sheets of one are in',
    params: ById,
    reply: ReviewPanelsView,
  }),
  saveReviewSettings: endpoint({
    method: 'PUT',
    path: '/rounds/:id/review-settings',
    permission,
    summary: 'Rubric, closing hour, sheets each and weights of priority of a round',
    params: ById,
    body: z.strictObject({
      revision: z.int().min(0),
      rubricVersion: z.string().min(1).max(60),
      closesAt: Instant.nullable(),
      capacity: z.int().min(1).max(1000),
      formerUnitYears: z.int().min(0).max(60),
      priority: z.strictObject({ months: z.int().min(1).max(120), items: z.record(z.enum(priorityItems), Weight) }),
    }),
    reply: ReviewPanelsView,
  }),
  proposeReviewers: endpoint({
    method: 'POST',
    path: '/rounds/:id/review-panels/proposal',
    permission,
    summary: 'Who could take the open places, by the solver; writes nothing',
    params: ById,
    reply: ReviewProposalView,
  }),
  assignReviewers: endpoint({
    method: 'POST',
    path: '/rounds/:id/review-panels',
    permission,
    summary: 'Seat evaluators, all or none; every conflict is refused with its kind',
    params: ById,
    body: z.strictObject({ seats: z.array(ReviewSeat).min(1).max(2000) }),
    reply: ReviewPanelsView,
  }),
  releaseReviewSheet: endpoint({
    method: 'POST',
    path: '/review-sheets/:id/release',
    permission,
    summary: 'Take a place back before it was handed in',
    params: ById,
    body: z.strictObject({ revision: Revision, reason }),
    reply: ReviewPanelsView,
  }),
  reopenReviewSheet: endpoint({
    method: 'POST',
    path: '/review-sheets/:id/reopening',
    permission,
    summary: 'Give a handed-in sheet back; a result that rested on it is undone',
    params: ById,
    body: z.strictObject({ revision: Revision, reason }),
    reply: ReviewPanelsView,
  }),
};
