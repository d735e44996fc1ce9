import type { Refusal } from '../../kernel/index.ts';
import { eligibilityRefusals } from './eligibility.refusals.ts';
import { upgradeRules } from './rules.ts';

/** Rules "in principle" (原则上), which the office may set aside with a reason. */
export const softRules: readonly string[] = upgradeRules.filter(({ soft }) => soft).map(({ id }) => id);

/** Every reason against a waiver: the rule is hard, or waived already for this target and year. */
export const waiverRefusals = (rule: string, waived: readonly string[]): readonly Refusal[] => [
  ...(softRules.includes(rule) ? [] : [eligibilityRefusals('not-soft')]),
  ...(waived.includes(rule) ? [eligibilityRefusals('already-waived')] : []),
];

export const waiverEndRefusals = ({ endedAt }: { readonly endedAt: string | null }): readonly Refusal[] =>
  endedAt === null ? [] : [eligibilityRefusals('waiver-ended')];
