import type { Refusal } from '../../kernel/index.ts';
import { evaluationRefusals as refuse } from '../evaluation.refusals.ts';
import { timeText } from '../time-text.ts';
import type { CycleState, EvaluationState } from '../vocabulary.ts';
import { cycleRefusals } from './cycle.refusals.ts';
import type { CycleWindows, ExtendableStep, Extension, Window, WindowStep } from './window.ts';
import { closingOf, windowSteps } from './window.ts';

const outOfOrder = (step: WindowStep, at: Date, after: Date): Refusal =>
  refuse('windows-out-of-order', { step, at: timeText(at), after: timeText(after) });

/** What is wrong with the order of windows: a step is due before it closes, and closes after the step ahead of it. */
export function orderRefusals(windows: CycleWindows): readonly Refusal[] {
  return windowSteps.flatMap((step, place) => {
    const { dueAt, closesAt } = windows[step];
    const found: Refusal[] = [];
    if (dueAt > closesAt) {
      found.push(cycleRefusals('due-after-closing', { step, due: timeText(dueAt), closes: timeText(closesAt) }));
    }
    const ahead = windowSteps[place - 1];
    // The dates asked for may overlap: an opinion is written while the first sheets are.
    if (ahead && closesAt <= windows[ahead].closesAt) found.push(outOfOrder(step, closesAt, windows[ahead].closesAt));
    return found;
  });
}

/** Steps that are over before anybody could have kept to them. */
export const pastRefusals = (windows: CycleWindows, now: Date): readonly Refusal[] =>
  windowSteps.flatMap((step) => {
    const passed = [windows[step].dueAt, windows[step].closesAt].find((at) => at <= now);
    return passed ? [refuse('window-in-the-past', { step, at: timeText(passed) })] : [];
  });

/** Steps whose windows still count in a state of the cycle. */
const laterSteps = (from: WindowStep): readonly WindowStep[] => windowSteps.slice(windowSteps.indexOf(from));
const overFrom: Readonly<Partial<Record<string, WindowStep>>> = {
  'self-evaluation': 'selfEvaluation',
  scoring: 'selfEvaluation',
  deciding: 'visits',
  proposed: 'decision',
  publicity: 'publicity',
};

export function movableSteps(state: CycleState): readonly WindowStep[] {
  const first = overFrom[state];
  return first ? laterSteps(first) : [];
}

/** The step a cycle is in by its state and the time: who acts next is who acts in it. Null before and after. */
export function currentStep(state: CycleState, windows: CycleWindows, now: Date): WindowStep | null {
  switch (state) {
    case 'self-evaluation':
      return now < windows.selfEvaluation.closesAt ? 'selfEvaluation' : 'opinion';
    case 'scoring':
      return 'scoring';
    case 'deciding':
      return now < windows.visits.closesAt ? 'visits' : 'decision';
    case 'proposed':
      return 'decision';
    case 'publicity':
      return 'publicity';
    case 'draft':
    case 'published':
    case 'cancelled':
      return null;
  }
}

/** Windows that are to be moved; what is not named stays. */
export type MovedWindows = Readonly<Partial<Record<WindowStep, Window>>>;

/** Moving the windows of a running cycle: later only, once people rely on them, never into the past, never out of order. */
export function windowRefusals(
  cycle: { readonly state: CycleState; readonly windows: CycleWindows },
  moved: MovedWindows,
  now: Date,
): readonly Refusal[] {
  const movable = movableSteps(cycle.state);
  if (movable.length === 0) return [refuse('cycle-not-running')];
  const found = windowSteps.flatMap((step): readonly Refusal[] => {
    const to = moved[step];
    if (!to) return [];
    const was = cycle.windows[step];
    const pairs = [[was.dueAt, to.dueAt] as const, [was.closesAt, to.closesAt] as const].filter(
      ([before, after]) => before.getTime() !== after.getTime(),
    );
    if (pairs.length > 0 && !movable.includes(step)) return [cycleRefusals('step-is-over', { step })];
    return pairs.flatMap(([before, after]) => {
      if (after < before) return [refuse('window-not-earlier', { step, at: timeText(after) })];
      return after <= now ? [refuse('window-in-the-past', { step, at: timeText(after) })] : [];
    });
  });
  return [...found, ...orderRefusals({ ...cycle.windows, ...moved })];
}

/** The step whose closing more time for one studio must not pass: its work has to be there by then. */
const neededBy: Readonly<Record<ExtendableStep, WindowStep>> = {
  selfEvaluation: 'scoring',
  opinion: 'scoring',
  scoring: 'decision',
};

/** States in which more time for a step is of use: while it is being worked on, or was missed. */
const extendableIn: Readonly<Record<ExtendableStep, readonly EvaluationState[]>> = {
  selfEvaluation: ['self-evaluating', 'submitted', 'missed'],
  opinion: ['self-evaluating', 'submitted'],
  scoring: ['self-evaluating', 'submitted'],
};

/** More time for one studio: later than it has now, not in the past, and before its work is needed. */
export function extensionRefusals(
  evaluation: {
    readonly state: EvaluationState;
    readonly cycle: CycleState;
    readonly windows: CycleWindows;
    readonly extensions: readonly Extension[];
  },
  { step, closesAt }: Extension,
  now: Date,
): readonly Refusal[] {
  const { state, cycle, windows, extensions } = evaluation;
  if (!movableSteps(cycle).includes(step)) return [refuse('cycle-not-running')];
  if (!extendableIn[step].includes(state)) return [cycleRefusals('step-not-extendable', { step })];
  const at = timeText(closesAt);
  const found: Refusal[] = [];
  if (closesAt <= now) found.push(refuse('window-in-the-past', { step, at }));
  else if (closesAt < closingOf(windows, step, extensions)) found.push(refuse('window-not-earlier', { step, at }));
  const needed = closingOf(windows, neededBy[step], extensions);
  return closesAt >= needed ? [...found, outOfOrder(neededBy[step], needed, closesAt)] : found;
}
