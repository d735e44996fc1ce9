import { assignmentApi } from './evaluation/assignment.contract.ts';
import { calendarApi } from './evaluation/calendar.contract.ts';
import { cohortApi } from './evaluation/cohort.contract.ts';
import { cycleApi } from './evaluation/cycle.contract.ts';
import { decisionApi } from './evaluation/decision.contract.ts';
import { moderationApi } from './evaluation/moderation.contract.ts';
import { opinionApi } from './evaluation/opinion.contract.ts';
import { resultApi } from './evaluation/result.contract.ts';
import { evaluatorApi } from './evaluation/evaluator.contract.ts';
import { rectificationCheckApi } from './evaluation/rectification-check.contract.ts';
import { rectificationApi } from './evaluation/rectification.contract.ts';
import { letterApi } from './evaluation/letter.contract.ts';
import { objectionApi } from './evaluation/objection.contract.ts';
import { publicityApi } from './evaluation/publicity.contract.ts';
import { reminderApi } from './evaluation/reminder.contract.ts';
import { rubricApi } from './evaluation/rubric.contract.ts';
import { markWaysApi } from './evaluation/mark-ways.contract.ts';
import { scoringApi } from './evaluation/scoring.contract.ts';
import { selfEvaluationApi } from './evaluation/self-evaluation.contract.ts';
import { visitApi } from './evaluation/visit.contract.ts';

export * from './evaluation/assignment.contract.ts';
export * from './evaluation/calendar.contract.ts';
export * from './evaluation/cohort.contract.ts';
export * from './evaluation/cycle.contract.ts';
export * from './evaluation/decision-view.contract.ts';
export * from './evaluation/decision.contract.ts';
export * from './evaluation/moderation.contract.ts';
export * from './evaluation/opinion.contract.ts';
export * from './evaluation/result.contract.ts';
export * from './evaluation/evaluator.contract.ts';
export * from './evaluation/rectification-check.contract.ts';
export * from './evaluation/rectification-view.contract.ts';
export * from './evaluation/rectification.contract.ts';
export * from './evaluation/letter.contract.ts';
export * from './evaluation/objection.contract.ts';
export * from './evaluation/publicity.contract.ts';
export * from './evaluation/reminder.contract.ts';
export * from './evaluation/rubric.contract.ts';
export * from './evaluation/mark-ways.contract.ts';
export * from './evaluation/scoring.contract.ts';
export * from './evaluation/self-evaluation.contract.ts';
export * from './evaluation/shared.contract.ts';
export * from './evaluation/visit-view.contract.ts';
export * from './evaluation/visit.contract.ts';

/** The biennial evaluation (四(四)): cycle, self-evaluation, assignment, scoring, decision, publication. */
export const evaluationApi = {
  ...rubricApi,
  ...cycleApi,
  ...cohortApi,
  ...calendarApi,
  ...selfEvaluationApi,
  ...moderationApi,
  ...visitApi,
  ...opinionApi,
  ...evaluatorApi,
  ...assignmentApi,
  ...scoringApi,
  ...markWaysApi,
  ...reminderApi,
  ...decisionApi,
  ...publicityApi,
  ...objectionApi,
  ...letterApi,
  ...resultApi,
  ...rectificationApi,
  ...rectificationCheckApi,
} as const;
