import type { Citation, Refusal, RefusalParam, Score } from '../../kernel/index.ts';
import { scoreText } from '../../kernel/index.ts';
import type { Grade, Tier } from '../../studio/index.ts';
import { tiers } from '../../studio/index.ts';
import type { GroupOutcome } from './aggregation.ts';
import { finalScore, percentOf } from './aggregation.ts';
import { evaluationRefusals as refuse } from '../evaluation.refusals.ts';
import type { Rubric } from '../rubric/rubric.ts';
import { gradeByScore } from '../scoring/scoring.ts';
import type { Intake, Judged } from './intake.ts';
import { takeIn } from './intake.ts';

/** The clause every grade rests on: three grades every two years, and what follows 不合格. */
export const gradeClause: Citation = { notice: 'cq-2024-7', clause: '四(四)' };

export interface AppliedVeto {
  readonly code: string;
  readonly reason: string;
}

/** An evaluation as the decision needs it. `base` null: nothing was handed in, so nothing was scored. */
export interface GradedEvaluation {
  readonly id: string;
  readonly tier: Tier;
  readonly base: Score | null;
  readonly bonus: Score;
  readonly groups: readonly GroupOutcome[];
  readonly veto: AppliedVeto | null;
}

/** Why, as a code with its params; `clause` where the notice says so, null where the rubric does. */
export interface GradeReason {
  readonly code: string;
  readonly params: Readonly<Record<string, RefusalParam>>;
  readonly clause: string | null;
}

export interface GradeProposal {
  readonly id: string;
  readonly final: Score | null;
  readonly grade: Grade;
  readonly reasons: readonly GradeReason[];
  /** Meets score and group borders without a veto, but the cap leaves no place. */
  readonly outsideCap: boolean;
  /** Shares its score with others at the border of the cap: a person decides. */
  readonly inTie: boolean;
  /** Among the scored ones of its tier, best first; equal scores share a rank. */
  readonly rank: number | null;
}

export interface TierCap {
  readonly tier: Tier;
  readonly evaluated: number;
  readonly capPercent: number;
  readonly places: number;
  readonly eligible: number;
  readonly proposed: number;
  readonly tie: readonly string[];
  readonly tieScore: Score | null;
}

export interface CycleProposal {
  readonly tiers: readonly TierCap[];
  readonly grades: readonly GradeProposal[];
}

const reason = (code: string, params: GradeReason['params'], clause: string | null = null): GradeReason => ({
  code,
  params,
  clause,
});

/** Places of 优秀 in a tier: the share of all its evaluated studios, rounded down, so that the cap is never passed. */
export const placesOf = (evaluated: number, capPercent: number): number => Math.floor((evaluated * capPercent) / 100);

function judge(rubric: Rubric, evaluation: GradedEvaluation): Judged {
  const final = evaluation.base === null ? null : finalScore(rubric, evaluation.base, evaluation.bonus);
  const below = rubric.groups.flatMap(({ code, excellentFromPercent: border }) => {
    const outcome = evaluation.groups.find(({ group }) => group === code);
    const percent = outcome ? percentOf(outcome) : null;
    return border !== null && outcome && percent !== null && outcome.score * 100 < border * outcome.points
      ? [{ group: code, percent, border }]
      : [];
  });
  return {
    evaluation,
    final,
    below,
    eligible: final !== null && final >= rubric.thresholds.excellent && below.length === 0 && evaluation.veto === null,
  };
}

/**
 * Proposes a grade for every evaluation of a cycle, with the reasons. 优秀: 85 or more, no border group under 60 %, no veto,
 * and within the cap of its tier; of a tie at the cap that does not fit none is taken in by itself, and nobody below it.
 * The order of the input does not matter. Grades and their consequences: 四(四); borders and cap: the rubric.
 */
export function proposeGrades(
  rubric: Rubric,
  capPercent: number,
  evaluations: readonly GradedEvaluation[],
): CycleProposal {
  const judged = evaluations.map((evaluation) => judge(rubric, evaluation));
  const caps = tiers.flatMap((tier) => {
    const own = judged.filter(({ evaluation }) => evaluation.tier === tier);
    return own.length === 0
      ? []
      : [{ ...takeIn(rubric, own, placesOf(own.length, capPercent)), tier, own, capPercent }];
  });
  const capOf = new Map(caps.map((cap) => [cap.tier, cap]));
  return {
    tiers: caps.map(({ own, taken, tie, tieScore, ...cap }) => ({
      tier: cap.tier,
      evaluated: own.length,
      capPercent,
      places: cap.places,
      eligible: own.filter(({ eligible }) => eligible).length,
      proposed: taken.size,
      tie: tie.map(({ evaluation }) => evaluation.id).toSorted(),
      tieScore,
    })),
    grades: judged.map((one) => proposalFor(rubric, one, capOf.get(one.evaluation.tier) as (typeof caps)[number])),
  };
}

function proposalFor(rubric: Rubric, judged: Judged, intake: Intake): GradeProposal {
  const { places, ranks, taken, tie, settledScore } = intake;
  const { evaluation, final, below, eligible } = judged;
  const { id, tier, veto } = evaluation;
  const rank = final === null ? null : (ranks.get(final) as number);
  const isIn = taken.has(judged);
  const inTie = tie.includes(judged);
  const common = { id, final, rank, inTie, outsideCap: eligible && !isIn };
  if (veto) {
    return {
      ...common,
      grade: 'failed',
      reasons: [reason('veto', { veto: veto.code, reason: veto.reason }, gradeClause.clause)],
    };
  }
  if (final === null)
    return { ...common, grade: 'failed', reasons: [reason('nothing-handed-in', {}, gradeClause.clause)] };
  const byScore = gradeByScore(rubric, final);
  const grade = byScore === 'excellent' && !isIn ? 'qualified' : byScore;
  const border = byScore === 'excellent' ? rubric.thresholds.excellent : rubric.thresholds.qualified;
  const reasons = [
    reason(`score-${byScore}`, { score: scoreText(final), border: scoreText(border) }, gradeClause.clause),
    ...(byScore === 'excellent'
      ? below.map(({ group, percent, border: least }) => reason('group-below', { group, percent, border: least }))
      : []),
  ];
  if (eligible && final === settledScore) {
    reasons.push(reason(`tie-settled-${rubric.tieRule ?? 'nobody'}`, { score: scoreText(final) }));
  }
  if (isIn) reasons.push(reason('within-cap', { tier, rank, places }));
  else if (inTie) {
    const left = places - taken.size;
    reasons.push(reason('tie-at-cap', { tier, count: tie.length, score: scoreText(final), left }));
  } else if (eligible) reasons.push(reason('outside-cap', { tier, rank, places }));
  return { ...common, grade, reasons };
}

/** What the office decides for one evaluation. */
export interface GradeDecision {
  readonly grade: Grade;
  readonly reason: string | null;
  readonly veto: AppliedVeto | null;
}

/**
 * Every reason against a decision. The office may decide otherwise than proposed, with a reason; it may not pass the cap,
 * nor grade a veto anything but 不合格, nor fail a studio that handed nothing in without the veto that says so.
 * `excellentElsewhere`: 优秀 already decided in the tier, this evaluation not counted.
 */
export function refusalsOfDecision(
  rubric: Pick<Rubric, 'vetoes'>,
  proposal: GradeProposal,
  decision: GradeDecision,
  cap: { readonly tier: Tier; readonly places: number; readonly excellentElsewhere: number },
): readonly Refusal[] {
  const { grade, veto } = decision;
  const found: Refusal[] = [];
  if (veto && !rubric.vetoes.some(({ code }) => code === veto.code))
    found.push(refuse('veto-unknown', { veto: veto.code }));
  if (veto && grade !== 'failed') found.push(refuse('veto-means-failed'));
  if (proposal.final === null && (!veto || grade !== 'failed')) found.push(refuse('failed-needs-veto'));
  if (!veto && !decision.reason && proposal.final !== null && (grade !== proposal.grade || proposal.inTie)) {
    found.push(refuse('change-needs-reason'));
  }
  if (grade === 'excellent' && cap.excellentElsewhere >= cap.places) {
    found.push(refuse('cap-passed', { tier: cap.tier, places: cap.places }));
  }
  return found;
}
