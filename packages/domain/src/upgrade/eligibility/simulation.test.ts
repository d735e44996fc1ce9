import { describe, expect, it } from 'vitest';
import {
  confirmationRefusals,
  cq20247Rules as rules,
  declarationRefusals,
  determinationText,
  draftOf,
  draftRefusals,
  judgedInReview,
  redetermined,
  ruleSets,
  stillHolds,
  verdictOf,
  waiverEndRefusals,
  waiverRefusals,
  withGrade,
  withMaster,
  withRelocation,
} from '../index.ts';
import { good } from './upgrade-case.builder.ts';

const codes = (list: readonly { code: string }[]) => list.map(({ code }) => code);

describe('a simulation', () => {
  const young = { ...good, awardedOn: '2024-03-01', lastGrade: null, lastEvaluatedOn: null } as const;

  it('of 优秀 turns "may apply first" into "may apply", of 合格 into "not yet"', () => {
    expect(verdictOf(rules, young).outcome).toBe('provisional');
    expect(verdictOf(rules, withGrade(young, 'excellent')).outcome).toBe('eligible');
    expect(verdictOf(rules, withGrade(young, 'qualified')).outcome).toBe('not-yet');
  });

  it('of 不合格 puts the studio under rectification', () => {
    const verdict = verdictOf(rules, withGrade(good, 'failed'));
    expect(verdict.acts.map(({ act }) => act)).toContain('pass-rectification');
  });

  it('of another master starts the two years anew and asks for the facts of the person', () => {
    const verdict = verdictOf(rules, withMaster(good, { skillLevel: 'technician', highestAward: 'national' }));
    expect(verdict.conditions.find(({ rule }) => rule === 'upgrade.restart-years')?.finding).toMatchObject({
      verdict: 'unmet',
      remedy: { from: { day: '2028-07-01' } },
    });
    expect(verdict.conditions.find(({ rule }) => rule === 'upgrade.age')?.finding.verdict).toBe('unknown');
    expect(verdict.conditions.find(({ rule }) => rule === 'upgrade.skill')?.finding.verdict).toBe('unmet');
  });

  it('of a relocation starts the two years anew and asks for the facts of the new unit', () => {
    const verdict = verdictOf(rules, withRelocation(good));
    expect(verdict.conditions.find(({ rule }) => rule === 'upgrade.restart-years')?.finding).toMatchObject({
      verdict: 'unmet',
      remedy: { from: { day: '2028-07-01' } },
    });
    expect(verdict.conditions.find(({ rule }) => rule === 'upgrade.skilled-share')?.finding.verdict).toBe('unknown');
  });

  it('of other rules changes what the draft says and nothing else', () => {
    const draft = draftOf(rules, { oldestAge: 45, skillFrom: { chief: 'technician' } });
    expect(draft).toMatchObject({
      version: 0,
      oldestAge: 45,
      presenceMonths: 6,
      masters: { municipal: rules.masters.municipal },
    });
    expect(verdictOf(draft, good).outcome).toBe('not-yet');
    expect(verdictOf(draftOf(rules, {}), good).outcome).toBe('eligible');
    expect(codes(draftRefusals(draftOf(rules, { teamLeast: 16 })))).toEqual(['eligibility.team-range-empty']);
    expect(codes(draftRefusals(draftOf(rules, { coolingOffYears: 3 })))).toEqual(['eligibility.years-out-of-order']);
    expect(draftRefusals(rules)).toEqual([]);
  });
});

describe('a determination', () => {
  it('is the same text years later, from the facts as they were', () => {
    const text = determinationText('s', verdictOf(rules, good), good);
    const kept = JSON.parse(JSON.stringify({ subject: 's', ruleSet: { id: rules.id, version: 1 }, facts: good }));
    expect(redetermined(ruleSets, kept)).toBe(text);
    expect(redetermined(ruleSets, { ...kept, ruleSet: { id: 'gone', version: 1 } })).toBeUndefined();
    expect(determinationText('s', verdictOf(rules, good), { ...good, teamSize: 9 })).not.toBe(text);
  });
});

describe('declared facts', () => {
  const today = '2026-07-01';
  it.each([
    ['presenceMonths', 12, true],
    ['presenceMonths', 13, false],
    ['presenceMonths', 'nine', false],
    ['insuredWithUnit', true, true],
    ['insuredWithUnit', 1, false],
    ['skilledPercent', 34.5, true],
    ['skilledPercent', -1, false],
    ['trainingFundPercent', 100, true],
    ['trainingFundPercent', 101, false],
    ['inBranchSince', '2024-02-29', true],
    ['inBranchSince', '2026-07-02', false],
    ['inBranchSince', '2023-02-29', false],
    ['heritageBearer', false, true],
    ['heritageBearer', 'yes', false],
    ['nationalHonours', [], true],
    ['nationalHonours', ['china-skills-award'], true],
    ['nationalHonours', ['china-skills-award', 'china-skills-award'], false],
    ['nationalHonours', ['best-of-all'], false],
    ['nationalHonours', true, false],
  ] as const)('%s %j: %s', (fact, value, fine) => {
    expect(declarationRefusals({ fact, value, holdsOn: today }, today).length === 0).toBe(fine);
  });

  it('are of a day that has been', () => {
    const tomorrow = { fact: 'insuredWithUnit', value: true, holdsOn: '2026-07-02' } as const;
    expect(codes(declarationRefusals(tomorrow, today))).toEqual(['eligibility.holds-in-the-future']);
  });

  it('are confirmed once, in their latest version, by somebody else', () => {
    const fresh = { confirmedAt: null, latest: true, declaredBy: 'a' };
    expect(confirmationRefusals(fresh, 'b')).toEqual([]);
    expect(codes(confirmationRefusals({ ...fresh, confirmedAt: 'x', latest: false }, 'a'))).toEqual([
      'eligibility.already-confirmed',
      'eligibility.superseded',
      'eligibility.confirms-own',
    ]);
  });

  it('lapse with the master or the unit they speak of', () => {
    const moved = { masterChangedOn: null, relocatedOn: '2026-01-01' };
    const passedOn = { masterChangedOn: '2026-01-01', relocatedOn: null };
    const before = '2025-12-31';
    expect(stillHolds({ fact: 'heritageBearer', holdsOn: before }, moved)).toBe(true);
    expect(stillHolds({ fact: 'heritageBearer', holdsOn: before }, passedOn)).toBe(false);
    expect(stillHolds({ fact: 'skilledPercent', holdsOn: before }, moved)).toBe(false);
    expect(stillHolds({ fact: 'skilledPercent', holdsOn: before }, passedOn)).toBe(true);
    expect(stillHolds({ fact: 'presenceMonths', holdsOn: before }, moved)).toBe(false);
    expect(stillHolds({ fact: 'presenceMonths', holdsOn: '2026-01-01' }, moved)).toBe(true);
  });
});

describe('waivers', () => {
  it('are for rules "in principle" only, one at a time', () => {
    expect(waiverRefusals('upgrade.age', [])).toEqual([]);
    expect(codes(waiverRefusals('upgrade.presence', []))).toEqual(['eligibility.not-soft']);
    expect(codes(waiverRefusals('upgrade.age', ['upgrade.age']))).toEqual(['eligibility.already-waived']);
    expect(waiverEndRefusals({ endedAt: null })).toEqual([]);
    expect(codes(waiverEndRefusals({ endedAt: 'x' }))).toEqual(['eligibility.waiver-ended']);
  });
});

describe('what people judge in review', () => {
  const keys = (...asked: Parameters<typeof judgedInReview>) => judgedInReview(...asked).map(({ key }) => key);

  it('is asked of the unit and the tier it concerns', () => {
    expect(keys('chief', { hostKind: 'enterprise', isBranch: false })).toEqual([
      'unit-conditions',
      'unit-policies',
      'health',
      'conduct',
      'chief-merits',
      'open-training',
      'key-tasks',
    ]);
    const college = keys('national', { hostKind: 'vocational-college', isBranch: true });
    expect(college).toContain('college-policies');
    expect(college).toContain('branch-stays');
    expect(college).toContain('ministry-terms');
    expect(college).not.toContain('unit-policies');
    expect(keys('municipal')).toContain('municipal-merits');
  });
});
