import { refusals } from '../../kernel/index.ts';

/** Why a sheet is not entered from paper. */
export const scoringRefusals = refusals('scoring', ['begun-by-evaluator', 'paper-unknown', 'own-paper']);

/** Why a workbook filled in offline, or a row of it, is not taken. */
export const offlineScoringRefusals = refusals('offline-scoring', [
  'not-a-workbook',
  'other-evaluator',
  'other-cycle',
  'not-your-sheet',
  'listed-twice',
  'row-changed',
  'rubric-changed',
  'sheet-closed',
  'score-unreadable',
  'flag-unreadable',
  'comment-too-long',
]);
