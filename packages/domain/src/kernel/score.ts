/** A score in hundredths of a point: 77.5 points are 7750. Integers, so that sums do not drift. */
export type Score = number;

export const points = (count: number): Score => roundHalfUp(count * 100);

/** The one place where a score is rounded: to the nearest hundredth, halves up (away from zero for the negative), free of binary noise. */
export function roundHalfUp(value: number): Score {
  const clean = Number(Math.abs(value).toFixed(6));
  return Math.sign(value) * Math.floor(clean + 0.5) || 0;
}

export const sumOf = (scores: readonly Score[]): Score => scores.reduce((total, score) => total + score, 0);

/** Mean, half up; undefined of nothing. */
export function meanOf(scores: readonly Score[]): Score | undefined {
  return scores.length === 0 ? undefined : roundHalfUp(sumOf(scores) / scores.length);
}

/** Part of a full mark in proportion, half up, never below nothing nor above the full mark. */
export function proRata(full: Score, done: number, wanted: number): Score {
  if (wanted <= 0) return full;
  return roundHalfUp(full * Math.min(1, Math.max(0, done / wanted)));
}

export const clampScore = (score: Score, full: Score): Score => Math.min(full, Math.max(0, score));

/** `77.50`. */
export const scoreText = (score: Score): string => (score / 100).toFixed(2);
