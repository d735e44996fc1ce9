/** A reason why something may not happen: a code the catalogue has a sentence for, and what the sentence mentions. */
export interface Refusal {
  readonly code: string;
  readonly params: Readonly<Record<string, RefusalParam>>;
}

export type RefusalParam = string | number | boolean | null | readonly string[];

/** One feature's closed list of reasons; the sentence test walks `codes`. */
export interface RefusalList<Reason extends string> {
  (reason: Reason, params?: Readonly<Record<string, RefusalParam>>): Refusal;
  readonly feature: string;
  readonly codes: readonly string[];
}

/**
 * Declares the refusals of a feature and returns the function that builds them.
 * The code of a refusal is `feature.reason`; a reason outside the list does not compile.
 */
export function refusals<const Reason extends string>(
  feature: string,
  reasons: readonly Reason[],
): RefusalList<Reason> {
  const refuse = (reason: Reason, params: Readonly<Record<string, RefusalParam>> = {}): Refusal => ({
    code: `${feature}.${reason}`,
    params,
  });
  return Object.assign(refuse, { feature, codes: reasons.map((reason) => `${feature}.${reason}`) });
}

/** A decision is a value: what comes next, or every reason against it. */
export type Decision<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

export const allowed = <T>(value: T): Decision<T> => ({ ok: true, value });
export const refused = (...reasons: readonly Refusal[]): Decision<never> => ({ ok: false, refusals: reasons });
