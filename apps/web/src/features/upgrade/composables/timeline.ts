import type { VerdictView } from '@jianglian/contracts/upgrade';
import { addMonths, daysBetween } from '@jianglian/domain/kernel';
import { dayOfRemedy, groupsOf } from './condition-groups.ts';

/** A condition with a date: met from a day on, or met until a day. `expected`: nobody has promised that day. */
export interface DatedCondition {
  readonly rule: string;
  readonly kind: 'from' | 'until' | 'expected';
  readonly on: string;
}

/** What has a date, the next one first. An age that is far from its limit is no date to wait for. */
export function datesOf(verdict: VerdictView): readonly DatedCondition[] {
  const { unmet, open, met } = groupsOf(verdict);
  const horizon = addMonths(verdict.on, 36);
  const from = unmet.flatMap((condition): DatedCondition[] => {
    const on = dayOfRemedy(condition);
    return on ? [{ rule: condition.rule, kind: 'from', on }] : [];
  });
  const expected = [...unmet, ...open].flatMap(({ rule, finding }): DatedCondition[] => {
    const on = 'evidence' in finding ? finding.evidence['dueOn'] : undefined;
    return typeof on === 'string' && on > verdict.on ? [{ rule, kind: 'expected', on }] : [];
  });
  const until = met.flatMap(({ rule, finding }): DatedCondition[] => {
    const on = finding.verdict === 'met' ? finding.evidence['until'] : undefined;
    return typeof on === 'string' && on <= horizon ? [{ rule, kind: 'until', on }] : [];
  });
  return [...from, ...expected, ...until].toSorted((one, other) => (one.on < other.on ? -1 : 1));
}

export interface Scale {
  readonly from: string;
  readonly to: string;
  /** Where a day lies, in per cent. */
  readonly at: (day: string) => number;
  readonly years: readonly { readonly year: string; readonly at: number }[];
}

/** From a month before today to three months after the last date, at least a year. */
export function scaleOf(today: string, dates: readonly DatedCondition[]): Scale {
  const from = addMonths(today, -1);
  const last = dates.at(-1)?.on ?? today;
  const least = addMonths(today, 12);
  const to = addMonths(last, 3) > least ? addMonths(last, 3) : least;
  const all = daysBetween(from, to);
  const at = (day: string) => Math.min(100, Math.max(0, (100 * daysBetween(from, day)) / all));
  const first = Number(from.slice(0, 4)) + 1;
  const count = Number(to.slice(0, 4)) - first + 1;
  const years = Array.from({ length: count }, (_, n) => String(first + n)).map((year) => ({
    year,
    at: at(`${year}-01-01`),
  }));
  return { from, to, at, years };
}
