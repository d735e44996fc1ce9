import type { Grade, Standing } from '../../studio/index.ts';
import type { Application, ApplicationState } from './application.ts';

/** What happens to a studio, or to the round, that an application hangs on. */
export type ProvisionalFact =
  /** A published grade, or a corrected one. */
  | { readonly kind: 'graded'; readonly grade: Grade }
  /** A published result was taken back. */
  | { readonly kind: 'retracted' }
  /** Taken out of the cycle without an evaluation. */
  | { readonly kind: 'not-evaluated' }
  | { readonly kind: 'standing'; readonly standing: Standing }
  /** The awards of the round are published. */
  | { readonly kind: 'round-over' };

export const provisionalCauses = [
  'excellent',
  'not-excellent',
  'conditions-unmet',
  'retracted',
  'not-evaluated',
  'rectifying',
  'terminated',
  'revoked',
  'round-over',
] as const;
export type ProvisionalCause = (typeof provisionalCauses)[number];

export const provisionalSteps = ['released', 'awaits', 'closed'] as const;
export interface ProvisionalOutcome {
  readonly step: (typeof provisionalSteps)[number];
  readonly cause: ProvisionalCause;
}

export interface ProvisionalCase extends Pick<Application, 'awaitsEvaluation' | 'state'> {
  /** It waited once, and an evaluation released it. */
  readonly released: boolean;
  /** Conditions a verdict over the facts of now finds unmet. */
  readonly unmet: readonly string[];
}

/** Handed in and not decided: what still hangs on what becomes of the studio. */
export const undecidedStates: readonly ApplicationState[] = ['submitted', 'returned', 'recommended', 'accepted'];

/**
 * 三(三), 先行申报: 考核评估优秀且符合相应申报条件的后续纳入评审范围. 优秀 releases if the conditions are met then; any other result, or none, ends
 * the application; a result that is taken back before the awards makes it wait again. 限期整改、终止工作 ends every undecided application
 * of the studio, whether it waits or not. Null: nothing follows.
 */
export function provisionalOutcome(
  { state, awaitsEvaluation, released, unmet }: ProvisionalCase,
  fact: ProvisionalFact,
): ProvisionalOutcome | null {
  if (!undecidedStates.includes(state)) return null;
  const concerned = awaitsEvaluation || released;
  switch (fact.kind) {
    case 'standing':
      return fact.standing === 'active' ? null : { step: 'closed', cause: fact.standing };
    case 'graded':
      if (!concerned) return null;
      if (fact.grade !== 'excellent') return { step: 'closed', cause: 'not-excellent' };
      if (!awaitsEvaluation) return null;
      return unmet.length > 0
        ? { step: 'closed', cause: 'conditions-unmet' }
        : { step: 'released', cause: 'excellent' };
    case 'retracted':
      return released && !awaitsEvaluation ? { step: 'awaits', cause: 'retracted' } : null;
    case 'not-evaluated':
      return awaitsEvaluation ? { step: 'closed', cause: 'not-evaluated' } : null;
    case 'round-over':
      return awaitsEvaluation ? { step: 'closed', cause: 'round-over' } : null;
  }
}
