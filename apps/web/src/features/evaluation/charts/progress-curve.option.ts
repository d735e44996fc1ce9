import type { EChartsOption } from 'echarts';
import type { ChartPalette } from '@/shared/charts';
import type { CurvePoint } from './progress-curve.ts';

export interface CurveWords {
  readonly done: string;
  readonly ideal: string;
  readonly due: string;
  readonly closes: string;
  readonly today: string;
}

/** Handed in so far against an even pace, with the two dates and today. */
export function progressCurveOption(
  points: readonly CurvePoint[],
  marks: { readonly due: string; readonly closes: string; readonly today: string; readonly total: number },
  words: CurveWords,
  palette: ChartPalette,
): EChartsOption {
  const days = points.map(({ day }) => day);
  const text = { color: palette.inkSoft, fontFamily: palette.font, fontSize: palette.size };
  const lines = [
    { day: marks.due, name: words.due, color: palette.amber },
    ...(marks.closes === marks.due ? [] : [{ day: marks.closes, name: words.closes, color: palette.vermilion }]),
    { day: marks.today, name: words.today, color: palette.river },
  ].filter(({ day }) => days.includes(day));
  return {
    textStyle: { fontFamily: palette.font },
    aria: { enabled: true },
    grid: { left: 8, right: 28, top: 44, bottom: 8, containLabel: true },
    legend: { top: 0, right: 0, textStyle: text, itemWidth: 18 },
    tooltip: { trigger: 'axis' },
    xAxis: {
      type: 'category',
      data: days,
      boundaryGap: false,
      axisLabel: { ...text, formatter: (day: string) => day.slice(5), hideOverlap: true },
      axisLine: { lineStyle: { color: palette.line } },
      axisTick: { show: false },
    },
    yAxis: {
      type: 'value',
      min: 0,
      max: Math.max(1, marks.total),
      minInterval: 1,
      axisLabel: text,
      splitLine: { lineStyle: { color: palette.line } },
    },
    series: [
      {
        name: words.done,
        type: 'line',
        data: points.map(({ done }) => done),
        symbol: 'none',
        lineStyle: { color: palette.river, width: 2.5 },
        itemStyle: { color: palette.river },
        areaStyle: { color: palette.river, opacity: 0.08 },
        markLine: {
          silent: true,
          symbol: 'none',
          label: { ...text, formatter: '{b}', position: 'end' },
          data: lines.map(({ day, name, color }) => ({
            name,
            xAxis: day,
            lineStyle: { color, type: name === words.today ? 'dotted' : 'solid', width: 1 },
          })),
        },
      },
      {
        name: words.ideal,
        type: 'line',
        data: points.map(({ ideal }) => ideal),
        symbol: 'none',
        lineStyle: { color: palette.inkSoft, width: 1.5, type: 'dashed' },
        itemStyle: { color: palette.inkSoft },
      },
    ],
  };
}
