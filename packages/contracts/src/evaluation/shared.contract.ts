import type { WindowStep } from '@jianglian/domain/evaluation';
import { conflictKinds, cycleStates, evaluationStates, figureUnits, windowSteps } from '@jianglian/domain/evaluation';
import { grades, tiers } from '@jianglian/domain/studio';
import { z } from 'zod';
import { CivilDateText, Id, Instant, RefusalParam, ScoreValue } from '../shared/index.ts';

export const TierName = z.enum(tiers);
export const GradeName = z.enum(grades);
export const CycleStateName = z.enum(cycleStates);
export const EvaluationStateName = z.enum(evaluationStates);
export const ConflictKindName = z.enum(conflictKinds);

/** A sentence the rubric brings along, in both languages. */
export const WordingView = z.object({ zh: z.string(), en: z.string() });

/** Why, as a code the catalogue has a sentence for; `clause` is the notice's (四(四)) where it says so. */
export const ReasonView = z.object({
  code: z.string(),
  params: z.record(z.string(), RefusalParam),
  clause: z.string().nullable(),
});
export type ReasonView = z.infer<typeof ReasonView>;

/** The studio as the evaluation screens name it. */
export const StudioBriefView = z.object({
  id: Id,
  name: z.string(),
  masterName: z.string(),
  tier: TierName,
  occupationName: z.string().nullable(),
  clusterName: z.string().nullable(),
  hostUnitName: z.string(),
  districtName: z.string().nullable(),
});
export type StudioBriefView = z.infer<typeof StudioBriefView>;

/** Due: asked for until then, later is marked late. Closing: refused from then on, by the server's clock. */
const WindowView = z.strictObject({ dueAt: Instant, closesAt: Instant });
const steps = Object.fromEntries(windowSteps.map((step) => [step, WindowView])) as Record<
  WindowStep,
  typeof WindowView
>;
export const WindowsView = z.strictObject(steps).meta({ id: 'CycleWindows' });
export type WindowsView = z.infer<typeof WindowsView>;
export const MovedWindows = z.strictObject(steps).partial();

/** When a studio's own steps close: with the cycle, or later where it was given more time. */
export const ClosingsView = z.object({ selfEvaluation: Instant, opinion: Instant, scoring: Instant });

export const CycleBriefView = z.object({
  id: Id,
  title: z.string(),
  year: z.int(),
  state: CycleStateName,
  periodFrom: CivilDateText,
  periodTo: CivilDateText,
  rubricVersion: z.string(),
  windows: WindowsView,
  documentNumber: z.string().nullable(),
  publishedOn: CivilDateText.nullable(),
});
export type CycleBriefView = z.infer<typeof CycleBriefView>;

export const PrefillFigureView = z.object({
  /** Term `terms.prefill-figure.<code>`. */
  code: z.string(),
  value: z.number(),
  unit: z.enum(figureUnits),
  /** Verified activities behind the number. */
  sources: z.array(Id),
});

export const PrefillPartView = z.object({
  /** Term `terms.prefill-part.<code>`. */
  code: z.string(),
  year: z.int().nullable(),
  figures: z.array(PrefillFigureView),
  counted: z.number().nullable(),
  wanted: z.number().nullable(),
  points: ScoreValue,
});

/** The automatic value: `points = clamp(base + Σ parts)`; null when nothing can be said. `open`: points the figures cannot judge. */
export const PrefillView = z.object({
  indicator: z.string(),
  points: ScoreValue.nullable(),
  open: ScoreValue,
  base: ScoreValue,
  parts: z.array(PrefillPartView),
  /** Facts that are missing, term `terms.prefill-fact.<code>`. */
  missing: z.array(z.string()),
});
export type PrefillView = z.infer<typeof PrefillView>;

export const EvidenceFileView = z.object({
  id: Id,
  name: z.string(),
  mediaType: z.string(),
  size: z.number(),
  pages: z.int().nullable(),
});

/** A verified activity used as proof of a line. */
export const EvidenceView = z.object({
  activityId: Id,
  title: z.string(),
  kind: z.string(),
  startedOn: CivilDateText,
  endedOn: CivilDateText.nullable(),
  verifiedOn: CivilDateText.nullable(),
  verifiedBy: z.string().nullable(),
  /** Other indicators of the same self-evaluation that use this activity or one of its files. */
  alsoUsedIn: z.array(z.string()),
  files: z.array(EvidenceFileView),
});
export type EvidenceView = z.infer<typeof EvidenceView>;
