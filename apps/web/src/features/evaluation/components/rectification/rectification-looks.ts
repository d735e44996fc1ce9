import type { RectificationState } from '@jianglian/domain/evaluation';
import type { Shape, Tone } from '@/shared/ui/status-shapes';

export const stateLooks: Readonly<Record<RectificationState, readonly [Shape, Tone]>> = {
  drafted: ['ring', 'muted'],
  ordered: ['triangle', 'amber'],
  planned: ['half', 'river'],
  rectifying: ['half', 'amber'],
  reported: ['dot', 'river'],
  checking: ['hourglass', 'river'],
  passed: ['check', 'jade'],
  failed: ['triangle-down', 'vermilion'],
  noticed: ['hourglass', 'vermilion'],
  stated: ['half', 'vermilion'],
  answered: ['dot', 'vermilion'],
  downgraded: ['square', 'vermilion'],
  revoked: ['cross', 'vermilion'],
  'reported-to-ministry': ['hourglass', 'slate'],
  confirmed: ['square', 'slate'],
  withdrawn: ['frame', 'muted'],
};
