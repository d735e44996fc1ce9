import type { AwardOutcome, Candidate } from './award.ts';

/** A candidate in its tier's order. Equal ones share a position: 1, 2, 2, 4. */
export interface RankedCandidate {
  readonly applicationId: string;
  readonly position: number;
  readonly tied: boolean;
  /** What the order proposes; null: the places end within a tie, and people decide. */
  readonly proposal: AwardOutcome | null;
}

/** Highest first; what is not known comes after everything known. */
const descending = (one: number | null, other: number | null): number =>
  one === other ? 0 : (other ?? Number.NEGATIVE_INFINITY) - (one ?? Number.NEGATIVE_INFINITY);
const ascending = (one: number | null, other: number | null): number =>
  one === other ? 0 : (one ?? Number.POSITIVE_INFINITY) - (other ?? Number.POSITIVE_INFINITY);

/**
 * The default order of one tier: 优秀 first (四(四)), then the expert review's score, the recommending unit's rank (三(一)),
 * points of priority (二(三)). Zero: nothing tells the two apart. Our default; the notice names no order.
 */
export const compareCandidates = (one: Candidate, other: Candidate): number =>
  Number(other.excellent) - Number(one.excellent) ||
  descending(one.reviewScore, other.reviewScore) ||
  ascending(one.recommenderRank, other.recommenderRank) ||
  descending(one.priorityPoints, other.priorityPoints);

/** The candidates of one tier in order, and what the places (一(一)) make of it. A tie across the border is never cut by itself. */
export function rankCandidates(candidates: readonly Candidate[], places: number): readonly RankedCandidate[] {
  const ordered = candidates.toSorted(
    (one, other) => compareCandidates(one, other) || (one.applicationId < other.applicationId ? -1 : 1),
  );
  return ordered.map((candidate) => {
    const equals = ordered.filter((other) => compareCandidates(candidate, other) === 0);
    const position = ordered.indexOf(equals[0] as Candidate) + 1;
    const last = position + equals.length - 1;
    const proposal = last <= places ? 'award' : position > places ? 'decline' : null;
    return { applicationId: candidate.applicationId, position, tied: equals.length > 1, proposal };
  });
}
