import type { ExceptionGround } from '../eligibility/facts.ts';
import type { AppliedTier } from '../eligibility/rule-set.ts';

export const applicationStates = [
  'draft',
  'submitted',
  'returned',
  'recommended',
  'passed-over',
  'accepted',
  'refused',
  'awarded',
  'declined',
  'withdrawn',
  'closed',
] as const;
export type ApplicationState = (typeof applicationStates)[number];

/** `upgrade`: a studio asks for the next tier; `founding`: a unit asks for a new studio. */
export const applicationKinds = ['upgrade', 'founding'] as const;
export type ApplicationKind = (typeof applicationKinds)[number];

/** 申报: one case in one round. */
export interface Application {
  readonly state: ApplicationState;
  readonly kind: ApplicationKind;
  readonly target: AppliedTier;
  readonly exceptionGround: ExceptionGround | null;
  /** Whose it is: the studio, or the unit that wants one. */
  readonly studioId: string | null;
  readonly hostUnitId: string;
  readonly recommenderId: string;
  /** 先行申报 (R10): enters review only when the running evaluation comes out 优秀. */
  readonly awaitsEvaluation: boolean;
}
