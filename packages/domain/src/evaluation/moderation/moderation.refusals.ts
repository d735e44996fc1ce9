import { refusals } from '../../kernel/index.ts';

export const moderationRefusals = refusals('moderation', [
  'scoring-is-over',
  'spread-within-limit',
  'already-arbitrated',
  'arbitrator-chosen',
  'closing-in-the-past',
  'nothing-to-waive',
  'arbitration-open',
]);
