import type { RoundRow, RoundView } from '@jianglian/contracts/upgrade';
import { eachWindowEnd, type RoundPhase, roundPhase, type WindowEnd } from '@jianglian/domain/upgrade';

type Course = Pick<RoundRow, 'state' | 'windows'>;

export const roundSteps = ['applying', 'recommending', 'reviewing', 'publicity', 'published'] as const;
export type RoundStep = (typeof roundSteps)[number];

/** Where a round stands at this moment by the server's clock: the page turns at the deadline itself. */
export const phaseAt = ({ state, windows }: Course, now: number): RoundPhase | null =>
  roundPhase({ state, windows: eachWindowEnd(windows, (text) => new Date(text)) }, new Date(now));

/** The next end of a window, and whether it is one (else a beginning). */
export function nextEnd(round: Course, now: number): { readonly window: WindowEnd; readonly at: string } | undefined {
  const ends: Readonly<Record<RoundPhase, WindowEnd | undefined>> = {
    announced: 'opensAt',
    applying: 'applicationsCloseAt',
    between: 'recommendingOpensAt',
    recommending: 'recommendingClosesAt',
    closed: undefined,
  };
  const phase = phaseAt(round, now);
  const window = phase ? ends[phase] : undefined;
  return window ? { window, at: round.windows[window] } : undefined;
}

export interface CourseStep {
  readonly key: RoundStep;
  readonly state: 'over' | 'now' | 'later';
  readonly share: number;
  readonly current: boolean;
}

const share = (from: string, to: string, now: number): number =>
  Math.min(1, Math.max(0, (now - Date.parse(from)) / Math.max(1, Date.parse(to) - Date.parse(from))));

/** The steps of a round on the bar. Windows go by the clock, what follows by the state. */
export function courseOf(round: Pick<RoundView, 'state' | 'windows'>, now: number): readonly CourseStep[] {
  const { state, windows } = round;
  const phase = phaseAt(round, now);
  // The place of the step that runs: -1 before all, one past the last after all.
  const places: Readonly<Record<RoundRow['state'], number>> = {
    draft: -1,
    called: phase === 'announced' ? -1 : phase === 'applying' ? 0 : phase === 'closed' ? 2 : 1,
    reviewing: 2,
    proposed: 2,
    publicity: 3,
    published: roundSteps.length,
    cancelled: -1,
  };
  const place = places[state];
  const running = phase === 'applying' || phase === 'recommending' || state !== 'called';
  return roundSteps.map((key, index) => {
    const current = index === place && running && state !== 'draft' && state !== 'cancelled';
    const done = index < place ? 1 : 0;
    const part =
      key === 'applying'
        ? share(windows.opensAt, windows.applicationsCloseAt, now)
        : key === 'recommending'
          ? share(windows.recommendingOpensAt, windows.recommendingClosesAt, now)
          : 0.5;
    return { key, state: current ? 'now' : index < place ? 'over' : 'later', share: current ? part : done, current };
  });
}
