import type { ApplicationAction } from '@jianglian/domain/upgrade';
import { formalFindings, formalGroups, itemStandings, judgementAnswers } from '@jianglian/domain/upgrade';
import { z } from 'zod';
import { ById, endpoint, Id, Instant, OfferView, oneOrMore, Revision } from '../shared/index.ts';
import { ApplicationBrief } from './application-brief.ts';
import { PriorityView } from './case-priority.contract.ts';
import { FindingView } from './verdict.contract.ts';

/** A person's word on an item; the earlier ones stay on record. */
export const JudgementView = z.object({
  answer: z.enum(judgementAnswers),
  remark: z.string(),
  by: z.string().nullable(),
  at: Instant,
  revision: z.int(),
});

export const FormalItemView = z.object({
  item: z.string(),
  group: z.enum(formalGroups),
  clause: z.string(),
  quote: z.string().nullable(),
  found: z.enum(formalFindings),
  fixed: z.boolean(),
  standing: z.enum(itemStandings),
  evidence: z.record(z.string(), z.unknown()),
  /** Of a condition: what its rule found. */
  finding: FindingView.nullable(),
  /** The last word first. */
  judgements: z.array(JudgementView),
});
export type FormalItemView = z.infer<typeof FormalItemView>;

/** Where a case stands in its round's list. */
export const FormalCheckRow = z
  .object({
    application: ApplicationBrief,
    recommenderName: z.string(),
    rank: z.int().nullable(),
    open: z.int(),
    against: z.int(),
    checkedBy: z.string().nullable(),
    checkedAt: Instant.nullable(),
    priority: z.object({ points: z.int(), of: z.int(), declared: z.int(), preferred: z.boolean() }),
  })
  .meta({ id: 'FormalCheckRow' });
export type FormalCheckRow = z.infer<typeof FormalCheckRow>;

export const FormalChecksView = z
  .object({
    round: z.object({ id: Id, title: z.string(), state: z.string(), expertReview: z.boolean() }),
    rows: z.array(FormalCheckRow),
  })
  .meta({ id: 'FormalChecks' });
export type FormalChecksView = z.infer<typeof FormalChecksView>;

/** A file of the application, under the heading it was handed in with. */
export const MaterialFile = z.object({
  id: Id,
  kind: z.string(),
  name: z.string(),
  mediaType: z.string(),
  pages: z.int().nullable(),
});
export type MaterialFile = z.infer<typeof MaterialFile>;

export const MaterialText = z.object({ section: z.string(), field: z.string(), value: z.unknown() });
export type MaterialText = z.infer<typeof MaterialText>;

export const FormalCheckView = z
  .object({
    application: ApplicationBrief,
    round: z.object({ id: Id, title: z.string(), state: z.string() }),
    recommenderName: z.string(),
    rank: z.int().nullable(),
    items: z.array(FormalItemView),
    open: z.array(z.string()),
    against: z.array(z.string()),
    files: z.array(MaterialFile),
    texts: z.array(MaterialText),
    priority: PriorityView,
    history: z.array(
      z.object({
        id: Id,
        outcome: z.enum(['accepted', 'refused', 'reinstated']),
        clause: z.string().nullable(),
        reason: z.string().nullable(),
        by: z.string().nullable(),
        at: Instant,
      }),
    ),
    offers: z.array(OfferView.extend({ action: z.string() as z.ZodType<ApplicationAction> })),
  })
  .meta({ id: 'FormalCheck' });
export type FormalCheckView = z.infer<typeof FormalCheckView>;

/** What accepting several would do. */
export const AcceptanceView = z.object({
  accepted: z.array(Id),
  refused: z.array(z.object({ id: Id, studioName: z.string(), refusals: OfferView.shape.refusals })),
});
export type AcceptanceView = z.infer<typeof AcceptanceView>;

const permission = 'review:write';
const reason = z.string().trim().min(2).max(1000);

export const formalCheckApi = {
  formalChecks: endpoint({
    method: 'GET',
    path: '/rounds/:id/formal-check',
    permission,
    summary: 'Recommended applications by tier and rank, with what is open in each',
    params: ById,
    reply: FormalChecksView,
  }),
  formalCheck: endpoint({
    method: 'GET',
    path: '/applications/:id/formal-check',
    permission,
    summary: 'One application: each item with its clause, what a program found and what people said',
    params: ById,
    reply: FormalCheckView,
  }),
  judgeItem: endpoint({
    method: 'PUT',
    path: '/applications/:id/formal-check/:item',
    permission,
    summary: 'Say yes or no to an item; a stale revision is answered with the newer check',
    params: z.strictObject({ id: Id, item: z.string().min(1).max(60) }),
    body: z.strictObject({
      /** Of the last judgement of the item; 0 before the first. */
      revision: z.int().min(0),
      answer: z.enum(judgementAnswers),
      remark: z.string().trim().max(1000).default(''),
    }),
    reply: FormalCheckView,
  }),
  acceptApplication: endpoint({
    method: 'POST',
    path: '/applications/:id/acceptance',
    permission,
    summary: 'Accept into review; lists what is open or against it',
    params: ById,
    body: z.strictObject({ revision: Revision }),
    reply: FormalCheckView,
  }),
  refuseApplication: endpoint({
    method: 'POST',
    path: '/applications/:id/refusal',
    permission,
    summary: 'Refuse with clause and reason; applicant and recommender are told',
    params: ById,
    body: z.strictObject({ revision: Revision, clause: z.string().trim().min(1).max(20), reason }),
    reply: FormalCheckView,
  }),
  reinstateApplication: endpoint({
    method: 'POST',
    path: '/applications/:id/reinstatement',
    permission,
    summary: 'Take a refusal back with a reason',
    params: ById,
    body: z.strictObject({ revision: Revision, reason }),
    reply: FormalCheckView,
  }),
  acceptancePreview: endpoint({
    method: 'GET',
    path: '/rounds/:id/acceptances',
    permission,
    summary: 'Who of these would be accepted, and why the others would not; all where none is named',
    params: ById,
    query: z.strictObject({ application: oneOrMore(Id).optional() }),
    reply: AcceptanceView,
  }),
  acceptApplications: endpoint({
    method: 'POST',
    path: '/rounds/:id/acceptances',
    permission,
    summary: 'Accept several; those with something open stay as they are and are named',
    params: ById,
    body: z.strictObject({ applications: z.array(Id).min(1).max(500) }),
    reply: AcceptanceView,
  }),
};
