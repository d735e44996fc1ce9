import { refusals } from '../../kernel/index.ts';

export const publicityRefusals = refusals('publicity', [
  'own-proposal',
  'not-over',
  'frozen',
  'proposal-is-fixed',
  'not-the-office',
  'correction-changes-nothing',
  'correction-is-open',
  'score-needed',
  'not-in-publicity',
]);
