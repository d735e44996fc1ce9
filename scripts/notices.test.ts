import { describe, expect, it } from 'vitest';
import { catalogue } from '../packages/contracts/src/catalogue.ts';
import { fillIn, locales } from '../packages/contracts/src/shared/sentences.ts';
import { conditionKey, findingText } from '../packages/contracts/src/upgrade/finding-text.ts';
import {
  appliedTiers,
  clauseRegister,
  cq20247Rules as rules,
  declaredFacts,
  exceptionGrounds,
  findingOf,
  nationalHonours,
  upgradeOutcomes,
  upgradeRules,
} from '../packages/domain/src/upgrade/index.ts';
import { ruleCases } from '../packages/domain/src/upgrade/eligibility/rule-cases.builder.ts';
import { good } from '../packages/domain/src/upgrade/eligibility/upgrade-case.builder.ts';
import { noticePages, staleNoticePages } from './notices.ts';

describe('the pages of the notices', () => {
  it.each(Object.keys(noticePages))('%s is up to date (node scripts/notices.ts writes it)', (page) => {
    expect(staleNoticePages()).not.toContain(page);
  });
});

describe.each(locales)('what a verdict says in %s', (locale) => {
  const known = (term: string, key: string): string | undefined =>
    Object.values(catalogue).find((feature) => feature[locale].terms[term])?.[locale].terms[term]?.[key];
  const missing: string[] = [];
  const say = (term: string, key: string, params: Readonly<Record<string, string>> = {}): string => {
    const sentence = known(term, key);
    if (sentence === undefined) missing.push(`${term}.${key}`);
    return fillIn(sentence ?? '', params, locale);
  };

  it('has a sentence for each finding, with all it mentions', () => {
    for (const [id, what, changes] of ruleCases) {
      const rule = upgradeRules.find((one) => one.id === id)!;
      const facts = { ...good, ...changes };
      if (!rule.applies(facts, rules)) continue;
      const finding = findingOf(rule, facts, rules);
      const text = findingText(id, finding, say);
      expect(text, `${id}, ${what}`).not.toMatch(/\{\w+\}|^$/);
      if (finding.verdict === 'unmet' && finding.remedy.act) say('upgrade-act', finding.remedy.act);
    }
    expect([...new Set(missing)]).toEqual([]);
  });

  it('names each condition, its facts and where they are filled in, each outcome, ground, honour and judgement', () => {
    const wanted = [
      ...upgradeRules.map(({ id }) => ['upgrade-condition', conditionKey(id)]),
      ...upgradeRules.flatMap(({ reads }) => reads.map((fact) => ['upgrade-fact', fact])),
      ...upgradeRules.flatMap(({ needs }) => needs.map((fact) => ['upgrade-where', fact])),
      ...declaredFacts.map((fact) => ['upgrade-fact', fact]),
      ...upgradeOutcomes.map((outcome) => ['upgrade-outcome', outcome]),
      ...upgradeOutcomes.map((outcome) => ['upgrade-short', outcome]),
      ...exceptionGrounds.map((ground) => ['exception-ground', ground]),
      ...nationalHonours.map((honour) => ['national-honour', honour]),
      ...clauseRegister.flatMap(({ treatment }) =>
        treatment.by === 'people' ? [['upgrade-judged', treatment.key]] : [],
      ),
      ...appliedTiers.map((tier) => ['tier', tier]),
    ] as const;
    expect(wanted.filter(([term, key]) => known(term!, key!) === undefined)).toEqual([]);
  });
});
