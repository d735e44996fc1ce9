import type { Refusal } from '../../kernel/index.ts';
import { timeText } from '../../evaluation/index.ts';
import { roundRefusals as refuse } from './round.refusals.ts';
import type { Round, RoundWindows } from './round.ts';
import { type WindowEnd, windowEnds } from './round-settings.ts';

/** One instant of a called round that is another now. */
export interface WindowChange {
  readonly window: WindowEnd;
  readonly from: Date;
  readonly to: Date;
}

export const windowChanges = (from: RoundWindows, to: RoundWindows): readonly WindowChange[] =>
  windowEnds.flatMap((window) =>
    from[window].getTime() === to[window].getTime() ? [] : [{ window, from: from[window], to: to[window] }],
  );

const isStart = (window: WindowEnd): boolean => window === 'opensAt' || window === 'recommendingOpensAt';

/**
 * Why the windows of a called round cannot become these. A window that has begun does not begin anew; none ends before the moment it is
 * changed at, so that nobody finds a deadline in the past. One that has ended may be opened again by a later end.
 */
export function windowChangeRefusals(
  round: Pick<Round, 'state' | 'windows'>,
  to: RoundWindows,
  now: Date,
): readonly Refusal[] {
  if (round.state !== 'called') return [refuse('not-called')];
  const changes = windowChanges(round.windows, to);
  if (changes.length === 0) return [refuse('nothing-moved')];
  const inOrder =
    to.opensAt < to.applicationsCloseAt &&
    to.applicationsCloseAt <= to.recommendingOpensAt &&
    to.recommendingOpensAt < to.recommendingClosesAt;
  return [
    ...(inOrder ? [] : [refuse('windows-out-of-order')]),
    ...changes.flatMap(({ window, from, to: at }) => {
      if (isStart(window) && from <= now) return [refuse('window-begun', { at: timeText(from) })];
      return at <= now ? [refuse('window-below-now', { at: timeText(at) })] : [];
    }),
  ];
}
