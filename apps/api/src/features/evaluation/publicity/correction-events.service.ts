import type { Grade } from '@jianglian/domain/studio';
import { Injectable } from '@nestjs/common';
import { StudioEvents, type StudioActOn } from '../../studio/index.ts';
import { RectificationOrders } from '../rectification/index.ts';
import type { LockedEvaluation } from '../evaluation.repository.ts';
import { CorrectionRepository, type LockedCorrection, type StandingResult } from './correction.repository.ts';
import { gradeActs, rectificationActs } from './grade-acts.ts';

/** What a correction after publication puts on the studio's timeline; before publication there is nothing on it to correct. */
@Injectable()
export class CorrectionEvents {
  private readonly corrections: CorrectionRepository;
  private readonly events: StudioEvents;
  private readonly rectifications: RectificationOrders;

  constructor(corrections: CorrectionRepository, events: StudioEvents, rectifications: RectificationOrders) {
    this.corrections = corrections;
    this.events = events;
    this.rectifications = rectifications;
  }

  async record(
    correction: LockedCorrection,
    standing: StandingResult,
    evaluation: LockedEvaluation,
    { title, by, on }: { readonly title: string; readonly by: string; readonly on: string },
  ): Promise<void> {
    const { studioId } = standing;
    const { reason, after } = correction;
    const common = { happenedOn: on, documentNumber: by, reason };
    if (correction.kind === 'retraction') {
      const restored = await this.corrections.before(studioId, evaluation.id);
      return this.events.record(studioId, { kind: 'evaluation-retracted', restored, ...common });
    }
    const grade = after.grade as Grade;
    const published = { studioId, standing: standing.standing, grade, score: after.score, veto: { reason } };
    const until = await this.rectifications.dueAfter(on);
    const order = { cycleTitle: title, happenedOn: on, documentNumber: by, until };
    if (evaluation.state === 'retracted') return this.events.recordAll(gradeActs(published, order));
    // Another score of the same grade changes nothing that the timeline says; the trace of the result has it.
    if (grade === correction.before.grade) return Promise.resolve();
    const acts: StudioActOn[] = [
      { studioId, act: { kind: 'objection-upheld', grade, score: after.score, ...common } },
      ...rectificationActs(published, order),
    ];
    return this.events.recordAll(acts);
  }
}
