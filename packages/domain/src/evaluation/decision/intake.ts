import type { Score } from '../../kernel/index.ts';
import { sumOf } from '../../kernel/index.ts';
import type { Rubric } from '../rubric/rubric.ts';
import type { GradedEvaluation } from './outcome.ts';

/** An evaluation measured by the borders of the rubric, before the cap. */
export interface Judged {
  readonly evaluation: GradedEvaluation;
  readonly final: Score | null;
  readonly below: readonly { readonly group: string; readonly percent: number; readonly border: number }[];
  readonly eligible: boolean;
}

/** Who of a tier is taken in, and at which score the places ran out. */
export interface Intake {
  readonly places: number;
  /** 1 + how many of the tier have a higher score, by score. */
  readonly ranks: ReadonlyMap<Score, number>;
  readonly taken: ReadonlySet<Judged>;
  readonly tie: readonly Judged[];
  readonly tieScore: Score | null;
  /** The score at which the rubric's rule for ties told who is in and who is out. */
  readonly settledScore: Score | null;
}

function ranksOf(own: readonly Judged[]): ReadonlyMap<Score, number> {
  const ranks = new Map<Score, number>();
  const finals = own.flatMap(({ final }) => final ?? []).toSorted((one, other) => other - one);
  for (const [index, final] of finals.entries()) if (!ranks.has(final)) ranks.set(final, index + 1);
  return ranks;
}

/** Positive: the one goes before the other of equal score, by the rubric's rule for ties. */
function precedence({ tieRule = 'nobody', groups }: Rubric, one: Judged, other: Judged): number {
  if (tieRule === 'nobody') return 0;
  if (tieRule === 'base-score') return (one.evaluation.base ?? 0) - (other.evaluation.base ?? 0);
  const border = new Set(groups.filter((group) => group.excellentFromPercent !== null).map(({ code }) => code));
  const reached = ({ evaluation }: Judged) => {
    const own = evaluation.groups.filter(({ group }) => border.has(group));
    return { score: sumOf(own.map(({ score }) => score)), points: sumOf(own.map(({ points }) => points)) || 1 };
  };
  const [mine, theirs] = [reached(one), reached(other)];
  return mine.score * theirs.points - theirs.score * mine.points;
}

/** Those of equal score in the order the rule gives; who is equal by the rule too stays together. */
function settled(rubric: Rubric, equal: readonly Judged[]): readonly (readonly Judged[])[] {
  const classes: Judged[][] = [];
  for (const one of equal.toSorted((first, second) => precedence(rubric, second, first))) {
    const last = classes.at(-1);
    if (last?.[0] && precedence(rubric, last[0], one) === 0) last.push(one);
    else classes.push([one]);
  }
  return classes;
}

/** The best of a tier as far as the places go; of a tie that does not fit, and that no rule settles, nobody. */
export function takeIn(rubric: Rubric, own: readonly Judged[], places: number): Intake {
  const ranks = ranksOf(own);
  const taken = new Set<Judged>();
  const byScore = Map.groupBy(
    own.filter(({ eligible }) => eligible),
    ({ final }) => final as Score,
  );
  for (const score of [...byScore.keys()].toSorted((one, other) => other - one)) {
    const classes = settled(rubric, byScore.get(score) as Judged[]);
    for (const [place, equal] of classes.entries()) {
      const left = places - taken.size;
      const settledScore = place > 0 ? score : null;
      if (left === 0) return { places, ranks, taken, tie: [], tieScore: null, settledScore };
      if (equal.length > left) return { places, ranks, taken, tie: equal, tieScore: score, settledScore };
      for (const one of equal) taken.add(one);
    }
  }
  return { places, ranks, taken, tie: [], tieScore: null, settledScore: null };
}
