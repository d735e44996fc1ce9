import { refusals } from '../../kernel/index.ts';

export const objectionRefusals = refusals('objection', [
  'not-announced',
  'not-open-yet',
  'window-over',
  'not-entitled',
  'already-filed',
  'name-needed',
  'not-the-office',
  'not-the-objector',
  'not-the-handler',
  'already-yours',
  'took-part-deciding',
  'took-part-proposing',
  'took-part-releasing',
  'took-part-evaluating',
  'took-part-opinion',
  'took-part-recommending',
  'took-part-objecting',
  'file-unknown',
  'clause-unknown',
]);
