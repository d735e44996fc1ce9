import type { CivilDate, Refusal } from '../kernel/index.ts';
import type { Validity } from './dictionary.ts';
import { isValidOn } from './dictionary.ts';
import { referenceRefusals } from './reference.refusals.ts';

interface Entry extends Validity {
  readonly code: string;
  readonly name: string;
}

/** Every reason against adding an entry: its code must be new for good, its name new among those still open. */
export function additionRefusals(entries: readonly Entry[], added: { code: string; name: string }): readonly Refusal[] {
  const reasons: Refusal[] = [];
  if (entries.some(({ code }) => code === added.code))
    reasons.push(referenceRefusals('code-taken', { code: added.code }));
  return [...reasons, ...namingRefusals(entries, added)];
}

/** Every reason against a name: another entry that is still open bears it. */
export function namingRefusals(entries: readonly Entry[], named: { code: string; name: string }): readonly Refusal[] {
  const taken = entries.some(
    ({ code, name, validTo }) => name === named.name && code !== named.code && validTo === null,
  );
  return taken ? [referenceRefusals('name-taken', { name: named.name })] : [];
}

/** What closes an entry: the first day on which it holds no more, and who takes its place. */
export interface Closure {
  readonly on: CivilDate;
  readonly successors: readonly string[];
}

/** Every reason against closing an entry. A successor must be another entry that holds on the day of the change. */
export function closureRefusals(entries: readonly Entry[], entry: Entry, closure: Closure): readonly Refusal[] {
  const reasons: Refusal[] = [];
  if (entry.validTo !== null) reasons.push(referenceRefusals('already-closed', { on: entry.validTo }));
  if (entry.validFrom !== null && closure.on <= entry.validFrom) {
    reasons.push(referenceRefusals('closes-before-it-begins', { from: entry.validFrom }));
  }
  for (const code of closure.successors) {
    const successor = entries.find((one) => one.code === code);
    if (code === entry.code) reasons.push(referenceRefusals('successor-is-itself', { code }));
    else if (!successor) reasons.push(referenceRefusals('successor-unknown', { code }));
    else if (!isValidOn(successor, closure.on)) reasons.push(referenceRefusals('successor-not-valid', { code }));
  }
  return reasons;
}
