import { refusals } from '../../kernel/index.ts';

export const awardRefusals = refusals('award', [
  'not-in-review',
  'decisions-are-fixed',
  'decided-meanwhile',
  'reason-needed',
  'places-full',
  'same-master',
  'unit-twin',
  'master-already-names',
  'places-left',
  'studio-changed',
  'frozen',
  'document-number-invalid',
  'document-number-used',
  'awarded-on-in-future',
  'not-in-publicity',
  'not-a-candidate',
  'change-is-open',
  'not-published',
  'founding-incomplete',
]);
