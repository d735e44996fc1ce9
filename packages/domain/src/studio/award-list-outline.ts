import type { Verdict } from './award-list-judgement.ts';

/** A row as far as folding looks at it. `signature` is equal for rows with the same findings; empty for none. */
export interface OutlineRow {
  readonly number: number;
  readonly verdict: Verdict;
  readonly isExcluded: boolean;
  readonly signature: string;
}

/** Consecutive rows shown as one: `第 12–18 行，7 行相同`. */
export interface OutlineFold extends Omit<OutlineRow, 'number'> {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** Folds neighbours that have the same verdict and the same findings. Rows missing between two numbers (blank lines, notes) do not part them. */
export function outlineOf(rows: readonly OutlineRow[]): readonly OutlineFold[] {
  const folds: OutlineFold[] = [];
  for (const { number, ...row } of rows) {
    const last = folds.at(-1);
    const isAlike =
      last !== undefined &&
      last.verdict === row.verdict &&
      last.isExcluded === row.isExcluded &&
      last.signature === row.signature;
    if (isAlike) folds[folds.length - 1] = { ...last, to: number, count: last.count + 1 };
    else folds.push({ ...row, from: number, to: number, count: 1 });
  }
  return folds;
}
