import { describe, expect, it } from 'vitest';
import type { EvaluatorTies, ScoredStudio } from '../index.ts';
import { conflictKinds, conflictRule, refusalOfConflict, rootUnitOf } from '../index.ts';

const studio: ScoredStudio = {
  id: 's1',
  hostUnitId: 'branch',
  hostUnitName: '嘉陵动力北碚分公司',
  recommenderId: 'r1',
  recommenderName: '北碚区人力社保局',
  allies: [{ studioId: 's7', source: '装备制造联盟' }],
};
const free: EvaluatorTies = {
  accountId: 'a',
  hostUnitIds: [],
  formerUnits: [],
  studioIds: [],
  recommenderIds: [],
  declared: [],
};
const parents = new Map<string, string | null>([
  ['branch', 'parent'],
  ['sibling', 'parent'],
  ['parent', null],
  ['ring1', 'ring2'],
  ['ring2', 'ring1'],
]);
const between = conflictRule(parents, { today: '2026-11-22', formerUnitYears: 3 });
const left = (until: string | null, hostUnitId = 'branch') => ({ ...free, formerUnits: [{ hostUnitId, until }] });

describe('a conflict', () => {
  it.each([
    ['none', free, []],
    ['a unit of its own', { ...free, hostUnitIds: ['other'] }, []],
    ['the same unit', { ...free, hostUnitIds: ['branch'] }, ['host-unit']],
    ['its parent', { ...free, hostUnitIds: ['parent'] }, ['branch']],
    ['a branch beside it', { ...free, hostUnitIds: ['sibling'] }, ['branch']],
    ['the unit and a branch of it: said once', { ...free, hostUnitIds: ['sibling', 'branch'] }, ['host-unit']],
    ['left last year', left('2025-06-30'), ['former-unit']],
    ['left its parent last year', left('2025-06-30', 'parent'), ['former-unit']],
    ['left three years ago to the day', left('2023-11-22'), []],
    ['left three years ago but a day', left('2023-11-23'), ['former-unit']],
    ['left nobody knows when', left(null), ['former-unit']],
    ['left another unit', left('2025-06-30', 'other'), []],
    ['a studio in alliance with it', { ...free, studioIds: ['s7'] }, ['alliance']],
    ['a studio in no alliance with it', { ...free, studioIds: ['s8'] }, []],
    ['an official of its recommender', { ...free, recommenderIds: ['r1'] }, ['recommender']],
    ['an official of another', { ...free, recommenderIds: ['r2'] }, []],
    ['the studio itself', { ...free, studioIds: ['s1'] }, ['own-studio']],
    ['declared', { ...free, declared: [{ studioId: 's1', reason: '师徒' }] }, ['declared']],
    ['declared for another', { ...free, declared: [{ studioId: 's2', reason: '师徒' }] }, []],
    [
      'several at once',
      { ...left('2026-01-01'), hostUnitIds: ['parent'], recommenderIds: ['r1'] },
      ['branch', 'former-unit', 'recommender'],
    ],
  ] as const)('%s', (_, evaluator, kinds) => {
    const found = between(evaluator, studio);
    expect(found.map(({ kind }) => kind)).toEqual(kinds);
    for (const conflict of found) expect(refusalOfConflict(conflict).code).toBe(`panel.conflict-${conflict.kind}`);
  });

  it('says its source', () => {
    expect(between({ ...free, studioIds: ['s7'] }, studio)[0]?.source).toBe('装备制造联盟');
    expect(between(left(null), studio)[0]?.source).toBe('嘉陵动力北碚分公司');
  });

  it('of every kind has a refusal of its own', () => {
    const codes = conflictKinds.map((kind) => refusalOfConflict({ kind, source: '…' }).code);
    expect(new Set(codes).size).toBe(conflictKinds.length);
  });

  it('is looked for up to the top of the unit’s family, also where data runs in a ring', () => {
    expect(rootUnitOf('branch', parents)).toBe('parent');
    expect(rootUnitOf('lonely', parents)).toBe('lonely');
    expect(['ring1', 'ring2']).toContain(rootUnitOf('ring1', parents));
  });
});
