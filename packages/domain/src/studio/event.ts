import type { CivilDate, Fen, Score } from '../kernel/index.ts';
import type { Grade, Tier } from './tier.ts';

/** Something with a name, as it was called when the event was recorded. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** 职业(工种) as printed; `id` where the dictionary has it. */
export interface OccupationRef {
  readonly id: string | null;
  readonly name: string;
}

export interface FromTo<T> {
  readonly from: T;
  readonly to: T;
}

/** What a title lost leaves to settle of the one-off subsidy of 四(一): for the ledger. `atMostFen` null: not known here. */
export interface SubsidyDue {
  readonly code: string;
  readonly atMostFen: Fen | null;
}

/** What each kind of event says. Facts are complete: the state of any day is derived from them alone. */
export interface EventFacts {
  readonly awarded: {
    readonly name: string;
    readonly tier: Tier;
    readonly hostUnit: Named;
    readonly master: Named;
    readonly recommender: Named;
    readonly districtCode: string;
    readonly clusterCode: string;
    readonly secondaryClusters: readonly string[];
    readonly occupation: OccupationRef | null;
  };
  readonly renamed: { readonly name: FromTo<string> };
  /** 变更命名专家; the studio often takes the new master's name with it. */
  readonly 'master-changed': { readonly master: FromTo<Named>; readonly name?: FromTo<string> };
  /** 迁建: another host or site, perhaps in another district. */
  readonly relocated: {
    readonly hostUnit: FromTo<Named>;
    readonly districtCode: FromTo<string>;
    readonly recommender: FromTo<Named>;
  };
  readonly 'host-merged': { readonly hostUnit: FromTo<Named> };
  /** A reform of districts, or another recommending unit. */
  readonly 're-homed': { readonly districtCode: FromTo<string>; readonly recommender: FromTo<Named> };
  readonly reclassified: {
    readonly clusterCode: FromTo<string>;
    readonly secondaryClusters: FromTo<readonly string[]>;
    readonly occupation: FromTo<OccupationRef | null>;
  };
  readonly 'team-changed': { readonly joined: readonly string[]; readonly left: readonly string[] };
  readonly evaluated: { readonly grade: Grade; readonly score: Score | null; readonly cycle: string | null };
  readonly 'rectification-ordered': { readonly until: CivilDate };
  /** `fromService`: the term is counted from the day the order was served; that is not the one extension. */
  readonly 'rectification-extended': { readonly until: CivilDate; readonly fromService?: true };
  readonly 'rectification-passed': Record<never, never>;
  readonly 'rectification-failed': Record<never, never>;
  readonly upgraded: { readonly tier: FromTo<Tier> };
  readonly downgraded: { readonly tier: FromTo<Tier>; readonly subsidy?: SubsidyDue };
  readonly revoked: { readonly subsidy?: SubsidyDue };
  readonly terminated: Record<never, never>;
  readonly 'objection-upheld': { readonly grade: FromTo<Grade>; readonly score: Score | null };
  /** A published result was taken back: what counted before it counts again. */
  readonly 'evaluation-retracted': {
    readonly grade: FromTo<Grade | null>;
    readonly evaluatedOn: FromTo<CivilDate | null>;
  };
}

export type StudioEventKind = keyof EventFacts;

export const studioEventKinds = [
  'awarded',
  'renamed',
  'master-changed',
  'relocated',
  'host-merged',
  're-homed',
  'reclassified',
  'team-changed',
  'evaluated',
  'rectification-ordered',
  'rectification-extended',
  'rectification-passed',
  'rectification-failed',
  'upgraded',
  'downgraded',
  'revoked',
  'terminated',
  'objection-upheld',
  'evaluation-retracted',
] as const satisfies readonly StudioEventKind[];

interface Recorded {
  /** 1, 2, 3 … within the studio: the order of recording. */
  readonly position: number;
  readonly happenedOn: CivilDate;
  readonly documentNumber: string | null;
  readonly reason: string | null;
  readonly fileId: string | null;
}

/** One dated event of a studio, as recorded: append-only (domain section 3). */
export type StudioEvent<Kind extends StudioEventKind = StudioEventKind> = Kind extends StudioEventKind
  ? Recorded & { readonly kind: Kind; readonly facts: EventFacts[Kind] }
  : never;
