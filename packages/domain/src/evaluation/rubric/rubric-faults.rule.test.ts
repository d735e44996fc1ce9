import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Indicator, Rubric } from '../index.ts';
import {
  default2024,
  pointsByGroup,
  prefillParams,
  prefillRules,
  rubricFaults,
  rubricPublicationRefusals,
} from '../index.ts';

const line = (place: number, changes: Partial<Indicator>): Partial<Rubric> => ({
  indicators: default2024.indicators.map((one, index) => (index === place ? { ...one, ...changes } : one)),
});
const first = default2024.indicators[0]!;
const research = default2024.indicators.findIndex(({ code }) => code === 'C1');
const prefill = default2024.indicators[research]!.prefill!;
const deduction = first.deductions.find(({ each }) => each !== null)!;
const faults = (changes: Partial<Rubric>) =>
  rubricFaults({ ...default2024, ...changes }).map(({ code, path }) => [code.replace('rubric.', ''), path]);

describe('the faults of a rubric', () => {
  it('are none in the one the portal ships with', () => {
    expect(rubricFaults(default2024)).toEqual([]);
    expect(rubricPublicationRefusals(default2024)).toEqual([]);
  });

  it.each<[string, Partial<Rubric>, [string, string][]]>([
    ['points not adding up', line(0, { points: 450 }), [['points-not-full', 'indicators']]],
    [
      'another full score',
      { fullScore: 12_000 },
      [
        ['full-score-fixed', 'fullScore'],
        ['points-not-full', 'indicators'],
      ],
    ],
    ['no title in English', { title: { zh: '标准', en: ' ' } }, [['text-missing', 'title.en']]],
    ['no name', line(2, { name: { zh: '', en: 'x' } }), [['text-missing', 'indicators.2.name.zh']]],
    ['no full-mark rule', line(2, { fullMark: { zh: 'x', en: '' } }), [['text-missing', 'indicators.2.fullMark.en']]],
    [
      'no deduction rule',
      line(2, { deductionRule: { zh: '', en: 'x' } }),
      [['text-missing', 'indicators.2.deductionRule.zh']],
    ],
    ['a code twice', line(1, { code: 'A1' }), [['code-twice', 'indicators.1.code']]],
    ['a code that is none', line(1, { code: '1 A' }), [['code-malformed', 'indicators.1.code']]],
    ['a code too long for its column', line(1, { code: 'A234567890X' }), [['code-malformed', 'indicators.1.code']]],
    ['an unknown group', line(0, { group: 'Z' }), [['group-unknown', 'indicators.0.group']]],
    [
      'a group without lines',
      { groups: [...default2024.groups, { code: 'F', name: { zh: '其他', en: 'Other' }, excellentFromPercent: null }] },
      [['group-empty', 'groups.5.code']],
    ],
    [
      'a border that is no share',
      { groups: default2024.groups.with(2, { ...default2024.groups[2]!, excellentFromPercent: 101 }) },
      [['percent-out-of-range', 'groups.2.excellentFromPercent']],
    ],
    [
      'a line without points',
      line(0, { points: 0, deductions: [] }),
      [
        ['points-not-full', 'indicators'],
        ['points-not-positive', 'indicators.0.points'],
      ],
    ],
    [
      'a deduction larger than the line',
      line(0, { deductions: [{ ...deduction, each: 500 }] }),
      [['deduction-above-points', 'indicators.0.deductions.0.each']],
    ],
    [
      'a negative deduction',
      line(0, { deductions: [{ ...deduction, each: -1 }] }),
      [['deduction-negative', 'indicators.0.deductions.0.each']],
    ],
    [
      'a deduction with half a unit',
      line(0, { deductions: [{ ...deduction, unit: { zh: '处', en: '' } }] }),
      [['text-missing', 'indicators.0.deductions.0.unit.en']],
    ],
    [
      'a deduction twice',
      line(0, { deductions: [deduction, deduction] }),
      [['code-twice', 'indicators.0.deductions.1.code']],
    ],
    ['evidence twice', line(0, { evidence: ['ledger', 'ledger'] }), [['evidence-twice', 'indicators.0.evidence']]],
    [
      'an unknown param',
      line(research, { prefill: { ...prefill, params: { ...prefill.params, more: 1 } } }),
      [['prefill-param-unknown', `indicators.${research}.prefill.params.more`]],
    ],
    [
      'a negative param',
      line(research, { prefill: { ...prefill, params: { ...prefill.params, projects: -1 } } }),
      [['prefill-param-negative', `indicators.${research}.prefill.params.projects`]],
    ],
    [
      'a missing param',
      line(research, { prefill: { rule: 'training', params: { hours: 1 }, scaled: [] } }),
      [['prefill-param-missing', `indicators.${research}.prefill.params.personTimes`]],
    ],
    [
      'scaling what is not there',
      line(research, { prefill: { ...prefill, scaled: ['toString'] } }),
      [['prefill-scaled-unknown', `indicators.${research}.prefill.scaled`]],
    ],
    [
      'borders out of order',
      { thresholds: { excellent: 6000, qualified: 8500 } },
      [['thresholds-out-of-order', 'thresholds.excellent']],
    ],
    ['a cap that is no share', { excellentCapPercent: -1 }, [['percent-out-of-range', 'excellentCapPercent']]],
    [
      'comments owed for every mark',
      { comments: { belowPercent: 60, abovePercent: 60, offPrefillPercent: null } },
      [['comment-rules-overlap', 'comments.abovePercent']],
    ],
    [
      'no factor',
      { tierFactors: { ...default2024.tierFactors, chief: 0 } },
      [['tier-factor-not-positive', 'tierFactors.chief']],
    ],
    [
      'another reference',
      { tierFactors: { ...default2024.tierFactors, municipal: 120 } },
      [['tier-factor-of-reference', 'tierFactors.municipal']],
    ],
    [
      'a negative subsidy',
      { subsidyFen: { ...default2024.subsidyFen, chief: -1 } },
      [['subsidy-negative', 'subsidyFen.chief']],
    ],
    [
      'a bonus above its cap',
      { bonus: { ...default2024.bonus, cap: 400 } },
      [['bonus-above-cap', 'bonus.items.0.points']],
    ],
    [
      'a bonus of nothing',
      { bonus: { cap: 500, items: [{ ...default2024.bonus.items[0]!, points: 0 }] } },
      [['points-not-positive', 'bonus.items.0.points']],
    ],
    ['no veto', { vetoes: [] }, [['vetoes-missing', 'vetoes']]],
    ['extremes of two sheets', { dropExtremesFrom: 2 }, [['drop-extremes-too-few', 'dropExtremesFrom']]],
    ['no limit to the spread', { spreadLimit: 0 }, [['spread-out-of-range', 'spreadLimit']]],
    ['six years', { years: 6 }, [['years-out-of-range', 'years']]],
  ])('%s', (_, changes, expected) => {
    expect(faults(changes)).toEqual(expected);
  });

  it('are told all at once, each with its path among the params', () => {
    const refusals = rubricPublicationRefusals({ ...default2024, years: 0, vetoes: [] });
    expect(refusals).toEqual([
      { code: 'rubric.vetoes-missing', params: { path: 'vetoes' } },
      { code: 'rubric.years-out-of-range', params: { most: 5, path: 'years' } },
    ]);
  });

  it('follow the sum of the points, however they are spread', () => {
    const spread = fc.array(fc.integer({ min: 1, max: 2000 }), { minLength: 18, maxLength: 18 });
    fc.assert(
      fc.property(spread, (all) => {
        const indicators = default2024.indicators.map((one, place) => ({
          ...one,
          points: all[place]!,
          deductions: [],
        }));
        const found = rubricFaults({ ...default2024, indicators });
        const sum = all.reduce((total, one) => total + one, 0);
        expect(found.some(({ code }) => code === 'rubric.points-not-full')).toBe(sum !== 10_000);
        const byGroup = [...pointsByGroup({ ...default2024, indicators }).values()];
        expect(byGroup.reduce((total, one) => total + one, 0)).toBe(sum);
      }),
    );
  });
});

describe('the params of the automatic values', () => {
  it('are those the formulas of the default rubric use', () => {
    const settings = default2024.indicators.flatMap((one) => one.prefill ?? []);
    for (const { rule, params } of settings) {
      expect(Object.keys(prefillParams[rule]).toSorted()).toEqual(Object.keys(params).toSorted());
    }
    expect(Object.keys(prefillParams).toSorted()).toEqual([...prefillRules].toSorted());
  });
});
