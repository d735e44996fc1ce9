import { refusals } from '../../kernel/index.ts';

/** Why nobody is put forward, or why an outcome is not recorded. */
export const honoursRefusals = refusals('honours', [
  'already-held',
  'under-way',
  'not-running',
  'last-failed',
  'in-the-future',
  'outcome-stands',
  'before-put-forward',
  'project-needed',
]);
