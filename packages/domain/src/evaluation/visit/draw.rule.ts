import type { Grade } from '../../studio/index.ts';

/** Why a studio is visited. */
export const visitReasons = ['excellent-candidate', 'probable-failed', 'random', 'by-hand'] as const;
export type VisitReason = (typeof visitReasons)[number];

/** Share of the rest that is drawn at random, in per cent; the office may ask for another. A default of ours. */
export const randomVisitPercent = 30;

export interface DrawnFrom {
  readonly evaluationId: string;
  /** What the rule proposes at present. */
  readonly grade: Grade;
  /** Meets score and group borders of 优秀 without a veto, within the cap or not: a bonus or another's veto may bring it in. */
  readonly eligible: boolean;
}

export interface DrawnStudio {
  readonly evaluationId: string;
  readonly reason: Exclude<VisitReason, 'by-hand'> | null;
  /** The studio's number in the draw, in [0, 1): the same seed gives it the same. Null: not among the rest. */
  readonly ticket: number | null;
}

/**
 * Who is visited: every candidate for 优秀, every probable 不合格, and of the rest `percent` at random, rounded up. Each of
 * the rest has a ticket worked out from the seed and its own id, the smallest are drawn: the same seed draws the same
 * studios whatever the order, and anybody can work it out again. `already`: visits there are; they keep their places, so a
 * later draw (more studios scored) only adds.
 */
export function drawVisits(
  seed: string,
  percent: number,
  studios: readonly DrawnFrom[],
  already: ReadonlySet<string> = new Set(),
): readonly DrawnStudio[] {
  const by = studios.map((studio): DrawnStudio => {
    if (studio.eligible) return { evaluationId: studio.evaluationId, reason: 'excellent-candidate', ticket: null };
    if (studio.grade === 'failed') {
      return { evaluationId: studio.evaluationId, reason: 'probable-failed', ticket: null };
    }
    return { evaluationId: studio.evaluationId, reason: null, ticket: ticketOf(seed, studio.evaluationId) };
  });
  const rest = by.filter(({ ticket }) => ticket !== null);
  const wanted = Math.ceil((rest.length * percent) / 100);
  const held = rest.filter(({ evaluationId }) => already.has(evaluationId)).length;
  const drawn = new Set(
    rest
      .filter(({ evaluationId }) => !already.has(evaluationId))
      .toSorted(byTicket)
      .slice(0, Math.max(0, wanted - held))
      .map(({ evaluationId }) => evaluationId),
  );
  return by
    .map((studio): DrawnStudio => (drawn.has(studio.evaluationId) ? { ...studio, reason: 'random' } : studio))
    .toSorted((one, other) => (one.evaluationId < other.evaluationId ? -1 : 1));
}

const byTicket = (one: DrawnStudio, other: DrawnStudio): number =>
  (one.ticket as number) - (other.ticket as number) || (one.evaluationId < other.evaluationId ? -1 : 1);

/** A studio's number in the draw of this seed. */
export const ticketOf = (seed: string, evaluationId: string): number => randomOf(`${seed}\n${evaluationId}`)();

/**
 * A seeded generator of numbers in [0, 1): mulberry32 behind a hash of the text (xmur3). Not secret, but the same on every
 * machine, which is the point: a draw can be repeated by who doubts it.
 */
export function randomOf(text: string): () => number {
  let hash = 1_779_033_703 ^ text.length;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 3_432_918_353);
    hash = (hash << 13) | (hash >>> 19);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 2_246_822_507);
  hash = Math.imul(hash ^ (hash >>> 13), 3_266_489_909);
  let state = hash ^ (hash >>> 16);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
