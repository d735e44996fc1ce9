import type { AwardFoldView, AwardImportRowView } from '@jianglian/contracts/award-import';

/** A line of the check table: one row, several folded into one, or the invitation to show more of an unfolded run. */
export type CheckItem =
  | { readonly kind: 'row'; readonly key: string; readonly number: number; readonly inFold: boolean }
  | { readonly kind: 'fold'; readonly key: string; readonly fold: AwardFoldView; readonly open: boolean }
  | { readonly kind: 'more'; readonly key: string; readonly fold: AwardFoldView; readonly left: number };

/** Rows without findings are folded from this many on, rows with the same finding from two on. */
const FOLD_FINE = 4;
const FOLD_TOLD = 2;

export const foldKey = (fold: AwardFoldView): string => `${fold.from}-${fold.to}`;
export const isFolded = (fold: AwardFoldView): boolean =>
  fold.count >= (fold.findings.length > 0 ? FOLD_TOLD : FOLD_FINE);

/** Lays out the outline. `open`: the numbers loaded so far of each unfolded run, by `foldKey`. */
export function itemsOf(
  folds: readonly AwardFoldView[],
  open: ReadonlyMap<string, readonly number[]>,
): readonly CheckItem[] {
  return folds.flatMap((fold): CheckItem[] => {
    const key = foldKey(fold);
    if (!isFolded(fold)) return numbersOf(fold).map((number) => rowItem(number, false));
    const loaded = open.get(key);
    const head: CheckItem = { kind: 'fold', key, fold, open: loaded !== undefined };
    if (!loaded) return [head];
    const left = fold.count - loaded.length;
    return [
      head,
      ...loaded.map((number) => rowItem(number, true)),
      ...(left > 0 ? [{ kind: 'more' as const, key: `more-${key}`, fold, left }] : []),
    ];
  });
}

const rowItem = (number: number, inFold: boolean): CheckItem => ({ kind: 'row', key: `row-${number}`, number, inFold });

/** A short run is shown row by row. Blank lines may stand between its ends: its first and last row are certain, then those in between. */
function numbersOf({ from, to, count }: AwardFoldView): readonly number[] {
  if (to - from + 1 === count) return Array.from({ length: count }, (_, index) => from + index);
  return count === 2 ? [from, to] : Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** Where the value the table shows for a cell comes from: printed in it, taken from another cell, or a default. */
export type CellSource = 'printed' | 'edited' | 'derived';

export function cellOf(
  row: AwardImportRowView,
  field: keyof AwardImportRowView['values'],
): { readonly text: string; readonly source: CellSource } {
  const printed = row.values[field];
  if (row.edited.includes(field)) return { text: printed, source: 'edited' };
  if (printed !== '') return { text: printed, source: 'printed' };
  return { text: row.understood[field] ?? '', source: 'derived' };
}
