import type { FigureView } from '@jianglian/contracts/insight';
import { ageingFrom } from '@jianglian/domain/insight';
import type { CivilDate } from '@jianglian/domain/kernel';
import { addYears, yearOf } from '@jianglian/domain/kernel';
import { raw, sql, type Sql } from '../../platform/database/index.ts';
import { type Filter, lastYearsEnd, withDefaults } from './overview-filter.ts';

/** What is counted of a set of studios, now and at the end of last year. */
export interface Totals {
  readonly count: number;
  readonly was: number;
  readonly district: number;
  readonly municipal: number;
  readonly chief: number;
  readonly national: number;
  readonly excellent: number;
  readonly qualified: number;
  readonly failed: number;
  readonly none: number;
  readonly due: number;
  readonly upperWas: number;
  readonly excellentWas: number;
  readonly evaluatedWas: number;
  readonly rectifying: number;
  readonly rectifyingWas: number;
  readonly ageing: number;
  readonly ageingWas: number;
  readonly nextDue: CivilDate | null;
  readonly nextDeadline: CivilDate | null;
}

/** The counts as columns over `c` (overview-filter.ts) and `m`, its master. */
export function totalColumns(today: CivilDate): Sql {
  const count = (name: string, condition: Sql) => sql`count(*) FILTER (WHERE ${condition})::int AS "${raw(name)}"`;
  const born = (day: CivilDate) => sql`m.birth_date <= ${addYears(day, -ageingFrom)}`;
  const due = sql`c.now AND c.standing IN ('active', 'rectifying') AND c.evaluation_due_on <= ${`${yearOf(today)}-12-31`}`;
  const columns = [
    count('count', sql`c.now`),
    count('was', sql`c.was`),
    ...['district', 'municipal', 'chief', 'national'].map((tier) =>
      count(tier, sql`c.now AND c.tier = ${raw(`'${tier}'`)}`),
    ),
    ...['excellent', 'qualified', 'failed', 'none'].map((grade) =>
      count(grade, sql`c.now AND c.grade = ${raw(`'${grade}'`)}`),
    ),
    count('due', due),
    count('upperWas', sql`c.was AND c.tier_then IN ('chief', 'national')`),
    count('excellentWas', sql`c.was AND c.grade_then = 'excellent'`),
    count('evaluatedWas', sql`c.was AND c.grade_then <> 'none'`),
    count('rectifying', sql`c.now AND c.standing = 'rectifying'`),
    count('rectifyingWas', sql`c.was AND c.standing_then = 'rectifying'`),
    count('ageing', sql`c.now AND ${born(today)}`),
    count('ageingWas', sql`c.was AND ${born(lastYearsEnd(today))}`),
    sql`min(c.evaluation_due_on) FILTER (WHERE ${due}) AS "nextDue"`,
    sql`min(CASE WHEN c.now AND c.standing = 'rectifying' THEN (
      SELECT max((e.facts ->> 'until')::date) FROM studio_events e
      WHERE e.studio_id = c.id AND e.kind IN ('rectification-ordered', 'rectification-extended')) END) AS "nextDeadline"`,
  ];
  return columns.reduce((list, column) => sql`${list}, ${column}`);
}

/** At most six, each with the query that gives its rows in the registry's list. */
export function figuresOf(totals: Totals, filter: Filter, today: CivilDate): FigureView[] {
  const base = withDefaults(filter) as Filter & Query;
  const upper = totals.chief + totals.national;
  const evaluated = totals.count - totals.none;
  const figure = (
    code: FigureView['code'],
    value: number,
    list: FigureView['list'],
    rest: Partial<FigureView> = {},
  ): FigureView => ({ code, value, of: totals.count, before: null, nextOn: null, list, ...rest });
  const before = (value: number, of = totals.was) => ({ before: { value, of } });
  return [
    figure('running', totals.count, { ...base }, before(totals.was)),
    figure('upper-tiers', upper, narrowed(base, 'tier', ['chief', 'national']), before(totals.upperWas)),
    figure('excellent', totals.excellent, narrowed(base, 'grade', ['excellent']), {
      of: evaluated,
      ...before(totals.excellentWas, totals.evaluatedWas),
    }),
    figure('rectifying', totals.rectifying, narrowed(base, 'standing', ['rectifying']), {
      ...before(totals.rectifyingWas),
      nextOn: totals.nextDeadline,
    }),
    figure(
      'due',
      totals.due,
      and(narrowed(base, 'standing', ['active', 'rectifying']), { dueTo: `${yearOf(today)}-12-31` }),
      {
        nextOn: totals.nextDue,
      },
    ),
    figure('ageing', totals.ageing, { ...(base as Query), ageFrom: String(ageingFrom) }, before(totals.ageingWas)),
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
