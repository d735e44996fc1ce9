import type { Actor } from '../../identity/index.ts';
import { holds } from '../../identity/index.ts';
import type { Guard, Machine, Refusal } from '../../kernel/index.ts';
import { scoreText } from '../../kernel/index.ts';
import { evaluationRefusals as refuse } from '../evaluation.refusals.ts';
import type { Prefill } from '../prefill/prefill.ts';
import type { Rubric } from '../rubric/rubric.ts';
import { timeText } from '../time-text.ts';
import { indicatorOf } from '../rubric/rubric.ts';
import type { CommentRule, Mark } from './scoring.ts';
import { runningTotal } from './scoring.ts';
import type { CycleState, EvaluationState, ScoresheetState } from '../vocabulary.ts';

export type ScoresheetAction = 'submit' | 'enter' | 'recuse' | 'release' | 'reopen' | 'seal';

export interface Scoresheet {
  readonly state: ScoresheetState;
  readonly accountId: string;
  readonly marks: readonly Mark[];
}

export interface ScoringContext {
  readonly actor: Pick<Actor, 'accountId' | 'grants'>;
  readonly now: Date;
  readonly closesAt: Date;
  readonly cycle: CycleState;
  readonly evaluation: EvaluationState;
  readonly rubric: Rubric;
  readonly prefills: readonly Prefill[];
}

type SheetGuard = Guard<Scoresheet, ScoringContext>;

const notItsEvaluator: SheetGuard = ({ accountId }, { actor }) =>
  accountId === actor.accountId && holds(actor, 'evaluator') ? undefined : refuse('not-its-evaluator');
const notTheOffice: SheetGuard = (_, { actor }) => (holds(actor, 'office') ? undefined : refuse('not-the-office'));
const scoringIsNotOpen: SheetGuard = (_, { cycle }) => (cycle === 'scoring' ? undefined : refuse('scoring-not-open'));
const selfEvaluationIsNotIn: SheetGuard = (_, { evaluation }) =>
  evaluation === 'submitted' ? undefined : refuse('self-evaluation-not-in');
const windowHasClosed: SheetGuard = (_, { now, closesAt }) =>
  now >= closesAt ? refuse('scoring-closed', { closesAt: timeText(closesAt) }) : undefined;

/** Unmarked lines and comments still owed, each by its indicator. */
const somethingIsUnmarked: SheetGuard = ({ marks }, { rubric, prefills }) => {
  const { missing, commentsRequired } = runningTotal(rubric, marks, prefills);
  return [
    ...missing.map((indicator) => refuse('line-unmarked', { indicator })),
    ...commentsRequired.flatMap(({ indicator, rules }) =>
      rules.map((rule) => refuse(`comment-${rule}`, { indicator, percent: percentOfRule(rubric, rule) })),
    ),
  ];
};

const percentOfRule = ({ comments }: Rubric, rule: CommentRule): number | null =>
  ({
    below: comments.belowPercent,
    above: comments.abovePercent,
    'off-prefill': comments.offPrefillPercent,
    'not-applicable': null,
  })[rule];

/** One evaluator's sheet for one studio. `enter`: the office enters a whole sheet from the evaluator's paper (代录). Sealed when the office begins to decide: from then on nobody changes a mark. */
export const scoresheetMachine: Machine<ScoresheetState, ScoresheetAction, Scoresheet, ScoringContext> = {
  name: 'scoresheet',
  initial: 'draft',
  final: ['recused', 'released', 'sealed'],
  moves: {
    submit: {
      from: ['draft'],
      to: 'submitted',
      unless: [notItsEvaluator, scoringIsNotOpen, selfEvaluationIsNotIn, windowHasClosed, somethingIsUnmarked],
    },
    enter: {
      from: ['draft'],
      to: 'submitted',
      unless: [notTheOffice, scoringIsNotOpen, selfEvaluationIsNotIn, windowHasClosed, somethingIsUnmarked],
    },
    recuse: { from: ['draft'], to: 'recused', unless: [notItsEvaluator] },
    release: { from: ['draft'], to: 'released', unless: [notTheOffice] },
    reopen: { from: ['submitted'], to: 'draft', unless: [notTheOffice, scoringIsNotOpen] },
    seal: { from: ['submitted'], to: 'sealed', unless: [notTheOffice] },
  },
};

/** Every reason against saving this mark on this sheet now. A draft may lack anything, but nothing in it may be wrong. */
export function markRefusals(sheet: Scoresheet, mark: Mark, context: ScoringContext): readonly Refusal[] {
  const found = [notItsEvaluator, scoringIsNotOpen, selfEvaluationIsNotIn, windowHasClosed].flatMap(
    (guard) => guard(sheet, context) ?? [],
  );
  if (sheet.state !== 'draft' && found.length === 0) found.push(refuse('scoring-not-open'));
  return [...found, ...wrongIn(context.rubric, mark)];
}

/** Everything wrong in a mark by itself, whoever writes it. */
export function wrongIn(rubric: Rubric, mark: Mark): readonly Refusal[] {
  const indicator = indicatorOf(rubric, mark.indicator);
  if (!indicator) return [refuse('unknown-indicator', { indicator: mark.indicator })];
  const found: Refusal[] = [];
  if (mark.score !== null && mark.score > indicator.points) {
    found.push(refuse('score-above-full', { indicator: indicator.code, full: scoreText(indicator.points) }));
  }
  if (mark.notApplicable && mark.score !== null) {
    found.push(refuse('score-and-not-applicable', { indicator: indicator.code }));
  }
  for (const { code } of mark.deductions) {
    if (!indicator.deductions.some((known) => known.code === code)) {
      found.push(refuse('unknown-deduction', { indicator: indicator.code, deduction: code }));
    }
  }
  return found;
}
