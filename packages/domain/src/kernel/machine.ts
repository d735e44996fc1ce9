import type { Refusal } from './refusal.ts';
import { refusals } from './refusal.ts';

export const machineRefusals = refusals('machine', ['not-from-here']);

/** A guard, named by the reason to refuse: `unless: [windowHasClosed]` reads as a sentence. Answers nothing when it does not apply. */
export type Guard<Subject, Context> = (subject: Subject, context: Context) => Refusal | readonly Refusal[] | undefined;

export interface Move<State extends string, Subject, Context> {
  readonly from: readonly State[];
  readonly to: State;
  readonly unless?: readonly Guard<Subject, Context>[];
}

/** A state machine is a table keyed by action. One evaluator serves the server's check, the screen's buttons, the docs and the tests. */
export interface Machine<
  State extends string,
  Action extends string,
  Subject extends { readonly state: State },
  Context,
> {
  readonly name: string;
  readonly initial: State;
  readonly final: readonly State[];
  readonly moves: Readonly<Record<Action, Move<State, Subject, Context>>>;
}

/** An action the present state knows, and every reason why it is not possible now (none: it is). */
export interface Offer<Action extends string = string> {
  readonly action: Action;
  readonly refusals: readonly Refusal[];
}

export type Attempt<Subject> =
  | { readonly ok: true; readonly subject: Subject }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

/** Every reason against the action; empty when it may be done. A wrong state is the only reason given for a wrong state. */
export function refusalsOf<
  State extends string,
  Action extends string,
  Subject extends { readonly state: State },
  Context,
>(
  machine: Machine<State, Action, Subject, Context>,
  action: Action,
  subject: Subject,
  context: Context,
): readonly Refusal[] {
  const move = machine.moves[action];
  if (!move.from.includes(subject.state)) {
    return [machineRefusals('not-from-here', { machine: machine.name, action, state: subject.state })];
  }
  return (move.unless ?? []).flatMap((guard) => guard(subject, context) ?? []);
}

/** The buttons of the present state, each with its reasons. */
export function offers<State extends string, Action extends string, Subject extends { readonly state: State }, Context>(
  machine: Machine<State, Action, Subject, Context>,
  subject: Subject,
  context: Context,
): readonly Offer<Action>[] {
  return actionsOf(machine)
    .filter((action) => machine.moves[action].from.includes(subject.state))
    .map((action) => ({ action, refusals: refusalsOf(machine, action, subject, context) }));
}

/** The subject in its next state, or the refusals. */
export function attempt<
  State extends string,
  Action extends string,
  Subject extends { readonly state: State },
  Context,
>(
  machine: Machine<State, Action, Subject, Context>,
  action: Action,
  subject: Subject,
  context: Context,
): Attempt<Subject> {
  const reasons = refusalsOf(machine, action, subject, context);
  if (reasons.length > 0) return { ok: false, refusals: reasons };
  return { ok: true, subject: { ...subject, state: machine.moves[action].to } };
}

export function actionsOf<Action extends string>(machine: {
  readonly moves: Readonly<Record<Action, unknown>>;
}): readonly Action[] {
  return Object.keys(machine.moves) as Action[];
}

/** What the table alone can prove wrong: states never reached, and non-final states nothing leads out of. */
export function flawsOf<State extends string, Action extends string>(
  machine: Pick<Machine<State, Action, { readonly state: State }, never>, 'initial' | 'final'> & {
    readonly moves: Readonly<Record<Action, Pick<Move<State, never, never>, 'from' | 'to'>>>;
  },
  states: readonly State[],
): { readonly unreachable: readonly State[]; readonly stuck: readonly State[] } {
  const moves = Object.values(machine.moves) as readonly Pick<Move<State, never, never>, 'from' | 'to'>[];
  const reached = new Set<State>([machine.initial]);
  for (let grown = -1; grown !== reached.size;) {
    grown = reached.size;
    for (const move of moves) if (move.from.some((state) => reached.has(state))) reached.add(move.to);
  }
  return {
    unreachable: states.filter((state) => !reached.has(state)),
    stuck: states.filter((state) => !machine.final.includes(state) && !moves.some((move) => move.from.includes(state))),
  };
}

/** The table as a Mermaid state diagram, for `docs/reference`. */
export function diagramOf<State extends string, Action extends string>(machine: {
  readonly initial: State;
  readonly final: readonly State[];
  readonly moves: Readonly<Record<Action, Pick<Move<State, never, never>, 'from' | 'to'>>>;
}): string {
  const lines = actionsOf(machine).flatMap((action) =>
    machine.moves[action].from.map((from) => `  ${from} --> ${machine.moves[action].to}: ${action}`),
  );
  return [
    'stateDiagram-v2',
    `  [*] --> ${machine.initial}`,
    ...lines,
    ...machine.final.map((state) => `  ${state} --> [*]`),
  ].join('\n');
}
