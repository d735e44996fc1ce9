import type { Score } from '../../kernel/index.ts';

/** How a figure is to be written; amounts of money are integer fen, the others plain numbers. */
export const figureUnits = ['count', 'person', 'person-times', 'hours', 'days', 'quarters', 'percent', 'fen'] as const;
export type FigureUnit = (typeof figureUnits)[number];

/** One number of the sum, with the verified activities it was counted from (none: a fact of the registry). */
export interface PrefillFigure {
  readonly code: string;
  readonly value: number;
  readonly unit: FigureUnit;
  readonly sources: readonly string[];
}

/** One row of the sum: what was counted, what is wanted, and what it gives (or, negative, takes) in hundredths. */
export interface PrefillPart {
  readonly code: string;
  /** Year of the period, from 1; null: the whole period. */
  readonly year: number | null;
  readonly figures: readonly PrefillFigure[];
  readonly counted: number | null;
  readonly wanted: number | null;
  readonly points: Score;
}

/** The automatic value of one indicator and how it came about: `points = clamp(base + Σ parts)`. */
export interface Prefill {
  readonly indicator: string;
  /** Null: nothing can be said (no formula, or facts are missing). */
  readonly points: Score | null;
  /** Points of the line the figures cannot judge and the evaluator may add (written rules, a ledger …). */
  readonly open: Score;
  readonly base: Score;
  readonly parts: readonly PrefillPart[];
  /** Facts that would be needed: "cannot tell yet". */
  readonly missing: readonly string[];
}
