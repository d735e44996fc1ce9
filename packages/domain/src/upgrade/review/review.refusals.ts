import { refusals } from '../../kernel/index.ts';

export const reviewRefusals = refusals('review', [
  'items-open',
  'items-against',
  'item-unknown',
  'remark-needed',
  'not-to-be-overruled',
  'clause-unknown',
  'nothing-to-accept',
  'no-expert-review',
  'not-accepted-yet',
  'review-closed',
  'no-place-left',
  'closes-in-the-past',
  'sheets-are-out',
]);
