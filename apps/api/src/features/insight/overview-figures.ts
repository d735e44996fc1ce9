import type { FigureView } from '@jianglian/contracts/insight';
import { ageingFrom } from '@jianglian/domain/insight';
import type { Actor } from '@jianglian/domain/identity';
import type { CivilDate } from '@jianglian/domain/kernel';
import { addYears } from '@jianglian/domain/kernel';
import { sql, type Sql } from '../../platform/database/index.ts';
import type { Cell } from './overview-cells.ts';
import { counted, type Filter, inPlace, thisYearsEnd, withDefaults } from './overview-filter.ts';

/** What only the figures need, of all studios counted. */
export interface Extras {
  readonly ageing: number;
  readonly nextDue: CivilDate | null;
  readonly nextDeadline: CivilDate | null;
}

export function extrasOf(actor: Actor, filter: Filter, today: CivilDate): Sql {
  const now = counted(filter, {
    standing: sql`s.standing`,
    tier: sql`s.tier`,
    grade: sql`coalesce(s.last_grade, 'none')`,
  });
  return sql`
    SELECT count(*) FILTER (WHERE m.birth_date <= ${addYears(today, -ageingFrom)})::int AS ageing,
      min(s.evaluation_due_on) FILTER (WHERE s.standing IN ('active', 'rectifying')
        AND s.evaluation_due_on <= ${thisYearsEnd(today)}) AS "nextDue",
      min(CASE WHEN s.standing = 'rectifying' THEN (
        SELECT max((e.facts ->> 'until')::date) FROM studio_events e
        WHERE e.studio_id = s.id AND e.kind IN ('rectification-ordered', 'rectification-extended')) END) AS "nextDeadline"
    FROM studios s JOIN masters m ON m.id = s.master_id WHERE ${inPlace(actor, filter)} AND ${now}`;
}

export type Totals = Omit<Cell, 'by' | 'place'>;

/** At most six, each with the query that gives its rows in the registry's list. */
export function figuresOf(totals: Totals, extras: Extras, filter: Filter, today: CivilDate): FigureView[] {
  const base = withDefaults(filter) as Filter & Query;
  const figure = (
    code: FigureView['code'],
    value: number,
    list: FigureView['list'],
    rest: Partial<FigureView> = {},
  ): FigureView => ({ code, value, of: totals.count, before: null, nextOn: null, list, ...rest });
  const before = (value: number, of = totals.was) => ({ before: { value, of } });
  return [
    figure('running', totals.count, { ...base }, before(totals.was)),
    figure(
      'upper-tiers',
      totals.chief + totals.national,
      narrowed(base, 'tier', ['chief', 'national']),
      before(totals.upperWas),
    ),
    figure('excellent', totals.excellent, narrowed(base, 'grade', ['excellent']), {
      of: totals.count - totals.none,
      ...before(totals.excellentWas, totals.evaluatedWas),
    }),
    figure('rectifying', totals.rectifying, narrowed(base, 'standing', ['rectifying']), {
      ...before(totals.rectifyingWas),
      nextOn: extras.nextDeadline,
    }),
    figure(
      'due',
      totals.due,
      and(narrowed(base, 'standing', ['active', 'rectifying']), { dueTo: thisYearsEnd(today) }),
      { nextOn: extras.nextDue },
    ),
    figure('ageing', extras.ageing, { ...(base as Query), ageFrom: String(ageingFrom) }),
  ];
}

type Query = Readonly<Record<string, string | string[]>>;

/** The query with one field narrowed further; null when nothing of what was asked for is left. */
function narrowed(base: Filter & Query, field: 'tier' | 'grade' | 'standing', to: readonly string[]): Query | null {
  const asked: readonly string[] | undefined = base[field];
  const left = asked ? to.filter((value) => asked.includes(value)) : [...to];
  return left.length === 0 ? null : { ...base, [field]: left };
}

const and = (query: Query | null, more: Query): Query | null => query && { ...query, ...more };
