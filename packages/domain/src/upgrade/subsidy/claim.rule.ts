import type { Fen } from '../../kernel/index.ts';
import type { Tier } from '../../studio/index.ts';
import type { RuleSet } from '../eligibility/rule-set.ts';
import { ruleSetOn } from '../eligibility/rule-set.ts';
import type { LedgerEntry, TierStep } from './ledger.ts';
import { standingLedgerEntries } from './ledger.ts';

/** Why a claim is as high as it is. Sentence `terms.subsidy-basis.<basis>`. */
export const claimBases = ['standard', 'difference', 'no-standard', 'before-notice', 'by-class', 'lost'] as const;
export type ClaimBasis = (typeof claimBases)[number];

/** What one change of tier makes due (四(一)), or leaves to settle. */
export interface SubsidyClaim {
  readonly step: TierStep;
  readonly basis: ClaimBasis;
  readonly clause: '四(一)';
  /** The numbers it was worked out with; null: no notice the portal knows was in force on the day. */
  readonly ruleSet: { readonly id: string; readonly version: number } | null;
  /** Standard of the tier reached; null where it is not known (a class not entered, or before the notice). */
  readonly standardFen: Fen | null;
  /** What lower tiers are taken to have brought: already due, less what was settled. */
  readonly coveredFen: Fen;
  /** Null: not known, and never guessed. */
  readonly dueFen: Fen | null;
  /** Of a lost title: what may be settled at most; null: not known. */
  readonly atMostFen: Fen | null;
  /** Of a lost title: what the office decided; null: not decided yet. */
  readonly settledFen: Fen | null;
}

interface Ladder {
  /** Due so far, less what was settled. */
  readonly held: Fen;
  /** Whether all of it is known. */
  readonly known: boolean;
}

/**
 * What is due for each step of the tiers, by the rule set in force on its day (四(一)): the standard on founding, the difference
 * on an upgrade, never less than nothing; 国家级 by the class the office entered. A title that was lost makes nothing due and
 * leaves to settle what it brought. Pure: the same steps and entries give the same claims.
 */
export function subsidyClaimsOf(
  ruleSets: readonly RuleSet[],
  steps: readonly TierStep[],
  entries: readonly LedgerEntry[],
): readonly SubsidyClaim[] {
  const standing = standingLedgerEntries(entries);
  const entered = (kind: LedgerEntry['kind'], position: number): Fen | null =>
    standing.find((entry) => entry.kind === kind && entry.position === position)?.fen ?? null;
  const claims: SubsidyClaim[] = [];
  let ladder: Ladder = { held: 0, known: true };
  for (const step of steps) {
    const rules = ruleSetOn(ruleSets, step.on);
    const claim =
      step.kind === 'downgraded' || step.kind === 'revoked'
        ? lossOf(step, rules, ladder, entered('settlement', step.position))
        : gainOf(step, rules, ladder, entered('class-amount', step.position));
    claims.push(claim);
    ladder = {
      held: ladder.held + (claim.dueFen ?? 0) - (claim.settledFen ?? 0),
      known: ladder.known && (claim.basis === 'lost' || claim.dueFen !== null),
    };
  }
  return claims;
}

const ref = (rules: RuleSet | undefined) => (rules ? { id: rules.id, version: rules.version } : null);

function gainOf(step: TierStep, rules: RuleSet | undefined, ladder: Ladder, classFen: Fen | null): SubsidyClaim {
  const base = { step, clause: '四(一)', ruleSet: ref(rules), atMostFen: null, settledFen: null } as const;
  if (!rules) {
    return { ...base, basis: 'before-notice', standardFen: null, coveredFen: 0, dueFen: null };
  }
  const standard = step.to === 'national' ? (rules.subsidyFen.national ?? classFen) : standardOf(rules, step.to);
  // What came before the notice is not known: the lower tier counts as having brought its standard.
  const below = step.from === null ? 0 : (standardOf(rules, step.from) ?? 0);
  const covered = ladder.known ? ladder.held : Math.max(below, ladder.held);
  const dueFen = standard === null ? null : Math.max(0, standard - covered);
  if (step.to === 'national') return { ...base, basis: 'by-class', standardFen: standard, coveredFen: covered, dueFen };
  if (step.to === 'district') return { ...base, basis: 'no-standard', standardFen: 0, coveredFen: covered, dueFen: 0 };
  const basis = step.kind === 'awarded' ? 'standard' : 'difference';
  return { ...base, basis, standardFen: standard, coveredFen: covered, dueFen };
}

function lossOf(step: TierStep, rules: RuleSet | undefined, ladder: Ladder, settledFen: Fen | null): SubsidyClaim {
  const kept = step.to === null ? 0 : rules ? standardOf(rules, step.to) : null;
  const derived = ladder.known && kept !== null ? Math.max(0, ladder.held - kept) : null;
  return {
    step,
    basis: 'lost',
    clause: '四(一)',
    ruleSet: ref(rules),
    standardFen: kept,
    coveredFen: ladder.held,
    dueFen: 0,
    atMostFen: step.subsidy ? step.subsidy.atMostFen : derived,
    settledFen,
  };
}

/** 区县级 is the districts' own (五(四)): the notice gives it nothing. */
const standardOf = (rules: RuleSet, tier: Tier | null): Fen | null =>
  tier === null || tier === 'district' ? 0 : rules.subsidyFen[tier];
