import type { SelfEvaluationView, SelfLineView } from '@jianglian/contracts/evaluation';

/** Something about a line that does not stand against handing in, but that evaluators will see. */
export interface Advice {
  readonly indicator: string;
  readonly kind: 'no-evidence' | 'twice' | 'above';
  readonly params: Readonly<Record<string, string | number>>;
}

const adviceOf = (line: SelfLineView): readonly Advice[] => {
  const indicator = line.indicator.code;
  const found: Advice[] = line.evidence
    .filter(({ alsoUsedIn }) => alsoUsedIn.length > 0)
    .map(({ title, alsoUsedIn }) => ({ indicator, kind: 'twice', params: { title, where: alsoUsedIn.join('、') } }));
  if (line.evidence.length > 0) return found;
  const above = line.prefill.points !== null && line.score !== null ? line.score - line.prefill.points : 0;
  if (above > 0) return [...found, { indicator, kind: 'above', params: { points: above / 100 } }];
  return (line.score ?? 0) > 0 ? [...found, { indicator, kind: 'no-evidence', params: {} }] : found;
};

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
    advice: view.lines.flatMap(adviceOf),
  };
}
