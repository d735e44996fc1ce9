import type { CycleBriefView } from '@jianglian/contracts/evaluation';
import type { WindowStep } from '@jianglian/domain/evaluation';
import { currentStep, windowsOfTexts, windowSteps } from '@jianglian/domain/evaluation';

export type Closings = Readonly<Partial<Record<WindowStep, string>>>;

/** A step on the bar. `share`: how much of it lies behind, 0 to 1; the steps are of one width, whatever they last. */
export interface TimelineStep {
  readonly step: WindowStep;
  readonly dueAt: string;
  readonly closesAt: string;
  readonly state: 'over' | 'now' | 'later';
  readonly share: number;
  /** The one the cycle's state is about, where two are open. */
  readonly current: boolean;
  /** This studio closes later than the others. */
  readonly extended: boolean;
}

const USUAL_SPAN = 30 * 86_400_000;

/** The steps of a cycle as the bar shows them; `own` closings, where later, stand in place of the cycle's. */
export function timelineOf(
  { state, windows }: Pick<CycleBriefView, 'state' | 'windows'>,
  now: number,
  own: Closings = {},
): readonly TimelineStep[] {
  const current = currentStep(state, windowsOfTexts(windows), new Date(now));
  const place = current ? windowSteps.indexOf(current) : state === 'published' ? windowSteps.length : -1;
  const ends = windowSteps.map((step) => Date.parse(windows[step].closesAt));
  return windowSteps.map((step, index) => {
    const extended = own[step] !== undefined && Date.parse(own[step]) > Date.parse(windows[step].closesAt);
    const closesAt = extended ? own[step]! : windows[step].closesAt;
    const closes = Date.parse(closesAt);
    const over = ends.slice(0, index).filter((end) => end <= now);
    const begins = over.length > 0 ? Math.max(...over) : Math.min(now, closes - USUAL_SPAN);
    const share = Math.min(1, Math.max(0, (now - begins) / Math.max(1, closes - begins)));
    // The step before may still be open while the next has begun: an opinion is awaited while others are scored.
    const open = index === place || (index < place && state !== 'published' && closes > now);
    return {
      step,
      dueAt: windows[step].dueAt,
      closesAt,
      extended,
      state: open ? 'now' : index < place ? 'over' : 'later',
      current: index === place,
      share: open ? share : index < place ? 1 : 0,
    };
  });
}
