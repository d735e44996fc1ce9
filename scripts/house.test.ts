import { describe, expect, it } from 'vitest';
import { catalogue } from '../packages/contracts/src/catalogue.ts';
import { locales } from '../packages/contracts/src/shared/sentences.ts';
import { flawsOf } from '../packages/domain/src/kernel/index.ts';
import { machines, refusalLists, statesOf } from './house.ts';
import { referencePages, staleReferencePages } from './reference.ts';

describe('the machines', () => {
  it.each(machines.map(({ machine }) => machine))('$name reaches every state and gets stuck in none', (machine) => {
    expect(flawsOf(machine, statesOf(machine))).toEqual({ unreachable: [], stuck: [] });
  });
});

describe('the catalogue', () => {
  const codes = refusalLists.flatMap((list) => list.codes);
  const sentenceOf = (locale: (typeof locales)[number], code: string): string | undefined => {
    const [feature, reason] = code.split('.') as [string, string];
    return catalogue[feature]?.[locale].refusals[reason];
  };

  it.each(locales)('has a sentence in %s for every code of the domain', (locale) => {
    expect(codes.filter((code) => !sentenceOf(locale, code))).toEqual([]);
  });

  it('says the same things in both languages', () => {
    for (const [feature, { 'zh-CN': zh, en }] of Object.entries(catalogue)) {
      expect(Object.keys(en.refusals).toSorted(), feature).toEqual(Object.keys(zh.refusals).toSorted());
      const termsOf = (terms: typeof zh.terms): readonly string[] =>
        Object.entries(terms).flatMap(([name, values]) => Object.keys(values).map((value) => `${name}.${value}`));
      expect(termsOf(en.terms).toSorted(), feature).toEqual(termsOf(zh.terms).toSorted());
    }
  });

  it('names each term in one feature only, for the pages know terms without their feature', () => {
    const owners = Object.entries(catalogue).flatMap(([feature, { en }]) =>
      Object.keys(en.terms).map((term) => [term, feature] as const),
    );
    const shared = owners.filter(([term, feature]) =>
      owners.some(([other, owner]) => other === term && owner !== feature),
    );
    expect(shared).toEqual([]);
  });

  it('mentions in both languages the same parameters', () => {
    const named = (sentence: string): readonly string[] => [...new Set(sentence.match(/\{\w+\}/g))].toSorted();
    for (const code of codes) {
      expect(named(sentenceOf('en', code) ?? ''), code).toEqual(named(sentenceOf('zh-CN', code) ?? ''));
    }
  });
});

describe('the generated reference', () => {
  it.each(Object.keys(referencePages))('%s is up to date (node scripts/reference.ts writes it)', (page) => {
    expect(staleReferencePages()).not.toContain(page);
  });
});
