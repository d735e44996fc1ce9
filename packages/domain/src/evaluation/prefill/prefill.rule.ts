import { clampScore, sumOf } from '../../kernel/index.ts';
import type { EvaluationFacts } from './facts.ts';
import type { Formula } from './prefill-sum.ts';
import { foundationFormulas } from './prefill-foundations.rule.ts';
import { peopleFormulas } from './prefill-people.rule.ts';
import { researchFormulas } from './prefill-research.rule.ts';
import type { Prefill } from './prefill.ts';
import type { Indicator, PrefillRule, Rubric } from '../rubric/rubric.ts';
import { targetOf } from '../rubric/rubric.ts';

const formulas: Readonly<Record<PrefillRule, Formula>> = {
  ...foundationFormulas,
  ...researchFormulas,
  ...peopleFormulas,
};

/**
 * The automatic value of an indicator in hundredths, with every part of the sum and the activities behind each figure.
 * `points` is null where nothing can be told; `open` is what of the line the figures cannot judge. Targets are those of the
 * studio's tier. A proposal to the evaluator and the studio, never a decision (domain default; 四(四) names only the grades).
 */
export function prefill(rubric: Rubric, indicator: Indicator, facts: EvaluationFacts): Prefill {
  const none = { indicator: indicator.code, points: null, open: indicator.points, base: 0, parts: [], missing: [] };
  const setting = indicator.prefill;
  if (!setting) return none;
  const {
    base = 0,
    parts,
    open = 0,
    missing = [],
  } = formulas[setting.rule](
    { full: indicator.points, years: rubric.years, of: (name) => targetOf(rubric, setting, facts.tier, name) },
    facts,
  );
  if (parts.length === 0) return { ...none, missing };
  const points = clampScore(base + sumOf(parts.map((part) => part.points)), indicator.points);
  return { indicator: indicator.code, points, open, base, parts, missing };
}

/** Every indicator of the rubric, in its order. */
export const prefillAll = (rubric: Rubric, facts: EvaluationFacts): readonly Prefill[] =>
  rubric.indicators.map((indicator) => prefill(rubric, indicator, facts));
