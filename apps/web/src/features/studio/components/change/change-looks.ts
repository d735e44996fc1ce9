import type { ChangeState } from '@jianglian/domain/studio';
import type { Shape, Tone } from '@/shared/ui/status-shapes';

export const changeLooks: Readonly<Record<ChangeState, readonly [Shape, Tone]>> = {
  draft: ['ring', 'muted'],
  submitted: ['half', 'river'],
  returned: ['triangle', 'amber'],
  endorsed: ['hourglass', 'river'],
  consented: ['check', 'jade'],
  refused: ['triangle-down', 'vermilion'],
  withdrawn: ['ring', 'muted'],
  closed: ['ring', 'muted'],
};
