import type { Machine, Refusal } from '../../kernel/index.ts';
import { evaluationRefusals as refuse } from '../evaluation.refusals.ts';
import { timeText } from '../time-text.ts';
import type { CycleState, EvaluationState, ScoresheetState } from '../vocabulary.ts';
import type { Mark } from './scoring.ts';
import type { Sheet, SheetContext, SheetGuard } from './sheet.machine.ts';
import { markRefusalsOf, notTheOfficeOfSheets, sheetMoves, somethingIsUnmarked } from './sheet.machine.ts';

export type ScoresheetAction = 'submit' | 'enter' | 'recuse' | 'release' | 'reopen' | 'seal';

export type Scoresheet = Sheet;

export interface ScoringContext extends SheetContext {
  readonly now: Date;
  readonly closesAt: Date;
  readonly cycle: CycleState;
  readonly evaluation: EvaluationState;
}

type ScoringGuard = SheetGuard<ScoringContext>;

const scoringIsNotOpen: ScoringGuard = (_, { cycle }) => (cycle === 'scoring' ? undefined : refuse('scoring-not-open'));
const selfEvaluationIsNotIn: ScoringGuard = (_, { evaluation }) =>
  evaluation === 'submitted' ? undefined : refuse('self-evaluation-not-in');
const windowHasClosed: ScoringGuard = (_, { now, closesAt }) =>
  now >= closesAt ? refuse('scoring-closed', { closesAt: timeText(closesAt) }) : undefined;
const closed = [scoringIsNotOpen, selfEvaluationIsNotIn, windowHasClosed];

/** One evaluator's sheet for one studio. `enter`: the office enters a whole sheet from the evaluator's paper (代录). Sealed when the office begins to decide: from then on nobody changes a mark. */
export const scoresheetMachine: Machine<ScoresheetState, ScoresheetAction, Scoresheet, ScoringContext> = {
  name: 'scoresheet',
  initial: 'draft',
  final: ['recused', 'released', 'sealed'],
  moves: {
    ...sheetMoves<ScoringContext>(closed, [scoringIsNotOpen]),
    enter: { from: ['draft'], to: 'submitted', unless: [notTheOfficeOfSheets, ...closed, somethingIsUnmarked] },
    seal: { from: ['submitted'], to: 'sealed', unless: [notTheOfficeOfSheets] },
  },
};

/** Every reason against saving this mark on this sheet now. */
export const markRefusals = (sheet: Scoresheet, mark: Mark, context: ScoringContext): readonly Refusal[] =>
  markRefusalsOf(closed, sheet, mark, context);
