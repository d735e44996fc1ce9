import type { Score } from '../../kernel/index.ts';
import type { Rounding } from './rubric.ts';

/** `sum / count` in hundredths, rounded as a rubric says. Whole numbers only, so that a half is exactly a half. Not below zero. */
export function rounded({ mode, decimals }: Rounding, sum: Score, count: number): Score {
  const step = 10 ** (2 - decimals);
  const unit = count * step;
  const whole = Math.floor(sum / unit);
  const rest = sum - whole * unit;
  const up =
    mode === 'down' ? false : rest * 2 > unit || (rest * 2 === unit && (mode === 'half-up' || whole % 2 === 1));
  return (whole + (up ? 1 : 0)) * step;
}
