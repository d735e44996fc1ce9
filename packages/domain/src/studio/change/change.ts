import type { CivilDate } from '../../kernel/index.ts';
import type { SkillLevelCode } from '../../reference/index.ts';
import type { HonourLevel, HostUnitKind } from '../tier.ts';

/** 变更申请: what a studio may apply for. Each is named like the event its consent records. */
export const changeKinds = ['master-changed', 'relocated', 'renamed', 'host-merged', 'terminated'] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** 三(三): 经申请同意迁建或变更命名专家 starts the clock of the next application anew. */
export const clockKinds = ['master-changed', 'relocated'] as const satisfies readonly ChangeKind[];
export const restartsClock = (kind: ChangeKind): boolean => (clockKinds as readonly ChangeKind[]).includes(kind);

export const changeStates = [
  'draft',
  'submitted',
  'returned',
  'endorsed',
  'consented',
  'refused',
  'withdrawn',
  'closed',
] as const;
export type ChangeState = (typeof changeStates)[number];

/** Somebody still has something to do. */
export const openChangeStates = [
  'draft',
  'submitted',
  'returned',
  'endorsed',
] as const satisfies readonly ChangeState[];
export const isOpenChange = (state: ChangeState): boolean =>
  (openChangeStates as readonly ChangeState[]).includes(state);

/** Why a studio ends by its own application (domain section 3). */
export const terminationCauses = ['own-wish', 'host-closed', 'master-left'] as const;
export type TerminationCause = (typeof terminationCauses)[number];

/** What a file of the application is. */
export const changeEvidence = [
  'application',
  'present-master-consent',
  'new-master-consent',
  'present-unit-consent',
  'new-unit-consent',
  'merger-document',
  'site-document',
  'other',
] as const;
export type ChangeEvidence = (typeof changeEvidence)[number];

/** The person proposed; the numbers are kept apart, sealed. */
export interface ProposedMaster {
  readonly name: string;
  readonly gender: 'male' | 'female' | null;
  readonly birthDate: CivilDate | null;
  readonly skillLevel: SkillLevelCode | null;
  readonly honours: readonly {
    readonly name: string;
    readonly level?: HonourLevel | null | undefined;
    readonly year?: number | null | undefined;
  }[];
}

/** The unit proposed, as the studio writes it; whether the registry has it already shows at the consent. */
export interface ProposedUnit {
  readonly name: string;
  readonly kind: HostUnitKind;
  readonly creditCode: string | null;
}

/** What each kind asks for. */
export interface Proposals {
  /** `name`: the studio takes another name with the new master. */
  readonly 'master-changed': { readonly master: ProposedMaster; readonly name: string | null };
  /** `hostUnit` null: the unit stays, its site moves. */
  readonly relocated: {
    readonly hostUnit: ProposedUnit | null;
    readonly districtCode: string;
    readonly recommenderId: string;
  };
  readonly renamed: { readonly name: string };
  readonly 'host-merged': { readonly hostUnit: ProposedUnit };
  readonly terminated: { readonly cause: TerminationCause };
}

export type Proposal<Kind extends ChangeKind = ChangeKind> = Kind extends ChangeKind
  ? { readonly kind: Kind } & Proposals[Kind]
  : never;
