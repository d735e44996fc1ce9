import type { SerialKind } from '../../kernel/index.ts';

/**
 * 推荐函: `TJ2026-7K3M9-QXD4R-4`. Its signs are worked out from the ranked list it carries, so that the number on a sealed letter tells
 * whether it is the letter of the list that is submitted.
 */
export const recommendationSerial: SerialKind = { prefix: 'TJ', signs: 10 };
