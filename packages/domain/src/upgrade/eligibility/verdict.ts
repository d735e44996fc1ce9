import type { Citation, CivilDate, Finding } from '../../kernel/index.ts';
import { yearOf } from '../../kernel/index.ts';
import type { UpgradeFacts } from './facts.ts';
import type { AppliedTier, RuleSet } from './rule-set.ts';
import { upgradeRules } from './rules.ts';
import type { ConditionGroup, FactName } from './upgrade.rule.ts';
import { clauseOfRule, findingOf, quoteOfRule } from './upgrade.rule.ts';

/**
 * `eligible`: every condition is met or waived. `for-people`: what a program can tell is met, the rest a person has to judge.
 * `provisional`: may apply first and enters review when its evaluation has come out as asked (R10). `cannot-tell`: facts are
 * missing. `not-yet`: something is unmet, or waits for a result that the notice wants before the application.
 */
export const upgradeOutcomes = ['eligible', 'for-people', 'provisional', 'cannot-tell', 'not-yet'] as const;
export type UpgradeOutcome = (typeof upgradeOutcomes)[number];

export interface JudgedCondition {
  readonly rule: string;
  readonly number: string;
  readonly group: ConditionGroup;
  readonly soft: boolean;
  readonly cites: Citation;
  /** The words of the clause. */
  readonly quote: string;
  /** The facts behind the finding. */
  readonly reads: readonly FactName[];
  readonly finding: Finding;
  /** The alternative that stands for this condition, where one is met (二(二)末). */
  readonly coveredBy: string | null;
  /** Only another way to meet a condition: unmet it stands in nobody's way. */
  readonly alternative: boolean;
}

export interface UpgradeVerdict {
  readonly target: AppliedTier;
  readonly on: CivilDate;
  readonly ruleSet: { readonly id: string; readonly version: number };
  readonly outcome: UpgradeOutcome;
  /** 四(四): 优秀 in the present tier is put forward first. */
  readonly preferred: boolean;
  readonly conditions: readonly JudgedCondition[];
  /** What has to be done, in the order of the conditions; time alone is not in here. */
  readonly acts: readonly { readonly rule: string; readonly act: string }[];
  /** First day on which what only waits for time is over; null: nothing does. */
  readonly notBefore: CivilDate | null;
  /** The first day on which one may apply if nothing else changes; null: today already, or never by waiting alone. */
  readonly eligibleFrom: CivilDate | null;
}

/** Conditions of which one is enough: the bearer of heritage needs no award (二(二)末). */
const alternatives: readonly (readonly [rule: string, instead: string])[] = [['upgrade.award', 'upgrade.heritage']];

/** Rules whose result may come after the application (三(三), 先行申报); R12 asks for its result before. */
const mayApplyFirst: ReadonlySet<string> = new Set(['upgrade.evaluated']);

/** The same case on a later day: its round is called in that year at the earliest. */
export const onDay = (facts: UpgradeFacts, day: CivilDate): UpgradeFacts => ({
  ...facts,
  on: day,
  roundYear: Math.max(facts.roundYear, yearOf(day)),
});

/**
 * Every condition of the notice for one case and target tier, always all that concern it, each with its clause and the facts
 * used; what follows from them; and from when. Deterministic: the same facts and rules give the same verdict.
 */
export function verdictOf(rules: RuleSet, facts: UpgradeFacts): UpgradeVerdict {
  const conditions = judged(rules, facts);
  const open = unsettled(conditions);
  const remedies = open.flatMap(({ rule, finding }) =>
    finding.verdict === 'unmet' ? [{ rule, remedy: finding.remedy }] : [],
  );
  const days = remedies.flatMap(({ remedy: { from } }) => (from && 'day' in from ? [from.day] : []));
  const notBefore = days.toSorted().at(-1) ?? null;
  const waitsOnly = remedies.length > 0 && remedies.every(({ remedy: { from, act } }) => from && act === undefined);
  return {
    target: facts.target,
    on: facts.on,
    ruleSet: { id: rules.id, version: rules.version },
    outcome: outcomeOf(open),
    preferred: isPreferred(facts),
    conditions,
    acts: remedies.flatMap(({ rule, remedy: { act } }) => (act === undefined ? [] : [{ rule, act }])),
    notBefore,
    eligibleFrom: waitsOnly && notBefore !== null ? byWaiting(rules, facts, notBefore) : null,
  };
}

function judged(rules: RuleSet, facts: UpgradeFacts): readonly JudgedCondition[] {
  const found = upgradeRules
    .filter((rule) => rule.applies(facts, rules))
    .map((rule) => ({ rule, finding: findingOf(rule, facts, rules) }));
  const metRules = new Set(found.filter(({ finding }) => finding.verdict === 'met').map(({ rule }) => rule.id));
  return found.map(({ rule, finding }) => {
    const instead = alternatives.find(([id, other]) => id === rule.id && metRules.has(other))?.[1];
    return {
      rule: rule.id,
      number: rule.number,
      group: rule.group,
      soft: rule.soft,
      cites: { notice: rules.notice, clause: clauseOfRule(rule, facts.target) },
      quote: quoteOfRule(rule, facts.target),
      reads: rule.reads,
      finding,
      coveredBy: finding.verdict === 'met' ? null : (instead ?? null),
      alternative: isAlternative(rule.id),
    };
  });
}

const isAlternative = (rule: string): boolean => alternatives.some(([, instead]) => instead === rule);

const isPreferred = ({ lastGrade, lastEvaluatedOn, awardedOn }: UpgradeFacts): boolean =>
  lastGrade === 'excellent' && lastEvaluatedOn != null && lastEvaluatedOn >= (awardedOn ?? '');

/** What stands in the way or is open: neither met, nor covered, nor an alternative that is merely not taken. */
function unsettled(conditions: readonly JudgedCondition[]): readonly JudgedCondition[] {
  return conditions.filter(
    ({ finding, coveredBy, alternative }) =>
      finding.verdict !== 'met' && finding.verdict !== 'waived' && coveredBy === null && !alternative,
  );
}

function outcomeOf(open: readonly JudgedCondition[]): UpgradeOutcome {
  const has = (verdict: Finding['verdict']) => open.some(({ finding }) => finding.verdict === verdict);
  if (has('unmet') || open.some(({ rule, finding }) => finding.verdict === 'waits' && !mayApplyFirst.has(rule))) {
    return 'not-yet';
  }
  if (has('unknown')) return 'cannot-tell';
  if (has('waits')) return 'provisional';
  return has('people') ? 'for-people' : 'eligible';
}

/** Waiting may cost what is met today (the age limit): the day counts only if nothing is unmet on it. */
function byWaiting(rules: RuleSet, facts: UpgradeFacts, day: CivilDate): CivilDate | null {
  const then = outcomeOf(unsettled(judged(rules, onDay(facts, day))));
  return then === 'not-yet' ? null : day;
}
