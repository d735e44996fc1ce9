import type { SelfEvaluationView, SelfLineView } from '@jianglian/contracts/evaluation';

/** Something about a line that does not stand against handing in, but that evaluators will see. */
export interface Advice {
  readonly indicator: string;
  readonly kind: 'no-evidence' | 'twice' | 'above';
  readonly params: Readonly<Record<string, string | number>>;
}

/** A line without evidence: more than the figures give, or points that nothing stands behind. */
function unproven(line: SelfLineView): readonly Advice[] {
  const indicator = line.indicator.code;
  if (line.evidence.length > 0 || (line.score ?? 0) === 0) return [];
  const above = line.prefill.points === null ? 0 : (line.score ?? 0) - line.prefill.points;
  if (above > 0) return [{ indicator, kind: 'above', params: { points: above / 100 } }];
  return [{ indicator, kind: 'no-evidence', params: {} }];
}

/** Evidence used in several lines, once for each piece, under the first line that has it. */
function usedTwice(lines: readonly SelfLineView[]): readonly Advice[] {
  const seen = new Set<string>();
  return lines.flatMap(({ indicator: { code: indicator }, evidence }) =>
    evidence.flatMap(({ activityId, title, alsoUsedIn }): readonly Advice[] => {
      if (alsoUsedIn.length === 0 || seen.has(activityId)) return [];
      seen.add(activityId);
      return [{ indicator, kind: 'twice', params: { title, where: alsoUsedIn.join('、') } }];
    }),
  );
}

/** What a studio looks at before it hands in: what is missing line by line, and what is worth a look. */
export function checkOf(view: Pick<SelfEvaluationView, 'lines'>): {
  readonly missing: readonly SelfLineView[];
  readonly gaps: number;
  readonly advice: readonly Advice[];
} {
  const missing = view.lines.filter((line) => line.missing.length > 0);
  return {
    missing,
    gaps: missing.reduce((sum, line) => sum + line.missing.length, 0),
    advice: [...view.lines.flatMap(unproven), ...usedTwice(view.lines)],
  };
}
