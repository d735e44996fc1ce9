import { refusals } from '../../kernel/index.ts';

export const opinionRefusals = refusals('opinion', [
  'not-its-recommender',
  'not-handed-in',
  'window-closed',
  'lines-adjusted',
  'nothing-adjusted',
  'line-score-missing',
  'line-reason-missing',
  'line-same-as-self',
  'line-twice',
  'reason-missing',
  'already-returned',
  'return-leaves-no-time',
  'sheet-handed-in',
]);
