/** A place on the drawing in per cent of its box. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Placed<T> extends Box {
  readonly item: T;
}

interface Weighted {
  readonly count: number;
}

/**
 * Squarified treemap (Bruls, Huizing, van Wijk): areas in proportion to the counts, tiles as square as they can be in a box
 * of this shape (width ÷ height). Largest first; what counts nothing gets no tile.
 */
export function treemap<T extends Weighted>(items: readonly T[], aspect: number): readonly Placed<T>[] {
  const sorted = items.filter(({ count }) => count > 0).toSorted((one, other) => other.count - one.count);
  const total = sorted.reduce((sum, { count }) => sum + count, 0);
  const placed: Placed<T>[] = [];
  // In units in which the box is `aspect` wide and 1 high, so that squares are squares.
  const scale = total === 0 ? 0 : aspect / total;
  let free = { left: 0, top: 0, width: aspect, height: 1 };
  let rest = sorted.map((item) => ({ item, area: item.count * scale }));
  while (rest.length > 0) {
    const side = Math.min(free.width, free.height);
    let size = 1;
    while (size < rest.length && worst(rest.slice(0, size + 1), side) <= worst(rest.slice(0, size), side)) size += 1;
    const row = rest.slice(0, size);
    rest = rest.slice(size);
    const depth = row.reduce((sum, { area }) => sum + area, 0) / side;
    let at = 0;
    for (const { item, area } of row) {
      const length = area / depth;
      const box =
        free.width >= free.height
          ? { left: free.left, top: free.top + at, width: depth, height: length }
          : { left: free.left + at, top: free.top, width: length, height: depth };
      placed.push({ item, ...inPercent(box, aspect) });
      at += length;
    }
    free =
      free.width >= free.height
        ? { ...free, left: free.left + depth, width: free.width - depth }
        : { ...free, top: free.top + depth, height: free.height - depth };
  }
  return placed;
}

/** The least square tile of a row laid along a side. */
function worst(row: readonly { readonly area: number }[], side: number): number {
  const areas = row.map(({ area }) => area);
  const sum = areas.reduce((total, area) => total + area, 0);
  const depth = sum / side;
  return Math.max(...areas.map((area) => Math.max(depth ** 2 / area, area / depth ** 2)));
}

const inPercent = (box: Box, aspect: number): Box => ({
  left: (box.left / aspect) * 100,
  top: box.top * 100,
  width: (box.width / aspect) * 100,
  height: box.height * 100,
});

/** Shares of a length, in per cent: boxes side by side or one below the other. */
export function split(counts: readonly number[], from: Box, direction: 'across' | 'down'): readonly Box[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  let passed = 0;
  return counts.map((count) => {
    const [start, share] = total === 0 ? [0, 0] : [passed / total, count / total];
    passed += count;
    return direction === 'across'
      ? { ...from, left: from.left + from.width * start, width: from.width * share }
      : { ...from, top: from.top + from.height * start, height: from.height * share };
  });
}
