import type { CivilDate } from '../../kernel/index.ts';
import type { AppliedTier } from '../eligibility/rule-set.ts';

export const roundStates = ['draft', 'called', 'reviewing', 'proposed', 'publicity', 'published', 'cancelled'] as const;
export type RoundState = (typeof roundStates)[number];

/** The instants of a call (五(二)), in order. Each end is exclusive: at 18:00:00.000 nothing is taken any more. */
export interface RoundWindows {
  readonly opensAt: Date;
  readonly applicationsCloseAt: Date;
  readonly recommendingOpensAt: Date;
  readonly recommendingClosesAt: Date;
}

export type PlacesByTier = Readonly<Record<AppliedTier, number>>;

/** 申报轮次: one yearly call for the next tier and for new studios. */
export interface Round {
  readonly state: RoundState;
  readonly year: number;
  readonly windows: RoundWindows;
  /** 一(一): places of the whole round. */
  readonly places: PlacesByTier;
  /** Who proposed the awards: somebody else releases them. */
  readonly proposedBy: string | null;
  /** Last day of the publicity, once released. */
  readonly publicityUntil: CivilDate | null;
}

export const roundPhases = ['announced', 'applying', 'between', 'recommending', 'closed'] as const;
export type RoundPhase = (typeof roundPhases)[number];

/** Where a called round stands at an instant; null: it takes nothing, whatever the hour. */
export function roundPhase({ state, windows }: Pick<Round, 'state' | 'windows'>, now: Date): RoundPhase | null {
  if (state !== 'called') return null;
  if (now < windows.opensAt) return 'announced';
  if (now < windows.applicationsCloseAt) return 'applying';
  if (now < windows.recommendingOpensAt) return 'between';
  return now < windows.recommendingClosesAt ? 'recommending' : 'closed';
}
