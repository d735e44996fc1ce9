import { refusals } from '../../kernel/index.ts';

export const recommendationRefusals = refusals('recommendation', [
  'not-the-recommender',
  'not-the-office',
  'not-open-yet',
  'window-over',
  'nothing-ranked',
  'letter-missing',
  'letter-outdated',
  'serial-misread',
  'verification-form-missing',
  'reason-needed',
  'round-not-called',
  'already-submitted',
  'no-place',
  'tier-without-places',
  'wrong-tier',
  'not-rankable',
  'ranked-twice',
  'already-ranked',
  'not-ranked',
  'wrong-file',
]);
