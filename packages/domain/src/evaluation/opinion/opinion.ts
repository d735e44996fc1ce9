import type { Score } from '../../kernel/index.ts';

/** 初审意见: what the recommender says of a self-evaluation. `pending`: nothing given yet, a draft at most. */
export const opinionStates = ['pending', 'agreed', 'adjusted', 'returned'] as const;
export type OpinionState = (typeof opinionStates)[number];

/**
 * Where an opinion stands for those who follow it: `awaiting`: the studio has not handed in; `late`: still pending past the
 * due instant; `missing`: its window closed without one (scoring goes on without it).
 */
export const opinionStandings = ['awaiting', 'pending', 'late', 'missing', 'returned', 'agreed', 'adjusted'] as const;
export type OpinionStanding = (typeof opinionStandings)[number];

/** Days a return leaves the studio at least, unless the cycle says otherwise. Domain default. */
export const defaultOpinionReturnDays = 3;

/** One line the recommender sees otherwise than the studio. The score may be missing while it is a draft. */
export interface OpinionLine {
  readonly indicator: string;
  readonly score: Score | null;
  readonly reason: string;
}

export interface OpinionWindow {
  readonly dueAt: Date;
  readonly closesAt: Date;
}

/**
 * Where the opinion stands at an instant. What was given counts while what it was given on is handed in: a self-evaluation that
 * is open again has no opinion yet.
 */
export function opinionStanding(
  state: OpinionState,
  handedIn: boolean,
  { dueAt, closesAt }: OpinionWindow,
  now: Date,
): OpinionStanding {
  if ((state === 'agreed' || state === 'adjusted') && handedIn) return state;
  if (now >= closesAt) return 'missing';
  if (state === 'returned' && !handedIn) return 'returned';
  if (!handedIn) return 'awaiting';
  return now >= dueAt ? 'late' : 'pending';
}
