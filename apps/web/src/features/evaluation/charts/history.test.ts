import type { HistoryRow } from '@jianglian/contracts/evaluation';
import { describe, expect, it } from 'vitest';
import { historyOption } from './history.ts';

const row = (year: number, finalScore: number | null, groups: Record<string, number>): HistoryRow =>
  ({
    cycle: { id: '', title: '', year },
    finalScore,
    groups: Object.entries(groups).map(([code, percent]) => ({ code, name: { zh: code, en: code }, percent })),
  }) as never;

describe('the chart of a studio’s evaluations', () => {
  it('has the total and every group any rubric knew; what a cycle lacks is a gap', () => {
    const option = historyOption(
      [row(2024, 8120, { A: 90 }), row(2026, null, { A: 80, F: 70 })],
      { total: '总分', group: ({ zh }) => zh },
      ['#000'],
    );
    expect(option.series).toMatchObject([
      { name: '总分', data: [81.2, null] },
      { name: 'A A', data: [90, 80] },
      { name: 'F F', data: [null, 70] },
    ]);
    expect(option.xAxis).toMatchObject({ data: ['2024', '2026'] });
  });
});
