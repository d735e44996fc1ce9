import { expect, test } from 'vitest';
import { generatedAwardList } from './award-list.builder.ts';

test('a generated list names everybody once and is the same every time', () => {
  const { rows, badCount } = generatedAwardList({ rows: 10_000, badShare: 0 });
  expect(badCount).toBe(0);
  expect(new Set(rows.slice(2).map(([, studio]) => studio?.slice(0, 3))).size).toBe(10_000);
  expect(new Set(rows.slice(2).map(([, studio, unit]) => `${unit}${studio?.slice(3)}`)).size).toBe(10_000);
  expect(generatedAwardList({ rows: 50, badShare: 0.1 })).toEqual(generatedAwardList({ rows: 50, badShare: 0.1 }));
  expect(generatedAwardList({ rows: 10_000, badShare: 0.03 }).badCount).toBe(300);
});
