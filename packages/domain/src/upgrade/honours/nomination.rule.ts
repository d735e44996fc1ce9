import type { CivilDate, Refusal } from '../../kernel/index.ts';
import { honoursRefusals } from './honours.refusals.ts';
import type { HonourFacts, HonourKind } from './honour-priority.rule.ts';
import { isMasterHonour, honourPriorityOf } from './honour-priority.rule.ts';

export const nominationOutcomes = ['awarded', 'not-awarded'] as const;
export type NominationOutcome = (typeof nominationOutcomes)[number];

/** Every reason against putting somebody forward: nobody is for what they hold, nor twice at once. */
export function nominationRefusals(
  kind: HonourKind,
  facts: HonourFacts,
  { on, title }: { readonly on: CivilDate; readonly title: string | null },
  today: CivilDate,
): readonly Refusal[] {
  const [first] = honourPriorityOf(kind, facts).reasons;
  return [
    ...(first?.code === 'already-held' ? [honoursRefusals('already-held')] : []),
    ...(first?.code === 'put-forward' ? [honoursRefusals('under-way')] : []),
    ...(first?.code === 'rectifying' || first?.code === 'ended' ? [honoursRefusals('not-running')] : []),
    ...(first?.code === 'failed' ? [honoursRefusals('last-failed')] : []),
    ...(on > today ? [honoursRefusals('in-the-future', { on, today })] : []),
    ...(isMasterHonour(kind) || title?.trim() ? [] : [honoursRefusals('project-needed')]),
  ];
}

/** Every reason against recording how it ended. */
export function nominationOutcomeRefusals(
  nomination: { readonly putForwardOn: CivilDate; readonly outcome: NominationOutcome | null },
  on: CivilDate,
  today: CivilDate,
): readonly Refusal[] {
  return [
    ...(nomination.outcome === null ? [] : [honoursRefusals('outcome-stands')]),
    ...(on > today ? [honoursRefusals('in-the-future', { on, today })] : []),
    ...(on < nomination.putForwardOn
      ? [honoursRefusals('before-put-forward', { on, from: nomination.putForwardOn })]
      : []),
  ];
}
