import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Conflict, PanelEvaluation, PanelEvaluator, Seat } from '../index.ts';
import { expertiseFor, panelNetwork, panelProposalOf, seatRefusals, stayRefusals } from '../index.ts';

const evaluation = (evaluationId: string, rest: Partial<PanelEvaluation> = {}): PanelEvaluation => ({
  evaluationId,
  field: { clusters: ['auto'], occupation: '装配钳工' },
  seated: [],
  movable: [],
  missing: 1,
  ...rest,
});
const evaluator = (accountId: string, rest: Partial<PanelEvaluator> = {}): PanelEvaluator => ({
  accountId,
  load: 0,
  capacity: 40,
  expertise: { clusters: [], occupations: [] },
  ...rest,
});
const nobody = () => [];
const declared: readonly Conflict[] = [{ kind: 'declared', source: '…' }];

describe('expertise', () => {
  it.each([
    ['the same occupation', { clusters: [], occupations: ['装配钳工'] }, 'occupation'],
    ['written with brackets', { clusters: [], occupations: ['装配（钳工）'] }, 'occupation'],
    ['the same cluster', { clusters: ['auto'], occupations: ['电工'] }, 'cluster'],
    ['a secondary cluster', { clusters: ['ai'], occupations: [] }, 'cluster'],
    ['neither', { clusters: ['steel'], occupations: ['电工'] }, 'general'],
  ] as const)('%s', (_, expertise, level) => {
    expect(expertiseFor(expertise, { clusters: ['auto', 'ai'], occupation: '装配钳工' })).toBe(level);
  });

  it('of a studio without an occupation is its cluster’s', () => {
    const field = { clusters: ['auto'], occupation: null };
    expect(expertiseFor({ clusters: ['auto'], occupations: [''] }, field)).toBe('cluster');
  });
});

describe('the network of a panel', () => {
  it('holds no seat in conflict, none that is taken, and no studio without an empty place', () => {
    const network = panelNetwork(
      [evaluation('e1', { seated: ['a'] }), evaluation('full', { missing: 0 })],
      [evaluator('a'), evaluator('b'), evaluator('c')],
      ({ accountId }) => (accountId === 'b' ? declared : []),
      40,
    );
    expect(network.evaluations).toEqual([{ evaluationId: 'e1', places: 1, free: 1 }]);
    expect(network.arcs).toMatchObject([{ evaluation: 0, evaluator: 2, expertise: 'general', cost: 6 }]);
    expect(network.pruned).toBe(false);
  });

  it('makes each further sheet dearer, and ends at the capacity', () => {
    const { steps, evaluators } = panelNetwork(
      [evaluation('e1')],
      [evaluator('a', { load: 2, capacity: 5 })],
      nobody,
      9,
    );
    expect(steps.map(({ cost, width }) => [cost, width])).toEqual([
      [3, 1],
      [4, 1],
      [5, 1],
    ]);
    expect(evaluators).toEqual([{ accountId: 'a', room: 3 }]);
    const wide = panelNetwork([evaluation('e1')], [evaluator('a', { capacity: 1000 })], nobody, 9).steps;
    expect(wide.length).toBeLessThanOrEqual(24);
    expect(wide.reduce((sum, { width }) => sum + width, 0)).toBe(1000);
  });

  it('keeps the closest of many and others for each studio', () => {
    const people = Array.from({ length: 90 }, (_, index) =>
      evaluator(`a${String(index).padStart(2, '0')}`, {
        expertise: { clusters: index % 9 === 0 ? ['auto'] : [], occupations: index === 40 ? ['装配钳工'] : [] },
      }),
    );
    const network = panelNetwork([evaluation('e1'), evaluation('e2'), evaluation('e3')], people, nobody, 18);
    expect(network.pruned).toBe(true);
    const sets = [0, 1, 2].map((at) => network.arcs.filter((arc) => arc.evaluation === at));
    for (const arcs of sets) {
      expect(arcs.length).toBeLessThanOrEqual(18);
      expect(arcs.some((arc) => arc.evaluator === 40)).toBe(true);
      expect(arcs.filter((arc) => arc.expertise === 'cluster')).toHaveLength(10);
    }
    const generals = sets.map((arcs) =>
      arcs
        .filter((arc) => arc.expertise === 'general')
        .map((arc) => arc.evaluator)
        .join(),
    );
    expect(new Set(generals).size).toBe(3);
  });

  it('prefers that a sheet stays where it is', () => {
    const network = panelNetwork(
      [evaluation('e1', { movable: ['a'], missing: 0 })],
      [evaluator('a'), evaluator('b')],
      nobody,
      9,
    );
    expect(network.evaluations[0]).toMatchObject({ places: 1 });
    expect(network.arcs.map(({ cost }) => cost)).toEqual([6, 9]);
  });
});

describe('what a solution means', () => {
  it('an empty place says whether conflicts or capacity left it empty', () => {
    const ask = (conflictsOf: (seat: Seat) => readonly Conflict[]) => {
      const asked = [evaluation('e1', { missing: 2 })];
      const network = panelNetwork(asked, [evaluator('a'), evaluator('b')], conflictsOf, 9);
      return panelProposalOf(network, asked, [0], conflictsOf).unfilled;
    };
    expect(ask(nobody)).toEqual([{ evaluationId: 'e1', missing: 1, reason: 'capacity' }]);
    const onlyA = ({ accountId }: Seat) => (accountId === 'b' ? declared : []);
    expect(ask(onlyA)).toEqual([{ evaluationId: 'e1', missing: 1, reason: 'conflicts' }]);
  });

  it('a move is said as who replaces whom; what nobody comes for stays', () => {
    const asked = [evaluation('e1', { movable: ['a', 'b'], missing: 1 })];
    const network = panelNetwork(
      asked,
      ['a', 'b', 'c', 'd'].map((id) => evaluator(id)),
      nobody,
      9,
    );
    // a stays, c and d come: one place was empty, so only b is replaced.
    const proposal = panelProposalOf(network, asked, [0, 2, 3], nobody);
    expect(proposal.seats).toMatchObject([{ accountId: 'c' }]);
    expect(proposal.replacements).toMatchObject([{ accountId: 'd', replaces: 'b' }]);
    expect(panelProposalOf(network, asked, [], nobody)).toMatchObject({ seats: [], replacements: [] });
  });

  it('whatever a solver says: nobody in conflict, nobody twice, no place and no capacity passed; order makes no difference', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 4 }),
        fc.func(fc.integer({ min: 0, max: 3 })),
        fc.array(fc.nat({ max: 120 }), { maxLength: 80 }),
        (many, people, wanted, draw, chosen) => {
          const asked = Array.from({ length: many }, (_, index) =>
            evaluation(`e${String(index).padStart(2, '0')}`, {
              missing: wanted,
              movable: draw(`m${index}`) === 0 ? ['a0'] : [],
            }),
          );
          const all = Array.from({ length: people }, (_, index) =>
            evaluator(`a${index}`, { capacity: draw(`c${index}`) + 1, load: draw(`l${index}`) }),
          );
          const conflictsOf = (seat: Seat) => (draw(`${seat.evaluationId} ${seat.accountId}`) === 0 ? declared : []);
          const network = panelNetwork(asked, all, conflictsOf, 5);
          // The solver is told lies: conflicts arise after the network was made.
          const later = (seat: Seat) => [
            ...conflictsOf(seat),
            ...(draw(`late ${seat.evaluationId} ${seat.accountId}`) === 1 ? declared : []),
          ];
          const proposal = panelProposalOf(network, asked, chosen, later);
          const all2 = [...proposal.seats, ...proposal.replacements];
          expect(all2.every((seat) => later(seat).length === 0)).toBe(true);
          expect(new Set(all2.map((seat) => `${seat.evaluationId} ${seat.accountId}`)).size).toBe(all2.length);
          for (const { accountId, load, capacity } of all) {
            const got = all2.filter((seat) => seat.accountId === accountId).length;
            expect(got).toBeLessThanOrEqual(Math.max(0, capacity - load));
          }
          for (const { evaluationId, missing } of asked) {
            const seated = proposal.seats.filter((seat) => seat.evaluationId === evaluationId).length;
            const empty = proposal.unfilled.find((place) => place.evaluationId === evaluationId)?.missing ?? 0;
            expect(seated + empty).toBe(missing);
          }
          expect(panelNetwork(asked.toReversed(), all.toReversed(), conflictsOf, 5)).toEqual(network);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('a seat by hand', () => {
  it('names every conflict and the capacity', () => {
    const refusals = seatRefusals(declared, () => ({ code: 'x', params: {} }), { load: 4, capacity: 4 });
    expect(refusals.map(({ code }) => code)).toEqual(['x', 'panel.over-capacity']);
    expect(seatRefusals([], () => ({ code: 'x', params: {} }), { load: 3, capacity: 4 })).toEqual([]);
  });

  it.each([
    ['open', null, null, 0],
    ['a day', '2020-01-01', '2020-01-01', 0],
    ['the wrong way round', '2020-01-02', '2020-01-01', 1],
  ] as const)('a stay: %s', (_, since, until, count) => {
    expect(stayRefusals([{ since, until }])).toHaveLength(count);
  });
});
