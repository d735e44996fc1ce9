import { catalogue, fillIn } from '@jianglian/contracts';
import type { Grade } from '@jianglian/domain/studio';
import type { StudioActOn } from '../../studio/index.ts';

export interface PublishedGrade {
  readonly studioId: string;
  readonly standing: string;
  readonly grade: Grade;
  readonly score: number | null;
  readonly veto: { readonly reason: string } | null;
}

export interface PublishedBy {
  readonly cycleTitle: string;
  readonly happenedOn: string;
  readonly documentNumber: string;
  /** Last day of a rectification ordered that day, by the office's settings. */
  readonly until: string;
}

/** 四(四): every grade lands on its timeline; a 不合格 orders the rectification with it. */
export function gradeActs(published: PublishedGrade, by: PublishedBy): readonly StudioActOn[] {
  const { studioId, grade, score } = published;
  const { cycleTitle: cycle, happenedOn, documentNumber } = by;
  const act = { kind: 'evaluated', grade, score, cycle, happenedOn, documentNumber } as const;
  return [{ studioId, act }, ...rectificationActs(published, by)];
}

/** Who is being rectified already goes on with that: one order at a time. */
export function rectificationActs(
  { studioId, standing, grade, veto }: PublishedGrade,
  { cycleTitle, happenedOn, documentNumber, until }: PublishedBy,
): readonly StudioActOn[] {
  if (grade !== 'failed' || standing !== 'active') return [];
  const reason = veto?.reason ?? rectificationReason(cycleTitle);
  return [{ studioId, act: { kind: 'rectification-ordered', until, reason, happenedOn, documentNumber } }];
}

/** The timeline speaks the language of the documents. */
const rectificationReason = (cycle: string): string =>
  fillIn(catalogue['evaluation']?.['zh-CN'].terms['event']?.['rectification-ordered'] ?? '', { cycle }, 'zh-CN');
