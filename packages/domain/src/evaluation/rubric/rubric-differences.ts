import { tiers } from '../../studio/index.ts';
import type { Indicator, Rubric, Wording } from './rubric.ts';
import { completeRubric } from './rubric.ts';

/** What a rubric is made of, as its differences name it. */
export const rubricParts = ['rubric', 'tier', 'group', 'indicator', 'deduction', 'bonus', 'veto'] as const;
export type RubricPart = (typeof rubricParts)[number];

export type RubricValue = string | number | null;

/** One field that differs, or a whole part that is there in one version only (`field` null). */
export interface RubricDifference {
  readonly part: RubricPart;
  readonly change: 'added' | 'removed' | 'changed';
  /** Code of the part: `C1`, a tier, a veto; null for the rubric itself. */
  readonly code: string | null;
  /** The line a deduction belongs to. */
  readonly indicator: string | null;
  readonly field: string | null;
  readonly before: RubricValue;
  readonly after: RubricValue;
}

interface Item {
  readonly part: RubricPart;
  readonly code: string | null;
  readonly indicator: string | null;
  /** What an added or removed part is called. */
  readonly name: Wording | null;
  readonly fields: Readonly<Record<string, RubricValue>>;
}

const said = (field: string, { zh, en }: Wording): Readonly<Record<string, RubricValue>> => ({
  [`${field}.zh`]: zh,
  [`${field}.en`]: en,
});
const listOf = (items: readonly { readonly code: string }[]): string => items.map(({ code }) => code).join(' ');

function wholeOf(rubric: Rubric): Item {
  const { thresholds, comments, rounding, tieRule } = completeRubric(rubric);
  return {
    part: 'rubric',
    code: null,
    indicator: null,
    name: null,
    fields: {
      ...said('title', rubric.title),
      fullScore: rubric.fullScore,
      years: rubric.years,
      'thresholds.excellent': thresholds.excellent,
      'thresholds.qualified': thresholds.qualified,
      excellentCapPercent: rubric.excellentCapPercent,
      'comments.belowPercent': comments.belowPercent,
      'comments.abovePercent': comments.abovePercent,
      'comments.offPrefillPercent': comments.offPrefillPercent,
      dropExtremesFrom: rubric.dropExtremesFrom,
      spreadLimit: rubric.spreadLimit,
      'bonus.cap': rubric.bonus.cap,
      'rounding.mode': rounding.mode,
      'rounding.decimals': rounding.decimals,
      tieRule,
      'order.groups': listOf(rubric.groups),
      'order.indicators': listOf(rubric.indicators),
      'order.bonus': listOf(rubric.bonus.items),
      'order.vetoes': listOf(rubric.vetoes),
    },
  };
}

function lineOf(indicator: Indicator): readonly Item[] {
  const { code, group, name, points, fullMark, deductionRule, deductions, evidence, prefill } = indicator;
  const params = Object.entries(prefill?.params ?? {}).map(([param, value]) => [`prefill.params.${param}`, value]);
  return [
    {
      part: 'indicator',
      code,
      indicator: code,
      name,
      fields: {
        group,
        ...said('name', name),
        points,
        ...said('fullMark', fullMark),
        ...said('deductionRule', deductionRule),
        evidence: evidence.join(' '),
        'prefill.rule': prefill?.rule ?? null,
        'prefill.scaled': prefill ? prefill.scaled.join(' ') : null,
        ...(Object.fromEntries(params) as Record<string, number>),
        'order.deductions': listOf(deductions),
      },
    },
    ...deductions.map((deduction): Item => ({
      part: 'deduction',
      code: deduction.code,
      indicator: code,
      name: deduction.text,
      fields: {
        ...said('text', deduction.text),
        each: deduction.each,
        'unit.zh': deduction.unit?.zh ?? null,
        'unit.en': deduction.unit?.en ?? null,
      },
    })),
  ];
}

function itemsOf(rubric: Rubric): readonly Item[] {
  const plain = { indicator: null };
  return [
    wholeOf(rubric),
    ...tiers.map((tier): Item => ({
      ...plain,
      part: 'tier',
      code: tier,
      name: null,
      fields: { tierFactor: rubric.tierFactors[tier], subsidyFen: rubric.subsidyFen[tier] },
    })),
    ...rubric.groups.map(({ code, name, excellentFromPercent }): Item => ({
      ...plain,
      part: 'group',
      code,
      name,
      fields: { ...said('name', name), excellentFromPercent },
    })),
    ...rubric.indicators.flatMap(lineOf),
    ...rubric.bonus.items.map(({ code, text, points }): Item => ({
      ...plain,
      part: 'bonus',
      code,
      name: text,
      fields: { ...said('text', text), points },
    })),
    ...rubric.vetoes.map(({ code, text }): Item => ({
      ...plain,
      part: 'veto',
      code,
      name: text,
      fields: said('text', text),
    })),
  ];
}

const keyOf = ({ part, indicator, code }: Item): string => [part, indicator, code].join('/');

/**
 * What the later version changes in the earlier one, parts matched by their codes, in the order of the later one with
 * what was removed at the end. Nothing for equal content; the version's own name does not count.
 */
export function rubricDifferences(earlier: Rubric, later: Rubric): readonly RubricDifference[] {
  const before = new Map(itemsOf(earlier).map((item) => [keyOf(item), item]));
  const after = new Map(itemsOf(later).map((item) => [keyOf(item), item]));
  const changed = [...after].flatMap(([key, item]): readonly RubricDifference[] => {
    const was = before.get(key);
    return was ? fieldDifferences(was, item) : [wholeDifference('added', item)];
  });
  // A removed line takes its deductions along: they are not told one by one.
  const removed = [...before].flatMap(([key, item]) => (after.has(key) ? [] : [wholeDifference('removed', item)]));
  const gone = (change: string, found: readonly RubricDifference[]) =>
    new Set(found.filter((one) => one.part === 'indicator' && one.change === change).map(({ code }) => code));
  return [...changed, ...removed].filter(
    (one, _, all) => one.part !== 'deduction' || one.change === 'changed' || !gone(one.change, all).has(one.indicator),
  );
}

function wholeDifference(change: 'added' | 'removed', { part, code, indicator, name }: Item): RubricDifference {
  const called = name?.zh ?? null;
  const [before, after] = change === 'added' ? [null, called] : [called, null];
  return { part, change, code, indicator, field: null, before, after };
}

function fieldDifferences(was: Item, item: Item): readonly RubricDifference[] {
  const { part, code, indicator } = item;
  const names = new Set([...Object.keys(was.fields), ...Object.keys(item.fields)]);
  return [...names].flatMap((field) => {
    const [before, after] = [was.fields[field] ?? null, item.fields[field] ?? null];
    return before === after ? [] : [{ part, change: 'changed' as const, code, indicator, field, before, after }];
  });
}
