import type { CalibrationView } from '@jianglian/contracts/evaluation';
import type { EChartsOption } from 'echarts';
import type { ChartPalette } from '@/shared/charts';

export interface SeverityWords {
  readonly harsh: string;
  readonly lenient: string;
  readonly severity: string;
}

/** Evaluators by severity, in points: left of the middle harsher, right of it more lenient; the borders are dashed. */
export function severityOption(view: CalibrationView, words: SeverityWords, palette: ChartPalette): EChartsOption {
  const rows = view.rows
    .filter(({ severity }) => severity !== null)
    .toSorted((one, other) => (other.severity ?? 0) - (one.severity ?? 0));
  const border = view.leaning.severity / 100;
  const most = Math.max(border * 1.5, ...rows.map(({ severity }) => Math.abs(severity ?? 0) / 100));
  return {
    textStyle: { fontFamily: palette.font, fontSize: palette.size, color: palette.ink },
    grid: { left: 8, right: 24, top: 28, bottom: 8, containLabel: true },
    tooltip: { trigger: 'item' },
    xAxis: {
      type: 'value',
      min: -Math.ceil(most),
      max: Math.ceil(most),
      position: 'top',
      axisLabel: { color: palette.inkSoft, formatter: (value: number) => signed(value) },
      splitLine: { lineStyle: { color: palette.line } },
    },
    yAxis: {
      type: 'category',
      data: rows.map(({ name }) => name),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: palette.line } },
      axisLabel: { color: palette.ink },
    },
    series: [
      {
        type: 'bar',
        name: words.severity,
        barMaxWidth: 16,
        data: rows.map(({ severity, leaning }) => ({
          value: (severity ?? 0) / 100,
          itemStyle: { color: leaning === 'usual' ? palette.river : palette.amber },
          label: {
            show: true,
            position: (severity ?? 0) < 0 ? 'left' : 'right',
            color: palette.ink,
            formatter: label(severity ?? 0, leaning, words),
          },
        })),
        markLine: {
          silent: true,
          symbol: 'none',
          lineStyle: { color: palette.inkSoft, type: 'dashed' },
          label: { show: false },
          data: [{ xAxis: -border }, { xAxis: border }],
        },
      },
    ],
  };
}

const label = (severity: number, leaning: string, words: SeverityWords): string => {
  const value = signed(severity / 100);
  return leaning === 'harsh' || leaning === 'lenient' ? `${words[leaning]} ${value}` : value;
};

/** `+2.80`, `−4.90`: a sign on both sides of nothing. */
export const signed = (points: number): string => {
  const text = Math.abs(points).toFixed(Number.isInteger(points) ? 0 : 2);
  if (points === 0) return '0';
  return points > 0 ? `+${text}` : `−${text}`;
};
