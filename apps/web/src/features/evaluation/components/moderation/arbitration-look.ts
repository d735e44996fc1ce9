import type { ArbitrationState } from '@jianglian/domain/evaluation';
import type { Shape, Tone } from '@/shared/ui';

const looks: Readonly<Record<ArbitrationState, { readonly shape: Shape; readonly tone: Tone }>> = {
  within: { shape: 'ring', tone: 'muted' },
  open: { shape: 'triangle', tone: 'vermilion' },
  asked: { shape: 'hourglass', tone: 'amber' },
  arbitrated: { shape: 'check', tone: 'jade' },
  waived: { shape: 'frame', tone: 'slate' },
};

/** Shape and tone of where an arbitration stands, for `StatusMark`. */
export const arbitrationLook = (state: ArbitrationState) => looks[state];
