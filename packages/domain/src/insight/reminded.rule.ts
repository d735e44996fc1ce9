import type { ReminderStep } from '../evaluation/index.ts';
import type { TaskKind } from './task.ts';

/** That somebody was reminded (催办): of which step of which cycle, and of what in it. */
export interface Reminded {
  readonly step: ReminderStep;
  readonly cycleId: string;
  readonly subjectId: string;
  readonly at: string;
  readonly by: string | null;
  readonly note: string;
}

interface MarkedTask {
  readonly kind: TaskKind;
  readonly subject: { readonly type: string; readonly id: string } | null;
}

/** The latest reminder of a task; null when there was none. Tasks of a whole cycle are reminded of by its step. */
export function reminderOf(task: MarkedTask, reminders: readonly Reminded[]): Reminded | null {
  const fits = reminders.filter(({ step, cycleId, subjectId }) => {
    switch (task.kind) {
      case 'self-evaluation':
      case 'self-evaluation-returned':
        return step === 'selfEvaluation' && subjectId === task.subject?.id;
      case 'opinions-to-give':
        return step === 'opinion' && cycleId === task.subject?.id;
      case 'sheets-to-score':
        return step === 'scoring' && cycleId === task.subject?.id;
      default:
        return false;
    }
  });
  return fits.reduce<Reminded | null>((latest, one) => (latest && latest.at >= one.at ? latest : one), null);
}
