import type { Actor } from '../../identity/index.ts';
import { holds } from '../../identity/index.ts';
import type { CivilDate, Guard, Machine, Refusal } from '../../kernel/index.ts';
import { scoreText } from '../../kernel/index.ts';
import { evaluationRefusals as refuse } from '../evaluation.refusals.ts';
import type { Rubric } from '../rubric/rubric.ts';
import { timeText } from '../time-text.ts';
import { sumOfPoints } from '../rubric/rubric.ts';
import type { CycleState } from '../vocabulary.ts';

export type CycleAction = 'open' | 'start-scoring' | 'start-deciding' | 'publish' | 'cancel';

export interface Cycle {
  readonly state: CycleState;
  readonly periodFrom: CivilDate;
  readonly periodTo: CivilDate;
  readonly selfEvaluationClosesAt: Date;
  readonly scoringClosesAt: Date;
}

/** `writing`: studios that still may hand in; `unscored`: handed in, sheets not all in; `undecided`: without a grade. */
export interface CycleContext {
  readonly actor: Pick<Actor, 'grants'>;
  readonly now: Date;
  readonly rubric: Rubric;
  readonly cohort: number;
  readonly writing: number;
  readonly unscored: number;
  readonly undecided: number;
}

type CycleGuard = Guard<Cycle, CycleContext>;

const notTheOffice: CycleGuard = (_, { actor }) => (holds(actor, 'office') ? undefined : refuse('not-the-office'));
const cohortIsEmpty: CycleGuard = (_, { cohort }) => (cohort === 0 ? refuse('cohort-empty') : undefined);
const settingsAreWrong: CycleGuard = (cycle, { rubric, now }) => settingRefusals(cycle, rubric, now);
const selfEvaluationIsOpen: CycleGuard = ({ selfEvaluationClosesAt }, { now, writing }) =>
  writing > 0 && now < selfEvaluationClosesAt
    ? refuse('self-evaluation-still-open', { closesAt: timeText(selfEvaluationClosesAt), count: writing })
    : undefined;
const scoringIsUnfinished: CycleGuard = (_, { unscored, writing }) =>
  unscored + writing > 0 ? refuse('evaluations-unfinished', { count: unscored + writing }) : undefined;
const somethingIsUndecided: CycleGuard = (_, { undecided }) =>
  undecided > 0 ? refuse('undecided', { count: undecided }) : undefined;

/** What is wrong with the settings of a cycle that is to be opened, all of it. */
export function settingRefusals(cycle: Omit<Cycle, 'state'>, rubric: Rubric, now: Date): readonly Refusal[] {
  const found: Refusal[] = [];
  const sum = sumOfPoints(rubric);
  if (sum !== rubric.fullScore) {
    found.push(refuse('rubric-not-full', { sum: scoreText(sum), full: scoreText(rubric.fullScore) }));
  }
  if (cycle.periodTo <= cycle.periodFrom) found.push(refuse('period-out-of-order'));
  if (cycle.scoringClosesAt <= cycle.selfEvaluationClosesAt) found.push(refuse('windows-out-of-order'));
  if (cycle.selfEvaluationClosesAt <= now) {
    found.push(refuse('window-in-the-past', { at: timeText(cycle.selfEvaluationClosesAt) }));
  }
  return found;
}

/** One biennial evaluation of a cohort (四(四)): draft → self-evaluation → scoring → deciding → published. */
export const cycleMachine: Machine<CycleState, CycleAction, Cycle, CycleContext> = {
  name: 'cycle',
  initial: 'draft',
  final: ['published', 'cancelled'],
  moves: {
    open: { from: ['draft'], to: 'self-evaluation', unless: [notTheOffice, cohortIsEmpty, settingsAreWrong] },
    'start-scoring': { from: ['self-evaluation'], to: 'scoring', unless: [notTheOffice, selfEvaluationIsOpen] },
    'start-deciding': { from: ['scoring'], to: 'deciding', unless: [notTheOffice, scoringIsUnfinished] },
    publish: { from: ['deciding'], to: 'published', unless: [notTheOffice, somethingIsUndecided] },
    cancel: { from: ['draft', 'self-evaluation', 'scoring', 'deciding'], to: 'cancelled', unless: [notTheOffice] },
  },
};

/** Moving the closing instants of a cycle: later only, once people rely on them, and never into the past. */
export function windowRefusals(
  cycle: Cycle,
  moved: { readonly selfEvaluationClosesAt?: Date; readonly scoringClosesAt?: Date },
  now: Date,
): readonly Refusal[] {
  const running = cycle.state === 'self-evaluation' || cycle.state === 'scoring';
  if (!running) return [refuse('cycle-not-running')];
  const found: Refusal[] = [];
  for (const [was, at] of [
    [cycle.selfEvaluationClosesAt, moved.selfEvaluationClosesAt],
    [cycle.scoringClosesAt, moved.scoringClosesAt],
  ] as const) {
    if (!at || at.getTime() === was.getTime()) continue;
    if (at < was) found.push(refuse('window-not-earlier', { at: timeText(at) }));
    else if (at <= now) found.push(refuse('window-in-the-past', { at: timeText(at) }));
  }
  const selfEvaluationClosesAt = moved.selfEvaluationClosesAt ?? cycle.selfEvaluationClosesAt;
  if ((moved.scoringClosesAt ?? cycle.scoringClosesAt) <= selfEvaluationClosesAt)
    found.push(refuse('windows-out-of-order'));
  return found;
}
