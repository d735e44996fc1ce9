import type { Actor } from '../identity/index.ts';
import { holds } from '../identity/index.ts';
import type { Guard, Machine, Refusal, Score } from '../kernel/index.ts';
import { evaluationRefusals as refuse } from './evaluation.refusals.ts';
import { withinLimit } from './moderation/arbitration.rule.ts';
import { moderationRefusals } from './moderation/moderation.refusals.ts';
import { opinionRefusals } from './opinion/opinion.refusals.ts';
import type { Rubric } from './rubric/rubric.ts';
import { publicityRefusals } from './publicity/publicity.refusals.ts';
import { timeText } from './time-text.ts';
import type { SelfLine } from './self-evaluation/self-evaluation.rule.ts';
import { missingLines } from './self-evaluation/self-evaluation.rule.ts';
import type { CycleState, EvaluationState } from './vocabulary.ts';

export type EvaluationAction =
  | 'begin'
  | 'submit'
  | 'return'
  | 'miss'
  | 'extend'
  | 'aggregate'
  | 'unscore'
  | 'arbitrate'
  | 'decide'
  | 'set-bonus'
  | 'announce'
  | 'publish'
  | 'correct-announced'
  | 'correct'
  | 'retract'
  | 'withdraw'
  | 'restore';

export interface Evaluation {
  readonly state: EvaluationState;
  readonly studioId: string;
  /** The cycle's closing instant, or the later one given to this studio. */
  readonly closesAt: Date;
}

export interface EvaluationContext {
  readonly actor: Pick<Actor, 'grants'>;
  readonly now: Date;
  readonly cycle: CycleState;
  readonly rubric: Rubric;
  readonly lines: readonly SelfLine[];
  /** Sheets that count, and how many of them are in. */
  readonly sheets: { readonly wanted: number; readonly submitted: number; readonly open: number };
  /** Between the sheets, where all are in. */
  readonly spread?: Score | null;
  /** Objections not closed and corrections not released: they freeze the publication of this one studio. */
  readonly frozenBy?: number;
}

type EvaluationGuard = Guard<Evaluation, EvaluationContext>;

const notTheOffice: EvaluationGuard = (_, { actor }) => (holds(actor, 'office') ? undefined : refuse('not-the-office'));
const notItsStudio: EvaluationGuard = ({ studioId }, { actor }) =>
  actor.grants.some((grant) => grant.role === 'studio' && grant.studioId === studioId)
    ? undefined
    : refuse('not-its-studio');
const notARecommender: EvaluationGuard = (_, { actor }) =>
  holds(actor, 'recommender') ? undefined : opinionRefusals('not-its-recommender');
const cycleIsNotRunning: EvaluationGuard = (_, { cycle }) =>
  cycle === 'self-evaluation' || cycle === 'scoring' ? undefined : refuse('cycle-not-running');
const cycleIsNotDeciding: EvaluationGuard = (_, { cycle }) =>
  cycle === 'deciding' ? undefined : refuse('cycle-not-running');
const scoringIsOver: EvaluationGuard = (_, { cycle }) =>
  cycle === 'scoring' ? undefined : moderationRefusals('scoring-is-over');
const spreadIsWithin: EvaluationGuard = (_, { rubric, spread }) =>
  (spread ?? 0) > rubric.spreadLimit ? undefined : withinLimit(spread ?? 0, rubric.spreadLimit);
const windowHasClosed: EvaluationGuard = ({ closesAt }, { now }) =>
  now >= closesAt ? refuse('self-evaluation-closed', { closesAt: timeText(closesAt) }) : undefined;
const linesAreMissing: EvaluationGuard = (_, { rubric, lines }) => missingLines(rubric, lines);
const sheetsAreOut: EvaluationGuard = (_, { sheets }) =>
  sheets.submitted < sheets.wanted || sheets.open > 0
    ? refuse('sheets-unfinished', { count: Math.max(sheets.wanted - sheets.submitted, sheets.open) })
    : undefined;
const proposalIsFixed: EvaluationGuard = (_, { cycle }) =>
  cycle === 'proposed' ? publicityRefusals('proposal-is-fixed') : undefined;
const publicationIsFrozen: EvaluationGuard = (_, { frozenBy = 0 }) =>
  frozenBy > 0 ? publicityRefusals('frozen', { count: frozenBy }) : undefined;

/**
 * One studio in one cycle. `begin`, `miss`, `announce` and `publish` come with the cycle's own steps; `aggregate` when the last sheet
 * comes in, `unscore` when one is given back. `extend` gives a studio a later instant and its pen back.
 */
export const evaluationMachine: Machine<EvaluationState, EvaluationAction, Evaluation, EvaluationContext> = {
  name: 'evaluation',
  initial: 'planned',
  final: ['published'],
  moves: {
    begin: { from: ['planned'], to: 'self-evaluating', unless: [notTheOffice, cycleIsNotRunning] },
    submit: {
      from: ['self-evaluating'],
      to: 'submitted',
      unless: [notItsStudio, cycleIsNotRunning, windowHasClosed, linesAreMissing],
    },
    // Whose recommender, how often and until when: `opinionMachine`.
    return: { from: ['submitted'], to: 'self-evaluating', unless: [notARecommender, cycleIsNotRunning] },
    miss: { from: ['self-evaluating'], to: 'missed', unless: [notTheOffice] },
    extend: {
      from: ['self-evaluating', 'submitted', 'missed'],
      to: 'self-evaluating',
      unless: [notTheOffice, cycleIsNotRunning],
    },
    aggregate: { from: ['submitted'], to: 'scored', unless: [sheetsAreOut] },
    unscore: { from: ['scored'], to: 'submitted', unless: [notTheOffice, cycleIsNotRunning] },
    // One more sheet because the spread passed the rubric's limit (`arbitrationOf`).
    arbitrate: { from: ['scored'], to: 'submitted', unless: [notTheOffice, scoringIsOver, spreadIsWithin] },
    decide: { from: ['scored', 'missed', 'decided'], to: 'decided', unless: [notTheOffice, cycleIsNotDeciding] },
    // A grade that rested on another score is no grade any more.
    'set-bonus': { from: ['scored', 'decided'], to: 'scored', unless: [notTheOffice, cycleIsNotDeciding] },
    announce: { from: ['decided'], to: 'announced', unless: [notTheOffice] },
    publish: { from: ['announced'], to: 'published', unless: [notTheOffice, publicationIsFrozen] },
    'correct-announced': { from: ['announced'], to: 'announced', unless: [notTheOffice] },
    correct: { from: ['published', 'retracted'], to: 'published', unless: [notTheOffice] },
    retract: { from: ['published'], to: 'retracted', unless: [notTheOffice] },
    withdraw: {
      from: ['planned', 'self-evaluating', 'submitted', 'missed', 'scored', 'decided', 'announced'],
      to: 'withdrawn',
      unless: [notTheOffice, proposalIsFixed],
    },
    restore: { from: ['withdrawn'], to: 'planned', unless: [notTheOffice] },
  },
};

/** Every reason against saving a line of the self-evaluation: only its studio, only while it is open, exactly until it closes. */
export function writingRefusals(evaluation: Evaluation, context: EvaluationContext): readonly Refusal[] {
  const found = [notItsStudio, cycleIsNotRunning, windowHasClosed].flatMap((guard) => guard(evaluation, context) ?? []);
  if (found.length > 0 || evaluation.state === 'self-evaluating') return found;
  return [refuse('self-evaluation-closed', { closesAt: timeText(evaluation.closesAt) })];
}
