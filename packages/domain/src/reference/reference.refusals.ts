import { refusals } from '../kernel/index.ts';

export const referenceRefusals = refusals('reference', [
  'code-taken',
  'name-taken',
  'already-closed',
  'closes-before-it-begins',
  'successor-unknown',
  'successor-is-itself',
  'successor-not-valid',
  'closes-while-in-use',
  'already-confirmed',
  'parent-unknown',
  'district-needed',
  'day-taken',
  'not-a-weekend',
]);
