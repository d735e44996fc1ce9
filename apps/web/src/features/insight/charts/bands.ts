/** Five steps of one colour, pale to strong. `label` is the span a legend names. */
export interface Band {
  readonly from: number;
  readonly label: string;
}

export type ShareMode = 'excellent' | 'upper' | 'due';
export const shareModes = ['excellent', 'upper', 'due'] as const satisfies readonly ShareMode[];

/** Fewer studios than this say nothing as a share: the tile stays uncoloured. */
export const fewest = 6;

const borders: Readonly<Record<ShareMode, readonly number[]>> = {
  excellent: [0, 10, 15, 20, 25],
  upper: [0, 15, 25, 35, 45],
  due: [0, 20, 40, 60, 80],
};

export const shareBands = (mode: ShareMode): readonly Band[] => bandsOf(borders[mode], '%');

/** Steps of a count, chosen round so that the largest lands in the last or near it. */
export function countBands(largest: number): readonly Band[] {
  const step = niceStep(Math.max(1, largest) / 5);
  return bandsOf(
    [0, 1, 2, 3, 4].map((place) => place * step),
    '',
  );
}

function bandsOf(from: readonly number[], unit: string): readonly Band[] {
  return from.map((start, place) => {
    const next = from[place + 1];
    if (next === undefined) return { from: start, label: `≥ ${start}${unit}` };
    return { from: start, label: next - start === 1 ? `${start}${unit}` : `${start}–${next - 1}${unit}` };
  });
}

function niceStep(wanted: number): number {
  const power = 10 ** Math.floor(Math.log10(wanted));
  const step = [1, 2, 3, 4, 5, 6, 8, 10].find((round) => round * power >= wanted) ?? 10;
  return Math.max(1, step * power);
}

/** The step a value falls in, 0 to 4. */
export const bandOf = (bands: readonly Band[], value: number): number =>
  Math.max(
    0,
    bands.findLastIndex(({ from }) => value >= from),
  );

/** A share in whole per cent, half up; of nothing it is not known. */
export const percentOf = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.floor((part * 100) / whole + 0.5);
