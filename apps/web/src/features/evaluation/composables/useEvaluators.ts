import { type Act, useAct } from '@/shared/composables';

/** An act on evaluators or ties: both lists are asked for anew. */
export const useEvaluatorAct = (): Act => useAct(() => [['evaluators'], ['studio-ties']]);
