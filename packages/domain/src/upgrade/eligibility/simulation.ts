import type { CivilDate, Refusal } from '../../kernel/index.ts';
import type { SkillLevelCode } from '../../reference/index.ts';
import type { Grade, HonourLevel } from '../../studio/index.ts';
import { eligibilityRefusals } from './eligibility.refusals.ts';
import type { UpgradeFacts } from './facts.ts';
import type { AppliedTier, RuleSet } from './rule-set.ts';
import type { UpgradeOutcome } from './verdict.ts';

/** The case as if its running or next evaluation came out with this grade on a day (today where none is said). */
export const withGrade = (facts: UpgradeFacts, grade: Grade, on: CivilDate = facts.on): UpgradeFacts => ({
  ...facts,
  lastGrade: grade,
  lastEvaluatedOn: on,
  runningCycle: null,
  // 四(四): 不合格 → 限期整改.
  standing: grade === 'failed' && facts.standing === 'active' ? 'rectifying' : (facts.standing ?? null),
});

/** What is known of the person who would come next; what is not said is not known. */
export interface Successor {
  readonly birthDate?: CivilDate | null;
  readonly skillLevel?: SkillLevelCode | null;
  readonly highestAward?: HonourLevel | null;
}

/** The case as if the change of master were consented to today: the clock of R12 starts, the old master's facts are gone. */
export const withMaster = (facts: UpgradeFacts, successor: Successor): UpgradeFacts => ({
  ...facts,
  masterChangedOn: facts.on,
  birthDate: successor.birthDate ?? null,
  skillLevel: successor.skillLevel ?? null,
  highestAward: successor.highestAward ?? null,
  presenceMonths: null,
  insuredWithUnit: null,
  heritageBearer: null,
  nationalHonours: null,
  inBranchSince: facts.isBranch ? null : (facts.inBranchSince ?? null),
  otherStudiosOfMaster: [],
  nationalWithSameUnit: null,
});

/** The case as if a relocation were consented to today: the clock of R12 starts, what was said of the old unit is gone. */
export const withRelocation = (facts: UpgradeFacts): UpgradeFacts => ({
  ...facts,
  relocatedOn: facts.on,
  presenceMonths: null,
  insuredWithUnit: null,
  skilledPercent: null,
  trainingFundPercent: null,
  inBranchSince: facts.isBranch ? null : (facts.inBranchSince ?? null),
});

/** What the office may try out before a notice: thresholds and years; absent ones stay as they are. */
export interface DraftRules {
  readonly oldestAge?: number | undefined;
  readonly presenceMonths?: number | undefined;
  readonly teamLeast?: number | undefined;
  readonly teamMost?: number | undefined;
  readonly skilledPercent?: number | undefined;
  readonly trainingFundPercent?: number | undefined;
  readonly skillFrom?: Readonly<Partial<Record<AppliedTier, SkillLevelCode | undefined>>> | undefined;
  readonly branchYears?: number | undefined;
  readonly coolingOffYears?: number | undefined;
  readonly provisionalYears?: number | undefined;
  readonly restartYears?: number | undefined;
}

/** A rule set with changes, never to be confused with one in force: its version is 0. */
export function draftOf(base: RuleSet, draft: DraftRules): RuleSet {
  const skillFrom = (tier: AppliedTier) => draft.skillFrom?.[tier] ?? base.masters[tier].skillFrom;
  const master = (tier: AppliedTier) => ({ ...base.masters[tier], skillFrom: skillFrom(tier) });
  return {
    ...base,
    id: `${base.id}-draft`,
    version: 0,
    oldestAge: draft.oldestAge ?? base.oldestAge,
    presenceMonths: draft.presenceMonths ?? base.presenceMonths,
    team: { least: draft.teamLeast ?? base.team.least, most: draft.teamMost ?? base.team.most },
    enterprise: {
      skilledPercent: draft.skilledPercent ?? base.enterprise.skilledPercent,
      trainingFundPercent: draft.trainingFundPercent ?? base.enterprise.trainingFundPercent,
    },
    masters: { municipal: master('municipal'), chief: master('chief'), national: master('national') },
    branchYears: draft.branchYears ?? base.branchYears,
    coolingOffYears: draft.coolingOffYears ?? base.coolingOffYears,
    provisionalYears: draft.provisionalYears ?? base.provisionalYears,
    restartYears: draft.restartYears ?? base.restartYears,
  };
}

/** Every reason against a draft: ranges in which nothing lies. */
export function draftRefusals({ team, coolingOffYears, provisionalYears }: RuleSet): readonly Refusal[] {
  return [
    ...(team.least > team.most ? [eligibilityRefusals('team-range-empty', { ...team })] : []),
    ...(provisionalYears < coolingOffYears
      ? [eligibilityRefusals('years-out-of-order', { coolingOffYears, provisionalYears })]
      : []),
  ];
}

/** Whether one may hand in an application with this outcome. */
export const opensTheWay = (outcome: UpgradeOutcome): boolean =>
  outcome === 'eligible' || outcome === 'for-people' || outcome === 'provisional';
