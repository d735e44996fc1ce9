import { refusals } from '../../kernel/index.ts';

export const changeRefusals = refusals('change', [
  'not-its-studio',
  'not-its-recommender',
  'not-the-office',
  'not-yours-to-return',
  'own-application',
  'own-opinion',
  'still-runs',
  'reason-needed',
  'evidence-needed',
  'id-number-needed',
  'already-open',
  'application-open',
  'before-submission',
  'document-malformed',
  'kind-stays',
  'file-unknown',
]);
