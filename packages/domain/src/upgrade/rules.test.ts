import { describe, expect, it } from 'vitest';
import type { Finding } from '../kernel/index.ts';
import { addDays, clauseOf } from '../kernel/index.ts';
import { notices } from '../notice/index.ts';
import { good } from './upgrade-case.builder.ts';
import type { UpgradeFacts } from './index.ts';
import { appliedTiers, clauseOfRule, cq20247Rules as rules, findingOf, onDay, upgradeRules } from './index.ts';

const other = { id: 's2', name: '另一技能大师工作室' };
type Expected = Finding['verdict'] | 'not asked';

/** Each rule: met, unmet, missing fact, and the days or numbers at its border. */
const cases: readonly (readonly [rule: string, what: string, changes: Partial<UpgradeFacts>, expected: Expected])[] = [
  ['upgrade.skilled-share', '35 %', { skilledPercent: 35 }, 'met'],
  ['upgrade.skilled-share', 'just under', { skilledPercent: 34.9 }, 'unmet'],
  ['upgrade.skilled-share', 'not known', { skilledPercent: null }, 'unknown'],
  ['upgrade.skilled-share', 'a college', { hostKind: 'vocational-college', skilledPercent: 1 }, 'not asked'],
  ['upgrade.skilled-share', 'a unit of unknown kind', { hostKind: null }, 'unknown'],
  ['upgrade.training-fund', '60 %', { trainingFundPercent: 60 }, 'met'],
  ['upgrade.training-fund', 'just under', { trainingFundPercent: 59.99 }, 'unmet'],
  ['upgrade.training-fund', 'not known', { trainingFundPercent: null }, 'unknown'],
  ['upgrade.training-fund', 'a training base', { hostKind: 'training-base' }, 'not asked'],
  ['upgrade.age', 'the last day of 55', { birthDate: '1970-07-02' }, 'met'],
  ['upgrade.age', 'the 56th birthday', { birthDate: '1970-07-01' }, 'unmet'],
  ['upgrade.age', 'waived', { birthDate: '1960-01-01', waivers: { 'upgrade.age': '行业急需' } }, 'waived'],
  ['upgrade.age', 'not known', { birthDate: null }, 'unknown'],
  ['upgrade.presence', 'six months', { presenceMonths: 6 }, 'met'],
  ['upgrade.presence', 'five', { presenceMonths: 5 }, 'unmet'],
  ['upgrade.presence', 'a waiver does not help', { presenceMonths: 5, waivers: { 'upgrade.presence': '…' } }, 'unmet'],
  ['upgrade.presence', 'not known', { presenceMonths: null }, 'unknown'],
  ['upgrade.team', 'three', { teamSize: 3 }, 'met'],
  ['upgrade.team', 'two', { teamSize: 2 }, 'unmet'],
  ['upgrade.team', 'fifteen', { teamSize: 15 }, 'met'],
  ['upgrade.team', 'sixteen', { teamSize: 16 }, 'unmet'],
  ['upgrade.team', 'not known', { teamSize: null }, 'unknown'],
  ['upgrade.insurance', 'with the unit', {}, 'met'],
  ['upgrade.insurance', 'elsewhere', { insuredWithUnit: false }, 'unmet'],
  ['upgrade.insurance', 'not known', { insuredWithUnit: null }, 'unknown'],
  ['upgrade.award', 'provincial for 首席', {}, 'met'],
  ['upgrade.award', 'municipal for 首席', { highestAward: 'municipal' }, 'unmet'],
  ['upgrade.award', 'municipal for 市级', { highestAward: 'municipal', target: 'municipal', tier: 'district' }, 'met'],
  ['upgrade.award', 'not known', { highestAward: null }, 'unknown'],
  ['upgrade.award', '国家级 asks for other honours', { target: 'national', tier: 'chief' }, 'not asked'],
  ['upgrade.heritage', 'recognised', { heritageBearer: true }, 'met'],
  ['upgrade.heritage', 'not recognised', { heritageBearer: false }, 'unmet'],
  ['upgrade.heritage', 'not known', { heritageBearer: null }, 'unknown'],
  ['upgrade.heritage', 'not for 国家级', { heritageBearer: true, target: 'national', tier: 'chief' }, 'not asked'],
  ['upgrade.skill', '高级技师 for 首席', {}, 'met'],
  ['upgrade.skill', '技师 for 首席', { skillLevel: 'technician' }, 'unmet'],
  ['upgrade.skill', '技师 for 市级', { skillLevel: 'technician', target: 'municipal', tier: 'district' }, 'met'],
  ['upgrade.skill', 'waived', { skillLevel: 'senior', waivers: { 'upgrade.skill': '绝技绝活' } }, 'waived'],
  ['upgrade.skill', 'not known', { skillLevel: null }, 'unknown'],
  ['upgrade.national-condition', 'not for 首席', {}, 'not asked'],
  [
    'upgrade.national-condition',
    '中华技能大奖',
    { target: 'national', nationalHonours: ['china-skills-award'] },
    'met',
  ],
  ['upgrade.national-condition', 'no such honour', { target: 'national', nationalHonours: [] }, 'people'],
  ['upgrade.national-condition', 'not known', { target: 'national', nationalHonours: null }, 'unknown'],
  ['upgrade.next-tier', 'one up', {}, 'met'],
  ['upgrade.next-tier', 'two up', { target: 'national' }, 'unmet'],
  ['upgrade.next-tier', 'a new studio at 市级', { tier: null, target: 'municipal' }, 'met'],
  ['upgrade.next-tier', 'a new studio at 首席', { tier: null }, 'unmet'],
  ['upgrade.next-tier', '破格', { tier: null, exceptionGround: 'worldskills-gold' }, 'people'],
  [
    'upgrade.next-tier',
    '破格 is not for 市级',
    { tier: null, target: 'municipal', exceptionGround: 'worldskills-gold' },
    'unmet',
  ],
  ['upgrade.next-tier', 'nothing above 国家级', { tier: 'national', target: 'national' }, 'unmet'],
  ['upgrade.one-studio', 'this one only', {}, 'met'],
  ['upgrade.one-studio', 'two', { otherStudiosOfMaster: [other] }, 'unmet'],
  ['upgrade.one-per-unit', 'alone', {}, 'met'],
  ['upgrade.one-per-unit', 'a twin', { twins: [other] }, 'unmet'],
  ['upgrade.one-per-unit', 'waived', { twins: [other], waivers: { 'upgrade.one-per-unit': '两个厂区' } }, 'waived'],
  ['upgrade.branch', 'no branch', {}, 'not asked'],
  ['upgrade.branch', 'not known whether', { isBranch: null }, 'unknown'],
  ['upgrade.branch', 'two years today', { isBranch: true, inBranchSince: '2024-07-01' }, 'met'],
  ['upgrade.branch', 'two years tomorrow', { isBranch: true, inBranchSince: '2024-07-02' }, 'unmet'],
  ['upgrade.branch', 'since when is not known', { isBranch: true, inBranchSince: null }, 'unknown'],
  ['upgrade.cooling-off', 'awarded on the last day of the year before last', { awardedOn: '2024-12-31' }, 'met'],
  ['upgrade.cooling-off', 'awarded last year', { awardedOn: '2025-01-01' }, 'unmet'],
  ['upgrade.cooling-off', 'not known', { awardedOn: null }, 'unknown'],
  ['upgrade.cooling-off', 'a new studio', { tier: null, target: 'municipal' }, 'not asked'],
  ['upgrade.evaluated', '合格 from the third year on', {}, 'met'],
  ['upgrade.evaluated', '不合格', { lastGrade: 'failed' }, 'unmet'],
  ['upgrade.evaluated', 'two years back with 优秀', { awardedOn: '2024-03-01', lastGrade: 'excellent' }, 'met'],
  ['upgrade.evaluated', 'two years back with 合格', { awardedOn: '2024-03-01' }, 'unmet'],
  [
    'upgrade.evaluated',
    'two years back, being evaluated',
    { awardedOn: '2024-03-01', lastGrade: null, runningCycle: other },
    'waits',
  ],
  ['upgrade.evaluated', 'graded in the tier below', { lastEvaluatedOn: '2022-05-01', lastGrade: 'excellent' }, 'unmet'],
  ['upgrade.evaluated', 'award not known', { awardedOn: null }, 'unknown'],
  ['upgrade.evaluated', 'within the year after the award', { awardedOn: '2025-01-01' }, 'not asked'],
  ['upgrade.national-once', 'none', {}, 'met'],
  ['upgrade.national-once', 'one with the same unit', { nationalWithSameUnit: other }, 'unmet'],
  ['upgrade.restart', 'nothing changed', {}, 'not asked'],
  ['upgrade.restart', 'two years today', { masterChangedOn: '2024-07-01' }, 'met'],
  ['upgrade.restart', 'two years tomorrow', { relocatedOn: '2024-07-02' }, 'unmet'],
  [
    'upgrade.restart',
    'the later of both counts',
    { masterChangedOn: '2020-01-01', relocatedOn: '2025-01-01' },
    'unmet',
  ],
  ['upgrade.restart', 'not evaluated since', { relocatedOn: '2024-05-01', lastEvaluatedOn: '2024-04-30' }, 'unmet'],
  ['upgrade.standing', '运行', {}, 'met'],
  ['upgrade.standing', '限期整改', { standing: 'rectifying' }, 'unmet'],
  ['upgrade.standing', '终止工作', { standing: 'terminated' }, 'unmet'],
  ['upgrade.standing', 'not known', { standing: null }, 'unknown'],
];

const found = (id: string, facts: UpgradeFacts): Finding | undefined => {
  const rule = upgradeRules.find((one) => one.id === id)!;
  return rule.applies(facts, rules) ? findingOf(rule, facts, rules) : undefined;
};

describe('the conditions', () => {
  it.each(cases)('%s: %s', (id, _, changes, expected) => {
    expect(found(id, { ...good, ...changes })?.verdict ?? 'not asked').toBe(expected);
  });

  const rowsOf = (expected: Expected) => [
    ...new Set(cases.flatMap(([rule, , , found]) => (found === expected ? [rule] : []))),
  ];

  it('have each a row for what they find met, unmet or left to people, and for missing facts', () => {
    const ids = upgradeRules.map(({ id }) => id);
    expect(rowsOf('met').toSorted()).toEqual(ids.toSorted());
    expect([...new Set([...rowsOf('unmet'), ...rowsOf('people')])].toSorted()).toEqual(ids.toSorted());
    const needy = upgradeRules.filter(({ needs }) => needs.length > 0).map(({ id }) => id);
    expect(rowsOf('unknown').toSorted()).toEqual(needy.toSorted());
  });

  it.each(upgradeRules)('$id cites a clause the notice has', (rule) => {
    for (const tier of appliedTiers) {
      expect(clauseOf(notices, { notice: rules.notice, clause: clauseOfRule(rule, tier) })).toBeDefined();
    }
  });

  const timed = cases.flatMap(([id, what, changes]) => {
    const facts = { ...good, ...changes };
    const finding = found(id, facts);
    const from = finding?.verdict === 'unmet' ? finding.remedy.from : undefined;
    return from && 'day' in from ? [{ id, what, facts, day: from.day }] : [];
  });

  it.each(timed)('$id, $what: the day it names is the day on which it turns', ({ id, facts, day }) => {
    const stillWaits = (on: string) => {
      const later = found(id, onDay(facts, on));
      return later?.verdict === 'unmet' && later.remedy.from !== undefined;
    };
    expect(stillWaits(addDays(day, -1))).toBe(true);
    expect(stillWaits(day)).toBe(false);
  });
});
