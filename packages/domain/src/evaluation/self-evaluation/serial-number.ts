import type { SerialKind } from '../../kernel/index.ts';

/** The number printed on a self-evaluation, 自评: `ZP2026-7K3M-9QXD-4`. */
export const selfEvaluationSerial: SerialKind = { prefix: 'ZP', signs: 8 };
