import type { CivilDate } from '@jianglian/domain/kernel';
import { addDays, instantOf } from '@jianglian/domain/kernel';
import { uuidOf } from '../random.ts';
import { accountIdOf, evaluatorLogin } from './accounts.ts';
import { finishedCycle, runningCycle } from './cycles.ts';
import type { DemoEvaluation } from './evaluations.ts';

/** Evaluators the office reminded the evening sheets were asked for by. */
const REMINDED = [evaluatorLogin(11), evaluatorLogin(12)];

export interface DemoReminder {
  readonly batchId: string;
  readonly cycleId: string;
  readonly cycleTitle: string;
  readonly day: CivilDate;
  readonly at: Date;
  readonly sentBy: string;
  readonly note: string;
  readonly told: readonly { readonly accountId: string; readonly open: number }[];
  readonly due: Date;
  readonly closes: Date;
}

/** One batch to the two slowest evaluators, sent by hand. */
export function demoReminder(evaluations: readonly DemoEvaluation[], startedOn: CivilDate): DemoReminder {
  const cycle = runningCycle(startedOn);
  const day = addDays(startedOn, -1);
  const open = (login: string) =>
    evaluations
      .filter((evaluation) => evaluation.cycle.id === cycle.id && evaluation.state === 'submitted')
      .flatMap(({ sheets }) => sheets)
      .filter((sheet) => sheet.login === login && sheet.state === 'draft').length;
  return {
    batchId: uuidOf('reminder of the slow evaluators'),
    cycleId: cycle.id,
    cycleTitle: cycle.title,
    day,
    at: instantOf(day, '18:30'),
    sentBy: accountIdOf('office'),
    note: '请于本周五前完成，如有困难请与市高技办联系。',
    told: REMINDED.map((login) => ({ accountId: accountIdOf(login), open: open(login) })).filter(
      (person) => person.open > 0,
    ),
    due: cycle.windows.scoring.dueAt,
    closes: cycle.windows.scoring.closesAt,
  };
}

/** The published cycle, told to everybody it graded. */
export const demoResultMessages = (evaluations: readonly DemoEvaluation[]) => ({
  cycle: finishedCycle,
  evaluations: evaluations.filter(({ cycle, state }) => cycle.id === finishedCycle.id && state === 'published'),
});
