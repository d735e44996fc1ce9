import { assignmentApi } from './evaluation/assignment.contract.ts';
import { cycleApi } from './evaluation/cycle.contract.ts';
import { decisionApi } from './evaluation/decision.contract.ts';
import { rubricApi } from './evaluation/rubric.contract.ts';
import { scoringApi } from './evaluation/scoring.contract.ts';
import { selfEvaluationApi } from './evaluation/self-evaluation.contract.ts';

export * from './evaluation/assignment.contract.ts';
export * from './evaluation/cycle.contract.ts';
export * from './evaluation/decision.contract.ts';
export * from './evaluation/rubric.contract.ts';
export * from './evaluation/scoring.contract.ts';
export * from './evaluation/self-evaluation.contract.ts';
export * from './evaluation/shared.contract.ts';

/** The biennial evaluation (四(四)): cycle, self-evaluation, assignment, scoring, decision, publication. */
export const evaluationApi = {
  ...rubricApi,
  ...cycleApi,
  ...selfEvaluationApi,
  ...assignmentApi,
  ...scoringApi,
  ...decisionApi,
} as const;
