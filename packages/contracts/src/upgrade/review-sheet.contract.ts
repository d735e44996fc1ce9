import { z } from 'zod';
import { MarkInput, MarkSaved, MarkView, RunningTotalView } from '../evaluation/scoring.contract.ts';
import { RubricView } from '../evaluation/rubric.contract.ts';
import { PrefillView } from '../evaluation/shared.contract.ts';
import { ById, endpoint, Id, Instant, OfferView, Revision, ScoreValue } from '../shared/index.ts';
import { ApplicationBrief } from './application-brief.ts';
import { MaterialFile, MaterialText } from './formal-check.contract.ts';
import { PriorityView } from './case-priority.contract.ts';

const state = z.enum(['draft', 'submitted', 'recused', 'released']);

export const ReviewQueueRow = z.object({
  sheetId: Id,
  position: z.int(),
  application: ApplicationBrief,
  state,
  marked: z.int(),
  of: z.int(),
  /** One's own total; null while nothing is marked. */
  total: ScoreValue.nullable(),
});
export type ReviewQueueRow = z.infer<typeof ReviewQueueRow>;

export const ReviewQueueView = z
  .object({
    serverNow: Instant,
    submitted: z.int(),
    total: z.int(),
    closesAt: Instant.nullable(),
    rows: z.array(ReviewQueueRow),
  })
  .meta({ id: 'ReviewQueue' });
export type ReviewQueueView = z.infer<typeof ReviewQueueView>;

export const ReviewSheetView = z
  .object({
    id: Id,
    revision: Revision,
    state,
    application: ApplicationBrief,
    round: z.object({ id: Id, title: z.string(), year: z.int() }),
    closesAt: Instant.nullable(),
    serverNow: Instant,
    submittedAt: Instant.nullable(),
    rubric: RubricView,
    lines: z.array(z.object({ indicator: z.string(), prefill: PrefillView, mark: MarkView })),
    total: RunningTotalView,
    /** Without copies of identity cards and numbers to call. */
    files: z.array(MaterialFile),
    texts: z.array(MaterialText),
    priority: PriorityView,
    reopened: z.object({ at: Instant, reason: z.string() }).nullable(),
    offers: z.array(OfferView),
  })
  .meta({ id: 'ReviewSheet' });
export type ReviewSheetView = z.infer<typeof ReviewSheetView>;

const permission = 'review:score';

export const reviewSheetApi = {
  reviewQueue: endpoint({
    method: 'GET',
    path: '/review-queue',
    permission,
    summary: "The expert's own applications",
    reply: ReviewQueueView,
  }),
  reviewSheet: endpoint({
    method: 'GET',
    path: '/review-sheets/:id',
    permission,
    summary: 'One own sheet: rubric, material, marks',
    params: ById,
    reply: ReviewSheetView,
  }),
  saveReviewMark: endpoint({
    method: 'PUT',
    path: '/review-sheets/:id/marks/:indicator',
    permission,
    summary: 'Autosave one mark; a stale revision is answered with the newer mark',
    params: z.strictObject({ id: Id, indicator: z.string().min(1).max(10) }),
    body: MarkInput,
    reply: MarkSaved,
  }),
  submitReviewSheet: endpoint({
    method: 'POST',
    path: '/review-sheets/:id/submission',
    permission,
    summary: 'Hand the sheet in; lists unmarked lines and required comments',
    params: ById,
    body: z.strictObject({ revision: Revision }),
    reply: ReviewSheetView,
  }),
  recuseReview: endpoint({
    method: 'POST',
    path: '/review-sheets/:id/recusal',
    permission,
    summary: 'Recuse oneself with a reason; the place becomes free',
    params: ById,
    body: z.strictObject({ revision: Revision, reason: z.string().trim().min(2).max(500) }),
    reply: ReviewQueueView,
  }),
};
