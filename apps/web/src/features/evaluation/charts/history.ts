import type { HistoryRow } from '@jianglian/contracts/evaluation';
import type { EChartsOption } from 'echarts';

/** Final scores over the cycles with the shares of each group; a cycle without a score leaves a gap. */
export function historyOption(
  rows: readonly HistoryRow[],
  words: { readonly total: string; readonly group: (name: HistoryRow['groups'][number]['name']) => string },
  colours: readonly string[],
): EChartsOption {
  const codes = [...new Map(rows.flatMap(({ groups }) => groups.map(({ code, name }) => [code, name] as const)))];
  return {
    color: [...colours],
    grid: { left: 8, right: 16, top: 56, bottom: 8, containLabel: true },
    legend: { top: 0, left: 0, type: 'scroll' },
    tooltip: { trigger: 'axis' },
    xAxis: { type: 'category', data: rows.map(({ cycle }) => String(cycle.year)) },
    yAxis: { type: 'value', min: 0, max: 100 },
    series: [
      {
        name: words.total,
        type: 'line',
        symbolSize: 10,
        lineStyle: { width: 3 },
        data: rows.map(({ finalScore }) => (finalScore === null ? null : finalScore / 100)),
      },
      ...codes.map(([code, name]) => ({
        name: `${code} ${words.group(name)}`,
        type: 'line' as const,
        lineStyle: { width: 1.5, type: 'dashed' as const },
        data: rows.map(({ groups }) => groups.find((group) => group.code === code)?.percent ?? null),
      })),
    ],
  };
}
