import type { AwardImportView } from '@jianglian/contracts/award-import';

/** The seven steps of the wizard, as the office counts them. */
export const steps = ['template', 'upload', 'map', 'check', 'dryRun', 'write', 'result'] as const;
export type Step = (typeof steps)[number];

/** Steps one may go back or on to by oneself. */
const chosen: Readonly<Record<string, readonly Step[]>> = {
  uploaded: ['map'],
  mapped: ['map'],
  checked: ['map', 'check', 'dryRun'],
  failed: ['map', 'write'],
};
const first: Readonly<Record<AwardImportView['state'], Step>> = {
  uploaded: 'map',
  mapped: 'map',
  checking: 'check',
  checked: 'check',
  applying: 'write',
  applied: 'result',
  cancelled: 'result',
  failed: 'write',
};

/** The step shown: the one asked for where the state allows it, else the state's own. */
export function stepOf(state: AwardImportView['state'], asked: unknown): Step {
  return (chosen[state] ?? []).find((step) => step === asked) ?? first[state];
}
