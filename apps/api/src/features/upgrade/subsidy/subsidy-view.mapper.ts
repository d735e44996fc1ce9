import type { SubsidyLineView, SubsidySums } from '@jianglian/contracts/upgrade';
import type { LedgerLine } from '@jianglian/domain/upgrade';

export function lineViewOf(line: LedgerLine): SubsidyLineView {
  const { step } = line;
  return {
    position: step.position,
    event: step.kind,
    on: step.on,
    from: step.from,
    to: step.to,
    documentNumber: step.documentNumber,
    basis: line.basis,
    clause: line.clause,
    ruleSet: line.ruleSet,
    standardFen: line.standardFen,
    coveredFen: line.coveredFen,
    dueFen: line.dueFen,
    atMostFen: line.atMostFen,
    settledFen: line.settledFen,
    lapsedFen: line.lapsedFen,
    paidFen: line.paidFen,
    paidOn: line.paidOn,
    repaidFen: line.repaidFen,
    openFen: line.openFen,
    state: line.state,
  };
}

type Sums = { -readonly [Key in keyof SubsidySums]: SubsidySums[Key] };

export const noSums = (): Sums => ({
  claims: 0,
  dueFen: 0,
  settledFen: 0,
  paidFen: 0,
  historicFen: 0,
  repaidFen: 0,
  openFen: 0,
  unknown: 0,
});

/** Adds a line: what is not known is counted and not summed. */
export function addLine(sums: Sums, line: SubsidyLineView): void {
  const known = line.dueFen !== null;
  sums.claims += 1;
  sums.unknown += known ? 0 : 1;
  sums.dueFen += line.dueFen ?? 0;
  sums.settledFen += line.settledFen ?? 0;
  sums.paidFen += known ? line.paidFen : 0;
  sums.historicFen += known ? 0 : line.paidFen;
  sums.repaidFen += line.repaidFen;
  sums.openFen += line.openFen;
}

export function sumsOf(lines: readonly SubsidyLineView[]): SubsidySums {
  const sums = noSums();
  for (const line of lines) addLine(sums, line);
  return sums;
}

/** The tier a line is counted under: the one reached, or the one lost. */
export const tierOfLine = ({ event, from, to }: Pick<SubsidyLineView, 'event' | 'from' | 'to'>) =>
  event === 'awarded' || event === 'upgraded' ? to : from;
