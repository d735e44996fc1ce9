import { refusals } from '../../kernel/index.ts';

/** Why an entry of the ledger or a statement about money may not be made. */
export const subsidyRefusals = refusals('subsidy', [
  'claim-unknown',
  'in-the-future',
  'before-claim',
  'more-than-due',
  'class-amount-missing',
  'class-amount-stands',
  'no-class-amount',
  'nothing-to-settle',
  'already-settled',
  'more-than-at-most',
  'more-than-paid',
  'already-reversed',
  'reverses-reversal',
  'others-rest-on-it',
  'year-ahead',
  'year-stands',
  'spent-more-than-paid',
  'already-judged',
  'judges-own',
  'reason-needed',
]);
