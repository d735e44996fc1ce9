import { describe, expect, it } from 'vitest';
import { split, treemap } from './treemap.ts';

const counts = [62, 38, 31, 11, 8, 7, 6, 5, 4, 4, 2, 1, 0];
const items = counts.map((count, index) => ({ name: String(index), count }));

describe('a treemap', () => {
  const tiles = treemap(items, 1.5);

  it('gives every count above nothing an area in proportion to it', () => {
    const total = counts.reduce((sum, count) => sum + count);
    expect(tiles).toHaveLength(12);
    for (const { item, width, height } of tiles) expect((width * height) / 10_000).toBeCloseTo(item.count / total, 6);
  });

  it('fills the box without overlap', () => {
    for (const tile of tiles) {
      expect(tile.left).toBeGreaterThanOrEqual(-1e-9);
      expect(tile.left + tile.width).toBeLessThanOrEqual(100 + 1e-6);
      expect(tile.top + tile.height).toBeLessThanOrEqual(100 + 1e-6);
      for (const other of tiles) {
        if (other === tile) continue;
        const across = Math.min(tile.left + tile.width, other.left + other.width) - Math.max(tile.left, other.left);
        const down = Math.min(tile.top + tile.height, other.top + other.height) - Math.max(tile.top, other.top);
        expect(across < 1e-6 || down < 1e-6).toBe(true);
      }
    }
  });

  it('keeps tiles near square', () => {
    for (const { width, height } of tiles) {
      const ratio = (width * 1.5) / height;
      expect(Math.max(ratio, 1 / ratio)).toBeLessThan(3);
    }
  });

  it('is empty for nothing', () => {
    expect(treemap([], 1)).toEqual([]);
    expect(treemap([{ count: 0 }], 1)).toEqual([]);
  });
});

it('splits a box along one direction', () => {
  const box = { left: 10, top: 0, width: 80, height: 100 };
  expect(split([3, 1], box, 'across')).toEqual([
    { left: 10, top: 0, width: 60, height: 100 },
    { left: 70, top: 0, width: 20, height: 100 },
  ]);
  expect(split([1, 1], box, 'down').map(({ top }) => top)).toEqual([0, 50]);
  expect(split([0, 0], box, 'down').every(({ height }) => height === 0)).toBe(true);
});
