import type { Refusal } from '../../kernel/index.ts';
import { scoreText } from '../../kernel/index.ts';
import { evaluationRefusals as refuse } from '../evaluation.refusals.ts';
import type { Rubric } from '../rubric/rubric.ts';
import { indicatorOf } from '../rubric/rubric.ts';

export interface SelfLine {
  readonly indicator: string;
  readonly score: number | null;
  readonly text: string;
}

/** A line with the activities that prove it. */
export interface ProvenLine extends SelfLine {
  readonly evidence: readonly string[];
}

/** What a line consists of, and what may differ between two versions of it. */
export const selfParts = ['score', 'text', 'evidence'] as const;
export type SelfPart = (typeof selfParts)[number];

/** What a line says otherwise than the version that was handed in; the order of evidence says nothing. */
export function changesOfLine(now: ProvenLine | undefined, then: ProvenLine | undefined): readonly SelfPart[] {
  const sorted = (line: ProvenLine | undefined) => (line?.evidence ?? []).toSorted().join();
  const differs: Readonly<Record<SelfPart, boolean>> = {
    score: (now?.score ?? null) !== (then?.score ?? null),
    text: (now?.text ?? '').trim() !== (then?.text ?? '').trim(),
    evidence: sorted(now) !== sorted(then),
  };
  return selfParts.filter((part) => differs[part]);
}

export type SelfGap = 'score' | 'text';

/** What a line still lacks for submission: its own score, and words wherever less than the full mark is not self-evident. */
export function gapsOfLine(line: Pick<SelfLine, 'score' | 'text'> | undefined): readonly SelfGap[] {
  const gaps: SelfGap[] = [];
  if (!line || line.score === null) gaps.push('score');
  if (!line || line.text.trim() === '') gaps.push('text');
  return gaps;
}

/** Everything that stands against handing the self-evaluation in, line by line in the order of the rubric. */
export const missingLines = (rubric: Rubric, lines: readonly SelfLine[]): readonly Refusal[] =>
  rubric.indicators.flatMap(({ code }) =>
    gapsOfLine(lines.find(({ indicator }) => indicator === code)).map((what) =>
      refuse(`self-${what}-missing`, { indicator: code }),
    ),
  );

/** What is wrong with a line as saved, drafts included: an unknown indicator, or more than its full mark. */
export function refusalsOfLine(rubric: Rubric, line: Pick<SelfLine, 'indicator' | 'score'>): readonly Refusal[] {
  const indicator = indicatorOf(rubric, line.indicator);
  if (!indicator) return [refuse('unknown-indicator', { indicator: line.indicator })];
  if (line.score !== null && line.score > indicator.points) {
    return [refuse('score-above-full', { indicator: indicator.code, full: scoreText(indicator.points) })];
  }
  return [];
}
