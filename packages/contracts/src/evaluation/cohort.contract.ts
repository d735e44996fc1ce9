import { cohortBases, extendableSteps } from '@jianglian/domain/evaluation';
import { z } from 'zod';
import {
  ById,
  CivilDateText,
  endpoint,
  Id,
  Instant,
  oneOrMore,
  PageQuery,
  pageOf,
  Revision,
  ScoreValue,
} from '../shared/index.ts';
import { ClosingsView, EvaluationStateName, GradeName, StudioBriefView, TierName } from './shared.contract.ts';

/** One studio of the cohort, or one that is not in it, and why. */
export const CohortRow = z.object({
  studio: StudioBriefView,
  basis: z.enum(cohortBases),
  /** The award or the last evaluation the basis counts from. */
  basisOn: CivilDateText.nullable(),
  dueOn: CivilDateText.nullable(),
  reason: z.string().nullable(),
  inCohort: z.boolean(),
  evaluationId: Id.nullable(),
  evaluationState: EvaluationStateName.nullable(),
  revision: Revision.nullable(),
  /** When its own steps close, and the times it was given more time; null of a studio that is not in the cycle. */
  closings: ClosingsView.nullable(),
  extensions: z.array(z.object({ step: z.enum(extendableSteps), closesAt: Instant, reason: z.string(), at: Instant })),
});
export type CohortRow = z.infer<typeof CohortRow>;

/** A row of the cycle's monitor. Scores appear only once all sheets of the studio are in. */
export const EvaluationRow = z.object({
  id: Id,
  revision: Revision,
  studio: StudioBriefView,
  state: EvaluationStateName,
  closings: ClosingsView,
  selfSubmittedAt: Instant.nullable(),
  selfLines: z.int(),
  sheetsAssigned: z.int(),
  sheetsSubmitted: z.int(),
  sheetsWanted: z.int(),
  finalScore: ScoreValue.nullable(),
  spread: ScoreValue.nullable(),
  grade: GradeName.nullable(),
});
export type EvaluationRow = z.infer<typeof EvaluationRow>;

const actWithReason = z.strictObject({ revision: Revision, reason: z.string().trim().min(2).max(500) });

export const cohortApi = {
  cohort: endpoint({
    method: 'GET',
    path: '/cycles/:id/cohort',
    permission: 'cycle:read',
    summary: 'The cohort explained per studio: in it, taken out, or not due',
    params: ById,
    query: z.strictObject({
      ...PageQuery,
      search: z.string().trim().max(60).optional(),
      show: z.enum(['in', 'out', 'all']).default('in'),
      tier: oneOrMore(TierName).optional(),
    }),
    reply: pageOf(CohortRow).extend({ counts: z.object({ in: z.int(), out: z.int() }) }),
  }),
  addToCohort: endpoint({
    method: 'POST',
    path: '/cycles/:id/cohort',
    permission: 'cycle:write',
    summary: 'Add a studio by hand, with a reason',
    params: ById,
    body: z.strictObject({ studioId: Id, reason: z.string().trim().min(2).max(500) }),
    reply: CohortRow,
  }),
  evaluations: endpoint({
    method: 'GET',
    path: '/cycles/:id/evaluations',
    permission: 'cycle:read',
    summary: 'The evaluations of a cycle with how far each is',
    params: ById,
    query: z.strictObject({
      ...PageQuery,
      search: z.string().trim().max(60).optional(),
      tier: oneOrMore(TierName).optional(),
      state: oneOrMore(EvaluationStateName).optional(),
    }),
    reply: pageOf(EvaluationRow),
  }),
  withdraw: endpoint({
    method: 'POST',
    path: '/evaluations/:id/withdrawal',
    permission: 'cycle:write',
    summary: 'Take a studio out of the cohort, with a reason',
    params: ById,
    body: actWithReason,
    reply: EvaluationRow,
  }),
  restore: endpoint({
    method: 'POST',
    path: '/evaluations/:id/restoration',
    permission: 'cycle:write',
    summary: 'Put a withdrawn studio back, with a reason',
    params: ById,
    body: actWithReason,
    reply: EvaluationRow,
  }),
  extend: endpoint({
    method: 'POST',
    path: '/evaluations/:id/extension',
    permission: 'cycle:write',
    summary: 'Give one studio more time for a step; a missed self-evaluation opens again',
    params: ById,
    body: actWithReason.extend({ step: z.enum(extendableSteps), closesAt: Instant }),
    reply: EvaluationRow,
  }),
} as const;
