import { refusals } from '../../kernel/index.ts';

export const reformRefusals = refusals('reform', [
  'not-abolished',
  'not-a-successor',
  'no-home-chosen',
  'no-recommender',
  'changed-meanwhile',
  'ended-meanwhile',
]);
