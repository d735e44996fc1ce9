import type { Mark, ScoresheetState, Sheet, SheetContext, SheetGuard } from '../../evaluation/index.ts';
import { markRefusalsOf, sheetMoves, timeText } from '../../evaluation/index.ts';
import type { Machine, Refusal } from '../../kernel/index.ts';
import type { ApplicationState } from '../application/application.ts';
import type { RoundState } from '../round/round.ts';
import { reviewRefusals as refuse } from './review.refusals.ts';

export type ReviewSheetState = Exclude<ScoresheetState, 'sealed'>;
export type ReviewSheetAction = 'submit' | 'recuse' | 'release' | 'reopen';

export interface ReviewContext extends SheetContext {
  readonly now: Date;
  /** Null: as long as the round is in review. */
  readonly closesAt: Date | null;
  readonly round: RoundState;
  readonly application: ApplicationState;
}

type ReviewGuard = SheetGuard<ReviewContext>;

const reviewIsNotOn: ReviewGuard = (_, { round, now, closesAt }) =>
  round === 'reviewing' && (closesAt === null || now < closesAt) ? undefined : reviewClosed(closesAt);
const reviewClosed = (closesAt: Date | null): Refusal =>
  refuse('review-closed', { closesAt: closesAt === null ? '—' : timeText(closesAt) });
const applicationIsNotAccepted: ReviewGuard = (_, { application }) =>
  application === 'accepted' ? undefined : refuse('not-accepted-yet');
const closed = [reviewIsNotOn, applicationIsNotAccepted];
const reviewIsOver: ReviewGuard = (_, { round, closesAt }) =>
  round === 'reviewing' ? undefined : reviewClosed(closesAt);

/** One evaluator's sheet for one application: the sheet of the evaluation, scored while the round is in review. */
export const reviewSheetMachine: Machine<ScoresheetState, ReviewSheetAction, Sheet, ReviewContext> = {
  name: 'review-sheet',
  initial: 'draft',
  final: ['submitted', 'recused', 'released'],
  moves: sheetMoves<ReviewContext>(closed, [reviewIsOver]),
};

/** Every reason against saving this mark on this sheet now. */
export const reviewMarkRefusals = (sheet: Sheet, mark: Mark, context: ReviewContext): readonly Refusal[] =>
  markRefusalsOf(closed, sheet, mark, context);
