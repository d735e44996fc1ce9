import type { Shape, Tone } from '@/shared/ui';

export type Outcome = 'new' | 'changed' | 'same' | 'refused' | 'excluded';

const looks: Readonly<Record<Outcome, { readonly shape: Shape; readonly tone: Tone }>> = {
  new: { shape: 'diamond', tone: 'river' },
  changed: { shape: 'half', tone: 'slate' },
  same: { shape: 'ring', tone: 'muted' },
  refused: { shape: 'square', tone: 'vermilion' },
  excluded: { shape: 'cross', tone: 'muted' },
};

/** Word, shape and colour of an outcome; the word is `terms.awardVerdict`. */
export const lookOfVerdict = (outcome: Outcome): { readonly shape: Shape; readonly tone: Tone } => looks[outcome];

export const outcomeOf = (row: { readonly verdict: Outcome | null; readonly isExcluded: boolean }): Outcome =>
  row.isExcluded ? 'excluded' : (row.verdict ?? 'same');
