import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SheetTotal } from '../index.ts';
import { calibrate, correlationOf, outliersOf, randomOf } from '../index.ts';

/** Studios of known quality, each scored by these judges: quality + a hand of one's own. */
function cycleOf(
  studios: number,
  judges: Readonly<Record<string, (quality: number, random: () => number) => number>>,
  label = 'a cycle',
): SheetTotal[] {
  const random = randomOf(label);
  return Array.from({ length: studios }, (_, index) => index).flatMap((index) => {
    const quality = 5500 + random() * 3500;
    return Object.entries(judges).map(([accountId, judge]) => ({
      evaluationId: `e${index}`,
      accountId,
      total: Math.round(judge(quality, random)),
    }));
  });
}
const fair = (quality: number, random: () => number) => quality + (random() - 0.5) * 300;
const of = (accountId: string, totals: readonly SheetTotal[]) =>
  calibrate(totals).find((one) => one.accountId === accountId)!;

describe('severity', () => {
  it.each([-500, -120, 0, 400])('measures a bias of %i hundredths', (bias) => {
    const totals = cycleOf(120, { biased: (quality, random) => fair(quality, random) + bias, one: fair, two: fair });
    expect(Math.abs(of('biased', totals).severity! - bias)).toBeLessThan(40);
  });

  it('finds the harsh judge whatever the cycle and the bias', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: -1500, max: 1500 }), (label, bias) => {
        const judges = { biased: (q: number, r: () => number) => fair(q, r) + bias, one: fair, two: fair, three: fair };
        expect(Math.abs(of('biased', cycleOf(80, judges, label)).severity! - bias)).toBeLessThan(60);
      }),
      { numRuns: 40 },
    );
  });

  it('adds up to nothing over two judges: what one gives more the other gives less', () => {
    const totals = cycleOf(30, { one: fair, two: (quality) => quality - 200 });
    expect(of('one', totals).severity).toBe(-of('two', totals).severity!);
  });
});

describe('agreement', () => {
  it('is near 0 for a judge who throws dice', () => {
    const dice = (_: number, random: () => number) => 4000 + random() * 6000;
    expect(Math.abs(of('dice', cycleOf(400, { dice, one: fair, two: fair })).agreement!)).toBeLessThan(0.15);
  });

  it('is 1, with the panel’s own spread and no severity, for a copy of the mean', () => {
    const others = cycleOf(50, { one: fair, two: fair });
    const copies = [...Map.groupBy(others, ({ evaluationId }) => evaluationId)].map(([evaluationId, sheets]) => ({
      evaluationId,
      accountId: 'copy',
      total: (sheets[0]!.total + sheets[1]!.total) / 2,
    }));
    expect(of('copy', [...others, ...copies])).toEqual({
      accountId: 'copy',
      studios: 50,
      severity: 0,
      spreadRatio: 1,
      agreement: 1,
    });
  });

  it('is −1 for a judge who turns the order round, and stays so when the hand is heavy', () => {
    const contrary = (quality: number) => 15_000 - quality;
    const row = of('contrary', cycleOf(60, { contrary, one: (q) => q, two: (q) => q }));
    expect(row.agreement).toBe(-1);
  });

  it('is hidden below eight studios, severity below three; n is told', () => {
    const judges = { one: fair, two: fair };
    expect(of('one', cycleOf(7, judges))).toMatchObject({ studios: 7, agreement: null, spreadRatio: null });
    expect(of('one', cycleOf(7, judges)).severity).not.toBeNull();
    expect(of('one', cycleOf(2, judges))).toMatchObject({ studios: 2, severity: null });
    expect(of('alone', [{ evaluationId: 'e', accountId: 'alone', total: 8000 }])).toMatchObject({ studios: 0 });
  });

  it('says nothing of a judge who gives everybody the same', () => {
    const row = of('flat', cycleOf(20, { flat: () => 8000, one: fair, two: fair }));
    expect(row).toMatchObject({ agreement: null, spreadRatio: 0 });
    expect(correlationOf([1, 2], [3, 3])).toBeNull();
  });
});

describe('spread', () => {
  it('is under 1 for who keeps to the middle and over 1 for who uses the extremes', () => {
    const totals = cycleOf(100, {
      mild: (quality) => 7250 + (quality - 7250) / 2,
      bold: (quality) => 7250 + (quality - 7250) * 2,
      one: fair,
      two: fair,
    });
    expect(of('mild', totals).spreadRatio).toBeLessThan(0.6);
    expect(of('bold', totals).spreadRatio).toBeGreaterThan(1.5);
  });
});

it('does not depend on the order of the sheets', () => {
  const totals = cycleOf(12, { one: fair, two: fair, three: fair });
  fc.assert(
    fc.property(fc.shuffledSubarray(totals, { minLength: totals.length }), (shuffled) => {
      expect(calibrate(shuffled)).toEqual(calibrate(totals));
    }),
    { numRuns: 30 },
  );
});

describe('outliers', () => {
  it.each([
    ['a mark far below', 800, [700, 650, 300, 750, 700], [null, null, 'low', null, null]],
    ['one below, one above', 600, [400, 350, 200, 600, 400], [null, null, 'low', 'high', null]],
    ['exactly at the limit', 1000, [500, 500, 800], [null, null, null]],
    ['a hundredth beyond', 1000, [500, 500, 801], [null, null, 'high']],
    ['two marks only', 800, [0, 800], [null, null]],
    ['one that does not apply', 800, [700, null, 700], [null, null, null]],
    ['three besides one that does not apply', 800, [700, null, 700, 100], [null, null, null, 'low']],
  ] as const)('%s', (_, points, marks, expected) => {
    expect(outliersOf(points, marks)).toEqual(expected);
  });
});
