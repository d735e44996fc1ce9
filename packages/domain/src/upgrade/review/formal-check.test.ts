import { describe, expect, it } from 'vitest';
import { cq20247Rules, verdictOf } from '../index.ts';
import { good } from '../eligibility/upgrade-case.builder.ts';
import type { FormalItem, MaterialFacts } from '../index.ts';
import {
  acceptanceRefusals,
  formalItems,
  formalResult,
  judgementRefusals,
  refusalClauseRefusals,
  standingOf,
} from '../index.ts';

const material: MaterialFacts = {
  faults: [],
  deeds: { characters: 1_800, least: 1_500, most: 2_000 },
  evidence: { pages: 20, most: 20 },
  submittedAt: '2026-07-10T02:00:00.000Z',
  inTime: true,
  hasSealedLetter: true,
  hasSealedForm: true,
  rank: 1,
};
const facts = good;
const conditions = verdictOf(cq20247Rules, facts).conditions;
const application = { target: facts.target, awaitsEvaluation: false };
const items = (with_: Partial<MaterialFacts> = {}) =>
  formalItems(application, { ...material, ...with_ }, conditions, facts);
const foundOf = (all: readonly FormalItem[], item: string) => all.find((one) => one.item === item)?.found;

describe('the formal check', () => {
  it.each([
    ['complete', {}, 'ok'],
    ['complete', { faults: [{ code: 'application.incomplete', params: {} }] }, 'wrong'],
    ['deeds', { deeds: { characters: 1_500, least: 1_500, most: 2_000 } }, 'ok'],
    ['deeds', { deeds: { characters: 1_499, least: 1_500, most: 2_000 } }, 'wrong'],
    ['deeds', { deeds: { characters: 2_000, least: 1_500, most: 2_000 } }, 'ok'],
    ['deeds', { deeds: { characters: 2_001, least: 1_500, most: 2_000 } }, 'wrong'],
    ['evidence-pages', {}, 'ok'],
    ['evidence-pages', { evidence: { pages: 21, most: 20 } }, 'wrong'],
    ['in-time', { inTime: false }, 'wrong'],
    ['rank', { rank: null }, 'wrong'],
    ['letter', { hasSealedLetter: false }, 'wrong'],
    ['verification-form', { hasSealedForm: false }, 'wrong'],
    ['seals', {}, 'people'],
    ['judged.health', {}, 'people'],
  ] as const)('%s with %o: %s', (item, with_, found) => {
    expect(foundOf(items(with_), item)).toBe(found);
  });

  it('has each condition of the verdict once, and leaves priority out', () => {
    const all = items().map(({ item }) => item);
    expect(new Set(all).size).toBe(all.length);
    expect(all).toEqual(
      expect.arrayContaining(conditions.flatMap(({ rule, alternative }) => (alternative ? [] : [rule]))),
    );
    expect(all).not.toContain('judged.open-training');
    expect(all).not.toContain('judged.key-tasks');
  });

  it('says why a provisional application cannot enter, and nobody overrules that', () => {
    const all = formalItems({ ...application, awaitsEvaluation: true }, material, conditions, facts);
    expect(all[0]).toMatchObject({ item: 'awaits-evaluation', clause: '三(三)', found: 'wrong', fixed: true });
    const yes = { item: 'awaits-evaluation', answer: 'yes', remark: '同意' } as const;
    expect(judgementRefusals(all, yes)[0]?.code).toBe('review.not-to-be-overruled');
    expect(standingOf(all[0]!, yes)).toBe('against');
  });

  it.each([
    ['seals', 'yes', '', []],
    ['seals', 'no', '', ['review.remark-needed']],
    ['seals', 'no', '未见印章', []],
    ['letter', 'yes', ' ', ['review.remark-needed']],
    ['letter', 'yes', '纸质推荐函已收到', []],
    ['nothing', 'yes', '', ['review.item-unknown']],
  ] as const)('a judgement of %s: %s, %j', (item, answer, remark, codes) => {
    const found = judgementRefusals(items({ hasSealedLetter: false }), { item, answer, remark });
    expect(found.map(({ code }) => code)).toEqual(codes);
  });

  it('is accepted when a person has said yes to all that is open, and not before', () => {
    const all = items();
    const before = formalResult(all, []);
    expect(acceptanceRefusals(before).map(({ code }) => code)).toEqual(['review.items-open']);
    const said = before.open.map((item) => ({ item, answer: 'yes' as const, remark: '' }));
    expect(acceptanceRefusals(formalResult(all, said))).toEqual([]);
    const [first, ...rest] = said;
    const against = formalResult(all, [{ ...first!, answer: 'no', remark: '缺印章' }, ...rest]);
    expect(acceptanceRefusals(against)[0]).toMatchObject({ code: 'review.items-against', params: { count: 1 } });
    expect(acceptanceRefusals(formalResult(all, said.slice(1)))).toHaveLength(1);
  });

  it('names a clause of its own when it refuses', () => {
    expect(refusalClauseRefusals(items(), '五(二)')).toEqual([]);
    expect(refusalClauseRefusals(items(), '四(一)')[0]?.code).toBe('review.clause-unknown');
  });
});
