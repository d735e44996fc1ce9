import type { CivilDate, Score } from '../kernel/index.ts';
import type { Named, OccupationRef, StudioEventKind, SubsidyDue } from './event.ts';
import type { Grade, Tier } from './tier.ts';

/** What every act carries. An act is named like the event it records. */
interface Carried {
  readonly happenedOn: CivilDate;
  readonly documentNumber?: string | null;
  readonly reason?: string | null;
  readonly fileId?: string | null;
  /** Codes of soft objections ("in principle") that the office has seen and sets aside, with a reason. */
  readonly despite?: readonly string[];
}

/** What each kind of act says beyond that. */
export interface ActInputs {
  readonly renamed: { readonly name: string };
  readonly 'master-changed': { readonly master: Named; readonly name?: string };
  readonly relocated: { readonly hostUnit: Named; readonly districtCode: string; readonly recommender: Named };
  readonly 'host-merged': { readonly hostUnit: Named };
  readonly 're-homed': { readonly districtCode: string; readonly recommender: Named };
  readonly reclassified: {
    readonly clusterCode: string;
    readonly secondaryClusters: readonly string[];
    readonly occupation: OccupationRef | null;
  };
  readonly 'team-changed': { readonly joined: readonly string[]; readonly left: readonly string[] };
  readonly evaluated: { readonly grade: Grade; readonly score?: Score | null; readonly cycle?: string | null };
  readonly 'rectification-ordered': { readonly until: CivilDate };
  readonly 'rectification-extended': { readonly until: CivilDate; readonly fromService?: true };
  readonly 'rectification-passed': Record<never, never>;
  readonly 'rectification-failed': Record<never, never>;
  readonly upgraded: { readonly tier: Tier };
  readonly downgraded: { readonly tier: Tier; readonly ministryConfirmed?: boolean; readonly subsidy?: SubsidyDue };
  readonly revoked: { readonly subsidy?: SubsidyDue };
  readonly terminated: Record<never, never>;
  readonly 'objection-upheld': { readonly grade: Grade; readonly score?: Score | null };
  /** `restored`: grade and day of the evaluation before, null where there was none. */
  readonly 'evaluation-retracted': {
    readonly restored: { readonly grade: Grade | null; readonly evaluatedOn: CivilDate | null };
  };
}

export type StudioActKind = Exclude<StudioEventKind, 'awarded'>;

/** One act on a studio that exists. */
export type StudioAct<Kind extends StudioActKind = StudioActKind> = Kind extends StudioActKind
  ? Carried & { readonly kind: Kind } & ActInputs[Kind]
  : never;

/** Acts that the office registers by hand, in the order of the menu; the team has a page of its own. */
export const officeActs = [
  'evaluated',
  'upgraded',
  'master-changed',
  'relocated',
  'renamed',
  'host-merged',
  're-homed',
  'reclassified',
  'rectification-ordered',
  'rectification-extended',
  'rectification-passed',
  'rectification-failed',
  'downgraded',
  'revoked',
  'objection-upheld',
  'terminated',
] as const satisfies readonly StudioActKind[];

/** 经申请同意 and what takes a title away: these need the document that says so. */
export const actsWithDocument: readonly StudioActKind[] = [
  'master-changed',
  'relocated',
  'downgraded',
  'revoked',
  'evaluation-retracted',
];

/** These say why. */
export const actsWithReason: readonly StudioActKind[] = [
  'master-changed',
  'relocated',
  'host-merged',
  'rectification-ordered',
  'rectification-extended',
  'rectification-failed',
  'downgraded',
  'revoked',
  'terminated',
  'objection-upheld',
  'evaluation-retracted',
];
