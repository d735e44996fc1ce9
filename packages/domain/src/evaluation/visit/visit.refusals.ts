import { refusals } from '../../kernel/index.ts';

export const visitRefusals = refusals('visit', [
  'not-the-office',
  'not-its-visitor',
  'cycle-is-past-visits',
  'draw-not-fixed',
  'draw-already-fixed',
  'nothing-to-draw',
  'already-chosen',
  'not-evaluated',
  'no-visitors',
  'not-a-visitor',
  'visitor-in-conflict',
  'day-in-the-past',
  'line-unanswered',
  'note-missing',
  'unknown-line',
  'signature-missing',
  'file-unknown',
]);
