import type { Actor } from '../../identity/index.ts';
import { holds } from '../../identity/index.ts';
import type { CivilDate, Guard, Machine, Refusal } from '../../kernel/index.ts';
import { scoreText } from '../../kernel/index.ts';
import { evaluationRefusals as refuse } from '../evaluation.refusals.ts';
import type { Rubric } from '../rubric/rubric.ts';
import { timeText } from '../time-text.ts';
import { sumOfPoints } from '../rubric/rubric.ts';
import { publicityIsOver } from '../publicity/publicity.rule.ts';
import { publicityRefusals } from '../publicity/publicity.refusals.ts';
import { moderationRefusals } from '../moderation/moderation.refusals.ts';
import type { CycleState } from '../vocabulary.ts';
import { orderRefusals, pastRefusals } from './window.rule.ts';
import type { CycleWindows } from './window.ts';

export type CycleAction =
  | 'open'
  | 'start-scoring'
  | 'start-deciding'
  | 'propose'
  | 'take-back'
  | 'release'
  | 'publish'
  | 'cancel';

export interface Cycle {
  readonly state: CycleState;
  readonly periodFrom: CivilDate;
  readonly periodTo: CivilDate;
  readonly windows: CycleWindows;
  /** Who proposed the grades: somebody else releases them. */
  readonly proposedBy: string | null;
  /** Last day of the publicity, once released. */
  readonly publicityUntil: CivilDate | null;
}

/** `writing`: studios that still may hand in; `unscored`: handed in, sheets not all in; `undecided`: without a grade. */
export interface CycleContext {
  readonly actor: Pick<Actor, 'accountId' | 'grants'>;
  readonly now: Date;
  readonly rubric: Rubric;
  readonly cohort: number;
  readonly writing: number;
  readonly unscored: number;
  readonly undecided: number;
  /** Spread over the limit, neither arbitrated nor waived. */
  readonly unarbitrated?: number;
}

type CycleGuard = Guard<Cycle, CycleContext>;

const notTheOffice: CycleGuard = (_, { actor }) => (holds(actor, 'office') ? undefined : refuse('not-the-office'));
const cohortIsEmpty: CycleGuard = (_, { cohort }) => (cohort === 0 ? refuse('cohort-empty') : undefined);
const settingsAreWrong: CycleGuard = (cycle, { rubric, now }) => settingRefusals(cycle, rubric, now);
const selfEvaluationIsOpen: CycleGuard = ({ windows: { selfEvaluation } }, { now, writing }) =>
  writing > 0 && now < selfEvaluation.closesAt
    ? refuse('self-evaluation-still-open', { closesAt: timeText(selfEvaluation.closesAt), count: writing })
    : undefined;
const scoringIsUnfinished: CycleGuard = (_, { unscored, writing }) =>
  unscored + writing > 0 ? refuse('evaluations-unfinished', { count: unscored + writing }) : undefined;
const spreadIsUnsettled: CycleGuard = (_, { unarbitrated = 0 }) =>
  unarbitrated > 0 ? moderationRefusals('arbitration-open', { count: unarbitrated }) : undefined;
const somethingIsUndecided: CycleGuard = (_, { undecided }) =>
  undecided > 0 ? refuse('undecided', { count: undecided }) : undefined;
/** Four eyes: the guard has the name of what it refuses. */
const ownProposal: CycleGuard = ({ proposedBy }, { actor }) =>
  proposedBy === actor.accountId ? publicityRefusals('own-proposal') : undefined;
const publicityIsOn: CycleGuard = ({ publicityUntil }, { now }) =>
  publicityUntil !== null && publicityIsOver(publicityUntil, now)
    ? undefined
    : publicityRefusals('not-over', { until: publicityUntil ?? '' });

/** What is wrong with the settings of a cycle that is to be opened, all of it. */
export function settingRefusals(
  cycle: Pick<Cycle, 'periodFrom' | 'periodTo' | 'windows'>,
  rubric: Rubric,
  now: Date,
): readonly Refusal[] {
  const found: Refusal[] = [];
  const sum = sumOfPoints(rubric);
  if (sum !== rubric.fullScore) {
    found.push(refuse('rubric-not-full', { sum: scoreText(sum), full: scoreText(rubric.fullScore) }));
  }
  if (cycle.periodTo <= cycle.periodFrom) found.push(refuse('period-out-of-order'));
  return [...found, ...orderRefusals(cycle.windows), ...pastRefusals(cycle.windows, now)];
}

/**
 * One biennial evaluation of a cohort (四(四)): draft → self-evaluation → scoring → deciding → proposed → publicity → published.
 * Who proposed does not release; nothing is published before the publicity is over.
 */
export const cycleMachine: Machine<CycleState, CycleAction, Cycle, CycleContext> = {
  name: 'cycle',
  initial: 'draft',
  final: ['published', 'cancelled'],
  moves: {
    open: { from: ['draft'], to: 'self-evaluation', unless: [notTheOffice, cohortIsEmpty, settingsAreWrong] },
    'start-scoring': { from: ['self-evaluation'], to: 'scoring', unless: [notTheOffice, selfEvaluationIsOpen] },
    'start-deciding': {
      from: ['scoring'],
      to: 'deciding',
      unless: [notTheOffice, scoringIsUnfinished, spreadIsUnsettled],
    },
    propose: { from: ['deciding'], to: 'proposed', unless: [notTheOffice, somethingIsUndecided] },
    'take-back': { from: ['proposed'], to: 'deciding', unless: [notTheOffice] },
    release: { from: ['proposed'], to: 'publicity', unless: [notTheOffice, ownProposal, somethingIsUndecided] },
    publish: { from: ['publicity'], to: 'published', unless: [notTheOffice, publicityIsOn] },
    cancel: {
      from: ['draft', 'self-evaluation', 'scoring', 'deciding', 'proposed'],
      to: 'cancelled',
      unless: [notTheOffice],
    },
  },
};
