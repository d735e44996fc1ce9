import type { Fen, Score } from '../../kernel/index.ts';
import { sumOf } from '../../kernel/index.ts';
import type { Tier } from '../../studio/index.ts';

/** A sentence the rubric brings along: rubrics are data the office edits, so their words are data too. */
export interface Wording {
  readonly zh: string;
  readonly en: string;
}

/** The automatic value's formulas the program knows (prefill.ts); their numbers stand in the rubric. */
export const prefillRules = [
  'matching-funds',
  'subsidy-use',
  'team-and-presence',
  'reports-on-time',
  'activity-frequency',
  'research-projects',
  'benefit',
  'intellectual-property',
  'awards',
  'apprentices',
  'high-skill-people',
  'training',
  'competitions',
  'exchanges',
  'co-operation',
  'service',
] as const;
export type PrefillRule = (typeof prefillRules)[number];

/** Which formula fills an indicator in, and its numbers: targets are those of the municipal tier, scores in hundredths. */
export interface PrefillSetting {
  readonly rule: PrefillRule;
  readonly params: Readonly<Record<string, number>>;
  /** Names of the params that grow with the tier (quantity targets); the others stay. */
  readonly scaled: readonly string[];
}

/** Why a mark may be lowered. `each` is the amount per unit in hundredths; null: told, but the amount is the evaluator's. */
export interface DeductionReason {
  readonly code: string;
  readonly text: Wording;
  readonly each: Score | null;
  readonly unit: Wording | null;
}

/** What an evaluator looks for as proof. */
export const evidenceKinds = [
  'site-photo',
  'equipment-list',
  'fund-voucher',
  'ledger',
  'roster',
  'report',
  'activity-record',
  'project-file',
  'benefit-certificate',
  'certificate',
  'agreement',
  'competition-result',
  'publicity',
] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

export interface Indicator {
  readonly code: string;
  readonly group: string;
  readonly name: Wording;
  readonly points: Score;
  readonly fullMark: Wording;
  readonly deductionRule: Wording;
  readonly deductions: readonly DeductionReason[];
  readonly evidence: readonly EvidenceKind[];
  /** Null: nothing in the portal can tell, the evaluator looks at the place. */
  readonly prefill: PrefillSetting | null;
}

export interface IndicatorGroup {
  readonly code: string;
  readonly name: Wording;
  /** Below this share of the group's points no 优秀; null: no such border. */
  readonly excellentFromPercent: number | null;
}

export interface BonusItem {
  readonly code: string;
  readonly text: Wording;
  readonly points: Score;
}

export interface Veto {
  readonly code: string;
  readonly text: Wording;
}

/** When a mark needs a comment; null switches a rule off. */
export interface CommentRules {
  readonly belowPercent: number | null;
  readonly abovePercent: number | null;
  readonly offPrefillPercent: number | null;
}

/** How a mean becomes a score, and to how many decimals. */
export const roundingModes = ['half-up', 'half-even', 'down'] as const;
export interface Rounding {
  readonly mode: (typeof roundingModes)[number];
  readonly decimals: 0 | 1 | 2;
}

/**
 * Who goes first where equal scores meet the cap. `nobody`: a person decides; `border-groups`: the higher share of the
 * groups that have a border of their own; `base-score`: the higher score before the bonus. Still equal: a person decides.
 */
export const tieRules = ['nobody', 'border-groups', 'base-score'] as const;
export type TieRule = (typeof tieRules)[number];

/**
 * One version of the rubric. A published version never changes; a cycle pins one.
 * Everything a city may decide otherwise is a setting in here, never a constant in code.
 */
export interface Rubric {
  readonly version: string;
  readonly title: Wording;
  /** 100 points; marks are scaled to it when lines do not apply. */
  readonly fullScore: Score;
  /** Years of the evaluated period, each judged by itself where a target is "a year". */
  readonly years: number;
  readonly groups: readonly IndicatorGroup[];
  readonly indicators: readonly Indicator[];
  /** Per cent of the municipal quantity targets. */
  readonly tierFactors: Readonly<Record<Tier, number>>;
  /** The one-off subsidy by tier (四(一)); null: by the state's class, not known here. */
  readonly subsidyFen: Readonly<Record<Tier, Fen | null>>;
  readonly bonus: { readonly cap: Score; readonly items: readonly BonusItem[] };
  readonly vetoes: readonly Veto[];
  readonly thresholds: { readonly excellent: Score; readonly qualified: Score };
  /** Share of a tier's cohort that may be 优秀, rounded down; a cycle may set its own. */
  readonly excellentCapPercent: number;
  readonly comments: CommentRules;
  /** From so many sheets on, the highest and the lowest are left out of the mean. */
  readonly dropExtremesFrom: number;
  /** A larger distance between the highest and the lowest sheet asks for arbitration. */
  readonly spreadLimit: Score;
  /** Absent in versions published before it could be chosen: `defaultRounding`. */
  readonly rounding?: Rounding;
  /** Absent in versions published before it could be chosen: `nobody`. */
  readonly tieRule?: TieRule;
}

/** What is scored with a rubric: studios in a cycle, or applications in a round. */
export const rubricPurposes = ['evaluation', 'review'] as const;
export type RubricPurpose = (typeof rubricPurposes)[number];

export const defaultRounding: Rounding = { mode: 'half-up', decimals: 2 };

/** The rubric with every setting said, as a draft begins and as it is shown; what is published is never written again. */
export const completeRubric = (rubric: Rubric): Rubric & Required<Pick<Rubric, 'rounding' | 'tieRule'>> => ({
  rounding: defaultRounding,
  tieRule: 'nobody',
  ...rubric,
});

export const indicatorOf = (rubric: Rubric, code: string): Indicator | undefined =>
  rubric.indicators.find((indicator) => indicator.code === code);

export const indicatorsOf = (rubric: Rubric, group: string): readonly Indicator[] =>
  rubric.indicators.filter((indicator) => indicator.group === group);

/** What the points of all lines add up to; a rubric that is not full may not be used. */
export const sumOfPoints = (rubric: Rubric): Score => sumOf(rubric.indicators.map(({ points }) => points));

/** A param of the pre-fill as it stands for a tier: quantity targets grow, the rest stays. */
export function targetOf(rubric: Rubric, setting: PrefillSetting, tier: Tier, name: string): number {
  const value = setting.params[name] ?? 0;
  return setting.scaled.includes(name) ? (value * rubric.tierFactors[tier]) / 100 : value;
}
