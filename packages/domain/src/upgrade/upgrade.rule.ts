import type { CivilDate, Finding, Remedy } from '../kernel/index.ts';
import { unknown } from '../kernel/index.ts';
import type { UpgradeFacts } from './facts.ts';
import type { AppliedTier, RuleSet } from './rule-set.ts';

/** `unit`: conditions of the unit; `master`: of the expert; `ladder`: clocks, grades and standing between two tiers. */
export const conditionGroups = ['unit', 'master', 'ladder'] as const;
export type ConditionGroup = (typeof conditionGroups)[number];

type Known<Needs extends keyof UpgradeFacts> = { readonly [Name in Needs]: NonNullable<UpgradeFacts[Name]> };

/**
 * One condition of the notice. `needs` are the facts without which it cannot tell. A rule that does not concern the case
 * (another kind of unit, another tier) is not asked: `applies` says whom it concerns.
 */
export interface UpgradeRule<Needs extends keyof UpgradeFacts = keyof UpgradeFacts> {
  readonly id: string;
  /** Number in docs/notices: R01 … R25. */
  readonly number: string;
  readonly clause: string | ((target: AppliedTier) => string);
  readonly group: ConditionGroup;
  /** In principle (原则上): the office may waive it with a reason. */
  readonly soft: boolean;
  readonly applies: (facts: UpgradeFacts, rules: RuleSet) => boolean;
  readonly needs: readonly Needs[];
  readonly find: (facts: UpgradeFacts & Known<Needs>, rules: RuleSet) => Finding;
}

const everybody = () => true;

/** Declares a rule; who says nothing else writes a hard one that concerns everybody. */
export function upgradeRule<Needs extends keyof UpgradeFacts = never>(
  rule: Pick<UpgradeRule<Needs>, 'id' | 'number' | 'clause' | 'group' | 'find'> & Partial<UpgradeRule<Needs>>,
): UpgradeRule {
  return { soft: false, applies: everybody, needs: [], ...rule };
}

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
