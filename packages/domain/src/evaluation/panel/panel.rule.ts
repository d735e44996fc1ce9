import type { CivilDate, Refusal } from '../../kernel/index.ts';
import type { Conflict } from './conflict.rule.ts';
import { panelRefusals as refuse } from './panel.refusals.ts';

/** One evaluator on one studio's panel. */
export interface Seat {
  readonly evaluationId: string;
  readonly accountId: string;
}

/** How many sheets one evaluator takes in a cycle where nothing else is said, and how long a unit left behind counts. */
export const defaultPanelSettings = { capacity: 40, formerUnitYears: 3 } as const;

/** How close an evaluator's field is to a studio's: the same occupation, the same industry cluster, or neither. */
export const expertiseLevels = ['occupation', 'cluster', 'general'] as const;
export type ExpertiseLevel = (typeof expertiseLevels)[number];

export interface Expertise {
  readonly clusters: readonly string[];
  readonly occupations: readonly string[];
}

export interface Field {
  /** Clusters of the studio, the primary one first. */
  readonly clusters: readonly string[];
  readonly occupation: string | null;
}

/** Occupations are compared by name without brackets and spaces: lists of different years write 电工 and 电工（维修） alike. */
const plainName = (name: string): string => name.replaceAll(/[\s（）()]/g, '');

export function expertiseFor(expertise: Expertise, field: Field): ExpertiseLevel {
  const { occupation } = field;
  if (occupation !== null && expertise.occupations.some((one) => plainName(one) === plainName(occupation))) {
    return 'occupation';
  }
  return field.clusters.some((cluster) => expertise.clusters.includes(cluster)) ? 'cluster' : 'general';
}

export interface PanelEvaluator {
  readonly accountId: string;
  /** Sheets of the cycle held and not to be moved. */
  readonly load: number;
  /** Most sheets of the cycle. */
  readonly capacity: number;
  readonly expertise: Expertise;
}

export interface PanelEvaluation {
  readonly evaluationId: string;
  readonly field: Field;
  /** Accounts that hold a sheet which stays where it is. */
  readonly seated: readonly string[];
  /** Accounts whose sheet has no mark yet and may go to somebody else; empty unless rebalancing was asked for. */
  readonly movable: readonly string[];
  /** Places with nobody. */
  readonly missing: number;
}

/** Why a place stays empty. `conflicts`: nobody else is free of conflict; `capacity`: those who are have enough to do. */
export const unfilledReasons = ['conflicts', 'capacity'] as const;
export type UnfilledReason = (typeof unfilledReasons)[number];

/** Whether somebody is seated by the office: every conflict, and the most sheets one takes. */
export function seatRefusals(
  conflicts: readonly Conflict[],
  refusalOf: (conflict: Conflict) => Refusal,
  held: { readonly load: number; readonly capacity: number },
): readonly Refusal[] {
  const found = conflicts.map(refusalOf);
  return held.load < held.capacity ? found : [...found, refuse('over-capacity', { capacity: held.capacity })];
}

/** A stay at a unit is dated, and does not end before it began. */
export const stayRefusals = (
  stays: readonly { readonly since: CivilDate | null; readonly until: CivilDate | null }[],
): readonly Refusal[] =>
  stays.some(({ since, until }) => since !== null && until !== null && until < since)
    ? [refuse('period-out-of-order')]
    : [];
