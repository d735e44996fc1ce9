import type { HonourStanding } from '@jianglian/domain/upgrade';
import type { Shape, Tone } from '@/shared/ui';

/** Shape and tone of where somebody stands on the list; the word stands in the catalogue. */
export const honourMarks: Readonly<Record<HonourStanding, readonly [Shape, Tone]>> = {
  first: ['triangle', 'jade'],
  next: ['dot', 'slate'],
  'under-way': ['hourglass', 'river'],
  held: ['check', 'muted'],
  'not-now': ['square', 'vermilion'],
};
