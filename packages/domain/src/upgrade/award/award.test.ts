import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Refusal } from '../../kernel/index.ts';
import type { AwardSubject, AwardToPublish, Candidate } from '../index.ts';
import {
  choiceRefusals,
  compareCandidates,
  groundOf,
  masterRefusals,
  publicationRefusals,
  rankCandidates,
  shortfallRefusals,
  totalsRefusals,
  twinRefusals,
} from '../index.ts';

const codes = (refusals: readonly Refusal[]) => refusals.map(({ code }) => code);
const candidate = (applicationId: string, more: Partial<Candidate> = {}): Candidate => ({
  applicationId,
  tier: 'chief',
  excellent: false,
  reviewScore: null,
  recommenderRank: 1,
  priorityPoints: null,
  ...more,
});
const places = { municipal: 30, chief: 2, national: 5 };

describe('the order of a tier', () => {
  it.each([
    ['优秀 before a better score', { excellent: true, reviewScore: 6000 }, { reviewScore: 9900 }],
    ['the review before the rank', { reviewScore: 9000, recommenderRank: 2 }, { reviewScore: 8999 }],
    ['a score before none', { reviewScore: 1 }, { recommenderRank: 1 }],
    ['the rank before points', { recommenderRank: 1 }, { recommenderRank: 2, priorityPoints: 1000 }],
    ['points at last', { priorityPoints: 200 }, { priorityPoints: 199 }],
    ['a rank before none', {}, { recommenderRank: null }],
  ])('%s', (_, first, second) => {
    expect(compareCandidates(candidate('b', first), candidate('a', second))).toBeLessThan(0);
    expect(compareCandidates(candidate('a', second), candidate('b', first))).toBeGreaterThan(0);
  });

  it('proposes up to the border and never cuts a tie there', () => {
    const list = [
      candidate('a', { reviewScore: 9000 }),
      candidate('b', { reviewScore: 8000 }),
      candidate('c', { reviewScore: 8000 }),
      candidate('d', { reviewScore: 7000 }),
    ];
    expect(rankCandidates(list, 2).map(({ position, tied, proposal }) => [position, tied, proposal])).toEqual([
      [1, false, 'award'],
      [2, true, null],
      [2, true, null],
      [4, false, 'decline'],
    ]);
    expect(rankCandidates(list, 3).map(({ proposal }) => proposal)).toEqual(['award', 'award', 'award', 'decline']);
    expect(rankCandidates(list, 0).map(({ proposal }) => proposal)).toEqual(Array(4).fill('decline'));
  });

  const any = fc.record({
    excellent: fc.boolean(),
    reviewScore: fc.option(fc.integer({ min: 0, max: 3 })),
    recommenderRank: fc.option(fc.integer({ min: 1, max: 2 })),
    priorityPoints: fc.option(fc.integer({ min: 0, max: 2 })),
  });
  it('proposes no more than the places, and leaves free only what a tie spans', () => {
    fc.assert(
      fc.property(fc.array(any, { maxLength: 12 }), fc.integer({ min: 0, max: 14 }), (drawn, free) => {
        const ranked = rankCandidates(
          drawn.map((one, index) => candidate(String(index).padStart(2, '0'), one)),
          free,
        );
        const awarded = ranked.filter(({ proposal }) => proposal === 'award').length;
        const open = ranked.filter(({ proposal }) => proposal === null).length;
        expect(awarded).toBeLessThanOrEqual(free);
        // Either all places are given, or a tie spans the border.
        expect(open === 0 ? awarded === Math.min(free, drawn.length) : awarded + open > free).toBe(true);
        expect(new Set(ranked.map(({ applicationId }) => applicationId)).size).toBe(drawn.length);
      }),
    );
  });

  it('does not depend on the order asked in', () => {
    fc.assert(
      fc.property(fc.array(any, { maxLength: 8 }), (drawn) => {
        const list = drawn.map((one, index) => candidate(String(index), one));
        expect(rankCandidates(list.toReversed(), 3)).toEqual(rankCandidates(list, 3));
      }),
    );
  });
});

describe('a decision', () => {
  const ranked = (proposal: 'award' | 'decline' | null) => ({ applicationId: 'a', position: 1, tied: false, proposal });
  it.each([
    ['award', 'award', null, []],
    ['decline', 'decline', null, []],
    ['award', 'decline', null, ['award.reason-needed']],
    ['award', 'decline', ' ', ['award.reason-needed']],
    ['award', 'decline', '区县布局', []],
    ['decline', 'award', null, ['award.reason-needed']],
    ['award', null, null, ['award.reason-needed']],
    ['decline', null, '评审意见', []],
    [null, 'award', null, []],
  ] as const)('%s where the order says %s, reason %j', (outcome, proposal, reason, expected) => {
    expect(codes(choiceRefusals({ applicationId: 'a', outcome, reason }, ranked(proposal), '工作室'))).toEqual(
      expected,
    );
  });

  it('is for want of places only where the order says so', () => {
    expect(groundOf({ proposal: 'decline' })).toBe('places');
    expect(groundOf({ proposal: 'award' })).toBe('judged');
    expect(groundOf({ proposal: null })).toBe('judged');
  });

  const subject = (applicationId: string, more: Partial<AwardSubject> = {}): AwardSubject => ({
    applicationId,
    studioName: `${applicationId}工作室`,
    tier: 'chief',
    masterName: '匠',
    masterKey: applicationId,
    hostUnitId: applicationId,
    occupationName: '焊工',
    ...more,
  });
  it('keeps within the places of each tier', () => {
    const awarded = ['a', 'b', 'c'].map((id) => subject(id));
    expect(totalsRefusals(awarded.slice(0, 2), places)).toEqual([]);
    expect(totalsRefusals(awarded, places)).toEqual([
      { code: 'award.places-full', params: { tier: 'chief', places: 2 } },
    ]);
  });

  it('names no expert twice, in whatever tiers', () => {
    const both = [subject('a', { masterKey: 'm' }), subject('b', { masterKey: 'm', tier: 'national' })];
    expect(masterRefusals(both)).toEqual([
      { code: 'award.same-master', params: { master: '匠', studios: ['a工作室', 'b工作室'] } },
    ]);
    expect(masterRefusals([subject('a'), subject('b')])).toEqual([]);
  });

  it.each([
    [{}, [], ['award.unit-twin']],
    [{}, ['b'], []],
    [{ tier: 'national' }, [], []],
    [{ occupationName: '钳工' }, [], []],
    [{ occupationName: null }, [], []],
    [{ hostUnitId: 'other' }, [], []],
  ] as const)(
    'has one studio per unit, occupation and tier unless somebody says why: %j %j',
    (more, despite, expected) => {
      const awarded = [subject('a', { hostUnitId: 'u' }), subject('b', { hostUnitId: 'u', ...more })];
      expect(codes(twinRefusals(awarded, new Set(despite)))).toEqual(expected);
    },
  );

  it.each([
    [['award', 'award', 'decline'], null, []],
    [['award', 'decline'], null, ['award.places-left']],
    [['award', 'decline'], '宁缺毋滥', []],
    [['award'], null, []],
    [[], null, []],
  ] as const)('%j with %j about empty places', (outcomes, reason, expected) => {
    const decided = outcomes.map((outcome) => ({ tier: 'chief', outcome }) as const);
    expect(codes(shortfallRefusals(decided, places, reason))).toEqual(expected);
  });
});

describe('publication', () => {
  const award: AwardToPublish = {
    applicationId: 'a',
    studioName: '工作室',
    target: 'chief',
    accepted: true,
    studio: { tier: 'municipal', standing: 'active' },
    masterNow: null,
    masterNames: null,
    frozenBy: 0,
  };
  it.each([
    [{}, []],
    [{ studio: null }, []],
    [{ accepted: false }, ['award.not-in-review']],
    [{ studio: { tier: 'municipal', standing: 'rectifying' } }, ['award.studio-changed']],
    [{ studio: { tier: 'chief', standing: 'active' } }, ['award.studio-changed']],
    [{ studio: { tier: 'district', standing: 'active' } }, []],
    [{ studio: null, masterNames: '另一工作室' }, ['award.master-already-names']],
    [{ masterNow: '新匠' }, ['award.master-changed']],
    [{ frozenBy: 2 }, ['award.frozen']],
  ] as const)('%j', (changes, expected) => {
    const awards = [{ ...award, ...changes } as AwardToPublish];
    expect(codes(publicationRefusals(awards, new Set()))).toEqual(expected);
    const leftOut = expected.length > 0 ? [] : ['award.nothing-in-the-way'];
    expect(codes(publicationRefusals(awards, new Set(['a'])))).toEqual(leftOut);
  });
});
