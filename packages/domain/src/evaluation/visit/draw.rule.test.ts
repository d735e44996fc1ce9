import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DrawnFrom } from '../index.ts';
import { drawVisits, ticketOf } from '../index.ts';

const rest = (count: number): DrawnFrom[] =>
  Array.from({ length: count }, (_, index) => ({ evaluationId: `e${index}`, grade: 'qualified', eligible: false }));
const reasonsOf = (drawn: ReturnType<typeof drawVisits>) =>
  Object.fromEntries(drawn.map(({ evaluationId, reason }) => [evaluationId, reason]));
const studios = fc.uniqueArray(
  fc.record({
    evaluationId: fc.uuid(),
    grade: fc.constantFrom('excellent' as const, 'qualified' as const, 'failed' as const),
    eligible: fc.boolean(),
  }),
  { selector: ({ evaluationId }) => evaluationId, maxLength: 60 },
);

describe('the draw', () => {
  it('takes every candidate for 优秀 and every probable 不合格, and a share of the rest, rounded up', () => {
    const drawn = drawVisits('seed', 30, [
      ...rest(11),
      { evaluationId: 'good', grade: 'excellent', eligible: true },
      { evaluationId: 'beyond-cap', grade: 'qualified', eligible: true },
      { evaluationId: 'poor', grade: 'failed', eligible: false },
    ]);
    expect(reasonsOf(drawn)).toMatchObject({
      good: 'excellent-candidate',
      'beyond-cap': 'excellent-candidate',
      poor: 'probable-failed',
    });
    expect(drawn.filter(({ reason }) => reason === 'random')).toHaveLength(4);
  });

  it('is the same for the same seed, whatever the order', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 0, max: 100 }), studios, (seed, percent, list) => {
        expect(drawVisits(seed, percent, list.toReversed())).toEqual(drawVisits(seed, percent, list));
      }),
    );
  });

  it('draws exactly the share of the rest', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 0, max: 100 }), studios, (seed, percent, list) => {
        const drawn = drawVisits(seed, percent, list);
        const count = drawn.filter(({ ticket }) => ticket !== null).length;
        expect(drawn.filter(({ reason }) => reason === 'random')).toHaveLength(Math.ceil((count * percent) / 100));
        expect(drawn.filter(({ reason, ticket }) => ticket === null && reason === null)).toEqual([]);
      }),
    );
  });

  it('only adds when more studios are scored later', () => {
    const first = drawVisits('seed', 30, rest(40));
    const held = new Set(first.flatMap(({ evaluationId, reason }) => (reason ? [evaluationId] : [])));
    const added = drawVisits('seed', 30, rest(60), held).filter(({ reason }) => reason === 'random');
    expect(added).toHaveLength(18 - 12);
    expect(added.filter(({ evaluationId }) => held.has(evaluationId))).toEqual([]);
    expect(drawVisits('seed', 30, rest(40), held).filter(({ reason }) => reason === 'random')).toEqual([]);
  });

  it('draws others with another seed, and everybody equally often over many', () => {
    expect(drawVisits('one', 30, rest(40))).not.toEqual(drawVisits('two', 30, rest(40)));
    const times = new Map<string, number>();
    for (let seed = 0; seed < 600; seed += 1) {
      for (const { evaluationId, reason } of drawVisits(`seed ${seed}`, 30, rest(20))) {
        if (reason === 'random') times.set(evaluationId, (times.get(evaluationId) ?? 0) + 1);
      }
    }
    // 180 expected of each; five standard deviations to either side.
    expect([...times.values()].every((count) => count > 120 && count < 240)).toBe(true);
  });

  it('has not changed since it was first used: recorded draws must come out again', () => {
    expect(ticketOf('2026-核查', '0d9a1f5e-1111-4222-8333-444455556666').toFixed(8)).toMatchInlineSnapshot(
      `"0.24655834"`,
    );
  });
});
