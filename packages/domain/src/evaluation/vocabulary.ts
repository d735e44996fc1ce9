/** The states of an evaluation and its parts, and why somebody is in or out (docs/glossary.md). */
export const cycleStates = [
  'draft',
  'self-evaluation',
  'scoring',
  'deciding',
  'proposed',
  'publicity',
  'published',
  'cancelled',
] as const;
export type CycleState = (typeof cycleStates)[number];

/**
 * `missed`: the window closed and nothing was handed in (V5 may follow); `withdrawn`: taken out of the cohort with a reason;
 * `announced`: in publicity (公示); `retracted`: taken back after publication.
 */
export const evaluationStates = [
  'planned',
  'self-evaluating',
  'submitted',
  'missed',
  'scored',
  'decided',
  'announced',
  'published',
  'retracted',
  'withdrawn',
] as const;
export type EvaluationState = (typeof evaluationStates)[number];

/** `released`: the office took the assignment back before it was handed in. */
export const scoresheetStates = ['draft', 'submitted', 'sealed', 'recused', 'released'] as const;
export type ScoresheetState = (typeof scoresheetStates)[number];

/** Why somebody may not score a studio. `branch`: another unit of the same family; `alliance`: of a studio that works with the judged one (六). */
export const conflictKinds = [
  'own-studio',
  'host-unit',
  'branch',
  'former-unit',
  'alliance',
  'recommender',
  'declared',
] as const;
export type ConflictKind = (typeof conflictKinds)[number];

/** Why a studio is in a cohort, or is not. */
export const cohortBases = [
  'award',
  'last-evaluation',
  'added',
  'not-due',
  'final-standing',
  'running-elsewhere',
] as const;
export type CohortBasis = (typeof cohortBases)[number];
