import { refusals } from '../kernel/index.ts';

export const referenceRefusals = refusals('reference', [
  'code-taken',
  'name-taken',
  'already-closed',
  'closes-before-it-begins',
  'successor-unknown',
  'successor-is-itself',
  'successor-not-valid',
  'successors-not-kept',
  'already-confirmed',
  'parent-unknown',
  'cluster-unknown',
  'district-needed',
  'day-not-set',
  'not-a-weekend',
]);
