import { canonicalJson } from '../../kernel/index.ts';
import type { UpgradeFacts } from './facts.ts';
import type { RuleSet } from './rule-set.ts';
import type { UpgradeVerdict } from './verdict.ts';
import { verdictOf } from './verdict.ts';

/**
 * What a determination is the hash of: `subject` (whose case it is), rule set with its version, the facts as they were, each finding in its order.
 * Wording, layout and quotes are not part of it, so that the same decision keeps its id when a sentence is improved.
 */
export const determinationText = (subject: string, verdict: UpgradeVerdict, facts: UpgradeFacts): string =>
  canonicalJson({
    subject,
    ruleSet: verdict.ruleSet,
    facts,
    outcome: verdict.outcome,
    findings: verdict.conditions.map(({ rule, finding, coveredBy }) => ({ rule, finding, coveredBy })),
  });

/** The text of the same case worked out anew from the kept facts; undefined when the rule set is not shipped any more. */
export function redetermined(
  ruleSets: readonly RuleSet[],
  kept: {
    readonly subject: string;
    readonly ruleSet: { readonly id: string; readonly version: number };
    readonly facts: UpgradeFacts;
  },
): string | undefined {
  const rules = ruleSets.find(({ id, version }) => id === kept.ruleSet.id && version === kept.ruleSet.version);
  return rules && determinationText(kept.subject, verdictOf(rules, kept.facts), kept.facts);
}
