import type { CivilDate } from '../kernel/index.ts';
import type { EditableField } from './award-list-columns.ts';
import type { Finding } from './award-list-finding.ts';
import { afterAcceptance, codeOf, errorIn, warningIn } from './award-list-finding.ts';
import type { AwardEntry } from './award-list-row.ts';
import { nameKey, unitStem } from './award-list-text.ts';
import type { Tier } from './tier.ts';
import { tiers } from './tier.ts';

/** A studio the register already has, as far as an award list can speak of it. */
export interface RegisteredStudio {
  readonly id: string;
  readonly name: string;
  readonly masterId: string;
  readonly master: string;
  readonly hostUnit: string;
  readonly hostUnitShortName: string | null;
  readonly occupation: string | null;
  readonly tier: Tier;
  /** Terminated or revoked: the studio is history and its master free again. */
  readonly hasEnded: boolean;
  readonly isRectifying: boolean;
  /** Nothing can be recorded before this day. */
  readonly lastEventOn: CivilDate;
  readonly awardedOn: CivilDate;
  readonly documentNumber: string | null;
  readonly recommenderId: string | null;
  readonly districtCode: string | null;
  readonly clusterCode: string | null;
  readonly secondaryClusters: readonly string[];
}

/** A row of the same list that stands before this one and is not left out. */
export interface EarlierRow {
  readonly number: number;
  readonly hostUnit: string;
}

/** What a row meets in its list and in the register. */
export interface Surroundings {
  readonly earlierWithMaster: readonly EarlierRow[];
  /** Same unit, occupation and tier, another master. */
  readonly earlierWithPlace: readonly EarlierRow[];
  readonly registeredWithMaster: readonly RegisteredStudio[];
  readonly registeredWithPlace: readonly RegisteredStudio[];
}

export type Verdict = 'new' | 'changed' | 'same' | 'refused';
export const verdicts = ['new', 'changed', 'same', 'refused'] as const satisfies readonly Verdict[];

export interface Change {
  readonly field: EditableField;
  readonly before: string | null;
  readonly after: string;
}

export interface Judgement {
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  /** The registered studio the row speaks of. */
  readonly studioId: string | null;
  readonly changes: readonly Change[];
}

/**
 * Decides what a row would do to the register: found, update, leave as it is, or nothing because of errors.
 * 三(三): one master names one studio (R06, refusal unless confirmed to be a namesake); same unit, occupation and tier only
 * one studio in principle (R07, warning).
 */
export function judgeRow(
  entry: AwardEntry,
  own: readonly Finding[],
  around: Surroundings,
  accepted: readonly string[],
  stated: readonly EditableField[],
): Judgement {
  const match = around.registeredWithMaster.find((studio) => !studio.hasEnded && isSameUnit(entry.hostUnit, studio));
  const changes = match ? changesOf(entry, match, stated) : [];
  const findings = afterAcceptance(
    [...own, ...rowFindings(entry, around), ...(match ? matchFindings(entry, match) : strangerFindings(entry, around))],
    accepted,
  );
  const isRefused = findings.some((finding) => finding.level === 'error');
  return {
    verdict: isRefused ? 'refused' : match ? (changes.length > 0 ? 'changed' : 'same') : 'new',
    findings,
    studioId: match?.id ?? null,
    changes: isRefused ? [] : changes,
  };
}

/** One unit under two spellings: the same letters, the registered short name, or the same name without city and legal form. */
export const isSameUnit = (unit: string, studio: Pick<RegisteredStudio, 'hostUnit' | 'hostUnitShortName'>): boolean =>
  nameKey(unit) === nameKey(studio.hostUnit) ||
  (studio.hostUnitShortName !== null && nameKey(unit) === nameKey(studio.hostUnitShortName)) ||
  unitStem(unit) === unitStem(studio.hostUnit);

function rowFindings(entry: AwardEntry, around: Surroundings): readonly Finding[] {
  const repeated = around.earlierWithMaster.find((row) => unitStem(row.hostUnit) === unitStem(entry.hostUnit));
  if (repeated) return [errorIn('master', 'row-repeated', { row: repeated.number })];
  const namesake = around.earlierWithMaster[0];
  if (namesake) {
    return [
      errorIn('master', 'master-repeated', { row: namesake.number, unit: namesake.hostUnit }, { acceptable: true }),
    ];
  }
  const place = around.earlierWithPlace[0];
  return place ? [warningIn('occupation', 'occupation-repeated', { row: place.number })] : [];
}

function matchFindings(entry: AwardEntry, match: RegisteredStudio): readonly Finding[] {
  const findings: Finding[] = [];
  if (nameKey(entry.hostUnit) !== nameKey(match.hostUnit)) {
    findings.push(
      warningIn('hostUnit', 'unit-similar', { registered: match.hostUnit }, { suggestion: match.hostUnit }),
    );
  }
  if (entry.tier === null || entry.awardedOn === null) return findings;
  const step = tiers.indexOf(entry.tier) - tiers.indexOf(match.tier);
  const params = { studio: match.name, awardedOn: match.awardedOn };
  if (step < 0) return [...findings, errorIn('tier', 'tier-below-registry', params)];
  if (step === 0) {
    // What the register says about the present award stays: an import adds to history, it does not rewrite it.
    const differs = entry.awardedOn !== match.awardedOn;
    return differs ? [...findings, warningIn('awardedOn', 'award-differs', params)] : findings;
  }
  if (match.isRectifying) findings.push(errorIn('tier', 'upgrade-while-rectifying', { studio: match.name }));
  if (entry.awardedOn <= match.awardedOn || entry.awardedOn < match.lastEventOn) {
    findings.push(errorIn('awardedOn', 'award-before-registry', { studio: match.name, last: match.lastEventOn }));
  }
  return findings;
}

function strangerFindings(entry: AwardEntry, around: Surroundings): readonly Finding[] {
  const elsewhere = around.registeredWithMaster.find((studio) => !studio.hasEnded);
  const place = around.registeredWithPlace.find((studio) => !studio.hasEnded);
  const ended = around.registeredWithMaster.find((studio) => studio.hasEnded && isSameUnit(entry.hostUnit, studio));
  return [
    ...(elsewhere
      ? [
          errorIn(
            'master',
            'master-elsewhere',
            { studio: elsewhere.name, unit: elsewhere.hostUnit },
            { acceptable: true },
          ),
        ]
      : []),
    ...(place ? [warningIn('occupation', 'occupation-registered', { studio: place.name })] : []),
    ...(ended ? [warningIn('master', 'studio-ended', { studio: ended.name })] : []),
  ];
}

/** What the list would change: the tier (with its date and number), the rest only where the row itself says something. */
function changesOf(entry: AwardEntry, match: RegisteredStudio, stated: readonly EditableField[]): readonly Change[] {
  const isUpgrade = entry.tier !== null && entry.tier !== match.tier;
  const pairs: readonly (readonly [EditableField, string | null, string | null])[] = [
    ['tier', match.tier, entry.tier],
    ['awardedOn', match.awardedOn, isUpgrade ? entry.awardedOn : null],
    ['documentNumber', match.documentNumber, isUpgrade ? entry.documentNumber : null],
    ['occupation', match.occupation, entry.occupation],
    ['recommender', match.recommenderId, stated.includes('recommender') ? entry.recommenderId : null],
    ['district', match.districtCode, stated.includes('district') ? entry.districtCode : null],
    ['cluster', match.clusterCode, stated.includes('cluster') ? entry.clusterCode : null],
  ];
  return pairs.flatMap(([field, before, after]) =>
    after !== null && after !== before && nameKey(after) !== nameKey(before ?? '') ? [{ field, before, after }] : [],
  );
}

/** The findings that would be errors if nobody had accepted them: what the result file must mention. */
export const acceptedIn = (findings: readonly Finding[], accepted: readonly string[]): readonly Finding[] =>
  findings.filter((finding) => finding.acceptable && accepted.includes(finding.code));

export const namesakeCodes = [codeOf('master-repeated'), codeOf('master-elsewhere')] as const;
