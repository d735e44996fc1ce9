import { objectionStates, objectorKinds } from '@jianglian/domain/evaluation';
import { z } from 'zod';
import {
  ById,
  CivilDateText,
  endpoint,
  Id,
  Instant,
  OfferView,
  oneOrMore,
  PageQuery,
  pageOf,
  Revision,
  ScoreValue,
} from '../shared/index.ts';
import { CycleBriefView, EvidenceFileView, GradeName, StudioBriefView } from './shared.contract.ts';

export const ObjectionStateName = z.enum(objectionStates);

/** One objection in a list. Studios and recommending units see their own only. */
export const ObjectionRow = z.object({
  id: Id,
  revision: Revision,
  state: ObjectionStateName,
  objector: z.enum(objectorKinds),
  evaluationId: Id,
  studio: StudioBriefView,
  cycle: z.object({ id: Id, title: z.string() }),
  filedAt: Instant,
  closedAt: Instant.nullable(),
  /** Whoever handles it; for the office. */
  handlerName: z.string().nullable(),
  offers: z.array(OfferView),
});
export type ObjectionRow = z.infer<typeof ObjectionRow>;

export const ObjectionView = ObjectionRow.extend({
  cycle: CycleBriefView,
  grade: GradeName.nullable(),
  finalScore: ScoreValue.nullable(),
  publicityUntil: CivilDateText.nullable(),
  reason: z.string(),
  files: z.array(EvidenceFileView),
  /** Name of the account it was filed with; the name of a person from outside is shown on demand, and that is recorded. */
  filedByName: z.string().nullable(),
  answer: z.string().nullable(),
  clause: z.string().nullable(),
}).meta({ id: 'Objection' });
export type ObjectionView = z.infer<typeof ObjectionView>;

const answer = {
  revision: Revision,
  answer: z.string().trim().min(4).max(2000),
  /** Of the notice: 四(四). */
  clause: z.string().trim().min(1).max(20),
};

export const objectionApi = {
  objections: endpoint({
    method: 'GET',
    path: '/objections',
    permission: 'objection:read',
    summary: 'Objections, newest first: all for the office, their own for others',
    query: z.strictObject({
      ...PageQuery,
      cycleId: Id.optional(),
      evaluationId: Id.optional(),
      state: oneOrMore(ObjectionStateName).optional(),
    }),
    reply: pageOf(ObjectionRow),
  }),
  objection: endpoint({
    method: 'GET',
    path: '/objections/:id',
    permission: 'objection:read',
    summary: 'One objection with reason, files and answer',
    params: ById,
    reply: ObjectionView,
  }),
  fileObjection: endpoint({
    method: 'POST',
    path: '/evaluations/:id/objections',
    permission: 'objection:write',
    summary: 'Object to a result in publicity: its studio, its recommender, or the office for a person by name',
    params: ById,
    body: z.strictObject({
      reason: z.string().trim().min(10).max(2000),
      contact: z.string().trim().min(4).max(120),
      /** Real name of a person from outside; entered by the office only. */
      name: z.string().trim().min(2).max(60).nullable().default(null),
      fileIds: z.array(Id).max(10).default([]),
    }),
    reply: ObjectionView,
    creates: true,
  }),
  takeObjection: endpoint({
    method: 'POST',
    path: '/objections/:id/review',
    permission: 'objection:handle',
    summary: 'Take an objection over; not for who took part in this evaluation',
    params: ById,
    body: z.strictObject({ revision: Revision }),
    reply: ObjectionView,
  }),
  upholdObjection: endpoint({
    method: 'POST',
    path: '/objections/:id/upholding',
    permission: 'objection:handle',
    summary: 'Uphold with reason and clause, and propose the corrected result; a colleague releases it',
    params: ById,
    body: z.strictObject({
      ...answer,
      grade: GradeName,
      score: ScoreValue.min(0).max(10_000).nullable().default(null),
    }),
    reply: ObjectionView,
  }),
  rejectObjection: endpoint({
    method: 'POST',
    path: '/objections/:id/rejection',
    permission: 'objection:handle',
    summary: 'Reject with reason and clause',
    params: ById,
    body: z.strictObject(answer),
    reply: ObjectionView,
  }),
  withdrawObjection: endpoint({
    method: 'POST',
    path: '/objections/:id/withdrawal',
    permission: 'objection:write',
    summary: 'Withdraw an objection one filed',
    params: ById,
    body: z.strictObject({ revision: Revision }),
    reply: ObjectionView,
  }),
  revealObjector: endpoint({
    method: 'POST',
    path: '/objections/:id/contact',
    permission: 'objection:handle',
    summary: 'Name and contact of who objects, with a reason; recorded',
    params: ById,
    body: z.strictObject({ reason: z.string().trim().min(2).max(300) }),
    reply: z.object({ name: z.string().nullable(), contact: z.string() }),
  }),
} as const;
