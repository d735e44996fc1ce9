import type { CivilDate, Refusal } from '../../kernel/index.ts';
import { addYears } from '../../kernel/index.ts';
import type { ConflictKind } from '../vocabulary.ts';
import { panelRefusals as refuse } from './panel.refusals.ts';

/** What is known of an evaluator that may stand against scoring a studio. */
export interface EvaluatorTies {
  readonly accountId: string;
  /** Units the evaluator works for or keeps a studio at. */
  readonly hostUnitIds: readonly string[];
  /** Units left behind, with the last day there; without a day it is not known to be long ago, and counts. */
  readonly formerUnits: readonly { readonly hostUnitId: string; readonly until: CivilDate | null }[];
  /** Studios the account belongs to. */
  readonly studioIds: readonly string[];
  /** Recommending units the account is an official of. */
  readonly recommenderIds: readonly string[];
  readonly declared: readonly { readonly studioId: string; readonly reason: string }[];
}

export interface ScoredStudio {
  readonly id: string;
  readonly hostUnitId: string;
  readonly hostUnitName: string;
  readonly recommenderId: string;
  readonly recommenderName: string;
  /** Studios it works with in an alliance (六), and where that is written. */
  readonly allies: readonly { readonly studioId: string; readonly source: string }[];
}

/** A conflict and where it comes from: a unit, a recommending unit, the alliance, or the words of the declaration. */
export interface Conflict {
  readonly kind: ConflictKind;
  readonly source: string;
}

export interface ConflictSettings {
  readonly today: CivilDate;
  /** For so many years after leaving a unit its studios are not scored. Domain default: 3; a setting of the cycle. */
  readonly formerUnitYears: number;
}

/** The unit at the top of a unit's family; a ring in bad data ends where it began. */
export function rootUnitOf(unit: string, parentOf: ReadonlyMap<string, string | null>): string {
  const seen = new Set<string>();
  for (let at = unit; ;) {
    const parent = parentOf.get(at);
    if (!parent || seen.has(at)) return at;
    seen.add(at);
    at = parent;
  }
}

/**
 * The conflict rule over one register of units: every conflict between an evaluator and a studio, each with its kind and
 * source. Branches of one unit and their parent count against each other here, unlike for applications (三(三)): who is judged
 * by a colleague of the parent company is judged from within. Domain default, 回避.
 */
export function conflictRule(
  parentOf: ReadonlyMap<string, string | null>,
  { today, formerUnitYears }: ConflictSettings,
): (evaluator: EvaluatorTies, studio: ScoredStudio) => readonly Conflict[] {
  const roots = new Map<string, string>();
  const familyOf = (unit: string) => {
    const known = roots.get(unit);
    if (known !== undefined) return known;
    const root = rootUnitOf(unit, parentOf);
    roots.set(unit, root);
    return root;
  };
  const counts = (until: CivilDate | null) => until === null || addYears(until, formerUnitYears) > today;
  return (evaluator, studio) => {
    const family = familyOf(studio.hostUnitId);
    const found: Conflict[] = [];
    if (evaluator.studioIds.includes(studio.id)) found.push({ kind: 'own-studio', source: studio.id });
    if (evaluator.hostUnitIds.includes(studio.hostUnitId)) {
      found.push({ kind: 'host-unit', source: studio.hostUnitName });
    } else if (evaluator.hostUnitIds.some((unit) => familyOf(unit) === family)) {
      found.push({ kind: 'branch', source: studio.hostUnitName });
    }
    if (evaluator.formerUnits.some(({ hostUnitId, until }) => familyOf(hostUnitId) === family && counts(until))) {
      found.push({ kind: 'former-unit', source: studio.hostUnitName });
    }
    for (const { studioId, source } of studio.allies) {
      if (evaluator.studioIds.includes(studioId)) found.push({ kind: 'alliance', source });
    }
    if (evaluator.recommenderIds.includes(studio.recommenderId)) {
      found.push({ kind: 'recommender', source: studio.recommenderName });
    }
    for (const { studioId, reason } of evaluator.declared) {
      if (studioId === studio.id) found.push({ kind: 'declared', source: reason });
    }
    return found;
  };
}

/** The conflict as a refusal with its kind in the code. */
export function refusalOfConflict({ kind, source }: Conflict): Refusal {
  switch (kind) {
    case 'own-studio':
      return refuse('conflict-own-studio');
    case 'host-unit':
      return refuse('conflict-host-unit', { unit: source });
    case 'branch':
      return refuse('conflict-branch', { unit: source });
    case 'former-unit':
      return refuse('conflict-former-unit', { unit: source });
    case 'alliance':
      return refuse('conflict-alliance', { alliance: source });
    case 'recommender':
      return refuse('conflict-recommender', { recommender: source });
    case 'declared':
      return refuse('conflict-declared', { reason: source });
  }
}
