import { z } from 'zod';
import { ById, CivilDateText, endpoint, Id, oneOrMore, pageOf, PageQuery, Revision } from '../shared/index.ts';
import { EvidenceView } from './shared.contract.ts';
import {
  ConsequenceChoiceName,
  RectificationRow,
  RectificationSettingsView,
  RectificationStateName,
  RectificationTurn,
  RectificationView,
} from './rectification-view.contract.ts';

const Words = z.string().trim().min(2).max(4000);
const Reason = z.string().trim().min(2).max(1000);
const FileIds = z.array(Id).max(20).default([]);
const DocumentNumber = z.string().trim().min(1).max(60);
const ItemCode = z.string().min(1).max(10);

const act = <Shape extends z.ZodRawShape>(
  path: `/${string}`,
  summary: string,
  shape: Shape,
  permission: 'write' | 'answer' = 'write',
) =>
  endpoint({
    method: 'POST',
    path: `/rectifications/:id${path}`,
    permission: `rectification:${permission}`,
    summary,
    params: ById,
    body: z.strictObject({ revision: Revision, ...shape }),
    reply: RectificationView,
  });

const SettingsInput = z.strictObject({
  days: z.int(),
  extensionDays: z.int(),
  answerWorkingDays: z.int(),
  passPercent: z.int(),
  checkers: z.int(),
});
const SettingsReply = z.object({ settings: RectificationSettingsView, revision: z.int() });

/** 限期整改, 四(四): order, plan, progress, report, effectiveness check, notice of intent, hearing, decision. */
export const rectificationApi = {
  rectifications: endpoint({
    method: 'GET',
    path: '/rectifications',
    permission: 'rectification:read',
    summary: 'Rectifications of the studios the caller may see, the nearest deadline first',
    query: z.strictObject({
      state: oneOrMore(RectificationStateName).optional(),
      turn: RectificationTurn.optional(),
      studioId: Id.optional(),
      search: z.string().trim().max(100).optional(),
      open: z.enum(['true', 'false']).optional(),
      ...PageQuery,
    }),
    reply: pageOf(RectificationRow).extend({ counts: z.record(z.string(), z.int()) }),
  }),
  rectification: endpoint({
    method: 'GET',
    path: '/rectifications/:id',
    permission: 'rectification:read',
    summary: 'One rectification with its order, trace and what may be done now',
    params: ById,
    reply: RectificationView,
  }),
  rectificationSettings: endpoint({
    method: 'GET',
    path: '/rectification-settings',
    permission: 'rectification:write',
    summary: 'The terms new rectifications are ordered with',
    reply: SettingsReply,
  }),
  saveRectificationSettings: endpoint({
    method: 'PUT',
    path: '/rectification-settings',
    permission: 'rectification:write',
    summary: 'Change the terms of rectifications to come',
    body: z.strictObject({ revision: z.int().min(0), settings: SettingsInput }),
    reply: SettingsReply,
  }),
  changeRectificationItems: endpoint({
    method: 'PUT',
    path: '/rectifications/:id/items',
    permission: 'rectification:write',
    summary: 'Before the order is served: take lines in or out with a reason, and say which acts are required',
    params: ById,
    body: z.strictObject({
      revision: Revision,
      lines: z
        .array(z.strictObject({ code: ItemCode, removed: z.boolean(), reason: Reason }))
        .max(60)
        .default([]),
      acts: z
        .array(z.strictObject({ text: z.string().trim().min(2).max(1000) }))
        .max(10)
        .optional(),
    }),
    reply: RectificationView,
  }),
  issueRectification: act('/issue', 'Serve the order on the studio; the term is counted from this day', {
    documentNumber: DocumentNumber.optional(),
  }),
  handInRectificationPlan: act(
    '/plan',
    'Hand the plan in: a measure and a day for every item',
    {
      text: z.string().trim().max(4000).default(''),
      items: z
        .array(z.strictObject({ code: ItemCode, text: z.string().trim().max(2000), by: CivilDateText.nullable() }))
        .max(60),
    },
    'answer',
  ),
  returnRectificationPlan: act('/plan/return', 'Return the plan with a reason', { reason: Reason }),
  acceptRectificationPlan: act('/plan/acceptance', 'Accept the plan', { reason: Reason.optional() }),
  addRectificationProgress: act(
    '/progress',
    'Tell what has been done so far',
    { text: Words, fileIds: FileIds },
    'answer',
  ),
  extendRectification: act('/extension', 'Extend the term, once', {
    days: z.int().min(1).max(365),
    reason: Reason,
    documentNumber: DocumentNumber.optional(),
  }),
  reportRectification: act(
    '/report',
    'Report every item with its evidence, before the term ends',
    {
      text: z.string().trim().max(4000).default(''),
      items: z
        .array(
          z.strictObject({
            code: ItemCode,
            text: z.string().trim().max(4000),
            activityIds: z.array(Id).max(30).default([]),
            fileIds: FileIds,
          }),
        )
        .max(60),
    },
    'answer',
  ),
  rectificationEvidence: endpoint({
    method: 'GET',
    path: '/rectifications/:id/evidence',
    permission: 'rectification:answer',
    summary: 'Verified activities since the evaluated period, to prove what was done',
    params: ById,
    reply: z.array(EvidenceView),
  }),
  concludeRectification: act('/conclusion', 'Conclude the effectiveness check as its rule found it', {
    verdict: z.enum(['pass', 'fail']),
    reason: Reason.optional(),
    documentNumber: DocumentNumber.optional(),
  }),
  noticeRectification: act('/notice', 'Give notice of what is intended and why; the studio may answer', {
    choice: ConsequenceChoiceName,
    reason: Words,
    documentNumber: DocumentNumber.optional(),
  }),
  stateOnRectification: act(
    '/statement',
    'State and defend oneself, until the exact end of the term',
    { text: Words, fileIds: FileIds },
    'answer',
  ),
  answerRectification: act('/answer', 'Answer the statement officially', { text: Words, fileIds: FileIds }),
  noteRectificationHearing: act('/hearing', 'Note a hearing that was held', {
    heldOn: CivilDateText,
    text: Words,
    fileIds: FileIds,
  }),
  checkRectificationAgain: act('/another-check', 'The statement was well founded: check once more', { reason: Reason }),
  decideRectification: act('/decision', 'Decide, by another official than who found it failed', {
    choice: ConsequenceChoiceName,
    reason: Words,
    documentNumber: DocumentNumber,
  }),
  confirmRectification: act('/confirmation', 'Record what the ministry confirmed; it takes effect', {
    documentNumber: DocumentNumber,
    confirmedOn: CivilDateText.optional(),
    reason: Reason.optional(),
  }),
  recallRectification: act('/recall', 'The ministry did not confirm: back to before the notice of intent', {
    reason: Reason,
  }),
} as const;
