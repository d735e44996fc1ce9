import { refusals } from '../../kernel/index.ts';

/** Why somebody is not seated on a panel, and why a sheet of assignments is not taken as it is. */
export const panelRefusals = refusals('panel', [
  'conflict-own-studio',
  'conflict-host-unit',
  'conflict-branch',
  'conflict-former-unit',
  'conflict-alliance',
  'conflict-recommender',
  'conflict-declared',
  'over-capacity',
  'sheet-begun',
  'same-evaluator',
  'not-a-panel-sheet',
  'other-cycle',
  'studio-unknown',
  'studio-listed-twice',
  'studio-name-changed',
  'panel-closed',
  'evaluator-unknown',
  'evaluator-ambiguous',
  'evaluator-listed-twice',
  'too-many-evaluators',
  'period-out-of-order',
  'tie-to-itself',
  'tie-known',
  'tie-ended',
]);
