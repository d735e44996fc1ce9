import type { CivilDate, Fen } from '../../kernel/index.ts';
import type { RuleSet } from '../eligibility/rule-set.ts';
import type { SubsidyClaim } from './claim.rule.ts';
import { subsidyClaimsOf } from './claim.rule.ts';
import type { LedgerEntry, TierStep } from './ledger.ts';
import { standingLedgerEntries } from './ledger.ts';

/** Where a claim stands. Sentence `terms.subsidy-state.<state>`. */
export const claimStates = [
  'to-pay',
  'class-missing',
  'to-settle',
  'to-repay',
  'unknown',
  'paid',
  'settled',
  'nothing-due',
] as const;
export type ClaimState = (typeof claimStates)[number];

/** What a list of lines is summed by. */
export const subsidyAmounts = ['due', 'paid', 'settled', 'open', 'unknown'] as const;

/** A claim with the money that moved for it. */
export interface LedgerLine extends SubsidyClaim {
  readonly state: ClaimState;
  readonly paidFen: Fen;
  readonly paidOn: CivilDate | null;
  /** Of what was due: not paid any more, because a later loss of the title was settled against it. */
  readonly lapsedFen: Fen;
  readonly repaidFen: Fen;
  /** Still to pay; of a lost title, still to come back as a negative number. */
  readonly openFen: Fen;
}

/** What a studio is entitled to, what moved, and what is left. Sums are over known amounts only. */
export interface SubsidyAccount {
  readonly lines: readonly LedgerLine[];
  readonly dueFen: Fen;
  /** Decided to be taken back, or not to be paid any more. */
  readonly settledFen: Fen;
  /** For claims with a known amount. */
  readonly paidFen: Fen;
  /** Historic payments for claims of before the notice. */
  readonly historicFen: Fen;
  readonly repaidFen: Fen;
  /** Due − settled − paid + repaid: to pay, or to come back where negative. */
  readonly openFen: Fen;
  /** Some claim has no known amount. */
  readonly unknown: boolean;
}

const sumOf = <Row>(rows: readonly Row[], fen: (row: Row) => Fen): Fen => rows.reduce((sum, row) => sum + fen(row), 0);

/** The account of one studio: claims of its tier history, with the entries of the ledger. */
export function subsidyAccountOf(
  ruleSets: readonly RuleSet[],
  steps: readonly TierStep[],
  entries: readonly LedgerEntry[],
): SubsidyAccount {
  const claims = subsidyClaimsOf(ruleSets, steps, entries);
  const standing = standingLedgerEntries(entries);
  const moved = (kind: LedgerEntry['kind'], position?: number) =>
    standing.filter((entry) => entry.kind === kind && (position === undefined || entry.position === position));
  const drafts = claims.map((claim) => {
    const payments = moved('payment', claim.step.position);
    return {
      ...claim,
      paidFen: sumOf(payments, ({ fen }) => fen),
      paidOn:
        payments
          .map(({ on }) => on)
          .toSorted()
          .at(-1) ?? null,
      repaidFen: sumOf(moved('repayment', claim.step.position), ({ fen }) => fen),
      lapsedFen: 0,
    };
  });
  const lines = lapse(drafts).map((line): LedgerLine => ({ ...line, ...standOf(line) }));
  const known = lines.filter(({ dueFen }) => dueFen !== null);
  const dueFen = sumOf(known, (line) => line.dueFen ?? 0);
  const settledFen = sumOf(lines, (line) => line.settledFen ?? 0);
  const paidFen = sumOf(known, (line) => line.paidFen);
  const repaidFen = sumOf(lines, (line) => line.repaidFen);
  return {
    lines,
    dueFen,
    settledFen,
    paidFen,
    historicFen: sumOf(
      lines.filter((line) => line.dueFen === null),
      (line) => line.paidFen,
    ),
    repaidFen,
    openFen: sumOf(lines, (line) => line.openFen),
    unknown: known.length < lines.length,
  };
}

type Draft = Omit<LedgerLine, 'state' | 'openFen'>;

/** What is settled is first taken from what was not paid yet, the latest claim before the others; the rest has to come back. */
function lapse(drafts: readonly Draft[]): readonly (Draft & { readonly toRepayFen: Fen })[] {
  const lines = drafts.map((draft) => ({ ...draft, toRepayFen: 0 }));
  lines.forEach((loss, index) => {
    let left = loss.settledFen ?? 0;
    for (const line of lines.slice(0, index).toReversed()) {
      const taken = Math.min(left, Math.max(0, (line.dueFen ?? 0) - line.lapsedFen - line.paidFen));
      line.lapsedFen += taken;
      left -= taken;
    }
    loss.toRepayFen = left;
  });
  return lines;
}

function standOf(line: Draft & { readonly toRepayFen: Fen }): Pick<LedgerLine, 'state' | 'openFen'> {
  const { basis, dueFen, settledFen, paidFen, repaidFen, lapsedFen, atMostFen } = line;
  if (basis === 'lost') {
    // `0 -` and not `-`: there is no negative nothing.
    const openFen = 0 - (line.toRepayFen - repaidFen);
    if (settledFen === null) return { state: atMostFen === 0 ? 'nothing-due' : 'to-settle', openFen };
    return { state: openFen < 0 ? 'to-repay' : 'settled', openFen };
  }
  if (dueFen === null) return { state: basis === 'by-class' ? 'class-missing' : 'unknown', openFen: 0 };
  const openFen = dueFen - lapsedFen - paidFen;
  if (openFen > 0) return { state: 'to-pay', openFen };
  return { state: dueFen === 0 ? 'nothing-due' : lapsedFen === dueFen ? 'settled' : 'paid', openFen };
}
