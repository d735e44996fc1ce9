import { describe, expect, it } from 'vitest';
import { barsOf, frame, lifeScale, marksOf, type LabelledEvent } from './life-line.ts';

const event = (on: string, text = '合格 78.35'): LabelledEvent => ({
  id: on,
  on,
  title: '评估',
  text,
  shape: 'square',
  tone: 'slate',
});

describe('the life line', () => {
  const scale = lifeScale('2016-09-20', '2026-11-22');

  it('runs from the founding year to beyond today', () => {
    expect(scale.years[0]).toEqual({ year: 2016, x: frame.left });
    expect(scale.today).toBeLessThan(frame.width);
    expect(scale.x('2020-01-01')).toBeGreaterThan(scale.x('2019-01-01'));
  });

  it('names at most fifteen years however long the life', () => {
    expect(lifeScale('1990-01-01', '2026-11-22').years.length).toBeLessThanOrEqual(15);
  });

  it('puts labels that would overlap in rows over one another', () => {
    const near = marksOf([event('2020-03-01'), event('2020-01-01'), event('2023-01-01')], scale.x);
    expect(near.map(({ on, row }) => [on, row])).toEqual([
      ['2020-01-01', 0],
      ['2020-03-01', 1],
      ['2023-01-01', 0],
    ]);
  });

  it('turns labels at the right edge to the left', () => {
    expect(marksOf([event('2026-11-20')], scale.x)[0]?.anchor).toBe('end');
  });

  it('draws each stretch up to the next and the open one up to today, with its word where there is room', () => {
    const bars = barsOf(
      [
        { value: 'district', from: '2016-09-20', to: '2016-10-01' },
        { value: 'municipal', from: '2016-10-01', to: null },
      ],
      scale,
      (value) => ({ text: '市级', value }),
    );
    expect(bars.map(({ text }) => text)).toEqual(['', '市级']);
    expect((bars[1]?.x ?? 0) + (bars[1]?.width ?? 0)).toBeCloseTo(scale.today - 2, 0);
  });
});
