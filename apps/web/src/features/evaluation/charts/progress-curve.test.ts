import { describe, expect, it } from 'vitest';
import type { ChartPalette } from '@/shared/charts';
import { progressCurveOption } from './progress-curve.option.ts';
import { type CurveOf, curvePoints } from './progress-curve.ts';

const curve = (changes: Partial<CurveOf> = {}): CurveOf => ({
  from: '2026-03-01',
  due: '2026-03-05',
  closes: '2026-03-07',
  today: '2026-03-04',
  total: 8,
  days: [
    { day: '2026-03-02', done: 3 },
    { day: '2026-03-04', done: 2 },
  ],
  ...changes,
});

describe('the curve of what is in', () => {
  it('adds up day by day, says nothing of days to come, and stops at the closing', () => {
    expect(curvePoints(curve()).map(({ day, done }) => [day.slice(8), done])).toEqual([
      ['01', 0],
      ['02', 3],
      ['03', 3],
      ['04', 5],
      ['05', null],
      ['06', null],
      ['07', null],
    ]);
  });

  it('goes evenly from nothing at the beginning to everything on the asked-for day', () => {
    expect(curvePoints(curve()).map(({ ideal }) => ideal)).toEqual([0, 2, 4, 6, 8, 8, 8]);
  });

  it('ends with the last that came in after the closing, not today', () => {
    const late = curve({ today: '2026-06-01', days: [{ day: '2026-03-09', done: 8 }] });
    expect(curvePoints(late).at(-1)).toEqual({ day: '2026-03-09', done: 8, ideal: 8 });
  });

  it('begins with the first that came in where that was earlier', () => {
    expect(curvePoints(curve({ days: [{ day: '2026-02-27', done: 1 }] }))[0]).toMatchObject({
      day: '2026-02-27',
      done: 1,
    });
  });

  it('stands a window of one day', () => {
    const one = curve({ from: '2026-03-05', closes: '2026-03-05', today: '2026-03-05', days: [] });
    expect(curvePoints(one)).toEqual([{ day: '2026-03-05', done: 0, ideal: 0 }]);
  });
});

describe('its drawing', () => {
  const palette = {
    river: 'river',
    amber: 'amber',
    vermilion: 'vermilion',
    inkSoft: 'soft',
    line: 'line',
    font: 'f',
    size: 12,
  } as ChartPalette;
  const words = { done: 'done', ideal: 'ideal', due: 'due', closes: 'closes', today: 'today' };
  const marksOf = (of: CurveOf) => {
    const option = progressCurveOption(curvePoints(of), of, words, palette);
    const [done] = option.series as { markLine: { data: { name: string }[] } }[];
    return done!.markLine.data.map(({ name }) => name);
  };

  it('marks both dates and today', () => expect(marksOf(curve())).toEqual(['due', 'closes', 'today']));
  it('marks one date where both are one, and no day that is not drawn', () => {
    expect(marksOf(curve({ closes: '2026-03-05', today: '2026-04-01' }))).toEqual(['due']);
  });
  it('goes up to the whole, so that the distance is seen', () => {
    const option = progressCurveOption(curvePoints(curve()), { ...curve(), total: 8 }, words, palette);
    expect(option.yAxis).toMatchObject({ min: 0, max: 8 });
  });
});
