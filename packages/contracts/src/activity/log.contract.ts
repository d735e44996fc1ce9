import { reportFigureNames } from '@jianglian/domain/activity';
import { z } from 'zod';
import {
  ById,
  CivilDateText,
  endpoint,
  Flag,
  Id,
  Instant,
  oneOrMore,
  pageOf,
  PageQuery,
  Revision,
} from '../shared/index.ts';
import {
  ActivityHistoryView,
  ActivityKindName,
  ActivityPersonView,
  ActivityRow,
  ActivityStateName,
  ActivityView,
  EvidenceView,
  MechanismName,
  MetricsView,
} from './view.contract.ts';

/** What a studio writes. Only bounded here; every fault is told by the domain, with its field. */
export const ActivityInput = {
  kind: ActivityKindName,
  title: z.string().max(1000).default(''),
  summary: z.string().max(20_000).default(''),
  startedOn: CivilDateText,
  endedOn: CivilDateText.nullable().default(null),
  place: z.string().max(1000).default(''),
  people: z.array(ActivityPersonView).max(500).default([]),
  metrics: MetricsView.default({}),
};

/** One filter for list, counts and export. `superseded` versions show only when asked for. */
export const ActivityFilter = {
  studioId: Id.optional(),
  kind: oneOrMore(ActivityKindName).optional(),
  mechanism: MechanismName.optional(),
  state: oneOrMore(ActivityStateName).optional(),
  from: CivilDateText.optional(),
  to: CivilDateText.optional(),
  search: z.string().trim().max(100).optional(),
  /** Just these, as far as the caller may see them. */
  ids: oneOrMore(Id).optional(),
  /** The rows behind a figure of the yearly summary: needs `studioId` and `year`. */
  figure: z.enum(reportFigureNames).optional(),
  year: z.coerce.number().int().min(2000).max(2100).optional(),
  /** What the recommender signed in has to verify. */
  mine: Flag.optional(),
};

const Acting = z.strictObject({ revision: Revision });
const ActingWithReason = z.strictObject({ revision: Revision, reason: z.string().max(2000) });
const Chosen = z.strictObject({ id: Id, revision: Revision });
const BulkRow = z.object({
  id: Id,
  revision: Revision,
  title: z.string(),
  studio: z.string(),
  refusals: z.array(z.object({ code: z.string(), params: z.record(z.string(), z.unknown()) })),
});

export const activityLogApi = {
  list: endpoint({
    method: 'GET',
    path: '/activities',
    permission: 'activity:read',
    summary: 'Activities the caller may see, the latest first; `sort=waiting` puts the longest waiting first',
    query: z.strictObject({ ...PageQuery, ...ActivityFilter, sort: z.enum(['latest', 'waiting']).default('latest') }),
    reply: pageOf(ActivityRow),
  }),
  counts: endpoint({
    method: 'GET',
    path: '/activities/counts',
    permission: 'activity:read',
    summary: 'How many activities of the filter are in each state, counted up to a thousand',
    query: z.strictObject(ActivityFilter),
    reply: z.object({ states: z.array(z.object({ state: ActivityStateName, count: z.int(), more: z.boolean() })) }),
  }),
  export: endpoint({
    method: 'GET',
    path: '/activities/export',
    permission: 'activity:read',
    summary: 'The list as CSV (UTF-8 with mark)',
    query: z.strictObject(ActivityFilter),
    reply: 'file',
  }),
  get: endpoint({
    method: 'GET',
    path: '/activities/:id',
    permission: 'activity:read',
    summary: 'One activity with evidence and offers',
    params: ById,
    reply: ActivityView,
  }),
  history: endpoint({
    method: 'GET',
    path: '/activities/:id/history',
    permission: 'activity:read',
    summary: 'Every version of an activity and what was done with it',
    params: ById,
    reply: ActivityHistoryView,
  }),
  create: endpoint({
    method: 'POST',
    path: '/activities',
    permission: 'activity:write',
    summary: 'Log an activity as a draft',
    /** `id` is given by a device that logs without network: sent again, however much later, it is the same activity. */
    body: z.strictObject({ id: Id.optional(), studioId: Id, ...ActivityInput }),
    reply: z.object({ id: Id, revision: Revision, createdAt: Instant }),
    creates: true,
  }),
  edit: endpoint({
    method: 'PUT',
    path: '/activities/:id',
    permission: 'activity:write',
    summary: 'Change a draft or a returned activity',
    params: ById,
    body: z.strictObject({ revision: Revision, ...ActivityInput }),
    reply: ActivityView,
  }),
  discard: endpoint({
    method: 'DELETE',
    path: '/activities/:id',
    permission: 'activity:write',
    summary: 'Throw a draft away',
    params: ById,
    query: z.strictObject({ revision: z.coerce.number().int().min(1) }),
    reply: 'nothing',
  }),
  submit: endpoint({
    method: 'POST',
    path: '/activities/:id/submission',
    permission: 'activity:write',
    summary: 'Submit to the recommender',
    params: ById,
    body: Acting,
    reply: ActivityView,
  }),
  withdraw: endpoint({
    method: 'POST',
    path: '/activities/:id/withdrawal',
    permission: 'activity:write',
    summary: 'Take a submission back',
    params: ById,
    body: Acting,
    reply: ActivityView,
  }),
  verify: endpoint({
    method: 'POST',
    path: '/activities/:id/verification',
    permission: 'activity:verify',
    summary: 'Verify: the activity counts and is locked',
    params: ById,
    body: Acting,
    reply: ActivityView,
  }),
  return: endpoint({
    method: 'POST',
    path: '/activities/:id/return',
    permission: 'activity:verify',
    summary: 'Return to the studio with a reason',
    params: ById,
    body: ActingWithReason,
    reply: ActivityView,
  }),
  correct: endpoint({
    method: 'POST',
    path: '/activities/:id/correction',
    permission: 'activity:write',
    summary: 'Begin the next version of a verified activity; it replaces this one once verified',
    params: ById,
    body: ActingWithReason,
    reply: ActivityView,
    creates: true,
  }),
  previewVerification: endpoint({
    method: 'POST',
    path: '/activities/verification-preview',
    permission: 'activity:verify',
    summary: 'What verifying these activities would do; without ids all that wait for the caller, up to 500',
    body: z.strictObject({ ids: z.array(Id).max(500).optional() }),
    reply: z.object({ rows: z.array(BulkRow), more: z.boolean() }),
  }),
  verifyMany: endpoint({
    method: 'POST',
    path: '/activities/verifications',
    permission: 'activity:verify',
    summary: 'Verify many; a refused or changed one is reported and stops none of the others',
    body: z.strictObject({ chosen: z.array(Chosen).min(1).max(500) }),
    reply: z.object({ verified: z.array(Id), refused: z.array(BulkRow) }),
  }),
  attach: endpoint({
    method: 'POST',
    path: '/activities/:id/evidence',
    permission: 'activity:write',
    summary: 'Attach a PDF, JPEG or PNG of at most 20 MB',
    params: ById,
    multipart: true,
    reply: EvidenceView,
  }),
  arrange: endpoint({
    method: 'PUT',
    path: '/activities/:id/evidence',
    permission: 'activity:write',
    summary: 'Put the evidence in order, with notes; names every file once',
    params: ById,
    body: z.strictObject({
      files: z.array(z.strictObject({ fileId: Id, note: z.string().max(200).default('') })).max(100),
    }),
    reply: z.object({ evidence: z.array(EvidenceView) }),
  }),
  detach: endpoint({
    method: 'DELETE',
    path: '/activities/:id/evidence/:fileId',
    permission: 'activity:write',
    summary: 'Take a file off',
    params: z.strictObject({ id: Id, fileId: Id }),
    reply: 'nothing',
  }),
};
