import { z } from 'zod';
import { ById, CivilDateText, endpoint, Id, Instant, OfferView, Revision, ScoreValue } from '../shared/index.ts';
import { RectificationItemView, RectificationView } from './rectification-view.contract.ts';
import { ConflictKindName, StudioBriefView } from './shared.contract.ts';

const CheckStateName = z.enum(['draft', 'submitted', 'recused', 'released']);

export const RectificationCheckRow = z.object({
  id: Id,
  state: CheckStateName,
  studio: StudioBriefView,
  cycleTitle: z.string(),
  assignedAt: Instant,
  submittedAt: Instant.nullable(),
  marked: z.int(),
  items: z.int(),
});
export type RectificationCheckRow = z.infer<typeof RectificationCheckRow>;

/** One's own check: what was to be done, what is reported, one's own marks. Nothing of anybody else's. */
export const RectificationCheckView = RectificationCheckRow.extend({
  revision: Revision,
  passPercent: z.int(),
  planText: z.string().nullable(),
  reportText: z.string().nullable(),
  reportedAt: Instant.nullable(),
  dueOn: CivilDateText,
  itemList: z.array(
    RectificationItemView.extend({
      needed: ScoreValue.nullable(),
      mark: z.object({
        score: ScoreValue.nullable(),
        done: z.boolean().nullable(),
        comment: z.string(),
        revision: z.int(),
      }),
    }),
  ),
  offers: z.array(OfferView),
}).meta({ id: 'RectificationCheck' });
export type RectificationCheckView = z.infer<typeof RectificationCheckView>;

export const rectificationCheckApi = {
  rectificationCheckers: endpoint({
    method: 'GET',
    path: '/rectifications/:id/checkers',
    permission: 'rectification:write',
    summary: 'Evaluators who could check, with every conflict and who scored the studio before',
    params: ById,
    reply: z.array(
      z.object({
        accountId: Id,
        name: z.string(),
        hostUnitName: z.string().nullable(),
        open: z.int(),
        scoredBefore: z.boolean(),
        conflicts: z.array(z.object({ kind: ConflictKindName, source: z.string() })),
      }),
    ),
  }),
  setRectificationCheckers: endpoint({
    method: 'PUT',
    path: '/rectifications/:id/checkers',
    permission: 'rectification:write',
    summary: 'Name the one to three evaluators who check; checks already handed in stay',
    params: ById,
    body: z.strictObject({ revision: Revision, accountIds: z.array(Id).max(3) }),
    reply: RectificationView,
  }),
  rectificationChecks: endpoint({
    method: 'GET',
    path: '/rectification-checks',
    permission: 'rectification:check',
    summary: 'The effectiveness checks of the caller',
    reply: z.array(RectificationCheckRow),
  }),
  rectificationCheck: endpoint({
    method: 'GET',
    path: '/rectification-checks/:id',
    permission: 'rectification:check',
    summary: 'One effectiveness check of the caller',
    params: ById,
    reply: RectificationCheckView,
  }),
  saveRectificationMark: endpoint({
    method: 'PUT',
    path: '/rectification-checks/:id/marks/:item',
    permission: 'rectification:check',
    summary: 'Save one judgement; each has a revision of its own',
    params: z.strictObject({ id: Id, item: z.string().min(1).max(10) }),
    body: z.strictObject({
      revision: z.int().min(0),
      score: ScoreValue.min(0).nullable().default(null),
      done: z.boolean().nullable().default(null),
      comment: z.string().max(2000).default(''),
    }),
    reply: RectificationCheckView,
  }),
  submitRectificationCheck: endpoint({
    method: 'POST',
    path: '/rectification-checks/:id/submission',
    permission: 'rectification:check',
    summary: 'Hand the check in',
    params: ById,
    body: z.strictObject({ revision: Revision }),
    reply: RectificationCheckView,
  }),
  recuseFromRectificationCheck: endpoint({
    method: 'POST',
    path: '/rectification-checks/:id/recusal',
    permission: 'rectification:check',
    summary: 'Give the check back because of a conflict',
    params: ById,
    body: z.strictObject({ revision: Revision, reason: z.string().trim().min(2).max(500) }),
    reply: z.object({ done: z.literal(true) }),
  }),
} as const;
