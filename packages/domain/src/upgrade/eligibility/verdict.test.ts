import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../kernel/index.ts';
import type { FactName, UpgradeFacts } from '../index.ts';
import { cq20247Rules as rules, findingOf, onDay, ruleSetOn, upgradeRules, verdictOf } from '../index.ts';
import { good } from './upgrade-case.builder.ts';

describe('a verdict', () => {
  it('is positive when every condition is met, each listed with its clause', () => {
    const verdict = verdictOf(rules, good);
    expect(verdict.outcome).toBe('eligible');
    expect(verdict.acts).toEqual([]);
    expect(verdict.eligibleFrom).toBeNull();
    expect(verdict.conditions.map(({ rule }) => rule)).toEqual(
      upgradeRules.filter((rule) => rule.applies(good, rules)).map(({ id }) => id),
    );
  });

  it('lists everything that is unmet, not only the first', () => {
    const verdict = verdictOf(rules, { ...good, teamSize: 2, presenceMonths: 3, standing: 'rectifying' });
    expect(verdict.outcome).toBe('not-yet');
    expect(verdict.acts.map(({ act }) => act)).toEqual(['log-presence', 'enlarge-team', 'pass-rectification']);
    expect(verdict.eligibleFrom).toBeNull();
  });

  it('a studio of last year may apply from New Year after next, when nothing else speaks against it', () => {
    const verdict = verdictOf(rules, {
      ...good,
      awardedOn: '2025-12-30',
      lastEvaluatedOn: '2026-01-20',
      lastGrade: 'excellent',
    });
    expect(verdict).toMatchObject({ outcome: 'not-yet', notBefore: '2027-01-01', eligibleFrom: '2027-01-01' });
  });

  it('promises no day on which something else will have lapsed', () => {
    const verdict = verdictOf(rules, {
      ...good,
      awardedOn: '2025-12-30',
      lastEvaluatedOn: '2026-01-20',
      lastGrade: 'excellent',
      birthDate: '1970-09-01',
    });
    expect(verdict).toMatchObject({ outcome: 'not-yet', notBefore: '2027-01-01', eligibleFrom: null });
  });

  it('the recognised bearer of heritage needs no award', () => {
    const without = { ...good, highestAward: 'district' } as const;
    expect(verdictOf(rules, without).outcome).toBe('not-yet');
    const verdict = verdictOf(rules, { ...without, heritageBearer: true });
    expect(verdict.outcome).toBe('eligible');
    expect(verdict.conditions.find(({ rule }) => rule === 'upgrade.award')?.coveredBy).toBe('upgrade.heritage');
  });

  it('an application may be provisional, waiting for its evaluation', () => {
    const runningCycle = { id: 'c', name: '2024—2025 年度考核评估' };
    expect(
      verdictOf(rules, { ...good, awardedOn: '2024-03-01', lastGrade: null, lastEvaluatedOn: null, runningCycle })
        .outcome,
    ).toBe('provisional');
  });

  it('R12 wants its evaluation before the application: while it runs, one may not apply', () => {
    const runningCycle = { id: 'c', name: '2026 年度考核评估' };
    const verdict = verdictOf(rules, {
      ...good,
      relocatedOn: '2024-05-01',
      lastEvaluatedOn: '2024-01-15',
      runningCycle,
    });
    expect(verdict.conditions.find(({ rule }) => rule === 'upgrade.restart-evaluated')?.finding.verdict).toBe('waits');
    expect(verdict.outcome).toBe('not-yet');
  });

  it('marks 优秀 in the present tier, which is put forward first', () => {
    expect(verdictOf(rules, good).preferred).toBe(false);
    expect(verdictOf(rules, { ...good, lastGrade: 'excellent' }).preferred).toBe(true);
    expect(verdictOf(rules, { ...good, lastGrade: 'excellent', lastEvaluatedOn: '2022-01-01' }).preferred).toBe(false);
  });

  it('says so when facts are missing, and when people have to judge', () => {
    expect(verdictOf(rules, { ...good, teamSize: null }).outcome).toBe('cannot-tell');
    expect(verdictOf(rules, { ...good, tier: 'chief', target: 'national' }).outcome).toBe('for-people');
  });
});

const namesake = { id: 's9', name: '第九技能大师工作室' };
const day = fc.integer({ min: 0, max: 4000 }).map((days) => addDays('2016-01-01', days));
/** Any case the registers can hold, well-formed. */
const anyFacts: fc.Arbitrary<UpgradeFacts> = fc.record({
  on: fc.constant(good.on),
  roundYear: fc.constant(2026),
  target: fc.constantFrom('municipal', 'chief', 'national'),
  tier: fc.constantFrom(null, 'district', 'municipal', 'chief'),
  standing: fc.constantFrom('active', 'rectifying'),
  awardedOn: day,
  lastGrade: fc.constantFrom(null, 'excellent', 'qualified', 'failed'),
  lastEvaluatedOn: fc.option(day, { nil: null }),
  evaluationDueOn: fc.option(day, { nil: null }),
  runningCycle: fc.constantFrom(null, namesake),
  masterChangedOn: fc.option(day, { nil: null }),
  relocatedOn: fc.option(day, { nil: null }),
  birthDate: day.map((on) => addDays(on, -16_500)),
  presenceMonths: fc.integer({ min: 0, max: 12 }),
  teamSize: fc.integer({ min: 0, max: 20 }),
  insuredWithUnit: fc.boolean(),
  skillLevel: fc.constantFrom('senior', 'technician', 'senior-technician'),
  highestAward: fc.constantFrom('district', 'municipal', 'provincial', 'national'),
  nationalHonours: fc.constantFrom([], ['national-technical-expert'] as const),
  heritageBearer: fc.boolean(),
  exceptionGround: fc.constantFrom(null, 'worldskills-gold'),
  hostKind: fc.constantFrom('enterprise', 'vocational-college'),
  skilledPercent: fc.integer({ min: 0, max: 100 }),
  trainingFundPercent: fc.integer({ min: 0, max: 100 }),
  isBranch: fc.boolean(),
  inBranchSince: day,
  otherStudiosOfMaster: fc.constantFrom([], [namesake]),
  twins: fc.constantFrom([], [namesake]),
  nationalWithSameUnit: fc.constantFrom(null, namesake),
  waivers: fc.constant({}),
});

/** Changes that turn one unmet condition into a met one and touch nothing else. */
const cures: readonly Partial<UpgradeFacts>[] = [
  { presenceMonths: 12 },
  { teamSize: 8 },
  { insuredWithUnit: true },
  { skilledPercent: 90, trainingFundPercent: 90 },
  { standing: 'active' },
  { skillLevel: 'senior-technician' },
  { highestAward: 'national' },
  { heritageBearer: true },
  { twins: [], otherStudiosOfMaster: [], nationalWithSameUnit: null },
  { lastGrade: 'excellent', lastEvaluatedOn: '2026-06-30' },
  { masterChangedOn: null, relocatedOn: null },
  { isBranch: false },
];

describe('any verdict', () => {
  const unmetOf = (facts: UpgradeFacts) =>
    verdictOf(rules, facts).conditions.flatMap(({ rule, finding }) => (finding.verdict === 'unmet' ? [rule] : []));

  it('is the same for the same facts', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        expect(verdictOf(rules, { ...facts })).toEqual(verdictOf(rules, facts));
      }),
    );
  });

  it('never gains an unmet condition when an unmet one is cured', () => {
    fc.assert(
      fc.property(anyFacts, fc.constantFrom(...cures), (facts, cure) => {
        const before = new Set(unmetOf(facts));
        expect(unmetOf({ ...facts, ...cure }).filter((rule) => !before.has(rule))).toEqual([]);
      }),
    );
  });

  it('flips on the day it promises and not the day before', () => {
    const clocks = fc.record({
      awardedOn: fc.constantFrom('2022-11-30', '2025-03-01', '2026-02-01'),
      lastEvaluatedOn: fc.constant('2026-06-30'),
      lastGrade: fc.constant('excellent' as const),
      masterChangedOn: fc.option(day, { nil: null }),
      relocatedOn: fc.option(day, { nil: null }),
      isBranch: fc.boolean(),
      inBranchSince: day,
      birthDate: day.map((on) => addDays(on, -16_500)),
    });
    fc.assert(
      fc.property(clocks, (changes) => {
        const facts = { ...good, ...changes };
        const { eligibleFrom } = verdictOf(rules, facts);
        fc.pre(eligibleFrom !== null);
        expect(verdictOf(rules, onDay(facts, eligibleFrom as string)).outcome).toBe('eligible');
        expect(verdictOf(rules, onDay(facts, addDays(eligibleFrom as string, -1))).outcome).toBe('not-yet');
      }),
      { numRuns: 300 },
    );
  });
});

describe('any finding', () => {
  /** What decides whom a rule concerns, and the day: not shown as its evidence. */
  const context: readonly FactName[] = [
    ...(['on', 'roundYear', 'target', 'tier', 'exceptionGround', 'waivers'] as const),
    ...(['hostKind', 'isBranch', 'awardedOn'] as const),
  ];

  it.each(upgradeRules)('$id rests on the facts it says it reads, and on no other', (rule) => {
    fc.assert(
      fc.property(anyFacts, anyFacts, (one, two) => {
        const mixed = { ...two, ...Object.fromEntries([...rule.reads, ...context].map((fact) => [fact, one[fact]])) };
        fc.pre(rule.applies(one, rules));
        expect(rule.applies(mixed as UpgradeFacts, rules)).toBe(true);
        expect(findingOf(rule, mixed as UpgradeFacts, rules)).toEqual(findingOf(rule, one, rules));
      }),
    );
  });
});

describe('the rule set', () => {
  it('of a day is the latest that has begun', () => {
    const later = { ...rules, id: 'cq-2027', inForceFrom: '2027-05-01' };
    expect(ruleSetOn([later, rules], '2027-04-30')).toBe(rules);
    expect(ruleSetOn([rules, later], '2027-05-01')).toBe(later);
    expect(ruleSetOn([rules, later], '2020-01-01')).toBeUndefined();
  });

  it('of 2024 has the places, quotas and subsidies the notice names', () => {
    expect(rules.places).toEqual({ national: 5, chief: 15, municipal: 30 });
    expect(rules.placesPerRecommender).toEqual({ national: 1, chief: 2, municipal: 2 });
    expect(rules.subsidyFen).toEqual({ chief: 15_000_000, municipal: 5_000_000, national: null });
  });
});
