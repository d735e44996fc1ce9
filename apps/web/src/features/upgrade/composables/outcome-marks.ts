import type { UpgradeOutcome } from '@jianglian/domain/upgrade';
import type { Shape, Tone } from '@/shared/ui';

/** Shape and tone of a verdict; its word stands in the catalogue. */
export const outcomeMarks: Readonly<Record<UpgradeOutcome, readonly [Shape, Tone]>> = {
  eligible: ['check', 'jade'],
  'for-people': ['diamond', 'jade'],
  provisional: ['hourglass', 'river'],
  'cannot-tell': ['ring', 'amber'],
  'not-yet': ['square', 'vermilion'],
};
