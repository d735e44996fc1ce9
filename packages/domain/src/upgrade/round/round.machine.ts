import type { Actor } from '../../identity/index.ts';
import { holds } from '../../identity/index.ts';
import type { Guard, Machine, Refusal } from '../../kernel/index.ts';
import { publicityIsOver, timeText } from '../../evaluation/index.ts';
import { appliedTiers } from '../eligibility/rule-set.ts';
import { roundRefusals as refuse } from './round.refusals.ts';
import type { Round, RoundState } from './round.ts';

export type RoundAction = 'call' | 'start-review' | 'propose' | 'take-back' | 'release' | 'publish' | 'cancel';

/** `undecided`: applications in review without an outcome; `frozen`: with an objection that is still open. */
export interface RoundContext {
  readonly actor: Pick<Actor, 'accountId' | 'grants'>;
  readonly now: Date;
  readonly undecided: number;
  readonly frozen?: number;
}

type RoundGuard = Guard<Round, RoundContext>;

const notTheOffice: RoundGuard = (_, { actor }) => (holds(actor, 'office') ? undefined : refuse('not-the-office'));
const settingsAreWrong: RoundGuard = (round, { now }) => roundFaults(round, now);
const recommendingIsOpen: RoundGuard = ({ windows: { recommendingClosesAt } }, { now }) =>
  now < recommendingClosesAt
    ? refuse('recommending-still-open', { closesAt: timeText(recommendingClosesAt) })
    : undefined;
const somethingIsUndecided: RoundGuard = (_, { undecided }) =>
  undecided > 0 ? refuse('undecided', { count: undecided }) : undefined;
/** Four eyes: the guard has the name of what it refuses. */
const ownProposal: RoundGuard = ({ proposedBy }, { actor }) =>
  proposedBy === actor.accountId ? refuse('own-proposal') : undefined;
const publicityIsOn: RoundGuard = ({ publicityUntil }, { now }) =>
  publicityUntil !== null && publicityIsOver(publicityUntil, now)
    ? undefined
    : refuse('publicity-not-over', { until: publicityUntil ?? '' });
const somethingIsFrozen: RoundGuard = (_, { frozen = 0 }) =>
  frozen > 0 ? refuse('frozen', { count: frozen }) : undefined;

/** Everything wrong with the settings of a round that is to be called: windows in order and to come, places to give. */
export function roundFaults({ windows, places }: Pick<Round, 'windows' | 'places'>, now: Date): readonly Refusal[] {
  const { opensAt, applicationsCloseAt, recommendingOpensAt, recommendingClosesAt } = windows;
  const found: Refusal[] = [];
  const inOrder =
    opensAt < applicationsCloseAt &&
    applicationsCloseAt <= recommendingOpensAt &&
    recommendingOpensAt < recommendingClosesAt;
  if (!inOrder) found.push(refuse('windows-out-of-order'));
  if (applicationsCloseAt <= now) {
    found.push(refuse('window-in-the-past', { closesAt: timeText(applicationsCloseAt) }));
  }
  if (appliedTiers.every((tier) => places[tier] === 0)) found.push(refuse('no-places'));
  return found;
}

/**
 * A yearly call: draft → called → reviewing → proposed → publicity → published. The windows of the call are hours, not states:
 * `roundPhase` tells where it stands. Who proposed the awards does not release them; nothing is published before the publicity is over.
 */
export const roundMachine: Machine<RoundState, RoundAction, Round, RoundContext> = {
  name: 'round',
  initial: 'draft',
  final: ['published', 'cancelled'],
  moves: {
    call: { from: ['draft'], to: 'called', unless: [notTheOffice, settingsAreWrong] },
    'start-review': { from: ['called'], to: 'reviewing', unless: [notTheOffice, recommendingIsOpen] },
    propose: { from: ['reviewing'], to: 'proposed', unless: [notTheOffice, somethingIsUndecided] },
    'take-back': { from: ['proposed'], to: 'reviewing', unless: [notTheOffice] },
    release: { from: ['proposed'], to: 'publicity', unless: [notTheOffice, ownProposal, somethingIsUndecided] },
    publish: { from: ['publicity'], to: 'published', unless: [notTheOffice, publicityIsOn, somethingIsFrozen] },
    cancel: { from: ['draft', 'called', 'reviewing', 'proposed'], to: 'cancelled', unless: [notTheOffice] },
  },
};
