import type { CivilDate, Refusal } from '../../kernel/index.ts';
import { isCivilDate } from '../../kernel/index.ts';
import { eligibilityRefusals } from './eligibility.refusals.ts';
import type { UpgradeFacts } from './facts.ts';
import { nationalHonours } from './facts.ts';

/** Facts that no register of the portal has: the studio declares them, its recommender confirms them. */
export const declaredFacts = [
  'presenceMonths',
  'insuredWithUnit',
  'skilledPercent',
  'trainingFundPercent',
  'inBranchSince',
  'heritageBearer',
  'nationalHonours',
] as const satisfies readonly (keyof UpgradeFacts)[];
export type DeclaredFact = (typeof declaredFacts)[number];

export const isDeclaredFact = (fact: string): fact is DeclaredFact =>
  (declaredFacts as readonly string[]).includes(fact);

export type DeclaredValue = number | boolean | string | readonly string[];

/** Whose fact it is: it lapses when somebody else becomes master, or when the studio moves to another unit. */
const about: Readonly<Record<DeclaredFact, 'master' | 'unit' | 'both'>> = {
  presenceMonths: 'both',
  insuredWithUnit: 'both',
  skilledPercent: 'unit',
  trainingFundPercent: 'unit',
  inBranchSince: 'both',
  heritageBearer: 'master',
  nationalHonours: 'master',
};

const between = (value: DeclaredValue, least: number, most: number): boolean =>
  typeof value === 'number' && value >= least && value <= most;

const fits: Readonly<Record<DeclaredFact, (value: DeclaredValue) => boolean>> = {
  presenceMonths: (value) => between(value, 0, 12),
  insuredWithUnit: (value) => typeof value === 'boolean',
  skilledPercent: (value) => between(value, 0, 100),
  trainingFundPercent: (value) => between(value, 0, 100),
  inBranchSince: (value) => typeof value === 'string' && isCivilDate(value),
  heritageBearer: (value) => typeof value === 'boolean',
  nationalHonours: (value) =>
    Array.isArray(value) &&
    new Set(value).size === value.length &&
    value.every((honour) => (nationalHonours as readonly string[]).includes(honour as string)),
};

export interface Declaration {
  readonly fact: DeclaredFact;
  readonly value: DeclaredValue;
  /** The day for which it is said, e.g. the end of the year of an account. */
  readonly holdsOn: CivilDate;
}

/** Every reason against a declaration: a value of another kind, a day that is not there yet. */
export function declarationRefusals({ fact, value, holdsOn }: Declaration, today: CivilDate): readonly Refusal[] {
  return [
    ...(fits[fact](value) ? [] : [eligibilityRefusals('value-malformed', { fact })]),
    ...(holdsOn > today ? [eligibilityRefusals('holds-in-the-future', { on: holdsOn, today })] : []),
    ...(fact === 'inBranchSince' && typeof value === 'string' && value > today
      ? [eligibilityRefusals('holds-in-the-future', { on: value, today })]
      : []),
  ];
}

/** Every reason against confirming: done already, replaced by a newer one, or by who declared it. */
export function confirmationRefusals(
  { confirmedAt, latest, declaredBy }: { confirmedAt: string | null; latest: boolean; declaredBy: string | null },
  accountId: string,
): readonly Refusal[] {
  return [
    ...(confirmedAt === null ? [] : [eligibilityRefusals('already-confirmed')]),
    ...(latest ? [] : [eligibilityRefusals('superseded')]),
    ...(declaredBy === accountId ? [eligibilityRefusals('confirms-own')] : []),
  ];
}

/** Whether a declaration still speaks of the present master and unit. */
export function stillHolds(
  { fact, holdsOn }: Pick<Declaration, 'fact' | 'holdsOn'>,
  { masterChangedOn, relocatedOn }: Pick<UpgradeFacts, 'masterChangedOn' | 'relocatedOn'>,
): boolean {
  const ofMaster = about[fact] !== 'unit' && masterChangedOn !== null && holdsOn < masterChangedOn;
  const ofUnit = about[fact] !== 'master' && relocatedOn !== null && holdsOn < relocatedOn;
  return !ofMaster && !ofUnit;
}
