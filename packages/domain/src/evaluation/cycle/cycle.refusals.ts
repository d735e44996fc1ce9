import { refusals } from '../../kernel/index.ts';

export const cycleRefusals = refusals('cycle', ['due-after-closing', 'step-is-over', 'step-not-extendable']);
