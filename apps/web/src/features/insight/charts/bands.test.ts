import { expect, it } from 'vitest';
import { bandOf, countBands, percentOf, shareBands } from './bands.ts';

it.each([
  [0, ['0', '1', '2', '3', '≥ 4']],
  [9, ['0–1', '2–3', '4–5', '6–7', '≥ 8']],
  [27, ['0–5', '6–11', '12–17', '18–23', '≥ 24']],
  [4800, ['0–999', '1000–1999', '2000–2999', '3000–3999', '≥ 4000']],
])('chooses round steps for counts up to %i', (largest, labels) => {
  expect(countBands(largest).map(({ label }) => label)).toEqual(labels);
});

it.each([
  [0, 0],
  [9.9, 0],
  [10, 1],
  [24, 3],
  [25, 4],
  [100, 4],
])('puts a share of %f %% into step %i', (share, band) => {
  expect(bandOf(shareBands('excellent'), share)).toBe(band);
});

it('rounds shares half up and knows none of nothing', () => {
  expect([percentOf(1, 8), percentOf(1, 3), percentOf(0, 5), percentOf(0, 0)]).toEqual([13, 33, 0, null]);
});
