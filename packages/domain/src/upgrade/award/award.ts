import type { AppliedTier } from '../eligibility/rule-set.ts';

export const awardOutcomes = ['award', 'decline'] as const;
export type AwardOutcome = (typeof awardOutcomes)[number];

/** Why an application gets no award: beyond the places (一(一)), judged by the office, an objection upheld. */
export const declineGrounds = ['places', 'judged', 'objection'] as const;
export type DeclineGround = (typeof declineGrounds)[number];

/** What the order of the candidates of one tier rests on. */
export interface Candidate {
  readonly applicationId: string;
  readonly tier: AppliedTier;
  /** 优秀 at the last evaluation (四(四)). */
  readonly excellent: boolean;
  /** Of the expert review, in hundredths; null without one. */
  readonly reviewScore: number | null;
  /** Place in its recommending unit's list, 1 the first (三(一)). */
  readonly recommenderRank: number | null;
  /** R24, in hundredths (二(三)); null where nobody counted them. */
  readonly priorityPoints: number | null;
}

/** Who would be the only one of his kind: what 三(三) asks of the awards of one round among themselves. */
export interface AwardSubject {
  readonly applicationId: string;
  readonly studioName: string;
  readonly tier: AppliedTier;
  readonly masterName: string;
  /** The same for two applications of one person. */
  readonly masterKey: string;
  readonly hostUnitId: string;
  readonly occupationName: string | null;
}

/** One decision as the office gives it; `outcome` null takes one back. */
export interface AwardChoice {
  readonly applicationId: string;
  readonly outcome: AwardOutcome | null;
  readonly reason: string | null;
}
