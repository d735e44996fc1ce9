import type { CivilDate, Fen, Refusal } from '../../kernel/index.ts';
import { yearOf, yuanText } from '../../kernel/index.ts';
import type { SubsidyAccount } from './account.rule.ts';
import type { LedgerEntry, SubsidyStatement, StatementKind, StatementState } from './ledger.ts';
import { standingLedgerEntries } from './ledger.ts';
import { subsidyRefusals } from './subsidy.refusals.ts';

export interface NewSubsidyStatement {
  readonly kind: StatementKind;
  readonly year: number;
  readonly fen: Fen;
  /** Of a report that nothing was spent: why. */
  readonly note?: string;
}

/** What was paid and did not have to come back. */
export const receivedFen = (account: SubsidyAccount): Fen => account.paidFen + account.historicFen - account.repaidFen;

const standing = (statements: readonly SubsidyStatement[], kind: StatementKind): readonly SubsidyStatement[] =>
  statements.filter((one) => one.kind === kind && one.state !== 'returned');

/** Reported as spent and not returned. */
export const reportedFen = (statements: readonly SubsidyStatement[]): Fen =>
  standing(statements, 'spending').reduce((sum, { fen }) => sum + fen, 0);

/**
 * Every reason against a studio's statement: a year that has not begun, a second spending report for a year, more spent than was
 * paid. With a claim of before the notice the payments are not all known, so the last is not asked.
 */
export function subsidyStatementRefusals(
  account: SubsidyAccount,
  statements: readonly SubsidyStatement[],
  { kind, year, fen, note }: NewSubsidyStatement,
  today: CivilDate,
): readonly Refusal[] {
  if (year > yearOf(today)) return [subsidyRefusals('year-ahead', { year })];
  if (kind === 'matching') return [];
  const twin = standing(statements, 'spending').some((one) => one.year === year);
  const rest = receivedFen(account) - reportedFen(statements);
  return [
    ...(fen === 0 && !note?.trim() ? [subsidyRefusals('reason-needed')] : []),
    ...(twin ? [subsidyRefusals('year-stands', { year })] : []),
    ...(!account.unknown && fen > rest
      ? [subsidyRefusals('spent-more-than-paid', { amount: yuanText(fen), rest: yuanText(Math.max(0, rest)) })]
      : []),
  ];
}

/**
 * Every reason against a verdict on a statement. A verified one may be returned later, for a mistake; a returned one is replaced
 * by a new statement.
 */
export function subsidyJudgementRefusals(
  { state, statedBy }: { readonly state: StatementState; readonly statedBy: string },
  { verdict, reason, by }: { readonly verdict: StatementState; readonly reason: string | null; readonly by: string },
): readonly Refusal[] {
  return [
    ...(state === verdict || state === 'returned' ? [subsidyRefusals('already-judged', { state })] : []),
    ...(statedBy === by ? [subsidyRefusals('judges-own')] : []),
    ...(verdict === 'returned' && !reason?.trim() ? [subsidyRefusals('reason-needed')] : []),
  ];
}

/** The office's settings for the ledger; how often the notice wants a report it does not say. */
export interface SubsidySettings {
  /** Month and day (`MM-DD`) of the following year by which a year's spending is reported. */
  readonly reportDue: string;
}

export const defaultSubsidySettings: SubsidySettings = { reportDue: '01-31' };

/** The day by which the spending of a year is reported. */
export const spendingDueOn = ({ reportDue }: SubsidySettings, year: number): CivilDate => `${year + 1}-${reportDue}`;

/**
 * Years that are over and of which a spending report is owed: subsidy was there to spend and nothing stands for the year. Payments
 * of before the notice ask for none, they were reported on paper.
 */
export function owedSpendingYears(
  account: SubsidyAccount,
  entries: readonly LedgerEntry[],
  statements: readonly SubsidyStatement[],
  today: CivilDate,
): readonly number[] {
  const known = new Set(account.lines.flatMap(({ dueFen, step }) => (dueFen === null ? [] : [step.position])));
  const moved = standingLedgerEntries(entries).filter(
    ({ kind, position }) => known.has(position) && (kind === 'payment' || kind === 'repayment'),
  );
  const first = moved.map(({ on }) => yearOf(on)).toSorted((one, other) => one - other)[0] ?? yearOf(today);
  const reports = standing(statements, 'spending');
  const owed: number[] = [];
  for (let year = first; year < yearOf(today); year += 1) {
    const received = moved
      .filter(({ on }) => yearOf(on) <= year)
      .reduce((sum, { kind, fen }) => sum + (kind === 'payment' ? fen : -fen), 0);
    const spent = reports.filter((one) => one.year < year).reduce((sum, { fen }) => sum + fen, 0);
    if (received - spent > 0 && !reports.some((one) => one.year === year)) owed.push(year);
  }
  return owed;
}
