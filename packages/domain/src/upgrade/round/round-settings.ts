import type { PlacesByTier, RoundWindows } from './round.ts';

/** What the office sets before it calls a round. */
export interface RoundSettings {
  readonly title: string;
  readonly year: number;
  /** 发文字号 of the call, as soon as it has one. */
  readonly documentNumber: string | null;
  readonly windows: RoundWindows;
  /** 一(一): of the whole round. */
  readonly places: PlacesByTier;
  /** 三(一): of each recommender, unless one is given others. */
  readonly perRecommender: PlacesByTier;
  readonly publicityWorkingDays: number;
  readonly expertReview: boolean;
  readonly sheetsPerApplication: number;
}

export const windowEnds = ['opensAt', 'applicationsCloseAt', 'recommendingOpensAt', 'recommendingClosesAt'] as const;
export type WindowEnd = (typeof windowEnds)[number];

/** Each of the four instants in another form. */
export const eachWindowEnd = <From, To>(
  windows: Readonly<Record<WindowEnd, From>>,
  form: (value: From, end: WindowEnd) => To,
): Record<WindowEnd, To> =>
  Object.fromEntries(windowEnds.map((end) => [end, form(windows[end], end)])) as Record<WindowEnd, To>;
