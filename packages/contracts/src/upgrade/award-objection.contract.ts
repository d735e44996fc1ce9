import { correctionStates } from '@jianglian/domain/evaluation';
import { z } from 'zod';
import { ObjectionRow, ObjectionStateName, ObjectionView } from '../evaluation/objection.contract.ts';
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
} from '../shared/index.ts';
import { AppliedTierName } from './verdict.contract.ts';

/** A candidate as the public list names it. */
const CandidateBrief = z.object({
  id: Id,
  studioName: z.string(),
  masterName: z.string(),
  hostUnitName: z.string(),
  tier: AppliedTierName,
});

const about = { candidate: CandidateBrief, round: z.object({ id: Id, title: z.string() }) };

/** An objection against a candidate of a round. Who is not of the office sees their own only. */
export const AwardObjectionRow = ObjectionRow.omit({ evaluationId: true, studio: true, cycle: true }).extend(about);
export type AwardObjectionRow = z.infer<typeof AwardObjectionRow>;

export const AwardObjectionView = ObjectionView.omit({
  evaluationId: true,
  studio: true,
  cycle: true,
  grade: true,
  finalScore: true,
})
  .extend(about)
  .meta({ id: 'AwardObjection' });
export type AwardObjectionView = z.infer<typeof AwardObjectionView>;

/** A candidate that an upheld objection takes off the list: proposed by who upheld it, released by a colleague. */
export const AwardChangeView = z
  .object({
    id: Id,
    candidate: CandidateBrief,
    objectionId: Id,
    state: z.enum(correctionStates),
    reason: z.string(),
    clause: z.string(),
    proposedBy: z.string(),
    proposedAt: Instant,
    releasedBy: z.string().nullable(),
    releasedAt: Instant.nullable(),
    revision: Revision,
    offers: z.array(OfferView),
  })
  .meta({ id: 'AwardChange' });
export type AwardChangeView = z.infer<typeof AwardChangeView>;

/** A candidate one may object to. */
const Objectionable = CandidateBrief.extend({ publicityUntil: CivilDateText.nullable() });

const answer = {
  revision: Revision,
  answer: z.string().trim().min(4).max(2000),
  clause: z.string().trim().min(1).max(20),
};
const onRevision = z.strictObject({ revision: Revision });

export const awardObjectionApi = {
  awardObjections: endpoint({
    method: 'GET',
    path: '/award-objections',
    permission: 'objection:read',
    summary: 'Objections against candidates, newest first: all for the office, their own for others',
    query: z.strictObject({
      ...PageQuery,
      roundId: Id.optional(),
      state: oneOrMore(ObjectionStateName).optional(),
    }),
    reply: pageOf(AwardObjectionRow),
  }),
  awardObjection: endpoint({
    method: 'GET',
    path: '/award-objections/:id',
    permission: 'objection:read',
    summary: 'One objection with reason, files and answer',
    params: ById,
    reply: AwardObjectionView,
  }),
  objectionable: endpoint({
    method: 'GET',
    path: '/rounds/:id/candidates',
    permission: 'objection:write',
    summary: 'The candidates in publicity one may object to',
    params: ById,
    reply: z.array(Objectionable),
  }),
  fileAwardObjection: endpoint({
    method: 'POST',
    path: '/applications/:id/objections',
    permission: 'objection:write',
    summary: 'Object to a candidate: who applied or recommends in the round, or the office for a person by name',
    params: ById,
    body: z.strictObject({
      reason: z.string().trim().min(10).max(2000),
      contact: z.string().trim().min(4).max(120),
      /** Real name of a person from outside; entered by the office only. */
      name: z.string().trim().min(2).max(60).nullable().default(null),
      fileIds: z.array(Id).max(10).default([]),
    }),
    reply: AwardObjectionView,
    creates: true,
  }),
  takeAwardObjection: endpoint({
    method: 'POST',
    path: '/award-objections/:id/review',
    permission: 'objection:handle',
    summary: 'Take an objection over; not for who took part in the award',
    params: ById,
    body: onRevision,
    reply: AwardObjectionView,
  }),
  upholdAwardObjection: endpoint({
    method: 'POST',
    path: '/award-objections/:id/upholding',
    permission: 'objection:handle',
    summary: 'Uphold with reason and clause, and propose to take the candidate off; a colleague releases it',
    params: ById,
    body: z.strictObject(answer),
    reply: AwardObjectionView,
  }),
  rejectAwardObjection: endpoint({
    method: 'POST',
    path: '/award-objections/:id/rejection',
    permission: 'objection:handle',
    summary: 'Reject with reason and clause',
    params: ById,
    body: z.strictObject(answer),
    reply: AwardObjectionView,
  }),
  withdrawAwardObjection: endpoint({
    method: 'POST',
    path: '/award-objections/:id/withdrawal',
    permission: 'objection:write',
    summary: 'Withdraw an objection one filed',
    params: ById,
    body: onRevision,
    reply: AwardObjectionView,
  }),
  revealAwardObjector: endpoint({
    method: 'POST',
    path: '/award-objections/:id/contact',
    permission: 'objection:handle',
    summary: 'Name and contact of who objects, with a reason; recorded',
    params: ById,
    body: z.strictObject({ reason: z.string().trim().min(2).max(300) }),
    reply: z.object({ name: z.string().nullable(), contact: z.string() }),
  }),
  awardChanges: endpoint({
    method: 'GET',
    path: '/rounds/:id/award-changes',
    permission: 'award:write',
    summary: 'Candidates taken off or to be taken off the list after an objection',
    params: ById,
    reply: z.array(AwardChangeView),
  }),
  releaseAwardChange: endpoint({
    method: 'POST',
    path: '/award-changes/:id/release',
    permission: 'award:write',
    summary: 'Release a colleague’s change: the candidate is declined, its place stays empty',
    params: ById,
    body: onRevision,
    reply: AwardChangeView,
  }),
  discardAwardChange: endpoint({
    method: 'POST',
    path: '/award-changes/:id/discard',
    permission: 'award:write',
    summary: 'Discard a change: the candidate stays on the list',
    params: ById,
    body: onRevision,
    reply: AwardChangeView,
  }),
} as const;
