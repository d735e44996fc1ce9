import type { Actor } from '../../identity/index.ts';
import { holds } from '../../identity/index.ts';
import type { Guard, Machine, Refusal, Score } from '../../kernel/index.ts';
import type { Grade } from '../../studio/index.ts';
import { publicityRefusals as refuse } from './publicity.refusals.ts';

export const correctionStates = ['proposed', 'released', 'discarded'] as const;
export type CorrectionState = (typeof correctionStates)[number];

/** `correction`: another grade or score; `retraction`: the published result is taken back, and none takes its place yet. */
export const correctionKinds = ['correction', 'retraction'] as const;
export type CorrectionKind = (typeof correctionKinds)[number];

export type CorrectionAction = 'release' | 'discard';

export interface Correction {
  readonly state: CorrectionState;
  readonly proposedBy: string;
}

interface CorrectionContext {
  readonly actor: Pick<Actor, 'accountId' | 'grants'>;
}

type CorrectionGuard = Guard<Correction, CorrectionContext>;

const notTheOffice: CorrectionGuard = (_, { actor }) => (holds(actor, 'office') ? undefined : refuse('not-the-office'));
const ownProposal: CorrectionGuard = ({ proposedBy }, { actor }) =>
  proposedBy === actor.accountId ? refuse('own-proposal') : undefined;

/** Another result for one studio, with four eyes like the first one: who proposes it does not release it. */
export const correctionMachine: Machine<CorrectionState, CorrectionAction, Correction, CorrectionContext> = {
  name: 'correction',
  initial: 'proposed',
  final: ['released', 'discarded'],
  moves: {
    release: { from: ['proposed'], to: 'released', unless: [notTheOffice, ownProposal] },
    discard: { from: ['proposed'], to: 'discarded', unless: [notTheOffice] },
  },
};

/** Grade and final score of an evaluation; score null: nothing was handed in. */
export interface Outcome {
  readonly grade: Grade | null;
  readonly score: Score | null;
}

/**
 * Every reason against a correction as such: it changes something, 合格 and 优秀 rest on a score, and no two corrections of one
 * result are open at a time. Whether the cap leaves a place is for who knows the others.
 */
export function correctionRefusals(
  kind: CorrectionKind,
  before: Outcome,
  after: Outcome,
  around: { readonly open: number; readonly retracted: boolean },
): readonly Refusal[] {
  const found: Refusal[] = [];
  if (around.open > 0) found.push(refuse('correction-is-open'));
  if (kind === 'retraction') return found;
  if (!around.retracted && before.grade === after.grade && before.score === after.score) {
    found.push(refuse('correction-changes-nothing'));
  }
  if (after.grade !== 'failed' && after.score === null) found.push(refuse('score-needed'));
  return found;
}
