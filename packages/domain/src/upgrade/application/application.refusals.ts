import { refusals } from '../../kernel/index.ts';

export const applicationRefusals = refusals('application', [
  'not-the-applicant',
  'not-its-recommender',
  'not-the-office',
  'not-open-yet',
  'applications-closed',
  'recommending-not-open',
  'recommending-closed',
  'incomplete',
  'reason-needed',
  'awaits-evaluation',
  'not-in-review',
]);
