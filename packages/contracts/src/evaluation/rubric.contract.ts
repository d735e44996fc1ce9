import {
  evidenceKinds,
  prefillRules,
  roundingModes,
  rubricParts,
  rubricPurposes,
  tieRules,
} from '@jianglian/domain/evaluation';
import { z } from 'zod';
import { endpoint, FenValue, Id, Instant, RefusalParam, Revision, ScoreValue } from '../shared/index.ts';
import { CycleStateName } from './shared.contract.ts';

/** Bounds keep a draft from growing without end; what a rubric may say within them is the domain's to judge. */
const Wording = z.strictObject({ zh: z.string().max(1000), en: z.string().max(1000) });
const Code = z.string().max(40);
const Percent = z.int().min(-1000).max(1000);
const few = <Schema extends z.ZodType>(schema: Schema) => z.array(schema).max(60);

export const DeductionReasonView = z.strictObject({
  code: Code,
  text: Wording,
  /** Hundredths per unit; null: the amount is the evaluator's. */
  each: ScoreValue.nullable(),
  unit: Wording.nullable(),
});

export const IndicatorView = z.strictObject({
  code: Code,
  group: Code,
  name: Wording,
  points: ScoreValue,
  fullMark: Wording,
  deductionRule: Wording,
  deductions: few(DeductionReasonView),
  evidence: few(z.enum(evidenceKinds)),
  prefill: z
    .strictObject({
      rule: z.enum(prefillRules),
      params: z.record(z.string().max(40), z.number()),
      scaled: few(z.string().max(40)),
    })
    .nullable(),
});
export type IndicatorView = z.infer<typeof IndicatorView>;

export const IndicatorGroupView = z.strictObject({
  code: Code,
  name: Wording,
  excellentFromPercent: Percent.nullable(),
});

export const CommentRulesView = z.strictObject({
  belowPercent: Percent.nullable(),
  abovePercent: Percent.nullable(),
  offPrefillPercent: Percent.nullable(),
});

/** The whole rubric: the scoring screen computes its running total from it with the server's own function. */
export const RubricView = z
  .strictObject({
    version: z.string().max(60),
    title: Wording,
    fullScore: ScoreValue,
    years: z.int(),
    groups: few(IndicatorGroupView),
    indicators: few(IndicatorView),
    tierFactors: z.strictObject({ district: z.int(), municipal: z.int(), chief: z.int(), national: z.int() }),
    subsidyFen: z.strictObject({
      district: FenValue.nullable(),
      municipal: FenValue.nullable(),
      chief: FenValue.nullable(),
      national: FenValue.nullable(),
    }),
    bonus: z.strictObject({
      cap: ScoreValue,
      items: few(z.strictObject({ code: Code, text: Wording, points: ScoreValue })),
    }),
    vetoes: few(z.strictObject({ code: Code, text: Wording })),
    thresholds: z.strictObject({ excellent: ScoreValue, qualified: ScoreValue }),
    excellentCapPercent: Percent,
    comments: CommentRulesView,
    dropExtremesFrom: z.int(),
    spreadLimit: ScoreValue,
    rounding: z.strictObject({
      mode: z.enum(roundingModes),
      decimals: z.union([z.literal(0), z.literal(1), z.literal(2)]),
    }),
    tieRule: z.enum(tieRules),
  })
  .meta({ id: 'Rubric' });
export type RubricView = z.infer<typeof RubricView>;

/** A version in the list. Drafts are listed for the office only. */
export const RubricRow = z.object({
  version: z.string(),
  title: Wording,
  publishedAt: Instant.nullable(),
  copiedFrom: z.string().nullable(),
  savedAt: Instant.nullable(),
  indicators: z.int(),
  /** Cycles pinned to this version. */
  cycles: z.int(),
  /** Whether cycles or rounds choose it. */
  purpose: z.enum(rubricPurposes),
});
export type RubricRow = z.infer<typeof RubricRow>;

/** What keeps a draft from being published, with the path of the field (`indicators.3.points`). */
export const RubricFaultView = z.object({
  path: z.string(),
  code: z.string(),
  params: z.record(z.string(), RefusalParam),
});

/** A version as the office edits it. */
export const RubricVersionView = z
  .object({
    rubric: RubricView,
    revision: Revision,
    copiedFrom: z.string().nullable(),
    savedAt: Instant.nullable(),
    publishedAt: Instant.nullable(),
    faults: z.array(RubricFaultView),
    cycles: z.array(z.object({ id: Id, title: z.string(), state: CycleStateName })),
  })
  .meta({ id: 'RubricVersion' });
export type RubricVersionView = z.infer<typeof RubricVersionView>;

const RubricValue = z.union([z.string(), z.number()]).nullable();

/** One field that differs, or a whole part that only one version has (`field` null). */
export const RubricDifferenceView = z.object({
  part: z.enum(rubricParts),
  change: z.enum(['added', 'removed', 'changed']),
  code: z.string().nullable(),
  indicator: z.string().nullable(),
  field: z.string().nullable(),
  before: RubricValue,
  after: RubricValue,
});
export type RubricDifferenceView = z.infer<typeof RubricDifferenceView>;

/** Stands in addresses. */
export const RubricVersionName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/, 'not-a-version');

const ByVersion = z.strictObject({ version: z.string().min(1).max(60) });
const act = z.strictObject({ revision: Revision });

export const rubricApi = {
  rubrics: endpoint({
    method: 'GET',
    path: '/rubrics',
    permission: 'rubric:read',
    summary: 'Versions of the rubric; drafts for the office only',
    reply: z.array(RubricRow),
  }),
  rubric: endpoint({
    method: 'GET',
    path: '/rubrics/:version',
    permission: 'rubric:read',
    summary: 'One version of the rubric',
    params: ByVersion,
    reply: RubricView,
  }),
  rubricVersion: endpoint({
    method: 'GET',
    path: '/rubrics/:version/draft',
    permission: 'rubric:write',
    summary: 'One version as the office edits it, with its faults',
    params: ByVersion,
    reply: RubricVersionView,
  }),
  copyRubric: endpoint({
    method: 'POST',
    path: '/rubrics',
    permission: 'rubric:write',
    summary: 'A draft of a new version, copied from an existing one',
    body: z.strictObject({ from: z.string().min(1).max(60), version: RubricVersionName }),
    reply: RubricVersionView,
    creates: true,
  }),
  saveRubric: endpoint({
    method: 'PUT',
    path: '/rubrics/:version',
    permission: 'rubric:write',
    summary: 'Save a draft as it is, faults and all',
    params: ByVersion,
    body: z.strictObject({ revision: Revision, rubric: RubricView.omit({ version: true }) }),
    reply: RubricVersionView,
  }),
  publishRubric: endpoint({
    method: 'POST',
    path: '/rubrics/:version/publication',
    permission: 'rubric:write',
    summary: 'Publish a draft without faults; it never changes afterwards',
    params: ByVersion,
    body: act,
    reply: RubricVersionView,
  }),
  discardRubric: endpoint({
    method: 'POST',
    path: '/rubrics/:version/discarding',
    permission: 'rubric:write',
    summary: 'Throw a draft away',
    params: ByVersion,
    body: act,
    reply: 'nothing',
  }),
  rubricDifferences: endpoint({
    method: 'GET',
    path: '/rubrics/:version/differences',
    permission: 'rubric:read',
    summary: 'What this version changes in another one',
    params: ByVersion,
    query: z.strictObject({ from: z.string().min(1).max(60) }),
    reply: z.object({
      from: RubricView,
      to: RubricView,
      differences: z.array(RubricDifferenceView),
    }),
  }),
} as const;
