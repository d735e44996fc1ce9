import type { ClaimState, StatementState } from '@jianglian/domain/upgrade';
import type { Shape, Tone } from '@/shared/ui';

/** Shape and tone of where a claim stands; its word stands in the catalogue. */
export const claimMarks: Readonly<Record<ClaimState, readonly [Shape, Tone]>> = {
  'to-pay': ['half', 'amber'],
  'class-missing': ['ring', 'amber'],
  'to-settle': ['diamond', 'vermilion'],
  'to-repay': ['triangle-down', 'vermilion'],
  unknown: ['ring', 'muted'],
  paid: ['check', 'jade'],
  settled: ['frame', 'slate'],
  'nothing-due': ['dot', 'muted'],
};

export const statementMarks: Readonly<Record<StatementState, readonly [Shape, Tone]>> = {
  submitted: ['hourglass', 'amber'],
  verified: ['check', 'jade'],
  returned: ['triangle-down', 'vermilion'],
};
