import type { StudioView } from '@jianglian/contracts/studio';
import type { Score } from '@jianglian/domain/kernel';
import type { EventFacts, Grade } from '@jianglian/domain/studio';

export interface PastEvaluation {
  readonly id: string;
  readonly on: string;
  readonly cycle: string | null;
  readonly lastGrade: Grade;
  readonly gradeAfterRectification: boolean;
  readonly score: Score | null;
}

/** The evaluations a studio has been through, newest first. */
export const evaluationsOf = (studio: Pick<StudioView, 'events'>): readonly PastEvaluation[] =>
  studio.events.flatMap((event) => {
    if (event.kind !== 'evaluated') return [];
    const { grade, score, cycle } = event.facts as unknown as EventFacts['evaluated'];
    return [{ id: event.id, on: event.happenedOn, cycle, lastGrade: grade, gradeAfterRectification: false, score }];
  });
