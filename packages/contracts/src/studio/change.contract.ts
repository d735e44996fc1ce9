import { z } from 'zod';
import { ById, CivilDateText, endpoint, Flag, Id, oneOrMore, PageQuery, pageOf, Revision } from '../shared/index.ts';
import {
  ChangeKindName,
  ChangeRow,
  ChangeStateName,
  ChangeView,
  EvidenceName,
  ProposalInput,
} from './change-view.contract.ts';

const Content = {
  proposal: ProposalInput,
  reason: z.string().trim().max(2000).default(''),
  files: z
    .array(z.strictObject({ id: Id, evidence: EvidenceName }))
    .max(20)
    .default([]),
};

const revision = { revision: Revision };
const because = z.string().trim().min(4).max(1000);
const act = <const Path extends string>(path: Path) =>
  ({ method: 'POST', path: `/studio-changes/:id/${path}` }) as const;

export const changeApi = {
  changes: endpoint({
    method: 'GET',
    path: '/studio-changes',
    permission: 'change:read',
    summary: 'Applications for changes within reach, those that wait longest first',
    query: z.strictObject({
      ...PageQuery,
      q: z.string().trim().max(100).optional(),
      kind: oneOrMore(ChangeKindName).optional(),
      state: oneOrMore(ChangeStateName).optional(),
      recommender: oneOrMore(Id).optional(),
      studioId: Id.optional(),
      /** Those that wait for the reader. */
      mine: Flag.optional(),
      /** Handed in at least so many days ago. */
      olderThan: z.coerce.number().int().min(0).max(3650).optional(),
    }),
    reply: pageOf(ChangeRow),
  }),
  changeCounts: endpoint({
    method: 'GET',
    path: '/studio-changes/counts',
    permission: 'change:read',
    summary: 'How many applications are in each state, and how many wait for the reader',
    reply: z.object({ states: z.record(ChangeStateName, z.int()), mine: z.int() }),
  }),
  change: endpoint({
    method: 'GET',
    path: '/studio-changes/:id',
    permission: 'change:read',
    summary: 'One application with what it proposes, opinion, decision and steps',
    params: ById,
    reply: ChangeView,
  }),
  draftChange: endpoint({
    method: 'POST',
    path: '/studios/:id/changes',
    permission: 'change:write',
    summary: 'Begin an application for a change',
    params: ById,
    body: z.strictObject(Content),
    reply: ChangeView,
    creates: true,
  }),
  writeChange: endpoint({
    method: 'PUT',
    path: '/studio-changes/:id',
    permission: 'change:write',
    summary: 'Write a draft, or what was returned, anew',
    params: ById,
    body: z.strictObject({ ...revision, ...Content }),
    reply: ChangeView,
  }),
  submitChange: endpoint({
    ...act('submission'),
    permission: 'change:write',
    summary: 'Hand the application in to the recommender',
    params: ById,
    body: z.strictObject(revision),
    reply: ChangeView,
  }),
  withdrawChange: endpoint({
    ...act('withdrawal'),
    permission: 'change:write',
    summary: 'Withdraw an open application',
    params: ById,
    body: z.strictObject(revision),
    reply: ChangeView,
  }),
  endorseChange: endpoint({
    ...act('endorsement'),
    permission: 'change:endorse',
    summary: 'The recommender supports the change, with an opinion if it likes',
    params: ById,
    body: z.strictObject({ ...revision, opinion: z.string().trim().max(1000).default('') }),
    reply: ChangeView,
  }),
  returnChange: endpoint({
    ...act('return'),
    permission: 'change:read',
    summary: 'Return it with a reason: the recommender before its opinion, the office after it',
    params: ById,
    body: z.strictObject({ ...revision, reason: because }),
    reply: ChangeView,
  }),
  consentChange: endpoint({
    ...act('consent'),
    permission: 'change:decide',
    summary: 'Consent with document number and day; the event is recorded on the studio at once',
    params: ById,
    body: z.strictObject({
      ...revision,
      documentNumber: z.string().trim().min(1).max(60),
      happenedOn: CivilDateText,
      fileId: Id.nullable().default(null),
      note: z.string().trim().max(1000).default(''),
      /** Codes of soft objections that are seen and set aside. */
      despite: z.array(z.string().max(60)).max(10).default([]),
      /** In place of the person, unit or recommender proposed: the one of the registry that is meant. */
      masterId: Id.nullable().default(null),
      hostUnitId: Id.nullable().default(null),
      recommenderId: Id.nullable().default(null),
    }),
    reply: ChangeView,
  }),
  refuseChange: endpoint({
    ...act('refusal'),
    permission: 'change:decide',
    summary: 'Refuse with a reason',
    params: ById,
    body: z.strictObject({ ...revision, reason: because }),
    reply: ChangeView,
  }),
  revealProposed: endpoint({
    ...act('reveal'),
    permission: 'personal-number:reveal',
    summary: 'Read a number of the proposed master in full; who, why and when is recorded',
    params: ById,
    body: z.strictObject({ field: z.enum(['idNumber', 'mobile']), reason: z.string().trim().min(2).max(500) }),
    reply: z.object({ value: z.string().nullable() }),
  }),
} as const;
