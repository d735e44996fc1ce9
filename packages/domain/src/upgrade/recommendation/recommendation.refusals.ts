import { refusals } from '../../kernel/index.ts';

export const recommendationRefusals = refusals('recommendation', [
  'not-the-recommender',
  'not-the-office',
  'not-open-yet',
  'window-over',
  'nothing-ranked',
  'letter-missing',
  'verification-form-missing',
  'reason-needed',
]);
