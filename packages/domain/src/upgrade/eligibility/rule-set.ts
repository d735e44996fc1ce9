import type { Fen } from '../../kernel/index.ts';
import type { SkillLevelCode } from '../../reference/index.ts';
import type { HonourLevel, Tier } from '../../studio/index.ts';

/** The tiers one applies for to the municipal office; 区县级 is the districts' own (五(四)). */
export const appliedTiers = ['municipal', 'chief', 'national'] as const satisfies readonly Tier[];
export type AppliedTier = (typeof appliedTiers)[number];

/** What the master of a tier must have (二(二)1 to 3). */
export interface MasterTerms {
  /** Lowest level of a skill award; null where another list of honours is asked for instead. */
  readonly awardFrom: HonourLevel | null;
  /** In principle (原则上): the office may waive it. */
  readonly skillFrom: SkillLevelCode;
}

/**
 * A notice's thresholds, dates and quotas as one version: rules are functions, their numbers stand here. A later notice is
 * another version with a later first day; the latest in force on the day of an assessment is the one that counts.
 */
export interface RuleSet {
  readonly id: string;
  readonly version: number;
  /** Id of the notice whose clauses the findings cite. */
  readonly notice: string;
  readonly inForceFrom: string;
  /** 二(二): "不超过55周岁" – the day before the 56th birthday is the last. */
  readonly oldestAge: number;
  readonly presenceMonths: number;
  readonly team: { readonly least: number; readonly most: number };
  readonly enterprise: { readonly skilledPercent: number; readonly trainingFundPercent: number };
  readonly masters: Readonly<Record<AppliedTier, MasterTerms>>;
  /** 二(二)末: tiers a recognised bearer of intangible heritage may apply for without the award. */
  readonly heritageTiers: readonly AppliedTier[];
  /** 三(一): tiers that may be applied for out of turn. */
  readonly exceptionTiers: readonly AppliedTier[];
  /** 三(三): years of work in the branch. */
  readonly branchYears: number;
  /** 三(三): calendar years after the award in which nothing may be applied for. */
  readonly coolingOffYears: number;
  /** 三(三): calendar years after the award in which one applies first and is reviewed with 优秀 only. */
  readonly provisionalYears: number;
  /** 三(三): years of running after a change of master or a relocation. */
  readonly restartYears: number;
  /** 三(二)2: length of the deeds, as `textLength` counts. */
  readonly deeds: { readonly least: number; readonly most: number };
  /** 五(二): pages of all evidence together. */
  readonly evidencePages: number;
  /** 一(一). */
  readonly places: Readonly<Record<AppliedTier, number>>;
  /** 三(一): each recommender. */
  readonly placesPerRecommender: Readonly<Record<AppliedTier, number>>;
  /** 四(一); null: by the state's class. */
  readonly subsidyFen: Readonly<Record<AppliedTier, Fen | null>>;
}

/** The version in force on a day: the latest that has begun; undefined before the first. */
export function ruleSetOn(ruleSets: readonly RuleSet[], day: string): RuleSet | undefined {
  return ruleSets
    .filter(({ inForceFrom }) => inForceFrom <= day)
    .toSorted((one, other) => (one.inForceFrom < other.inForceFrom ? -1 : 1))
    .at(-1);
}
