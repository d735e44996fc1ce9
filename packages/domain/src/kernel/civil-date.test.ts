import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  addYears,
  ageOn,
  civilDateOf,
  daysBetween,
  instantOf,
  isCivilDate,
  isWithin,
  quarterOf,
} from './civil-date.ts';
import { addWorkingDays, isWorkingDay } from './working-days.ts';

const anyDay = fc
  .date({ min: new Date('1950-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map(civilDateOf);

describe('a civil date', () => {
  it.each([
    ['2024-02-29', true],
    ['2023-02-29', false],
    ['2024-13-01', false],
    ['2024-1-1', false],
    ['昨天', false],
  ])('%s is a day of the calendar: %s', (text, expected) => {
    expect(isCivilDate(text)).toBe(expected);
  });

  it('is read in the zone of the office', () => {
    expect(civilDateOf(new Date('2024-07-15T16:30:00Z'))).toBe('2024-07-16');
    expect(instantOf('2024-07-15', '18:00').toISOString()).toBe('2024-07-15T10:00:00.000Z');
    expect(instantOf('2024-07-15').toISOString()).toBe('2024-07-14T16:00:00.000Z');
  });

  it.each([
    ['2024-01-31', 1, '2024-02-29'],
    ['2023-01-31', 1, '2023-02-28'],
    ['2024-11-30', 3, '2025-02-28'],
    ['2024-03-15', -2, '2024-01-15'],
  ])('%s and %i months is %s', (day, months, expected) => {
    expect(addMonths(day, months)).toBe(expected);
  });

  it('a leap day has its anniversary on the last of February', () => {
    expect(addYears('2024-02-29', 2)).toBe('2026-02-28');
  });

  it('adding days and counting them are inverse', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -4000, max: 4000 }), (day, days) => {
        expect(daysBetween(day, addDays(day, days))).toBe(days);
      }),
    );
  });

  it.each([
    ['1970-11-22', '2025-11-22', 55],
    ['1970-11-23', '2025-11-22', 54],
  ])('somebody born on %s is on %s aged %i', (birth, day, age) => {
    expect(ageOn(birth, day)).toBe(age);
  });

  it('lies in a quarter', () => {
    expect(['2026-01-01', '2026-03-31', '2026-04-01', '2026-12-31'].map(quarterOf)).toEqual([
      '2026Q1',
      '2026Q1',
      '2026Q2',
      '2026Q4',
    ]);
  });

  it('lies within a half-open period', () => {
    const period = { from: '2024-01-01', to: '2025-01-01' };
    expect([isWithin(period, '2023-12-31'), isWithin(period, '2024-01-01'), isWithin(period, '2025-01-01')]).toEqual([
      false,
      true,
      false,
    ]);
    expect(isWithin({ from: '2024-01-01', to: null }, '2099-01-01')).toBe(true);
  });
});

describe('working days', () => {
  const calendar = { holidays: new Set(['2026-10-01', '2026-10-02']), workdays: new Set(['2026-09-27']) };

  it.each([
    ['2026-09-25', true, 'a Friday'],
    ['2026-09-26', false, 'a Saturday'],
    ['2026-09-27', true, 'a Sunday worked in exchange'],
    ['2026-10-01', false, 'a holiday'],
  ])('%s is worked: %s (%s)', (day, worked) => {
    expect(isWorkingDay(calendar, day)).toBe(worked);
  });

  it('a term of five working days begins on the day after and skips what is not worked', () => {
    expect(addWorkingDays(calendar, '2026-09-25', 5)).toBe('2026-10-05');
    expect(addWorkingDays(calendar, '2026-09-25', 0)).toBe('2026-09-25');
  });

  it('the last day of a term is always worked', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 60 }), (day, count) => {
        expect(isWorkingDay(calendar, addWorkingDays(calendar, day, count))).toBe(true);
      }),
    );
  });
});
