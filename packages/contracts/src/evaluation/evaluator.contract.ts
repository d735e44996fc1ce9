import { z } from 'zod';
import { CivilDateText, endpoint, Id, Instant, pageOf, PageQuery, Revision } from '../shared/index.ts';

const Reason = z.string().trim().min(2).max(500);
const ByAccount = z.strictObject({ accountId: Id });

/** An account with the evaluator role, what is known for conflicts and expertise, and its load in the cycle asked for. */
export const EvaluatorRow = z.object({
  accountId: Id,
  name: z.string(),
  login: z.string(),
  hostUnitId: Id.nullable(),
  hostUnitName: z.string().nullable(),
  clusters: z.array(z.object({ code: z.string(), name: z.string() })),
  occupations: z.array(z.string()),
  /** Most sheets of a cycle; null: as the cycle says. */
  capacity: z.int().nullable(),
  formerUnits: z.array(
    z.object({
      hostUnitId: Id,
      hostUnitName: z.string(),
      since: CivilDateText.nullable(),
      until: CivilDateText.nullable(),
    }),
  ),
  declaredConflicts: z.array(z.object({ studioId: Id, studioName: z.string(), reason: z.string() })),
  assigned: z.int(),
  submitted: z.int(),
  lastActionAt: Instant.nullable(),
  /** 0 where nothing was noted yet. */
  revision: z.int(),
});
export type EvaluatorRow = z.infer<typeof EvaluatorRow>;

export const EvaluatorEdit = z.strictObject({
  hostUnitId: Id.nullable(),
  capacity: z.int().min(0).max(1000).nullable().default(null),
  clusters: z.array(z.string().min(1).max(20)).max(40).default([]),
  occupations: z.array(z.string().trim().min(1).max(100)).max(40).default([]),
  formerUnits: z
    .array(
      z.strictObject({
        hostUnitId: Id,
        since: CivilDateText.nullable().default(null),
        until: CivilDateText.nullable().default(null),
      }),
    )
    .max(20)
    .default([]),
  revision: z.int().min(0),
});
export type EvaluatorEdit = z.infer<typeof EvaluatorEdit>;

/** Two studios that work together in an alliance (六): the people of one do not score the other. */
export const StudioTieView = z.object({
  id: Id,
  studio: z.object({ id: Id, name: z.string() }),
  other: z.object({ id: Id, name: z.string() }),
  source: z.string(),
  since: CivilDateText,
  endedOn: CivilDateText.nullable(),
  endedReason: z.string().nullable(),
  revision: Revision,
});
export type StudioTieView = z.infer<typeof StudioTieView>;

export const evaluatorApi = {
  evaluators: endpoint({
    method: 'GET',
    path: '/evaluators',
    permission: 'assignment:write',
    summary: 'Evaluators with unit, expertise, capacity, conflicts and load',
    query: z.strictObject({ cycleId: Id.optional(), search: z.string().trim().max(60).optional() }),
    reply: z.array(EvaluatorRow),
  }),
  editEvaluator: endpoint({
    method: 'PUT',
    path: '/evaluators/:accountId',
    permission: 'assignment:write',
    summary: 'Say what an evaluator knows, takes on, and where they work and worked',
    params: ByAccount,
    body: EvaluatorEdit,
    reply: EvaluatorRow,
  }),
  declareConflict: endpoint({
    method: 'POST',
    path: '/evaluators/:accountId/declared-conflicts',
    permission: 'assignment:write',
    summary: 'Record a declared conflict of an evaluator with a studio',
    params: ByAccount,
    body: z.strictObject({ studioId: Id, reason: Reason }),
    reply: EvaluatorRow,
  }),
  withdrawConflict: endpoint({
    method: 'POST',
    path: '/evaluators/:accountId/declared-conflicts/:studioId/withdrawal',
    permission: 'assignment:write',
    summary: 'A declared conflict no longer holds, with a reason',
    params: z.strictObject({ accountId: Id, studioId: Id }),
    body: z.strictObject({ reason: Reason }),
    reply: EvaluatorRow,
  }),
  studioTies: endpoint({
    method: 'GET',
    path: '/studio-ties',
    permission: 'assignment:write',
    summary: 'Which studios work together in an alliance',
    query: z.strictObject({ ...PageQuery, search: z.string().trim().max(60).optional() }),
    reply: pageOf(StudioTieView),
  }),
  recordTie: endpoint({
    method: 'POST',
    path: '/studio-ties',
    permission: 'assignment:write',
    summary: 'Record that two studios work together, and where that is written',
    body: z.strictObject({
      studioId: Id,
      otherId: Id,
      source: z.string().trim().min(2).max(300),
      since: CivilDateText,
    }),
    reply: StudioTieView,
    creates: true,
  }),
  endTie: endpoint({
    method: 'POST',
    path: '/studio-ties/:id/end',
    permission: 'assignment:write',
    summary: 'Two studios no longer work together, with the day and a reason',
    params: z.strictObject({ id: Id }),
    body: z.strictObject({ revision: Revision, endedOn: CivilDateText, reason: Reason }),
    reply: StudioTieView,
  }),
} as const;
