import type { EvaluatorTies, PanelEvaluation, PanelEvaluator, ScoredStudio } from '@jianglian/domain/evaluation';
import fc from 'fast-check';
import loadHighs from 'highs';
import { beforeAll, describe, expect, it } from 'vitest';
import { answerPanel, conflictsIn, type PanelQuestion } from './panel-question.ts';

const load = loadHighs as unknown as typeof loadHighs.default;
let highs: Awaited<ReturnType<typeof load>>;
beforeAll(async () => {
  highs = await load();
});

const units = ['u0', 'u1', 'u2', 'u3'];
const anyTies = (id: string): fc.Arbitrary<EvaluatorTies> =>
  fc.record({
    accountId: fc.constant(id),
    hostUnitIds: fc.subarray(units, { maxLength: 1 }),
    formerUnits: fc.array(
      fc.record({
        hostUnitId: fc.constantFrom(...units),
        until: fc.constantFrom(null, '2020-01-01', '2025-06-01'),
      }),
      { maxLength: 1 },
    ),
    studioIds: fc.subarray(['s0', 's1', 's2'], { maxLength: 1 }),
    recommenderIds: fc.subarray(['r0', 'r1'], { maxLength: 1 }),
    declared: fc.array(fc.record({ studioId: fc.constantFrom('s0', 's1', 's2', 's3'), reason: fc.constant('师徒') }), {
      maxLength: 1,
    }),
  });
const anyStudio = (id: string): fc.Arbitrary<ScoredStudio> =>
  fc.record({
    id: fc.constant(id),
    hostUnitId: fc.constantFrom(...units),
    hostUnitName: fc.constant('单位'),
    recommenderId: fc.constantFrom('r0', 'r1', 'r2'),
    recommenderName: fc.constant('推荐单位'),
    allies: fc.array(fc.record({ studioId: fc.constantFrom('s0', 's1', 's2'), source: fc.constant('联盟') }), {
      maxLength: 1,
    }),
  });

const anyQuestion: fc.Arbitrary<PanelQuestion> = fc
  .tuple(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 3 }))
  .chain(([many, people, wanted]) =>
    fc.record({
      evaluations: fc.tuple(
        ...Array.from({ length: many }, (_, index) =>
          fc.record<PanelEvaluation>({
            evaluationId: fc.constant(`e${index}`),
            field: fc.record({
              clusters: fc.subarray(['c0', 'c1'], { minLength: 1 }),
              occupation: fc.constantFrom(null, '电工', '钳工'),
            }),
            seated: fc.constant([]),
            movable: fc.constant([]),
            missing: fc.constant(wanted),
          }),
        ),
      ),
      evaluators: fc.tuple(
        ...Array.from({ length: people }, (_, index) =>
          fc.record<PanelEvaluator>({
            accountId: fc.constant(`a${index}`),
            load: fc.integer({ min: 0, max: 3 }),
            capacity: fc.integer({ min: 0, max: 8 }),
            expertise: fc.record({
              clusters: fc.subarray(['c0', 'c1']),
              occupations: fc.subarray(['电工', '钳工'], { maxLength: 1 }),
            }),
          }),
        ),
      ),
      ties: fc.tuple(...Array.from({ length: people }, (_, index) => anyTies(`a${index}`))),
      studios: fc.tuple(
        ...Array.from({ length: many }, (_, index) => fc.tuple(fc.constant(`e${index}`), anyStudio(`s${index}`))),
      ),
      parents: fc.constant([
        ['u1', 'u0'],
        ['u2', 'u0'],
      ] as const),
      settings: fc.constant({ today: '2026-11-22', formerUnitYears: 3 }),
    }),
  );

const shuffled = <T>(list: readonly T[], keys: readonly number[]): T[] =>
  list
    .map((one, index) => ({ one, key: keys[index % keys.length]! }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ one }) => one);

describe('an automatic panel, whatever the ties', () => {
  it('seats nobody in conflict, nobody over capacity, and does not depend on the order of what it is asked', () => {
    fc.assert(
      fc.property(anyQuestion, fc.array(fc.nat(), { minLength: 1, maxLength: 12 }), (question, keys) => {
        const conflictsOf = conflictsIn(question);
        const { seats, unfilled } = answerPanel(question, highs);
        expect(seats.every((seat) => conflictsOf(seat).length === 0)).toBe(true);
        expect(new Set(seats.map(({ evaluationId, accountId }) => `${evaluationId} ${accountId}`)).size).toBe(
          seats.length,
        );
        for (const { accountId, load: held, capacity } of question.evaluators) {
          const got = seats.filter((seat) => seat.accountId === accountId).length;
          expect(held + got).toBeLessThanOrEqual(Math.max(held, capacity));
        }
        for (const { evaluationId, missing } of question.evaluations) {
          const seated = seats.filter((seat) => seat.evaluationId === evaluationId).length;
          expect(seated + (unfilled.find((place) => place.evaluationId === evaluationId)?.missing ?? 0)).toBe(missing);
        }
        const turned = {
          ...question,
          evaluations: shuffled(question.evaluations, keys),
          evaluators: shuffled(question.evaluators, keys),
          ties: question.ties.toReversed(),
          studios: question.studios.toReversed(),
        };
        expect(answerPanel(turned, highs)).toEqual({ seats, replacements: [], unfilled });
      }),
      { numRuns: 60 },
    );
  });

  it('evens loads out to one sheet where nothing else counts', () => {
    const people = Array.from({ length: 7 }, (_, index) => `a${index}`);
    const question: PanelQuestion = {
      evaluations: Array.from({ length: 12 }, (_, index) => ({
        evaluationId: `e${String(index).padStart(2, '0')}`,
        field: { clusters: ['c0'], occupation: null },
        seated: [],
        movable: [],
        missing: 3,
      })),
      evaluators: people.map((accountId) => ({
        accountId,
        load: 0,
        capacity: 40,
        expertise: { clusters: [], occupations: [] },
      })),
      ties: [],
      studios: [],
      parents: [],
      settings: { today: '2026-11-22', formerUnitYears: 3 },
    };
    const { seats } = answerPanel(question, highs);
    const loads = people.map((accountId) => seats.filter((seat) => seat.accountId === accountId).length);
    expect(seats).toHaveLength(36);
    expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
  });

  it('answers a city of 2,000 studios, three sheets each, evenly and by expertise', { timeout: 120_000 }, () => {
    const question: PanelQuestion = {
      evaluations: Array.from({ length: 2000 }, (_, index) => ({
        evaluationId: `e${String(index).padStart(4, '0')}`,
        field: { clusters: [`c${index % 33}`], occupation: `o${index % 120}` },
        seated: [],
        movable: [],
        missing: 3,
      })),
      evaluators: Array.from({ length: 300 }, (_, index) => ({
        accountId: `a${String(index).padStart(3, '0')}`,
        load: 0,
        capacity: 40,
        expertise: { clusters: [`c${index % 33}`, `c${(index * 7) % 33}`], occupations: [`o${index % 120}`] },
      })),
      ties: [],
      studios: [],
      parents: [],
      settings: { today: '2026-11-22', formerUnitYears: 3 },
    };
    const { seats, unfilled } = answerPanel(question, highs);
    expect(unfilled).toEqual([]);
    expect(seats).toHaveLength(6000);
    const loads = Map.groupBy(seats, ({ accountId }) => accountId);
    expect(Math.max(...[...loads.values()].map((held) => held.length))).toBeLessThanOrEqual(26);
    expect(seats.filter(({ expertise }) => expertise !== 'general').length).toBeGreaterThan(5000);
  });
});
