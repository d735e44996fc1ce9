import type { Actor } from '../../identity/index.ts';
import type { Guard, Machine, Refusal, Score } from '../../kernel/index.ts';
import type { Rubric } from '../rubric/rubric.ts';
import { refusalsOfLine } from '../self-evaluation/self-evaluation.rule.ts';
import { timeText } from '../time-text.ts';
import type { EvaluationState } from '../vocabulary.ts';
import { opinionRefusals as refuse } from './opinion.refusals.ts';
import type { OpinionLine, OpinionState } from './opinion.ts';

export type OpinionAction = 'agree' | 'adjust' | 'return' | 'take-back' | 'renew';

export interface Opinion {
  readonly state: OpinionState;
  readonly recommenderId: string;
  readonly lines: readonly OpinionLine[];
  /** A self-evaluation is returned once in a cycle. */
  readonly returnedBefore: boolean;
}

export interface OpinionContext {
  readonly actor: Pick<Actor, 'grants'>;
  readonly now: Date;
  readonly evaluation: EvaluationState;
  readonly closesAt: Date;
  readonly rubric: Rubric;
  /** The studio's own scores by indicator. */
  readonly selfScores: ReadonlyMap<string, Score | null>;
  /** Days a studio has at least after a return; a setting of the cycle. */
  readonly returnDays: number;
  readonly sheetsHandedIn: number;
  /** Why it is returned. */
  readonly reason: string;
}

type OpinionGuard = Guard<Opinion, OpinionContext>;

const notItsRecommender: OpinionGuard = ({ recommenderId }, { actor }) =>
  actor.grants.some((grant) => grant.role === 'recommender' && grant.recommenderId === recommenderId)
    ? undefined
    : refuse('not-its-recommender');
const notHandedIn: OpinionGuard = (_, { evaluation }) =>
  evaluation === 'submitted' || evaluation === 'scored' ? undefined : refuse('not-handed-in');
const windowHasClosed: OpinionGuard = (_, { now, closesAt }) =>
  now >= closesAt ? refuse('window-closed', { closesAt: timeText(closesAt) }) : undefined;
const somethingIsAdjusted: OpinionGuard = ({ lines }) =>
  lines.length > 0 ? refuse('lines-adjusted', { count: lines.length }) : undefined;
const nothingIsAdjusted: OpinionGuard = ({ lines }) => (lines.length === 0 ? refuse('nothing-adjusted') : undefined);
const linesAreUnfinished: OpinionGuard = ({ lines }, { selfScores }) =>
  lines.flatMap(({ indicator, score, reason }) => [
    ...(score === null ? [refuse('line-score-missing', { indicator })] : []),
    ...(reason.trim() === '' ? [refuse('line-reason-missing', { indicator })] : []),
    ...(score !== null && score === selfScores.get(indicator) ? [refuse('line-same-as-self', { indicator })] : []),
  ]);
const wasReturned: OpinionGuard = ({ returnedBefore }) => (returnedBefore ? refuse('already-returned') : undefined);
// How many are in is not the recommender's to know.
const sheetIsIn: OpinionGuard = (_, { sheetsHandedIn }) => (sheetsHandedIn > 0 ? refuse('sheet-handed-in') : undefined);
const reasonIsMissing: OpinionGuard = (_, { reason }) => (reason.trim() === '' ? refuse('reason-missing') : undefined);
const noTimeIsLeft: OpinionGuard = (_, { now, closesAt, returnDays }) =>
  // A closed window says so itself.
  now < closesAt && untilAfterReturn(now, returnDays) > closesAt
    ? refuse('return-leaves-no-time', { days: returnDays, closesAt: timeText(closesAt) })
    : undefined;

/**
 * The recommender's opinion of one self-evaluation: agree, adjust lines with a reason each, or return it once. `renew` comes
 * with the studio's handing in again: what was said of the earlier version is open again. Domain default, step 3 of 四(四).
 */
export const opinionMachine: Machine<OpinionState, OpinionAction, Opinion, OpinionContext> = {
  name: 'opinion',
  initial: 'pending',
  final: ['agreed', 'adjusted'],
  moves: {
    agree: {
      from: ['pending'],
      to: 'agreed',
      unless: [notItsRecommender, notHandedIn, windowHasClosed, somethingIsAdjusted],
    },
    adjust: {
      from: ['pending'],
      to: 'adjusted',
      unless: [notItsRecommender, notHandedIn, windowHasClosed, nothingIsAdjusted, linesAreUnfinished],
    },
    return: {
      from: ['pending'],
      to: 'returned',
      unless: [notItsRecommender, notHandedIn, windowHasClosed, wasReturned, sheetIsIn, noTimeIsLeft, reasonIsMissing],
    },
    'take-back': {
      from: ['agreed', 'adjusted'],
      to: 'pending',
      unless: [notItsRecommender, notHandedIn, windowHasClosed, sheetIsIn],
    },
    renew: { from: ['returned', 'agreed', 'adjusted'], to: 'pending', unless: [notHandedIn] },
  },
};

/** Until when a returned self-evaluation may be handed in at least: so many times 24 hours. */
export const untilAfterReturn = (now: Date, days: number): Date => new Date(now.getTime() + days * 86_400_000);

/** The studio's closing instant after a return: the one it has, or the days a return must leave, whichever is later. */
export const closingAfterReturn = (closesAt: Date, now: Date, days: number): Date => {
  const until = untilAfterReturn(now, days);
  return until > closesAt ? until : closesAt;
};

/** What is wrong with an opinion as saved, drafts included: closed, not pending, an unknown line, too many points. */
export function opinionWritingRefusals(opinion: Opinion, context: OpinionContext): readonly Refusal[] {
  const found = [notItsRecommender, notHandedIn, windowHasClosed].flatMap((guard) => guard(opinion, context) ?? []);
  const seen = new Set<string>();
  for (const line of opinion.lines) {
    if (seen.has(line.indicator)) found.push(refuse('line-twice', { indicator: line.indicator }));
    seen.add(line.indicator);
    found.push(...refusalsOfLine(context.rubric, line));
  }
  return found;
}
