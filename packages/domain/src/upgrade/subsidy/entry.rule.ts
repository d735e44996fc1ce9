import type { CivilDate, Fen, Refusal } from '../../kernel/index.ts';
import { yuanText } from '../../kernel/index.ts';
import type { RuleSet } from '../eligibility/rule-set.ts';
import type { LedgerLine, SubsidyAccount } from './account.rule.ts';
import { subsidyAccountOf } from './account.rule.ts';
import type { EntryKind, LedgerEntry, TierStep } from './ledger.ts';
import { subsidyRefusals } from './subsidy.refusals.ts';

/** What the office is about to enter. */
export interface NewLedgerEntry {
  readonly kind: Exclude<EntryKind, 'reversal'>;
  readonly position: number;
  readonly fen: Fen;
  readonly on: CivilDate;
  readonly reason: string | null;
}

/** Every reason against an entry on the ledger as it stands. Nothing is entered that what stands already would not bear. */
export function ledgerEntryRefusals(
  ruleSets: readonly RuleSet[],
  steps: readonly TierStep[],
  entries: readonly LedgerEntry[],
  entry: NewLedgerEntry,
  today: CivilDate,
): readonly Refusal[] {
  const { lines } = subsidyAccountOf(ruleSets, steps, entries);
  const line = lines.find(({ step }) => step.position === entry.position);
  if (!line) return [subsidyRefusals('claim-unknown', { position: entry.position })];
  const reasons = [
    ...(entry.on > today ? [subsidyRefusals('in-the-future', { on: entry.on, today })] : []),
    ...(entry.on < line.step.on ? [subsidyRefusals('before-claim', { on: entry.on, from: line.step.on })] : []),
    ...byKind[entry.kind](line, entry),
  ];
  if (reasons.length > 0) return reasons;
  // A title lost twice: what was settled later leaves less for what is settled now.
  const after = subsidyAccountOf(ruleSets, steps, [...entries, { ...entry, id: '', reversesId: null }]);
  return holdsTogether(after) ? [] : [subsidyRefusals('others-rest-on-it')];
}

const byKind: Readonly<
  Record<NewLedgerEntry['kind'], (line: LedgerLine, entry: NewLedgerEntry) => readonly Refusal[]>
> = {
  payment: paymentRefusals,
  'class-amount': (line) => {
    if (line.basis !== 'by-class') return [subsidyRefusals('no-class-amount')];
    return line.standardFen === null
      ? []
      : [subsidyRefusals('class-amount-stands', { amount: yuanText(line.standardFen) })];
  },
  settlement: settlementRefusals,
  repayment: (line, { fen }) => {
    const owed = 0 - line.openFen;
    return line.basis === 'lost' && fen <= owed
      ? []
      : [
          subsidyRefusals('more-than-paid', {
            amount: yuanText(fen),
            rest: yuanText(line.basis === 'lost' ? Math.max(0, owed) : 0),
          }),
        ];
  },
};

/** A claim of before the notice has no known amount: what was paid then is entered as it was. */
function paymentRefusals(line: LedgerLine, { fen }: NewLedgerEntry): readonly Refusal[] {
  if (line.basis === 'before-notice') return [];
  if (line.dueFen === null) return [subsidyRefusals('class-amount-missing')];
  return fen <= line.openFen && line.basis !== 'lost'
    ? []
    : [
        subsidyRefusals('more-than-due', {
          amount: yuanText(fen),
          due: yuanText(line.dueFen - line.lapsedFen),
          paid: yuanText(line.paidFen),
          rest: yuanText(line.basis === 'lost' ? 0 : line.openFen),
        }),
      ];
}

/** The notice has no rule for a lost title, so a person decides how much, and says why. */
function settlementRefusals(line: LedgerLine, { fen, reason }: NewLedgerEntry): readonly Refusal[] {
  if (line.basis !== 'lost') return [subsidyRefusals('nothing-to-settle')];
  if (line.settledFen !== null) return [subsidyRefusals('already-settled', { amount: yuanText(line.settledFen) })];
  return [
    ...(line.atMostFen !== null && fen > line.atMostFen
      ? [subsidyRefusals('more-than-at-most', { amount: yuanText(fen), most: yuanText(line.atMostFen) })]
      : []),
    ...(reason?.trim() ? [] : [subsidyRefusals('reason-needed')]),
  ];
}

/** Every reason against taking an entry back: done already, a reversal itself, or other entries rest on it. */
export function ledgerReversalRefusals(
  ruleSets: readonly RuleSet[],
  steps: readonly TierStep[],
  entries: readonly LedgerEntry[],
  entry: LedgerEntry,
): readonly Refusal[] {
  if (entry.kind === 'reversal') return [subsidyRefusals('reverses-reversal')];
  if (entries.some(({ reversesId }) => reversesId === entry.id)) return [subsidyRefusals('already-reversed')];
  const after = subsidyAccountOf(
    ruleSets,
    steps,
    entries.filter(({ id }) => id !== entry.id),
  );
  return holdsTogether(after) ? [] : [subsidyRefusals('others-rest-on-it')];
}

/** What must hold of every account: nothing paid beyond what is due, nothing repaid beyond what has to come back. */
export const ledgerFaultsOf = (account: SubsidyAccount): readonly LedgerLine[] =>
  account.lines.filter((line) => {
    if (line.basis === 'lost') {
      const most = line.atMostFen ?? Number.POSITIVE_INFINITY;
      return line.paidFen > 0 || line.openFen > 0 || (line.settledFen ?? 0) > most;
    }
    if (line.repaidFen > 0 || line.settledFen !== null) return true;
    if (line.dueFen === null) return line.basis === 'by-class' && line.paidFen > 0;
    return line.openFen < 0;
  });

const holdsTogether = (account: SubsidyAccount): boolean => ledgerFaultsOf(account).length === 0;
