import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CommentRules, Mark, Prefill } from '../index.ts';
import { commentRulesFor, default2024, gradeByScore, runningTotal, totalOf } from '../index.ts';

const mark = (indicator: string, score: number | null, rest: Partial<Mark> = {}): Mark => ({
  indicator,
  score,
  notApplicable: false,
  deductions: [],
  comment: '',
  ...rest,
});
const auto = (indicator: string, points: number | null, open = 0): Prefill => ({
  indicator,
  points,
  open,
  base: 0,
  parts: [],
  missing: [],
});
const everyLine = (share: (points: number) => number) =>
  default2024.indicators.map(({ code, points }) => mark(code, Math.round(share(points)), { comment: '…' }));
const full = everyLine((points) => points);

const rules: CommentRules = { belowPercent: 60, abovePercent: 95, offPrefillPercent: 30 };
const off: CommentRules = { belowPercent: null, abovePercent: null, offPrefillPercent: null };

describe('a comment is required', () => {
  it.each([
    ['at 60 % exactly: no', rules, 600, undefined, []],
    ['under 60 %', rules, 599, undefined, ['below']],
    ['at 95 % exactly: no', rules, 950, undefined, []],
    ['above 95 %', rules, 951, undefined, ['above']],
    ['30 % off the automatic value: no', rules, 700, auto('D2', 1000), []],
    ['more than 30 % under it', rules, 699, auto('D2', 1000), ['off-prefill']],
    ['more than 30 % over it', rules, 911, auto('D2', 700), ['off-prefill']],
    ['anything over an automatic nothing', rules, 601, auto('D2', 0), ['off-prefill']],
    ['nothing beside an automatic nothing', rules, 0, auto('D2', 0), ['below']],
    ['within what the figures cannot judge: no', rules, 950, auto('D2', 500, 500), []],
    ['under what they do judge', rules, 300, auto('D2', 500, 500), ['below', 'off-prefill']],
    ['no automatic value', rules, 700, auto('D2', null), []],
    ['unmarked', rules, null, auto('D2', 500), []],
    ['every rule switched off', off, 0, auto('D2', 1000), []],
  ] as const)('%s', (_, settings, score, prefill, expected) => {
    expect(commentRulesFor(settings, { points: 1000 }, mark('D2', score), prefill)).toEqual(expected);
  });

  it('when the line is said not to apply', () => {
    expect(commentRulesFor(off, { points: 1000 }, mark('D2', null, { notApplicable: true }), undefined)).toEqual([
      'not-applicable',
    ]);
  });
});

describe('the running total', () => {
  it('of nothing', () => {
    const total = runningTotal(default2024, [], []);
    expect(total).toMatchObject({ total: 0, marked: 0, of: 18, markedPoints: 0, applicablePoints: 10_000 });
    expect(total.missing).toHaveLength(18);
    // Nothing known: anything from nothing to everything.
    expect(total.projected).toEqual({ low: 0, high: 10_000, grade: 'failed', highGrade: 'excellent' });
    expect(total.distance).toEqual({ excellent: -8500, qualified: -6000 });
  });

  it('counts unmarked lines at their automatic value, as the picture of the scoring screen does', () => {
    const total = runningTotal(
      default2024,
      full.filter(({ indicator }) => indicator.startsWith('A')),
      default2024.indicators.map(({ code, points }) => auto(code, points / 2)),
    );
    expect(total).toMatchObject({ total: 1800, marked: 4, markedPoints: 1800 });
    expect(total.projected).toMatchObject({ low: 1800 + 4100, high: 1800 + 4100, grade: 'failed' });
    expect(total.distance).toEqual({ excellent: -2600, qualified: -100 });
  });

  it('tells group by group', () => {
    const { groups } = runningTotal(default2024, [mark('D2', 775), mark('D1', 0)], []);
    expect(groups.find(({ group }) => group === 'D')).toEqual({
      group: 'D',
      score: 775,
      marked: 2,
      of: 4,
      points: 2700,
      markedPoints: 1600,
    });
  });

  it('scales the rest to a hundred when a line does not apply', () => {
    const marks = full.map((one) => (one.indicator === 'A4' ? { ...one, score: null, notApplicable: true } : one));
    const total = runningTotal(default2024, marks, []);
    expect(total).toMatchObject({ total: 10_000, marked: 18, missing: [], applicablePoints: 9500 });
    const none = runningTotal(
      default2024,
      full.map((one) => ({ ...one, score: null, notApplicable: true })),
      [],
    );
    expect(none).toMatchObject({ total: 0, applicablePoints: 0 });
  });

  it('lists the comments still owed, and no more those that are written', () => {
    const owed = runningTotal(default2024, [mark('D2', 100), mark('D1', 100, { comment: '只有 3 人' })], []);
    expect(owed.commentsRequired).toEqual([{ indicator: 'D2', rules: ['below'] }]);
  });

  it('grades by the borders, both of them inclusive', () => {
    expect([8500, 8499, 6000, 5999].map((score) => gradeByScore(default2024, score))).toEqual([
      'excellent',
      'qualified',
      'qualified',
      'failed',
    ]);
  });
});

const anyMarks = fc
  .tuple(
    ...default2024.indicators.map(({ points }) =>
      fc.tuple(fc.integer({ min: 0, max: points }), fc.integer({ min: 0, max: 9 })),
    ),
  )
  .map((drawn) =>
    drawn.map(([score, kind], index) =>
      mark(default2024.indicators[index]!.code, kind < 2 ? null : score, { notApplicable: kind === 0 }),
    ),
  );

describe('whatever is marked', () => {
  it('the total lies between 0 and 100, does not depend on the order, and is the total of the sheet', () => {
    fc.assert(
      fc.property(anyMarks, fc.infiniteStream(fc.nat()), (marks, keys) => {
        const shuffled = marks.map((one) => ({ one, key: keys.next().value })).toSorted((a, b) => a.key - b.key);
        const { total, projected } = runningTotal(default2024, marks, []);
        expect(total).toBeGreaterThanOrEqual(0);
        expect(total).toBeLessThanOrEqual(10_000);
        expect(projected.low).toBeGreaterThanOrEqual(total);
        expect(projected.high).toBeGreaterThanOrEqual(projected.low);
        expect(
          runningTotal(
            default2024,
            shuffled.map(({ one }) => one),
            [],
          ).total,
        ).toBe(total);
        expect(totalOf(default2024, marks)).toBe(total);
      }),
    );
  });

  it('one more point on a line never lowers the total', () => {
    fc.assert(
      fc.property(anyMarks, fc.nat({ max: 17 }), (marks, at) => {
        const { score, notApplicable } = marks[at]!;
        fc.pre(score !== null && !notApplicable && score < default2024.indicators[at]!.points);
        const better = marks.with(at, { ...marks[at]!, score: score + 1 });
        expect(totalOf(default2024, better)).toBeGreaterThanOrEqual(totalOf(default2024, marks));
      }),
    );
  });
});
