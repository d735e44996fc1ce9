import { refusals } from '../../kernel/index.ts';

export const roundRefusals = refusals('round', [
  'not-the-office',
  'windows-out-of-order',
  'window-in-the-past',
  'no-places',
  'year-before',
  'not-a-draft',
  'not-called',
  'nothing-moved',
  'window-begun',
  'window-below-now',
  'quotas-are-settled',
  'place-taken',
  'recommending-still-open',
  'undecided',
  'own-proposal',
  'publicity-not-over',
  'frozen',
]);
