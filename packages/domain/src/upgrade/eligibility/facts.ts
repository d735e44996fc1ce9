import type { CivilDate } from '../../kernel/index.ts';
import type { SkillLevelCode } from '../../reference/index.ts';
import type { Grade, HonourLevel, HostUnitKind, Named, Standing, Tier } from '../../studio/index.ts';
import type { AppliedTier } from './rule-set.ts';

/** The honours 二(二)3 names for 国家级. */
export const nationalHonours = ['china-skills-award', 'national-technical-expert', 'state-special-allowance'] as const;
export type NationalHonour = (typeof nationalHonours)[number];

/** Grounds to apply out of turn (三(一), 破格). */
export const exceptionGrounds = ['industry-leading', 'worldskills-team-leader', 'worldskills-gold'] as const;
export type ExceptionGround = (typeof exceptionGrounds)[number];

/** A soft rule the office set aside, with its reason. */
export type Waivers = Readonly<Record<string, string>>;

/** What a verdict is worked out from, as it stood on one day. A fact that nobody knows is left out or null, never guessed. */
export interface UpgradeFacts {
  readonly on: CivilDate;
  /** Year of the round applied in; the year of `on` where none is called yet. */
  readonly roundYear: number;
  readonly target: AppliedTier;

  /** Null: a studio that is still to be founded. */
  readonly tier: Tier | null;
  readonly standing?: Standing | null;
  /** Award of the present tier. */
  readonly awardedOn?: CivilDate | null;
  readonly lastGrade?: Grade | null;
  readonly lastEvaluatedOn?: CivilDate | null;
  /** 四(四): when the next evaluation is due. */
  readonly evaluationDueOn?: CivilDate | null;
  /** A cycle the studio takes part in and that has not published yet. */
  readonly runningCycle?: Named | null;
  /** Approval of the last change of master; null: none. */
  readonly masterChangedOn: CivilDate | null;
  readonly relocatedOn: CivilDate | null;

  readonly birthDate?: CivilDate | null;
  /** Months a year in the studio, as logged or declared. */
  readonly presenceMonths?: number | null;
  /** Members of the team on the day, as the studio's page counts them. */
  readonly teamSize?: number | null;
  /** Social insurance or labour relation with the applying unit. */
  readonly insuredWithUnit?: boolean | null;
  readonly skillLevel?: SkillLevelCode | null;
  readonly highestAward?: HonourLevel | null;
  readonly nationalHonours?: readonly NationalHonour[] | null;
  /** Recognised as a bearer of intangible heritage at municipal level or above. */
  readonly heritageBearer?: boolean | null;
  readonly exceptionGround: ExceptionGround | null;

  readonly hostKind?: HostUnitKind | null;
  /** Skilled workers, dispatched ones included, per cent of staff. */
  readonly skilledPercent?: number | null;
  /** Per cent of the staff-education fund spent on high-skill training and exchange. */
  readonly trainingFundPercent?: number | null;
  readonly isBranch?: boolean | null;
  /** First day of the master's work in the branch. */
  readonly inBranchSince?: CivilDate | null;

  /** Other running studios that carry the master's name. */
  readonly otherStudiosOfMaster: readonly Named[];
  /** Running studios of the same unit, occupation and target tier. */
  readonly twins: readonly Named[];
  /** The master already names a studio of national tier at the applying unit. */
  readonly nationalWithSameUnit: Named | null;

  readonly waivers: Waivers;
}
