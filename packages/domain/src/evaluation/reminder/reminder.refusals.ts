import { refusals } from '../../kernel/index.ts';

/** Why somebody is not reminded, and why a batch is not sent. */
export const reminderRefusals = refusals('reminder', [
  'not-late',
  'step-closed',
  'already-today',
  'nobody-to-tell',
  'nothing-open',
  'nobody-left',
  'cycle-not-running',
]);
