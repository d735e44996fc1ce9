import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultWindows, nextCycle, windowSteps, windowsYearsOn } from '../index.ts';
import { addDays, civilDateOf, daysBetween } from '../../kernel/index.ts';

const last = {
  title: '2024—2025 年度考核评估',
  year: 2025,
  periodFrom: '2023-11-01',
  periodTo: '2025-10-31',
  windows: defaultWindows('2025-11-03'),
  rubricVersion: 'v',
};

describe('the next cycle', () => {
  it('goes on by the years of the rubric, the rest stays', () => {
    const next = nextCycle({ ...last, title: '2025 年度考核评估' }, 2);
    expect(next).toMatchObject({
      title: '2027 年度考核评估',
      year: 2027,
      periodFrom: '2025-11-01',
      periodTo: '2027-10-31',
      rubricVersion: 'v',
    });
    expect(nextCycle(last, 2).title).toBe('2026—2027 年度考核评估');
    expect(nextCycle({ ...last, title: '市级考核评估' }, 2).title).toBe('市级考核评估');
  });

  it('keeps weekday and time of every step, near the same day of the year', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 1, max: 5 }), (offset, years) => {
        const windows = defaultWindows(addDays('2025-01-01', offset));
        const next = windowsYearsOn(windows, years);
        for (const step of windowSteps) {
          const days = daysBetween(civilDateOf(windows[step].closesAt), civilDateOf(next[step].closesAt));
          expect(days % 7).toBe(0);
          expect(Math.abs(days - years * 365.25)).toBeLessThanOrEqual(4);
          expect(next[step].dueAt.toISOString().slice(10)).toBe(windows[step].dueAt.toISOString().slice(10));
        }
      }),
    );
  });
});
