/** The course of one 限期整改, 四(四). */
export const rectificationStates = [
  'drafted',
  'ordered',
  'planned',
  'rectifying',
  'reported',
  'checking',
  'passed',
  'failed',
  'noticed',
  'stated',
  'answered',
  'downgraded',
  'revoked',
  'reported-to-ministry',
  'confirmed',
  'withdrawn',
] as const;
export type RectificationState = (typeof rectificationStates)[number];

export const closedRectificationStates = [
  'passed',
  'downgraded',
  'revoked',
  'confirmed',
  'withdrawn',
] as const satisfies readonly RectificationState[];

/** The term runs in these: what is not reported by its end has failed. */
export const termStates = ['ordered', 'planned', 'rectifying'] as const satisfies readonly RectificationState[];

/** The studio may still be heard, or was and waits for the decision. */
export const hearingStates = ['noticed', 'stated', 'answered'] as const satisfies readonly RectificationState[];

/** Why an indicator or an act stands in the order. */
export const itemCauses = ['line-below', 'group-below', 'not-evaluated', 'veto', 'office'] as const;
export type ItemCause = (typeof itemCauses)[number];

/** What may follow a failed rectification: 降级 or 取消称号. */
export const consequenceChoices = ['downgrade', 'revoke'] as const;
export type ConsequenceChoice = (typeof consequenceChoices)[number];

/** One entry of the trace. Progress and hearing change no state. */
export const rectificationSteps = [
  'prepared',
  'items-changed',
  'issued',
  'plan-handed-in',
  'plan-returned',
  'plan-accepted',
  'progress',
  'extended',
  'reported',
  'check-started',
  'checkers-changed',
  'check-in',
  'checker-recused',
  'passed',
  'failed',
  'expired',
  'notice-given',
  'statement',
  'answer',
  'hearing',
  'check-again',
  'downgraded',
  'revoked',
  'reported-to-ministry',
  'confirmed',
  'recalled',
  'withdrawn',
] as const;
export type RectificationStep = (typeof rectificationSteps)[number];
