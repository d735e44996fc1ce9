import type { CivilDate } from '../../kernel/index.ts';
import type { SkillLevelCode } from '../../reference/index.ts';
import type { HostUnitKind, Named } from '../../studio/index.ts';
import type { ExceptionGround, UpgradeFacts } from '../eligibility/facts.ts';
import { highestAwardOf, nationalHonoursOf } from '../eligibility/honours.rule.ts';
import type { AppliedTier } from '../eligibility/rule-set.ts';
import type { FormContent, FormHonour, FormMember, FormValue } from './form.ts';
import { isBlank } from './section.rule.ts';

/** What the registers know of an applying unit and of the master it puts forward. */
export interface UnitRegister {
  readonly hostKind: HostUnitKind;
  readonly isBranch: boolean;
  /** Running studios that carry the master's name, found by the number of the identity card. */
  readonly otherStudiosOfMaster: readonly Named[];
  readonly twins: readonly Named[];
  readonly nationalWithSameUnit: Named | null;
}

export interface AskedOn {
  readonly on: CivilDate;
  readonly roundYear: number;
  readonly target: AppliedTier;
  readonly exceptionGround: ExceptionGround | null;
}

const textOf = (value: FormValue | undefined): string | null =>
  typeof value === 'string' && !isBlank(value) ? value : null;
const numberOf = (value: FormValue | undefined): number | null => (typeof value === 'number' ? value : null);
const flagOf = (value: FormValue | undefined): boolean | null => (typeof value === 'boolean' ? value : null);
const rowsOf = (value: FormValue | undefined): FormValue | null =>
  Array.isArray(value) && !isBlank(value) ? value : null;

/** Skilled workers, per cent of staff; null as long as one of the figures is missing. */
function skilledPercent(staff: FormValue | undefined, skilled: FormValue | undefined): number | null {
  return typeof staff === 'number' && typeof skilled === 'number' && staff > 0
    ? Math.round((skilled / staff) * 1000) / 10
    : null;
}

/** The facts of a studio that is still to be founded, as its form says them: the same rules judge it as they judge a studio. */
export function foundingFacts(
  { unit, master, team }: FormContent,
  register: UnitRegister,
  { on, roundYear, target, exceptionGround }: AskedOn,
): UpgradeFacts {
  const honours = rowsOf(master['honours']) as readonly FormHonour[] | null;
  const members = rowsOf(team['members']) as readonly FormMember[] | null;
  return {
    on,
    roundYear,
    target,
    tier: null,
    masterChangedOn: null,
    relocatedOn: null,
    birthDate: textOf(master['birth-date']),
    presenceMonths: numberOf(master['presence-months']),
    teamSize: members === null ? null : members.filter(({ name }) => name.trim() !== '').length,
    insuredWithUnit: flagOf(master['insured-with-unit']),
    skillLevel: textOf(master['skill-level']) as SkillLevelCode | null,
    highestAward: honours === null ? null : highestAwardOf(honours),
    nationalHonours: honours === null ? null : nationalHonoursOf(honours),
    heritageBearer: flagOf(master['heritage-bearer']),
    exceptionGround,
    hostKind: register.hostKind,
    skilledPercent: skilledPercent(unit['staff'], unit['skilled-staff']),
    trainingFundPercent: numberOf(unit['training-fund-percent']),
    isBranch: register.isBranch,
    inBranchSince: register.isBranch ? textOf(master['in-branch-since']) : null,
    otherStudiosOfMaster: register.otherStudiosOfMaster,
    twins: register.twins,
    nationalWithSameUnit: register.nationalWithSameUnit,
    waivers: {},
  };
}
