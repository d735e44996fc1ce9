import { refusals } from '../../kernel/index.ts';

/** Why something about a verdict, a declared fact or a waiver may not happen. */
export const eligibilityRefusals = refusals('eligibility', [
  'nothing-above',
  'value-malformed',
  'holds-in-the-future',
  'already-confirmed',
  'superseded',
  'confirms-own',
  'not-soft',
  'already-waived',
  'waiver-ended',
  'team-range-empty',
  'years-out-of-order',
]);
