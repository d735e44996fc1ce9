import { expertiseLevels, scoresheetStates, unfilledReasons } from '@jianglian/domain/evaluation';
import { z } from 'zod';
import { ById, endpoint, Id, Instant, pageOf, PageQuery, RefusalParam, Revision } from '../shared/index.ts';
import { ConflictKindName, EvaluationStateName, StudioBriefView } from './shared.contract.ts';

export const ConflictView = z.object({ kind: ConflictKindName, source: z.string() });
export const ExpertiseName = z.enum(expertiseLevels);
const Reason = z.string().trim().min(2).max(500);
const RefusalView = z.object({ code: z.string(), params: z.record(z.string(), RefusalParam) });

/** A sheet as the office sees it while scoring runs: who and how far, never a mark. */
export const SheetProgressView = z.object({
  id: Id,
  accountId: Id,
  evaluatorName: z.string(),
  state: z.enum(scoresheetStates),
  marked: z.int(),
  submittedAt: Instant.nullable(),
  recusalReason: z.string().nullable(),
  /** The office entered it from the evaluator's paper. */
  enteredByName: z.string().nullable(),
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
export const ReplacementPair = z.strictObject({ scoresheetId: Id, revision: Revision, accountId: Id });

const Proposed = z.object({
  evaluationId: Id,
  accountId: Id,
  studioName: z.string(),
  evaluatorName: z.string(),
  /** Why this one: how close the evaluator's field is. */
  expertise: ExpertiseName,
});

/** What would be assigned: nothing is written, nothing existing is replaced unless asked for and then said pair by pair. */
export const AssignmentProposalView = z.object({
  pairs: z.array(Proposed),
  replacements: z.array(
    Proposed.extend({ scoresheetId: Id, revision: Revision, fromAccountId: Id, fromName: z.string() }),
  ),
  load: z.array(z.object({ accountId: Id, name: z.string(), capacity: z.int(), before: z.int(), after: z.int() })),
  /** Places for which nobody was found, and why. */
  unfilled: z.array(
    z.object({ evaluationId: Id, studioName: z.string(), missing: z.int(), reason: z.enum(unfilledReasons) }),
  ),
});
export type AssignmentProposalView = z.infer<typeof AssignmentProposalView>;

export const CandidateView = z.object({
  accountId: Id,
  name: z.string(),
  hostUnitName: z.string().nullable(),
  expertise: ExpertiseName,
  assigned: z.int(),
  capacity: z.int(),
  alreadyAssigned: z.boolean(),
  conflicts: z.array(ConflictView),
});
export type CandidateView = z.infer<typeof CandidateView>;

export const panelRowStates = ['same', 'changed', 'refused', 'empty'] as const;

/** An uploaded sheet of assignments, row by row; nothing is written by looking at it. */
export const PanelSheetView = z.object({
  rows: z.array(
    z.object({
      /** As the spreadsheet numbers it. */
      number: z.int(),
      studioName: z.string(),
      state: z.enum(panelRowStates),
      adds: z.array(z.object({ evaluationId: Id, accountId: Id, evaluatorName: z.string() })),
      /** Names that hold a sheet already. */
      kept: z.array(z.string()),
      refusals: z.array(RefusalView),
    }),
  ),
  counts: z.object({ same: z.int(), changed: z.int(), refused: z.int(), empty: z.int() }),
});
export type PanelSheetView = z.infer<typeof PanelSheetView>;

export const PanelSettingsView = z.object({ capacity: z.int(), formerUnitYears: z.int(), revision: z.int() });
export type PanelSettingsView = z.infer<typeof PanelSettingsView>;

export const assignmentApi = {
  assignments: endpoint({
    method: 'GET',
    path: '/cycles/:id/assignments',
    permission: 'assignment:write',
    summary: 'Who scores whom, and how far; by studio, with a search and filters',
    params: ById,
    query: z.strictObject({
      ...PageQuery,
      search: z.string().trim().max(60).optional(),
      /** Only studios with an empty place. */
      unfilled: z.enum(['true', 'false']).optional(),
      evaluatorId: Id.optional(),
    }),
    reply: pageOf(AssignmentRow).extend({
      counts: z.object({ studios: z.int(), unfilled: z.int(), places: z.int(), taken: z.int() }),
    }),
  }),
  panelSettings: endpoint({
    method: 'GET',
    path: '/cycles/:id/panel-settings',
    permission: 'assignment:write',
    summary: 'Most sheets of an evaluator, and for how long a unit left behind counts',
    params: ById,
    reply: PanelSettingsView,
  }),
  changePanelSettings: endpoint({
    method: 'PUT',
    path: '/cycles/:id/panel-settings',
    permission: 'assignment:write',
    summary: 'Change how the panels of a cycle are seated',
    params: ById,
    body: z.strictObject({
      capacity: z.int().min(1).max(1000),
      formerUnitYears: z.int().min(0).max(60),
      revision: z.int().min(0),
    }),
    reply: PanelSettingsView,
  }),
  candidates: endpoint({
    method: 'GET',
    path: '/evaluations/:id/candidates',
    permission: 'assignment:write',
    summary: 'Evaluators for one studio, the most suitable first, each with load and conflicts',
    params: ById,
    reply: z.array(CandidateView),
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
    summary: 'A balanced proposal as a preview; writes nothing. `rebalance` also suggests whom to replace',
    params: ById,
    body: z.strictObject({ accountIds: z.array(Id).max(2000).optional(), rebalance: z.boolean().default(false) }),
    reply: AssignmentProposalView,
  }),
  applyAssignment: endpoint({
    method: 'POST',
    path: '/cycles/:id/assignments',
    permission: 'assignment:write',
    summary: 'Assign the pairs of a preview, all or none; refused pairs come back with their reasons',
    params: ById,
    body: z.strictObject({
      /** As many as fit into one call of 1 MB. */
      pairs: z.array(AssignmentPair).max(9_000).default([]),
      replacements: z.array(ReplacementPair).max(2_000).default([]),
    }),
    reply: z.object({ assigned: z.int(), replaced: z.int() }),
    creates: true,
  }),
  panelTemplate: endpoint({
    method: 'GET',
    path: '/cycles/:id/assignment-sheet',
    permission: 'assignment:write',
    summary: 'The panels as a workbook to fill in',
    params: ById,
    reply: 'file',
  }),
  checkPanelSheet: endpoint({
    method: 'POST',
    path: '/cycles/:id/assignment-sheet',
    permission: 'assignment:write',
    summary: 'Look at a filled-in workbook (field `file` of a form) row by row; writes nothing',
    params: ById,
    multipart: true,
    reply: PanelSheetView,
  }),
  releaseSheet: endpoint({
    method: 'POST',
    path: '/scoresheets/:id/release',
    permission: 'assignment:write',
    summary: 'Take an assignment back before it is handed in, with a reason',
    params: ById,
    body: z.strictObject({ revision: Revision, reason: Reason }),
    reply: AssignmentRow,
  }),
  replaceEvaluator: endpoint({
    method: 'POST',
    path: '/scoresheets/:id/replacement',
    permission: 'assignment:write',
    summary: 'Give the place of a sheet nobody has begun to another evaluator, with a reason',
    params: ById,
    body: z.strictObject({ revision: Revision, accountId: Id, reason: Reason }),
    reply: AssignmentRow,
  }),
  reopenSheet: endpoint({
    method: 'POST',
    path: '/scoresheets/:id/reopening',
    permission: 'assignment:write',
    summary: 'Give a handed-in sheet back to its evaluator, with a reason',
    params: ById,
    body: z.strictObject({ revision: Revision, reason: Reason }),
    reply: AssignmentRow,
  }),
} as const;

/** Refused pairs in the problem's `current` of `applyAssignment`. */
export const RefusedPairs = z.array(AssignmentPair.extend({ refusals: z.array(RefusalView) }));
