import type { Actor } from '../../identity/index.ts';
import { holds } from '../../identity/index.ts';
import type { Guard, Move, Refusal } from '../../kernel/index.ts';
import { scoreText } from '../../kernel/index.ts';
import { evaluationRefusals as refuse } from '../evaluation.refusals.ts';
import type { Prefill } from '../prefill/prefill.ts';
import type { Rubric } from '../rubric/rubric.ts';
import { indicatorOf } from '../rubric/rubric.ts';
import type { ScoresheetState } from '../vocabulary.ts';
import type { CommentRule, Mark } from './scoring.ts';
import { runningTotal } from './scoring.ts';

/** One person's sheet over a rubric, whatever is scored with it: a studio's evaluation or an application. */
export interface Sheet {
  readonly state: ScoresheetState;
  readonly accountId: string;
  readonly marks: readonly Mark[];
}

/** What every sheet asks, whatever it scores. */
export interface SheetContext {
  readonly actor: Pick<Actor, 'accountId' | 'grants'>;
  readonly rubric: Rubric;
  readonly prefills: readonly Prefill[];
}

export type SheetGuard<Context extends SheetContext> = Guard<Sheet, Context>;

export const notItsEvaluator: SheetGuard<SheetContext> = ({ accountId }, { actor }) =>
  accountId === actor.accountId && holds(actor, 'evaluator') ? undefined : refuse('not-its-evaluator');
export const notTheOfficeOfSheets: SheetGuard<SheetContext> = (_, { actor }) =>
  holds(actor, 'office') ? undefined : refuse('not-the-office');

/** Unmarked lines and comments still owed, each by its indicator. */
export const somethingIsUnmarked: SheetGuard<SheetContext> = ({ marks }, { rubric, prefills }) => {
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

/**
 * The moves of a sheet: handed in by its evaluator, given up (回避), taken back or given back by the office. `closed` are the
 * reasons of what is scored against writing now; `settled` those against giving a sheet back.
 */
export function sheetMoves<Context extends SheetContext>(
  closed: readonly SheetGuard<Context>[],
  settled: readonly SheetGuard<Context>[],
): Readonly<Record<'submit' | 'recuse' | 'release' | 'reopen', Move<ScoresheetState, Sheet, Context>>> {
  return {
    submit: { from: ['draft'], to: 'submitted', unless: [notItsEvaluator, ...closed, somethingIsUnmarked] },
    recuse: { from: ['draft'], to: 'recused', unless: [notItsEvaluator] },
    release: { from: ['draft'], to: 'released', unless: [notTheOfficeOfSheets] },
    reopen: { from: ['submitted'], to: 'draft', unless: [notTheOfficeOfSheets, ...settled] },
  };
}

/** Every reason against saving this mark on this sheet now. A draft may lack anything, but nothing in it may be wrong. */
export function markRefusalsOf<Context extends SheetContext>(
  closed: readonly SheetGuard<Context>[],
  sheet: Sheet,
  mark: Mark,
  context: Context,
): readonly Refusal[] {
  const found = [notItsEvaluator, ...closed].flatMap((guard) => guard(sheet, context) ?? []);
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
