import type { CivilDate, Period } from '../kernel/index.ts';
import type { Named, StudioEvent } from './event.ts';
import type { StudioState } from './state.ts';
import { applyEvent, inOrder } from './state.ts';
import type { Standing, Tier } from './tier.ts';

/** One value over one span of days, with the document that began it. */
export interface Stretch<Value> extends Period {
  readonly value: Value;
  readonly documentNumber: string | null;
}

export interface StudioHistory {
  readonly tiers: readonly Stretch<Tier>[];
  readonly standings: readonly Stretch<Standing>[];
  readonly masters: readonly Stretch<Named>[];
}

/** The dated histories of tier, standing and master: half-open periods without gap or overlap, the last one open. */
export function historyOf(events: readonly StudioEvent[]): StudioHistory {
  const steps: { readonly state: StudioState; readonly event: StudioEvent }[] = [];
  for (const event of inOrder(events)) steps.push({ state: applyEvent(steps.at(-1)?.state, event), event });
  return {
    tiers: stretches(steps, ({ tier }) => tier, String),
    standings: stretches(steps, ({ standing }) => standing, String),
    masters: stretches(
      steps,
      ({ master }) => master,
      ({ id }) => id,
    ),
  };
}

function stretches<Value>(
  steps: readonly { readonly state: StudioState; readonly event: StudioEvent }[],
  valueOf: (state: StudioState) => Value,
  sameness: (value: Value) => string,
): readonly Stretch<Value>[] {
  const found: Stretch<Value>[] = [];
  for (const { state, event } of steps) {
    const value = valueOf(state);
    const last = found.at(-1);
    if (last && sameness(last.value) === sameness(value)) continue;
    if (last) found.splice(-1, 1, ...endedOn(last, event.happenedOn));
    const before = found.at(-1);
    if (before && sameness(before.value) === sameness(value)) found.splice(-1, 1, { ...before, to: null });
    else found.push({ value, from: event.happenedOn, to: null, documentNumber: event.documentNumber });
  }
  return found;
}

/** A value that was replaced on the very day it began held on no day. */
const endedOn = <Value>(stretch: Stretch<Value>, day: CivilDate): readonly Stretch<Value>[] =>
  stretch.from < day ? [{ ...stretch, to: day }] : [];
