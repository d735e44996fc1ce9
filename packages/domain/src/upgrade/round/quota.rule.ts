import type { Refusal } from '../../kernel/index.ts';
import { roundRefusals as refuse } from './round.refusals.ts';
import type { RoundState } from './round.ts';

/** Places of one recommender in one tier, and what stands on them. */
export interface QuotaChange {
  readonly state: RoundState;
  readonly places: number;
  /** Names on the places that would go: ranks are on the first places, the last go first. */
  readonly losing: readonly string[];
}

/** 三(一): places are given and taken while the round is a draft or called; a place somebody stands on is not taken away. */
export function quotaRefusals({ state, places, losing }: QuotaChange): readonly Refusal[] {
  if (state !== 'draft' && state !== 'called') return [refuse('quotas-are-settled')];
  return losing.length > 0 ? [refuse('place-taken', { places, names: losing })] : [];
}
