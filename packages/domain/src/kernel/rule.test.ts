import { describe, expect, it } from 'vitest';
import type { Notice } from './notice.ts';
import { clauseOf } from './notice.ts';
import { allowed, refused, refusals } from './refusal.ts';
import type { Rule } from './rule.ts';
import { assess, forPeople, met, unmet, waitsFor, waived } from './rule.ts';

interface StudioFacts {
  readonly awardedYear?: number;
  readonly roundYear?: number;
  readonly waiver?: string;
}

const cites = { notice: 'cq-2024-7', clause: '三(三)' };
const coolingOff: Rule<StudioFacts, 'awardedYear' | 'roundYear'> = {
  id: 'cooling-off',
  cites,
  needs: ['awardedYear', 'roundYear'],
  find: ({ awardedYear, roundYear, waiver }) => {
    if (roundYear - awardedYear > 1) return met({ awardedYear });
    return waiver ? waived(waiver, { awardedYear }) : unmet({ awardedYear }, { from: { year: awardedYear + 2 } });
  },
};

describe('an assessment', () => {
  it('lists every rule with its clause and the facts it used', () => {
    expect(assess([coolingOff], { awardedYear: 2022, roundYear: 2024 })).toEqual([
      { rule: 'cooling-off', cites, finding: { verdict: 'met', evidence: { awardedYear: 2022 } } },
    ]);
  });

  it('says from when an unmet rule would be met', () => {
    const [assessed] = assess([coolingOff], { awardedYear: 2023, roundYear: 2024 });
    expect(assessed?.finding).toEqual({
      verdict: 'unmet',
      evidence: { awardedYear: 2023 },
      remedy: { from: { year: 2025 } },
    });
  });

  it('answers "cannot tell yet" and names the missing facts', () => {
    const [assessed] = assess([coolingOff], { roundYear: 2024 });
    expect(assessed?.finding).toEqual({ verdict: 'unknown', missing: ['awardedYear'] });
  });

  it('keeps the reason of a waiver', () => {
    const [assessed] = assess([coolingOff], { awardedYear: 2023, roundYear: 2024, waiver: '破格' });
    expect(assessed?.finding).toEqual({ verdict: 'waived', reason: '破格', evidence: { awardedYear: 2023 } });
  });

  it('has neutral defaults where a rule has nothing to add', () => {
    expect(met()).toEqual({ verdict: 'met', evidence: {} });
    expect(unmet()).toEqual({ verdict: 'unmet', evidence: {}, remedy: {} });
    expect(waived('reason')).toEqual({ verdict: 'waived', reason: 'reason', evidence: {} });
    expect(forPeople()).toEqual({ verdict: 'people', evidence: {} });
    expect(waitsFor('the cycle')).toEqual({ verdict: 'waits', evidence: {}, for: 'the cycle' });
  });
});

describe('a citation', () => {
  const notice: Notice = {
    id: 'cq-2024-7',
    title: '通知',
    documentNumber: '渝高技办〔2024〕7号',
    issuedOn: '2024-07-03',
    clauses: [{ clause: '三(三)', text: '同一技能专家只能命名建立一个大师工作室。' }],
  };

  it('leads to the passage', () => {
    expect(clauseOf([notice], cites)?.text).toContain('同一技能专家');
  });

  it('leads nowhere when the notice or the clause does not exist', () => {
    expect(clauseOf([notice], { notice: 'cq-2024-7', clause: '九' })).toBeUndefined();
    expect(clauseOf([], cites)).toBeUndefined();
  });
});

describe('a refusal', () => {
  const refuse = refusals('letter', ['too-late']);

  it('carries its feature in its code', () => {
    expect(refuse('too-late', { at: '18:00' })).toEqual({ code: 'letter.too-late', params: { at: '18:00' } });
    expect(refuse.codes).toEqual(['letter.too-late']);
  });

  it('is one side of a decision', () => {
    expect(refused(refuse('too-late'))).toEqual({ ok: false, refusals: [{ code: 'letter.too-late', params: {} }] });
    expect(allowed(7)).toEqual({ ok: true, value: 7 });
  });
});
