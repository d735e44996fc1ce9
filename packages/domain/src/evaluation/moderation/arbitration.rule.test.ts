import { describe, expect, it } from 'vitest';
import type { FullSheet } from '../index.ts';
import {
  aggregate,
  arbitrationOf,
  default2024,
  evaluationMachine,
  refusalsOfArbitration,
  refusalsOfWaiver,
} from '../index.ts';
import { refusalsOf } from '../../kernel/index.ts';

const limit = default2024.spreadLimit;
const now = new Date('2026-11-27T10:00:00Z');
const later = new Date('2026-12-02T10:00:00Z');
const asked = { kind: 'asked', spread: 1800 } as const;
const waived = { kind: 'waived', spread: 1800 } as const;

describe('where an arbitration stands', () => {
  it.each([
    ['within', 1500, null],
    ['open', 1501, null],
    ['asked', null, asked],
    ['arbitrated', 1900, asked],
    ['arbitrated', 900, asked],
    ['waived', 1800, waived],
    ['waived', 1600, waived],
    ['open', 1801, waived],
    ['within', 1400, waived],
    ['within', null, null],
  ] as const)('is %s with a spread of %s', (expected, spread, ruling) => {
    expect(arbitrationOf({ spread, ruling }, limit)).toBe(expected);
  });
});

describe('one more sheet', () => {
  const codes = (facts: Parameters<typeof arbitrationOf>[0], order = {}) =>
    refusalsOfArbitration(facts, limit, { closesAt: later, now, seated: false, ...order }).map(({ code }) => code);
  it('is for a spread over the limit, once, with time to write it', () => {
    expect(codes({ spread: 1501, ruling: null })).toEqual([]);
    expect(codes({ spread: 1500, ruling: null })).toEqual(['moderation.spread-within-limit']);
    expect(codes({ spread: 1800, ruling: waived })).toEqual([]);
    expect(codes({ spread: 1700, ruling: asked })).toEqual(['moderation.already-arbitrated']);
    expect(codes({ spread: null, ruling: asked })).toEqual([]);
    expect(codes({ spread: null, ruling: asked }, { seated: true })).toEqual(['moderation.arbitrator-chosen']);
    expect(codes({ spread: 1600, ruling: null }, { closesAt: now })).toEqual(['moderation.closing-in-the-past']);
  });

  it('may be waived while nobody holds it', () => {
    const waiver = (facts: Parameters<typeof arbitrationOf>[0], seated = false) =>
      refusalsOfWaiver(facts, limit, seated).map(({ code }) => code);
    expect(waiver({ spread: 1501, ruling: null })).toEqual([]);
    expect(waiver({ spread: null, ruling: asked })).toEqual([]);
    expect(waiver({ spread: null, ruling: asked }, true)).toEqual(['moderation.arbitrator-chosen']);
    expect(waiver({ spread: 1500, ruling: null })).toEqual(['moderation.nothing-to-waive']);
    expect(waiver({ spread: 1700, ruling: waived })).toEqual(['moderation.nothing-to-waive']);
  });

  it('gives the evaluation back to scoring while the cycle scores', () => {
    const move = (cycle: 'scoring' | 'deciding', spread: number | undefined, role: 'office' | 'evaluator' = 'office') =>
      refusalsOf(
        evaluationMachine,
        'arbitrate',
        { state: 'scored', studioId: 's', closesAt: now },
        {
          actor: { grants: [{ role }] },
          now,
          cycle,
          rubric: default2024,
          lines: [],
          sheets: { wanted: 3, submitted: 3, open: 0 },
          ...(spread === undefined ? {} : { spread }),
        },
      ).map(({ code }) => code);
    expect(move('scoring', 1501)).toEqual([]);
    expect(move('scoring', 1500)).toEqual(['moderation.spread-within-limit']);
    expect(move('scoring', undefined)).toEqual(['moderation.spread-within-limit']);
    expect(move('deciding', 1501)).toEqual(['moderation.scoring-is-over']);
    expect(move('scoring', 1501, 'evaluator')).toEqual(['evaluation.not-the-office']);
  });
});

describe('the arbitrator’s sheet in the result', () => {
  const sheet = (id: string, percent: number): FullSheet => ({
    id,
    marks: default2024.indicators.map(({ code, points }) => ({
      indicator: code,
      score: (points * percent) / 100,
      notApplicable: false,
      deductions: [],
      comment: '',
    })),
  });
  const panel = [sheet('a', 90), sheet('b', 80), sheet('c', 70)];

  it('counts as one more sheet, no more and no less than the others', () => {
    expect(aggregate(default2024, panel)).toMatchObject({ base: 8000, spreadOver: true });
    expect(aggregate(default2024, [...panel, sheet('d', 72)])).toMatchObject({ base: 7800, spread: 2000 });
  });

  it('brings the rubric’s rule of extremes about where it makes the fifth', () => {
    const five = aggregate(default2024, [...panel, sheet('d', 72), sheet('e', 74)]);
    expect(five.base).toBe(Math.round((8000 + 7200 + 7400) / 3));
    expect(five.sheets.filter(({ dropped }) => dropped).map(({ id }) => id)).toEqual(['a', 'c']);
  });
});
