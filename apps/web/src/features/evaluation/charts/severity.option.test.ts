import type { CalibrationView } from '@jianglian/contracts/evaluation';
import { describe, expect, it } from 'vitest';
import type { ChartPalette } from '@/shared/charts';
import { severityOption, signed } from './severity.option.ts';

const palette = { river: 'river', amber: 'amber', ink: '', inkSoft: '', line: '', font: '', size: 12 } as ChartPalette;
const words = { harsh: '偏严', lenient: '偏宽', severity: '宽严度' };
const row = (name: string, severity: number | null, leaning: CalibrationView['rows'][number]['leaning']) => ({
  accountId: name,
  name,
  sheets: 9,
  studios: 9,
  severity,
  spreadRatio: 1,
  agreement: 0.9,
  leaning,
  apart: false,
});

describe('the chart of severity', () => {
  it('draws who can be compared, the harshest on top, those who lean in another colour and by word', () => {
    const view = {
      leastStudios: { severity: 3, agreement: 8 },
      leaning: { severity: 300, agreement: 0.5 },
      rows: [row('甲', -490, 'harsh'), row('乙', 40, 'usual'), row('丙', null, 'unknown')],
    };
    const option = severityOption(view, words, palette) as unknown as {
      yAxis: { data: string[] };
      xAxis: { min: number; max: number };
      series: { data: { value: number; itemStyle: { color: string }; label: { formatter: string } }[] }[];
    };
    expect(option.yAxis.data).toEqual(['乙', '甲']);
    expect(option.xAxis).toMatchObject({ min: -5, max: 5 });
    const [usual, harsh] = option.series[0]!.data;
    expect(usual).toMatchObject({ value: 0.4, itemStyle: { color: 'river' }, label: { formatter: '+0.40' } });
    expect(harsh).toMatchObject({ value: -4.9, itemStyle: { color: 'amber' }, label: { formatter: '偏严 −4.90' } });
  });

  it.each([
    [0, '0'],
    [2, '+2'],
    [-4.9, '−4.90'],
  ])('says %d as %s', (points, text) => {
    expect(signed(points)).toBe(text);
  });
});
