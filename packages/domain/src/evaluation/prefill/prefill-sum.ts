import type { Figure } from '../../activity/index.ts';
import type { Score } from '../../kernel/index.ts';
import { roundHalfUp } from '../../kernel/index.ts';
import type { EvaluationFacts } from './facts.ts';
import type { FigureUnit, PrefillFigure, PrefillPart } from './prefill.ts';

/** The numbers a formula may use: the full mark, the years of the period and the rubric's params at the studio's tier. */
export interface FormulaSetting {
  readonly full: Score;
  readonly years: number;
  readonly of: (param: string) => number;
}

/** What a formula finds: where it starts, what each part gives or takes, what it cannot judge. No parts: nothing can be told. */
export interface Sum {
  readonly base?: Score;
  readonly parts: readonly PrefillPart[];
  readonly open?: Score;
  readonly missing?: readonly string[];
}

export type Formula = (setting: FormulaSetting, facts: EvaluationFacts) => Sum;

/** A figure of the tally under its name on the screen. */
export const shown = (code: string, figure: Figure, unit: FigureUnit = 'count'): PrefillFigure => ({
  code,
  value: figure.value,
  unit,
  sources: figure.activities,
});

/** A fact of the registry: no activity stands behind it. */
export const known = (code: string, value: number, unit: FigureUnit = 'count'): PrefillFigure => ({
  code,
  value,
  unit,
  sources: [],
});

export const part = (
  code: string,
  figures: readonly PrefillFigure[],
  rest: Partial<Omit<PrefillPart, 'code' | 'figures'>> & { readonly points: Score },
): PrefillPart => ({ code, year: null, figures, counted: null, wanted: null, ...rest });

/** What being short of a target takes: so much for each one missing, fractions included. */
export const takenFor = (counted: number, wanted: number, each: Score): Score =>
  -roundHalfUp(Math.max(0, wanted - counted) * each) || 0;
