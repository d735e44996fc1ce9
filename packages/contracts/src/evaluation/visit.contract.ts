import { z } from 'zod';
import { ById, CivilDateText, endpoint, Id, oneOrMore, Revision } from '../shared/index.ts';
import {
  OwnVisitRow,
  SignerName,
  VisitAnswerName,
  VisitBoardView,
  VisitorRow,
  VisitResultView,
  VisitView,
} from './visit-view.contract.ts';

export const VisitRecordInput = z.strictObject({
  revision: Revision,
  lines: z
    .array(z.strictObject({ indicator: z.string().max(10), answer: VisitAnswerName, note: z.string().max(1000) }))
    .max(60),
  summary: z.string().max(4000).default(''),
  photos: z.array(z.strictObject({ fileId: Id, note: z.string().max(200).default('') })).max(40),
  signatures: z
    .array(z.strictObject({ signer: SignerName, name: z.string().trim().min(1).max(40), fileId: Id }))
    .max(10),
  formFileId: Id.nullable().default(null),
});

const WithReason = z.strictObject({ revision: Revision, reason: z.string().trim().min(2).max(500) });

export const visitApi = {
  visits: endpoint({
    method: 'GET',
    path: '/cycles/:id/visits',
    permission: 'visit:write',
    summary: 'The draw of the cycle, what it would add, and every visit with its plan',
    params: ById,
    reply: VisitBoardView,
  }),
  fixDraw: endpoint({
    method: 'POST',
    path: '/cycles/:id/visit-draw',
    permission: 'visit:write',
    summary: 'Fix seed and share of the draw, once; without a seed the server makes one',
    params: ById,
    body: z.strictObject({
      percent: z.int().min(0).max(100),
      seed: z.string().trim().min(4).max(60).optional(),
    }),
    reply: VisitBoardView,
    creates: true,
  }),
  confirmDraw: endpoint({
    method: 'POST',
    path: '/cycles/:id/visit-draw/confirmation',
    permission: 'visit:write',
    summary: 'Take the drawn studios into the plan; studios scored later are added by confirming again',
    params: ById,
    body: z.strictObject({ revision: Revision }),
    reply: VisitBoardView,
  }),
  addVisit: endpoint({
    method: 'POST',
    path: '/evaluations/:id/visit',
    permission: 'visit:write',
    summary: 'Visit a studio the draw did not choose, with a reason',
    params: ById,
    body: z.strictObject({ reason: z.string().trim().min(2).max(500) }),
    reply: VisitBoardView,
    creates: true,
  }),
  visitors: endpoint({
    method: 'GET',
    path: '/cycles/:id/visitors',
    permission: 'visit:write',
    summary: 'Who may go, with their conflicts with the studios of these visits',
    params: ById,
    query: z.strictObject({ visit: oneOrMore(Id).optional() }),
    reply: z.array(VisitorRow),
  }),
  planVisits: endpoint({
    method: 'POST',
    path: '/cycles/:id/visit-plan',
    permission: 'visit:write',
    summary: 'Plan visits for one day with their visitors, all or none; a conflict is refused with its source',
    params: ById,
    body: z.strictObject({
      visits: z
        .array(z.strictObject({ id: Id, revision: Revision }))
        .min(1)
        .max(200),
      on: CivilDateText,
      visitors: z.array(Id).max(10),
      note: z.string().trim().max(500).default(''),
    }),
    reply: VisitBoardView,
  }),
  cancelVisit: endpoint({
    method: 'POST',
    path: '/visits/:id/cancellation',
    permission: 'visit:write',
    summary: 'Cancel a visit, with a reason',
    params: ById,
    body: WithReason,
    reply: VisitBoardView,
  }),
  restoreVisit: endpoint({
    method: 'POST',
    path: '/visits/:id/restoration',
    permission: 'visit:write',
    summary: 'Take a cancelled visit back into the plan, with a reason',
    params: ById,
    body: WithReason,
    reply: VisitBoardView,
  }),
  reopenVisit: endpoint({
    method: 'POST',
    path: '/visits/:id/reopening',
    permission: 'visit:write',
    summary: 'Give a record back to its visitors, with a reason',
    params: ById,
    body: WithReason,
    reply: VisitBoardView,
  }),
  myVisits: endpoint({
    method: 'GET',
    path: '/visits',
    permission: 'visit:carry-out',
    summary: 'Visits one has to make or has made',
    reply: z.array(OwnVisitRow),
  }),
  visit: endpoint({
    method: 'GET',
    path: '/visits/:id',
    permission: 'visit:carry-out',
    summary: 'One visit with its checklist, for its visitors and the office',
    params: ById,
    reply: VisitView,
  }),
  recordVisit: endpoint({
    method: 'PUT',
    path: '/visits/:id/record',
    permission: 'visit:carry-out',
    summary: 'Hand in what was found: every line, photos, both signatures or the signed form',
    params: ById,
    body: VisitRecordInput,
    reply: VisitView,
  }),
  visitResult: endpoint({
    method: 'GET',
    path: '/evaluations/:id/visit',
    permission: 'evaluation:read',
    summary: 'What a visit found: the office, and after publication the studio and its recommender',
    params: ById,
    reply: VisitResultView,
  }),
} as const;
