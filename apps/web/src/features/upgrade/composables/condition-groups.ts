import type { ConditionView, VerdictView } from '@jianglian/contracts/upgrade';

/** `unmet`: something has to be done or to pass; `open`: a person, a fact or a result is wanted; `met`: nothing to do. */
export interface ConditionGroups {
  readonly unmet: readonly ConditionView[];
  readonly open: readonly ConditionView[];
  readonly met: readonly ConditionView[];
}

/** Where a condition stands on the page. Another way to meet a condition shows only while it is wanted. */
export function groupOf(condition: ConditionView, conditions: readonly ConditionView[]): keyof ConditionGroups | null {
  const { finding, coveredBy, alternative } = condition;
  if (finding.verdict === 'met' || finding.verdict === 'waived' || coveredBy !== null) return 'met';
  if (alternative) {
    const wanted = conditions.some((other) => other.rule === 'upgrade.award' && other.finding.verdict !== 'met');
    return wanted ? 'open' : null;
  }
  return finding.verdict === 'unmet' ? 'unmet' : 'open';
}

export function groupsOf({ conditions }: Pick<VerdictView, 'conditions'>): ConditionGroups {
  const of = (group: keyof ConditionGroups) =>
    conditions.filter((condition) => groupOf(condition, conditions) === group);
  return { unmet: of('unmet'), open: of('open'), met: of('met') };
}

export const dayOfRemedy = ({ finding }: ConditionView): string | undefined =>
  finding.verdict === 'unmet' ? finding.remedy.from?.day : undefined;
