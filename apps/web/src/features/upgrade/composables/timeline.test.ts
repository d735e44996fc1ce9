import { describe, expect, it } from 'vitest';
import { type DatedCondition, scaleOf } from './timeline.ts';

describe('the scale of dates', () => {
  it('reaches at least a year, and three months past the last date', () => {
    expect(scaleOf('2026-11-22', [])).toMatchObject({ from: '2026-10-22', to: '2027-11-22' });
    const dates: DatedCondition[] = [{ rule: 'upgrade.restart-years', kind: 'from', on: '2028-02-20' }];
    const scale = scaleOf('2026-11-22', dates);
    expect(scale.to).toBe('2028-05-20');
    expect(scale.years.map(({ year }) => year)).toEqual(['2027', '2028']);
    expect(scale.at('2026-10-22')).toBe(0);
    expect(scale.at('2030-01-01')).toBe(100);
    expect(scale.at('2027-01-01')).toBeLessThan(scale.at('2028-01-01'));
  });
});
