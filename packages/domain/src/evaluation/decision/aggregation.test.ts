import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FullSheet } from '../index.ts';
import { aggregate, default2024, finalScore, medianOf, percentOf, totalOf } from '../index.ts';

/** A sheet on which every line has this share of its points, in per cent. */
const sheet = (id: string, percent: number, not: readonly string[] = []): FullSheet => ({
  id,
  marks: default2024.indicators.map(({ code, points }) => ({
    indicator: code,
    score: not.includes(code) ? null : Math.round((points * percent) / 100),
    notApplicable: not.includes(code),
    deductions: [],
    comment: '',
  })),
});
const panel = (...percents: readonly number[]) => percents.map((percent, index) => sheet(`s${index}`, percent));

describe('aggregation', () => {
  it('is the mean of the sheets, half up', () => {
    expect(aggregate(default2024, panel(80, 90))).toMatchObject({ base: 8500, mean: 8500, median: 8500, spread: 1000 });
    const third = sheet('third', 80);
    const odd = { ...third, marks: third.marks.with(0, { ...third.marks[0]!, score: 321 }) };
    // 80.00 and 80.01: 80.005 rounds up.
    expect(aggregate(default2024, [sheet('x', 80), odd]).base).toBe(8001);
  });

  it('leaves out the highest and the lowest from five sheets on', () => {
    expect(aggregate(default2024, panel(10, 80, 81, 100)).base).toBe(6775);
    const five = aggregate(default2024, panel(10, 80, 81, 82, 100));
    expect(five).toMatchObject({ base: 8100, mean: 7060, median: 8100, spread: 9000, spreadOver: true });
    expect(five.sheets.filter(({ dropped }) => dropped).map(({ id }) => id)).toEqual(['s0', 's4']);
  });

  it('leaves at least one sheet to count, whatever the rubric says', () => {
    const eager = { ...default2024, dropExtremesFrom: 1 };
    expect(aggregate(eager, panel(60, 80)).base).toBe(7000);
    expect(aggregate(eager, panel(60, 80, 100)).base).toBe(8000);
  });

  it('asks for arbitration beyond the spread, not at it', () => {
    expect(aggregate(default2024, panel(70, 85)).spreadOver).toBe(false);
    expect(aggregate(default2024, panel(70, 86)).spreadOver).toBe(true);
  });

  it('counts lines and groups only where they apply', () => {
    const result = aggregate(default2024, [sheet('a', 50, ['C1', 'C2', 'C3', 'C4']), sheet('b', 100)]);
    expect(result.groups.find(({ group }) => group === 'C')).toEqual({ group: 'C', score: 2800, points: 2800 });
    expect(result.lines.find(({ indicator }) => indicator === 'C1')).toEqual({
      indicator: 'C1',
      mean: 800,
      median: 800,
      spread: 0,
    });
    const none = aggregate(default2024, [sheet('a', 50, ['C1'])]);
    expect(none.lines.find(({ indicator }) => indicator === 'C1')).toEqual({
      indicator: 'C1',
      mean: null,
      median: null,
      spread: null,
    });
  });

  it('of no sheets is nothing', () => {
    expect(aggregate(default2024, [])).toMatchObject({ base: 0, mean: 0, median: 0, spread: 0, sheets: [] });
  });

  it('knows the middle', () => {
    expect(medianOf([])).toBeNull();
    expect(medianOf([3, 1, 2])).toBe(2);
    expect(medianOf([1, 2])).toBe(2);
  });

  it('adds the bonus within its cap and ends at a hundred', () => {
    expect(finalScore(default2024, 8000, 300)).toBe(8300);
    expect(finalScore(default2024, 8000, 900)).toBe(8500);
    expect(finalScore(default2024, 9800, 500)).toBe(10_000);
    expect(finalScore(default2024, 8000, -100)).toBe(8000);
  });

  it('shows shares with two decimals, none of nothing', () => {
    expect(percentOf({ score: 1, points: 3 })).toBe(33.33);
    expect(percentOf({ score: 0, points: 0 })).toBeNull();
  });
});

const anyPanel = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 9 });

describe('whatever the panel', () => {
  it('the order of the sheets does not matter', () => {
    fc.assert(
      fc.property(anyPanel, fc.infiniteStream(fc.nat()), (percents, keys) => {
        const sheets = panel(...percents);
        const shuffled = sheets.map((one) => ({ one, key: keys.next().value })).toSorted((a, b) => a.key - b.key);
        expect(
          aggregate(
            default2024,
            shuffled.map(({ one }) => one),
          ),
        ).toEqual(aggregate(default2024, sheets));
      }),
    );
  });

  it('the result lies between the lowest and the highest sheet', () => {
    fc.assert(
      fc.property(anyPanel, (percents) => {
        const sheets = panel(...percents);
        const totals = sheets.map(({ marks }) => totalOf(default2024, marks));
        const { base } = aggregate(default2024, sheets);
        expect(base).toBeGreaterThanOrEqual(Math.min(...totals));
        expect(base).toBeLessThanOrEqual(Math.max(...totals));
      }),
    );
  });

  it('a better sheet never lowers the result', () => {
    fc.assert(
      fc.property(anyPanel, fc.nat(), fc.integer({ min: 0, max: 100 }), (percents, at, better) => {
        const index = at % percents.length;
        fc.pre(better >= percents[index]!);
        const before = aggregate(default2024, panel(...percents)).base;
        expect(aggregate(default2024, panel(...percents.with(index, better))).base).toBeGreaterThanOrEqual(before);
      }),
    );
  });
});
