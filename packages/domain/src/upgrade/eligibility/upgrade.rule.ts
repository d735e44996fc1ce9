import type { CivilDate, Finding, Remedy } from '../../kernel/index.ts';
import { unknown } from '../../kernel/index.ts';
import type { UpgradeFacts } from './facts.ts';
import type { AppliedTier, RuleSet } from './rule-set.ts';

/** `unit`: conditions of the unit; `master`: of the expert; `ladder`: clocks, grades and standing between two tiers. */
export const conditionGroups = ['unit', 'master', 'ladder'] as const;
export type ConditionGroup = (typeof conditionGroups)[number];

export type FactName = keyof UpgradeFacts;
type Known<Needs extends FactName> = { readonly [Name in Needs]: NonNullable<UpgradeFacts[Name]> };
type ByTier = string | Readonly<Partial<Record<AppliedTier, string>>>;

/**
 * One condition of the notice. `needs` are the facts without which it cannot tell. A rule that does not concern the case
 * (another kind of unit, another tier) is not asked: `applies` says whom it concerns.
 */
export interface UpgradeRule<Needs extends FactName = FactName> {
  readonly id: string;
  /** Number in docs/notices: R01 … R25. */
  readonly number: string;
  readonly clause: ByTier;
  /** The words of the clause the rule stands for, exactly as the notice has them. */
  readonly quote: ByTier;
  readonly group: ConditionGroup;
  /** In principle (原则上): the office may waive it with a reason. */
  readonly soft: boolean;
  readonly applies: (facts: UpgradeFacts, rules: RuleSet) => boolean;
  readonly needs: readonly Needs[];
  /** The facts its finding rests on, needed ones and others: they are shown beside it with day and source. */
  readonly reads: readonly FactName[];
  readonly find: (facts: UpgradeFacts & Known<Needs>, rules: RuleSet) => Finding;
}

const everybody = () => true;

/** Declares a rule; who says nothing else writes a hard one that concerns everybody and reads what it needs. */
export function upgradeRule<Needs extends FactName = never>(
  rule: Pick<UpgradeRule<Needs>, 'id' | 'number' | 'clause' | 'quote' | 'group' | 'find'> & Partial<UpgradeRule<Needs>>,
): UpgradeRule {
  return { soft: false, applies: everybody, needs: [], reads: rule.needs ?? [], ...rule };
}

const ofTier = (text: ByTier, target: AppliedTier): string =>
  typeof text === 'string' ? text : (text[target] ?? Object.values(text)[0] ?? '');

/** The clause that holds for a tier; a rule that is not asked there cites the clause of a tier where it is. */
export const clauseOfRule = ({ clause }: UpgradeRule, target: AppliedTier): string => ofTier(clause, target);
export const quoteOfRule = ({ quote }: UpgradeRule, target: AppliedTier): string => ofTier(quote, target);

/** What the rule finds, with missing facts named and a waiver of the office taken into account. */
export function findingOf(rule: UpgradeRule, facts: UpgradeFacts, rules: RuleSet): Finding {
  const missing = rule.needs.filter((need) => facts[need] == null);
  const reason = rule.soft ? facts.waivers[rule.id] : undefined;
  const finding = missing.length > 0 ? unknown(...missing) : rule.find(facts as never, rules);
  return finding.verdict === 'unmet' && reason !== undefined
    ? { verdict: 'waived', evidence: finding.evidence, reason }
    : finding;
}

export const fromDay = (day: CivilDate, act?: string): Remedy => ({
  from: { day },
  ...(act === undefined ? {} : { act }),
});
export const byAct = (act: string): Remedy => ({ act });
