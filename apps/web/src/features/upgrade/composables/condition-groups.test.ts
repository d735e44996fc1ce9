import type { ConditionView } from '@jianglian/contracts/upgrade';
import { describe, expect, it } from 'vitest';
import { groupsOf } from './condition-groups.ts';

const condition = (
  rule: string,
  finding: ConditionView['finding'],
  rest: Partial<ConditionView> = {},
): ConditionView => ({
  rule: `upgrade.${rule}`,
  number: 'R00',
  group: 'master',
  soft: false,
  clause: '二(二)',
  quote: '',
  finding,
  coveredBy: null,
  alternative: false,
  facts: [],
  waiver: null,
  ...rest,
});
const met = { verdict: 'met', evidence: {} } as const;
const unmet = { verdict: 'unmet', evidence: {}, remedy: {} } as const;
const rulesOf = (conditions: readonly ConditionView[]) => conditions.map(({ rule }) => rule);

describe('the groups of conditions', () => {
  it('put what is unmet apart from what wants a person, a fact or a result', () => {
    const groups = groupsOf({
      conditions: [
        condition('age', met),
        condition('skill', { verdict: 'waived', evidence: {}, reason: '绝技' }),
        condition('team', unmet),
        condition('presence', { verdict: 'unknown', missing: ['presenceMonths'] }),
        condition('evaluated', { verdict: 'waits', evidence: {}, for: '2026' }),
        condition('next-tier', { verdict: 'people', evidence: {} }),
      ],
    });
    expect(rulesOf(groups.met)).toEqual(['upgrade.age', 'upgrade.skill']);
    expect(rulesOf(groups.unmet)).toEqual(['upgrade.team']);
    expect(rulesOf(groups.open)).toEqual(['upgrade.presence', 'upgrade.evaluated', 'upgrade.next-tier']);
  });

  it('show another way only while it is wanted, and what it covers as met', () => {
    const heritage = condition('heritage', unmet, { alternative: true });
    expect(groupsOf({ conditions: [condition('award', met), heritage] }).open).toEqual([]);
    expect(rulesOf(groupsOf({ conditions: [condition('award', unmet), heritage] }).open)).toEqual(['upgrade.heritage']);
    const covered = condition('award', unmet, { coveredBy: 'upgrade.heritage' });
    const groups = groupsOf({ conditions: [covered, { ...heritage, finding: met }] });
    expect(rulesOf(groups.met)).toEqual(['upgrade.award', 'upgrade.heritage']);
    expect(groups.unmet).toEqual([]);
  });
});
