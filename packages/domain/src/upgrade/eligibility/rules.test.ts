import { describe, expect, it } from 'vitest';
import type { Finding } from '../../kernel/index.ts';
import { addDays, clauseOf } from '../../kernel/index.ts';
import { notices } from '../../notice/index.ts';
import type { ExpectedFinding } from './rule-cases.builder.ts';
import { ruleCases } from './rule-cases.builder.ts';
import type { UpgradeFacts } from '../index.ts';
import {
  appliedTiers,
  clauseOfRule,
  clauseRegister,
  cq20247Rules as rules,
  findingOf,
  onDay,
  quoteOfRule,
  upgradeRules,
} from '../index.ts';
import { good } from './upgrade-case.builder.ts';

const found = (id: string, facts: UpgradeFacts): Finding | undefined => {
  const rule = upgradeRules.find((one) => one.id === id)!;
  return rule.applies(facts, rules) ? findingOf(rule, facts, rules) : undefined;
};

describe('the conditions', () => {
  it.each(ruleCases)('%s: %s', (id, _, changes, expected) => {
    expect(found(id, { ...good, ...changes })?.verdict ?? 'not asked').toBe(expected);
  });

  const rowsOf = (expected: ExpectedFinding) => [
    ...new Set(ruleCases.flatMap(([rule, , , found]) => (found === expected ? [rule] : []))),
  ];

  it('have each a row for what they find met, unmet or left to people, and for missing facts', () => {
    const ids = upgradeRules.map(({ id }) => id);
    expect(rowsOf('met').toSorted()).toEqual(ids.toSorted());
    expect([...new Set([...rowsOf('unmet'), ...rowsOf('people')])].toSorted()).toEqual(ids.toSorted());
    const needy = upgradeRules.filter(({ needs }) => needs.length > 0).map(({ id }) => id);
    expect(rowsOf('unknown').toSorted()).toEqual(needy.toSorted());
  });

  it.each(upgradeRules)('$id cites a clause the notice has, in its own words', (rule) => {
    for (const tier of appliedTiers) {
      const clause = clauseOf(notices, { notice: rules.notice, clause: clauseOfRule(rule, tier) });
      expect(clause?.text).toContain(quoteOfRule(rule, tier));
    }
  });

  const timed = ruleCases.flatMap(([id, what, changes]) => {
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

describe('the register of clauses', () => {
  const clauses = notices.find(({ id }) => id === rules.notice)!.clauses;

  it('has each clause of the notice, each with what becomes of it', () => {
    const registered = new Set(clauseRegister.map(({ clause }) => clause));
    expect(clauses.map(({ clause }) => clause).filter((clause) => !registered.has(clause))).toEqual([]);
    expect([...registered].filter((number) => !clauses.some(({ clause }) => clause === number))).toEqual([]);
  });

  it.each(clauseRegister)('quotes $clause in its own words: $quote', ({ clause, quote }) => {
    expect(clauses.find((one) => one.clause === clause)?.text).toContain(quote);
  });

  it('has each rule, and no rule that is not there', () => {
    const ruled = clauseRegister.flatMap(({ treatment }) => (treatment.by === 'rule' ? [treatment.rule] : []));
    expect([...new Set(ruled)].toSorted()).toEqual(upgradeRules.map(({ id }) => id).toSorted());
  });

  it('says why of everything a program does not find', () => {
    const reasons = clauseRegister.flatMap(({ treatment }) => (treatment.by === 'rule' ? [] : [treatment.because]));
    expect(reasons.filter((reason) => reason.length < 10)).toEqual([]);
  });

  it('knows R01 to R25', () => {
    const numbers = Array.from({ length: 25 }, (_, at) => `R${String(at + 1).padStart(2, '0')}`);
    const filed = new Set(clauseRegister.map(({ number }) => number));
    expect(numbers.filter((number) => !filed.has(number))).toEqual([]);
  });
});
