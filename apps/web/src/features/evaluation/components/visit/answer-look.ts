import type { VisitAnswer } from '@jianglian/domain/evaluation';
import type { Shape, Tone } from '@/shared/ui';

const looks: Readonly<Record<VisitAnswer, { readonly shape: Shape; readonly tone: Tone }>> = {
  yes: { shape: 'check', tone: 'jade' },
  partly: { shape: 'half', tone: 'amber' },
  no: { shape: 'cross', tone: 'vermilion' },
};

/** Shape and tone of what was found, for `StatusMark`. */
export const answerLook = (answer: VisitAnswer) => looks[answer];
