import type { Citation } from './notice.ts';

export type Facts = Readonly<Record<string, unknown>>;

/** From when, or by which act, an unmet rule would be met. */
export interface Remedy {
  readonly from?: { readonly year: number } | { readonly day: string };
  readonly act?: string;
}

/**
 * What a rule found, with the facts it used. `unknown` names the facts that are missing: "cannot tell yet"; `people`: a person
 * has to judge; `waits`: it depends on something that is under way.
 */
export type Finding =
  | { readonly verdict: 'met'; readonly evidence: Facts }
  | { readonly verdict: 'unmet'; readonly evidence: Facts; readonly remedy: Remedy }
  | { readonly verdict: 'waived'; readonly evidence: Facts; readonly reason: string }
  | { readonly verdict: 'unknown'; readonly missing: readonly string[] }
  | { readonly verdict: 'people'; readonly evidence: Facts }
  | { readonly verdict: 'waits'; readonly evidence: Facts; readonly for: string };

export const met = (evidence: Facts = {}): Finding => ({ verdict: 'met', evidence });
export const unmet = (evidence: Facts = {}, remedy: Remedy = {}): Finding => ({ verdict: 'unmet', evidence, remedy });
export const waived = (reason: string, evidence: Facts = {}): Finding => ({ verdict: 'waived', evidence, reason });
export const forPeople = (evidence: Facts = {}): Finding => ({ verdict: 'people', evidence });
export const waitsFor = (what: string, evidence: Facts = {}): Finding => ({ verdict: 'waits', evidence, for: what });
export const unknown = (...missing: readonly string[]): Finding => ({ verdict: 'unknown', missing });

/** A rule is a function that cites a clause and gives evidence. `needs` are the facts without which it cannot tell. */
export interface Rule<AllFacts extends object, Needs extends keyof AllFacts & string = keyof AllFacts & string> {
  readonly id: string;
  readonly cites: Citation;
  readonly needs: readonly Needs[];
  readonly find: (facts: { readonly [Name in Needs]: NonNullable<AllFacts[Name]> } & Partial<AllFacts>) => Finding;
}

export interface AssessedRule {
  readonly rule: string;
  readonly cites: Citation;
  readonly finding: Finding;
}

/**
 * Every rule with its finding, always all of them, in the order given. A rule whose facts are missing is not run:
 * its answer is `unknown` with their names.
 */
export function assess<AllFacts extends object>(
  // oxlint-disable-next-line typescript/no-explicit-any -- rules of one set need different facts; each narrows its own
  rules: readonly Rule<AllFacts, any>[],
  facts: AllFacts,
): readonly AssessedRule[] {
  return rules.map((rule) => {
    const missing = rule.needs.filter((need: string) => facts[need as keyof AllFacts] == null);
    return {
      rule: rule.id,
      cites: rule.cites,
      finding: missing.length > 0 ? unknown(...missing) : rule.find(facts as never),
    };
  });
}
