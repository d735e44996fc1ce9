import { addDays, type CivilDate, daysBetween } from '@jianglian/domain/kernel';

export interface CurveOf {
  /** First and last day of the window: from its beginning until it closes. */
  readonly from: CivilDate;
  readonly due: CivilDate;
  readonly closes: CivilDate;
  readonly today: CivilDate;
  readonly total: number;
  readonly days: readonly { readonly day: CivilDate; readonly done: number }[];
}

export interface CurvePoint {
  readonly day: CivilDate;
  /** Handed in until the end of the day; null for days to come. */
  readonly done: number | null;
  /** What would be in at an even pace: nothing when it begins, all of it on the asked-for day. */
  readonly ideal: number;
}

/** One point a day, from the beginning to the closing, or to today where that is later. */
export function curvePoints({ from, due, closes, today, total, days }: CurveOf): readonly CurvePoint[] {
  const first = days[0] && days[0].day < from ? days[0].day : from;
  const last = [closes, due, today > closes ? lastChange(days, closes) : closes].toSorted().at(-1)!;
  const span = Math.max(1, daysBetween(first, due));
  const perDay = new Map(days.map(({ day, done }) => [day, done]));
  let sum = 0;
  return Array.from({ length: Math.max(0, daysBetween(first, last)) + 1 }, (_, place) => {
    const day = addDays(first, place);
    sum += perDay.get(day) ?? 0;
    return {
      day,
      done: day > today ? null : sum,
      ideal: Math.min(total, Math.round((total * place * 10) / span) / 10),
    };
  });
}

/** A step that closed long ago is not drawn until today: only as far as something still came in. */
const lastChange = (days: CurveOf['days'], closes: CivilDate): CivilDate => {
  const last = days.at(-1)?.day ?? closes;
  return last > closes ? last : closes;
};
