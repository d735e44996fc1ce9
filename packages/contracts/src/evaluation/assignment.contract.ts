import { scoresheetStates } from '@jianglian/domain/evaluation';
import { z } from 'zod';
import { ById, endpoint, Id, Instant, RefusalParam, Revision } from '../shared/index.ts';
import { ConflictKindName, EvaluationStateName, StudioBriefView } from './shared.contract.ts';

export const ConflictView = z.object({ kind: ConflictKindName, source: z.string() });

/** An account with the evaluator role, what is known for conflicts, and its load in the cycle asked for. */
export const EvaluatorRow = z.object({
  accountId: Id,
  name: z.string(),
  hostUnitId: Id.nullable(),
  hostUnitName: z.string().nullable(),
  declaredConflicts: z.array(z.object({ studioId: Id, studioName: z.string(), reason: z.string() })),
  assigned: z.int(),
  submitted: z.int(),
  lastActionAt: Instant.nullable(),
});
export type EvaluatorRow = z.infer<typeof EvaluatorRow>;

/** A sheet as the office sees it while scoring runs: who and how far, never a mark. */
export const SheetProgressView = z.object({
  id: Id,
  accountId: Id,
  evaluatorName: z.string(),
  state: z.enum(scoresheetStates),
  marked: z.int(),
  submittedAt: Instant.nullable(),
  recusalReason: z.string().nullable(),
  revision: Revision,
});

export const AssignmentRow = z.object({
  evaluationId: Id,
  studio: StudioBriefView,
  state: EvaluationStateName,
  wanted: z.int(),
  sheets: z.array(SheetProgressView),
});
export type AssignmentRow = z.infer<typeof AssignmentRow>;

export const AssignmentPair = z.strictObject({ evaluationId: Id, accountId: Id });

/** What would be assigned: nothing is written, nothing existing is replaced. */
export const AssignmentProposalView = z.object({
  pairs: z.array(z.object({ evaluationId: Id, accountId: Id, studioName: z.string(), evaluatorName: z.string() })),
  load: z.array(z.object({ accountId: Id, name: z.string(), before: z.int(), after: z.int() })),
  /** Studios for which not enough evaluators without a conflict were found. */
  unfilled: z.array(z.object({ evaluationId: Id, studioName: z.string(), missing: z.int() })),
});
export type AssignmentProposalView = z.infer<typeof AssignmentProposalView>;

export const assignmentApi = {
  evaluators: endpoint({
    method: 'GET',
    path: '/evaluators',
    permission: 'assignment:write',
    summary: 'Evaluators with unit, declared conflicts and load',
    query: z.strictObject({ cycleId: Id.optional() }),
    reply: z.array(EvaluatorRow),
  }),
  editEvaluator: endpoint({
    method: 'PUT',
    path: '/evaluators/:accountId',
    permission: 'assignment:write',
    summary: 'Say which unit an evaluator works for',
    params: z.strictObject({ accountId: Id }),
    body: z.strictObject({ hostUnitId: Id.nullable() }),
    reply: EvaluatorRow,
  }),
  declareConflict: endpoint({
    method: 'POST',
    path: '/evaluators/:accountId/declared-conflicts',
    permission: 'assignment:write',
    summary: 'Record a declared conflict of an evaluator with a studio',
    params: z.strictObject({ accountId: Id }),
    body: z.strictObject({ studioId: Id, reason: z.string().trim().min(2).max(500) }),
    reply: EvaluatorRow,
  }),
  assignments: endpoint({
    method: 'GET',
    path: '/cycles/:id/assignments',
    permission: 'assignment:write',
    summary: 'Who scores whom, and how far',
    params: ById,
    reply: z.array(AssignmentRow),
  }),
  candidates: endpoint({
    method: 'GET',
    path: '/evaluations/:id/candidates',
    permission: 'assignment:write',
    summary: 'Evaluators for one studio, each with load and conflicts',
    params: ById,
    reply: z.array(
      z.object({
        accountId: Id,
        name: z.string(),
        hostUnitName: z.string().nullable(),
        assigned: z.int(),
        alreadyAssigned: z.boolean(),
        conflicts: z.array(ConflictView),
      }),
    ),
  }),
  assign: endpoint({
    method: 'POST',
    path: '/evaluations/:id/scoresheets',
    permission: 'assignment:write',
    summary: 'Assign an evaluator by hand; a conflict is refused with its kind',
    params: ById,
    body: z.strictObject({ accountId: Id }),
    reply: AssignmentRow,
    creates: true,
  }),
  proposeAssignment: endpoint({
    method: 'POST',
    path: '/cycles/:id/assignment-proposal',
    permission: 'assignment:write',
    summary: 'A balanced proposal as a preview; writes nothing',
    params: ById,
    body: z.strictObject({ accountIds: z.array(Id).max(500).optional() }),
    reply: AssignmentProposalView,
  }),
  applyAssignment: endpoint({
    method: 'POST',
    path: '/cycles/:id/assignments',
    permission: 'assignment:write',
    summary: 'Assign the pairs of a preview, all or none; refused pairs come back with their reasons',
    params: ById,
    body: z.strictObject({ pairs: z.array(AssignmentPair).min(1).max(20_000) }),
    reply: z.object({ assigned: z.int() }),
    creates: true,
  }),
  releaseSheet: endpoint({
    method: 'POST',
    path: '/scoresheets/:id/release',
    permission: 'assignment:write',
    summary: 'Take an assignment back before it is handed in, with a reason',
    params: ById,
    body: z.strictObject({ revision: Revision, reason: z.string().trim().min(2).max(500) }),
    reply: AssignmentRow,
  }),
  reopenSheet: endpoint({
    method: 'POST',
    path: '/scoresheets/:id/reopening',
    permission: 'assignment:write',
    summary: 'Give a handed-in sheet back to its evaluator, with a reason',
    params: ById,
    body: z.strictObject({ revision: Revision, reason: z.string().trim().min(2).max(500) }),
    reply: AssignmentRow,
  }),
} as const;

/** Refused pairs in the problem's `current` of `applyAssignment`. */
export const RefusedPairs = z.array(
  AssignmentPair.extend({
    refusals: z.array(z.object({ code: z.string(), params: z.record(z.string(), RefusalParam) })),
  }),
);
