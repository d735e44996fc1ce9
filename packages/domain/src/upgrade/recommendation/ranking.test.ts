import { describe, expect, it } from 'vitest';
import type { Grant } from '../../identity/index.ts';
import type { ApplicationState, AppliedTier, RankableCase, Ranking, RankingContext } from '../index.ts';
import {
  emptyRanking,
  isRanked,
  rankedCount,
  rankingClosed,
  rankingRefusals,
  recommendationMachine,
  withAdded,
  without,
} from '../index.ts';
import { refusalsOf } from '../../kernel/index.ts';

const at = (text: string) => new Date(text);
const windows = {
  opensAt: at('2024-07-03T01:00:00Z'),
  applicationsCloseAt: at('2024-07-15T10:00:00Z'),
  recommendingOpensAt: at('2024-07-15T16:00:00Z'),
  recommendingClosesAt: at('2024-07-22T16:00:00Z'),
};
const actor = (grant: Grant) => ({ accountId: 'me', grants: [grant] });
const district = actor({ role: 'recommender', recommenderId: 'r1' });
const one = (id: string, target: AppliedTier = 'municipal', state: ApplicationState = 'submitted'): RankableCase => ({
  id,
  name: `${id}工作室`,
  target,
  state,
});
const cases = [
  one('a'),
  one('b'),
  one('c'),
  one('d', 'chief'),
  one('e', 'municipal', 'returned'),
  one('f', 'national'),
];
const context = (held: Partial<Ranking> = {}): RankingContext => ({
  actor: district,
  now: at('2024-07-16T00:00:00Z'),
  round: { state: 'called', windows },
  places: { municipal: 2, chief: 2, national: 0 },
  held: { ...emptyRanking, ...held },
  cases: new Map(cases.map((row) => [row.id, row])),
});
const found = (wanted: Partial<Ranking>, held: Partial<Ranking> = {}) =>
  rankingRefusals({ ...emptyRanking, ...wanted }, context(held)).map(({ code, params }) => [code.slice(15), params]);

describe('a ranking', () => {
  it.each([
    ['nothing', {}, {}, []],
    ['as many as there are places', { municipal: ['b', 'a'], chief: ['d'] }, {}, []],
    [
      'one more, beside those that hold the places',
      { municipal: ['a', 'b', 'c'] },
      { municipal: ['b', 'a'] },
      [['no-place', { tier: 'municipal', places: 2, holders: ['b工作室', 'a工作室'] }]],
    ],
    [
      'one more while one is held: the first of the list fill up',
      { municipal: ['a', 'b', 'c'] },
      { municipal: ['c'] },
      [['no-place', { tier: 'municipal', places: 2, holders: ['c工作室', 'a工作室'] }]],
    ],
    ['in a tier without places', { national: ['f'] }, {}, [['tier-without-places', { tier: 'national' }]]],
    ['in another tier', { chief: ['a'] }, {}, [['wrong-tier', { unit: 'a工作室', tier: 'municipal' }]]],
    ['what was returned', { municipal: ['e'] }, {}, [['not-rankable', { unit: 'e工作室' }]]],
    ['one twice', { municipal: ['a', 'a'] }, {}, [['ranked-twice', { unit: 'a工作室' }]]],
  ] as const)('%s', (_, wanted, held, expected) => {
    expect(found(wanted, held)).toEqual(expected);
  });

  it('grows at the end of its tier and closes its gaps', () => {
    const ranking = withAdded(withAdded(emptyRanking, one('a')), one('b'));
    expect(ranking.municipal).toEqual(['a', 'b']);
    expect(rankedCount(ranking)).toBe(2);
    expect(without(ranking, 'a').municipal).toEqual(['b']);
    expect([isRanked(ranking, 'a'), isRanked(ranking, 'c')]).toEqual([true, false]);
  });
});

describe('a ranking can be changed', () => {
  const closed = (changes: Partial<RankingContext>, state: 'draft' | 'submitted' = 'draft') =>
    rankingClosed({ state, recommenderId: 'r1' }, { ...context(), ...changes }).map(({ code }) => code.slice(15));
  it.each([
    ['while applications still come in', { now: at('2024-07-03T01:00:00Z') }, []],
    ['to the last moment', { now: at('2024-07-22T15:59:59.999Z') }, []],
    ['not at the end of the window', { now: at('2024-07-22T16:00:00Z') }, ['window-over']],
    ['not before the round opens', { now: at('2024-07-03T00:59:59.999Z') }, ['round-not-called']],
    ['not in the review', { round: { state: 'reviewing', windows } }, ['window-over']],
    ['not by another', { actor: actor({ role: 'recommender', recommenderId: 'r2' }) }, ['not-the-recommender']],
    ['not by the office', { actor: actor({ role: 'office' }) }, ['not-the-recommender']],
  ] as const)('%s', (_, changes, expected) => expect(closed(changes)).toEqual(expected));
  it('not once it is submitted', () => expect(closed({}, 'submitted')).toEqual(['already-submitted']));
});

describe('the sealed letter', () => {
  const submit = (outdatedLetter: { letter: string; current: string } | null, hasSealedLetter = true) =>
    refusalsOf(
      recommendationMachine,
      'submit',
      { state: 'draft', recommenderId: 'r1' },
      {
        ...context(),
        ranked: 1,
        hasSealedLetter,
        outdatedLetter,
        unverified: [],
      },
    ).map(({ code }) => code.slice(15));
  it.each([
    ['of this list', null, true, []],
    ['of an older list', { letter: 'TJ2024-1', current: 'TJ2024-2' }, true, ['letter-outdated']],
    ['that is missing is not outdated', { letter: 'TJ2024-1', current: 'TJ2024-2' }, false, ['letter-missing']],
  ] as const)('%s', (_, outdated, there, expected) => expect(submit(outdated, there)).toEqual(expected));
});
