import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GradedEvaluation, GradeProposal } from '../index.ts';
import { default2024, placesOf, proposeGrades, refusalsOfDecision } from '../index.ts';

const solid = [
  { group: 'C', score: 2000, points: 2800 },
  { group: 'D', score: 2000, points: 2700 },
];
const scored = (id: string, base: number | null, rest: Partial<GradedEvaluation> = {}): GradedEvaluation => ({
  id,
  tier: 'municipal',
  base,
  bonus: 0,
  groups: solid,
  veto: null,
  ...rest,
});
const cohort = (...bases: readonly number[]) => bases.map((base, index) => scored(`e${index}`, base));
const gradesOf = (evaluations: readonly GradedEvaluation[], cap = 20) =>
  proposeGrades(default2024, cap, evaluations).grades.map(({ grade }) => grade);
const ten = [9500, 9000, 8800, 8600, 7000, 6500, 6000, 5999, 5000, 4000];

describe('the proposed grade', () => {
  it('is 优秀 from 85 within the cap, 合格 from 60, 不合格 below', () => {
    expect(gradesOf(cohort(...ten))).toEqual([
      'excellent',
      'excellent',
      ...Array<string>(5).fill('qualified'),
      ...Array<string>(3).fill('failed'),
    ]);
  });

  it('says why, with the clause where the notice has one', () => {
    const { grades } = proposeGrades(default2024, 20, cohort(...ten));
    const codes = grades.map(({ reasons }) => reasons.map(({ code }) => code).join(' '));
    expect(codes[0]).toBe('score-excellent within-cap');
    expect(codes[2]).toBe('score-excellent outside-cap');
    expect(codes[4]).toBe('score-qualified');
    expect(codes[9]).toBe('score-failed');
    expect(grades[2]).toMatchObject({ outsideCap: true, inTie: false, rank: 3 });
    expect(grades[2]!.reasons).toEqual([
      { code: 'score-excellent', params: { score: '88.00', border: '85.00' }, clause: '四(四)' },
      { code: 'outside-cap', params: { tier: 'municipal', rank: 3, places: 2 }, clause: null },
    ]);
  });

  it('is not 优秀 with group C or D under 60 %; exactly 60 % will do', () => {
    const weak = (score: number) => [{ group: 'C', score, points: 2800 }];
    const at = (score: number) =>
      proposeGrades(default2024, 100, [scored('x', 9000, { groups: weak(score) })]).grades[0] as GradeProposal;
    expect(at(1680).grade).toBe('excellent');
    expect(at(1679)).toMatchObject({ grade: 'qualified', outsideCap: false });
    expect(at(1679).reasons.at(-1)).toMatchObject({
      code: 'group-below',
      params: { group: 'C', percent: 59.96, border: 60 },
    });
  });

  it('lets a group of which no line applied be', () => {
    expect(gradesOf([scored('x', 9000, { groups: [{ group: 'C', score: 0, points: 0 }] })], 100)).toEqual([
      'excellent',
    ]);
    expect(gradesOf([scored('x', 9000, { groups: [] })], 100)).toEqual(['excellent']);
  });

  it('is 不合格 with a veto, which holds no place either', () => {
    const veto = { code: 'V1', reason: '证书系伪造' };
    const evaluations = [scored('bad', 9900, { veto }), ...cohort(9000, 7000, 7000, 7000)];
    const { grades } = proposeGrades(default2024, 20, evaluations);
    expect(grades[0]).toMatchObject({ grade: 'failed', outsideCap: false });
    expect(grades[0]!.reasons).toEqual([
      { code: 'veto', params: { veto: 'V1', reason: '证书系伪造' }, clause: '四(四)' },
    ]);
    expect(grades[1]).toMatchObject({ grade: 'excellent', rank: 2 });
  });

  it('is 不合格 where nothing was handed in', () => {
    const { grades } = proposeGrades(default2024, 20, [scored('x', null)]);
    expect(grades[0]).toMatchObject({ grade: 'failed', final: null, rank: null });
    expect(grades[0]!.reasons[0]!.code).toBe('nothing-handed-in');
  });

  it('counts the bonus', () => {
    expect(gradesOf([scored('x', 8200, { bonus: 300 })], 100)).toEqual(['excellent']);
  });

  it('has a cap per tier, rounded down', () => {
    const chiefs = cohort(9000, 8900).map((one) => ({ ...one, id: `c${one.id}`, tier: 'chief' as const }));
    const { tiers, grades } = proposeGrades(default2024, 20, [...cohort(...ten), ...chiefs]);
    expect(tiers.map(({ tier, places, evaluated, proposed }) => [tier, evaluated, places, proposed])).toEqual([
      ['municipal', 10, 2, 2],
      ['chief', 2, 0, 0],
    ]);
    expect(grades.at(-1)).toMatchObject({ grade: 'qualified', outsideCap: true });
    expect([placesOf(4, 20), placesOf(5, 20), placesOf(9, 20)]).toEqual([0, 1, 1]);
  });

  it('of a tie at the border that does not fit is 优秀 for none, nor for anybody below', () => {
    const { tiers, grades } = proposeGrades(
      default2024,
      20,
      cohort(9500, 9000, 9000, 8800, 7000, 7000, 7000, 7000, 7000, 7000),
    );
    expect(tiers[0]).toMatchObject({ places: 2, proposed: 1, tie: ['e1', 'e2'], tieScore: 9000 });
    expect(grades[1]).toMatchObject({ grade: 'qualified', inTie: true, outsideCap: true, rank: 2 });
    expect(grades[1]!.reasons.at(-1)).toMatchObject({
      code: 'tie-at-cap',
      params: { count: 2, score: '90.00', left: 1 },
    });
    expect(grades[3]).toMatchObject({ grade: 'qualified', inTie: false, outsideCap: true });
  });

  it('of a tie that fits is 优秀 for all of it', () => {
    const { tiers, grades } = proposeGrades(default2024, 20, cohort(9000, 9000, ...ten.slice(2)));
    expect(tiers[0]).toMatchObject({ proposed: 2, tie: [], tieScore: null });
    expect(grades.slice(0, 2).map(({ grade }) => grade)).toEqual(['excellent', 'excellent']);
  });
});

const anyCohort = fc.array(
  fc.record({
    base: fc.option(
      fc.integer({ min: 5500, max: 10_000 }).map((score) => Math.round(score / 100) * 100),
      { nil: null },
    ),
    tier: fc.constantFrom('municipal' as const, 'chief' as const, 'national' as const),
    bonus: fc.integer({ min: 0, max: 500 }),
    veto: fc.option(fc.constant({ code: 'V3', reason: '…' }), { nil: null, freq: 9 }),
  }),
  { maxLength: 60 },
);

describe('whatever the cohort', () => {
  const cap = fc.integer({ min: 0, max: 100 });

  it('the cap is never passed, and a tie is taken whole or not at all', () => {
    fc.assert(
      fc.property(anyCohort, cap, (drawn, percent) => {
        const evaluations = drawn.map((one, index) => scored(`e${index}`, one.base, one));
        const { tiers, grades } = proposeGrades(default2024, percent, evaluations);
        for (const { tier, evaluated, places, proposed } of tiers) {
          const own = grades.filter(({ id }) => evaluations.find((one) => one.id === id)?.tier === tier);
          const excellent = own.filter(({ grade }) => grade === 'excellent');
          expect(excellent).toHaveLength(proposed);
          expect(proposed).toBeLessThanOrEqual(places);
          expect(places * 100).toBeLessThanOrEqual(evaluated * percent);
          const worst = Math.min(...excellent.map(({ final }) => final!));
          const left = own.filter(({ outsideCap }) => outsideCap).map(({ final }) => final!);
          expect(left.every((final) => final < worst)).toBe(true);
        }
      }),
    );
  });

  it('the order does not matter', () => {
    fc.assert(
      fc.property(anyCohort, cap, fc.infiniteStream(fc.nat()), (drawn, percent, keys) => {
        const evaluations = drawn.map((one, index) => scored(`e${index}`, one.base, one));
        const shuffled = evaluations.map((one) => ({ one, key: keys.next().value })).toSorted((a, b) => a.key - b.key);
        const byId = (list: readonly GradeProposal[]) => list.toSorted((a, b) => (a.id < b.id ? -1 : 1));
        expect(
          byId(
            proposeGrades(
              default2024,
              percent,
              shuffled.map(({ one }) => one),
            ).grades,
          ),
        ).toEqual(byId(proposeGrades(default2024, percent, evaluations).grades));
      }),
    );
  });
});

describe('a decision', () => {
  const proposal = (rest: Partial<GradeProposal> = {}): GradeProposal => ({
    id: 'x',
    final: 8600,
    grade: 'qualified',
    reasons: [],
    outsideCap: true,
    inTie: false,
    rank: 3,
    ...rest,
  });
  const cap = { tier: 'municipal' as const, places: 2, excellentElsewhere: 1 };
  const veto = { code: 'V1', reason: '…' };
  it.each([
    ['as proposed', proposal(), { grade: 'qualified', reason: null, veto: null }, []],
    ['otherwise, with a reason', proposal(), { grade: 'excellent', reason: '…', veto: null }, []],
    [
      'otherwise, without',
      proposal(),
      { grade: 'failed', reason: null, veto: null },
      ['evaluation.change-needs-reason'],
    ],
    [
      'in a tie without a reason',
      proposal({ inTie: true }),
      { grade: 'qualified', reason: null, veto: null },
      ['evaluation.change-needs-reason'],
    ],
    ['a veto', proposal(), { grade: 'failed', reason: null, veto }, []],
    [
      'a veto that is not 不合格',
      proposal(),
      { grade: 'qualified', reason: null, veto },
      ['evaluation.veto-means-failed'],
    ],
    [
      'an unknown veto',
      proposal(),
      { grade: 'failed', reason: null, veto: { code: 'V9', reason: '…' } },
      ['evaluation.veto-unknown'],
    ],
    [
      'nothing handed in, without a veto',
      proposal({ final: null, grade: 'failed' }),
      { grade: 'failed', reason: null, veto: null },
      ['evaluation.failed-needs-veto'],
    ],
    [
      'nothing handed in, with one',
      proposal({ final: null, grade: 'failed' }),
      { grade: 'failed', reason: null, veto },
      [],
    ],
  ] as const)('%s', (_, given, decision, expected) => {
    expect(refusalsOfDecision(default2024, given, decision, cap).map(({ code }) => code)).toEqual(expected);
  });

  it('never passes the cap', () => {
    const full = { ...cap, excellentElsewhere: 2 };
    const decision = { grade: 'excellent', reason: '…', veto: null } as const;
    expect(refusalsOfDecision(default2024, proposal(), decision, full)).toEqual([
      { code: 'evaluation.cap-passed', params: { tier: 'municipal', places: 2 } },
    ]);
  });
});
