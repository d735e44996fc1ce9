import type { StudioView } from '@jianglian/contracts/studio';
import { addMonths, daysBetween } from '@jianglian/domain/kernel';
import type { Shape, Tone } from '@/shared/ui';

/** Where the parts of the life line stand, in units of its view box. */
export const frame = { width: 1160, left: 84, top: 18, rowHeight: 40, barHeight: 22, barGap: 30 } as const;

export interface Mark {
  readonly id: string;
  readonly x: number;
  /** Which row of labels over the axis, 0 nearest. */
  readonly row: number;
  readonly anchor: 'start' | 'end';
  readonly title: string;
  readonly text: string;
  readonly on: string;
  readonly shape: Shape;
  readonly tone: Tone;
  readonly planned: boolean;
}

export interface Bar {
  readonly x: number;
  readonly width: number;
  readonly text: string;
  readonly value: string;
}

export interface LabelledEvent {
  readonly id: string;
  readonly on: string;
  readonly title: string;
  readonly text: string;
  readonly shape: Shape;
  readonly tone: Tone;
  readonly planned?: boolean;
}

/** Rough width of a label: Chinese at the size of the font, Latin at a bit more than half of it. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, character) => sum + (/[\u2e80-\uffef]/.test(character) ? 13.2 : 7.4), 0);

/** The scale of a studio's life: from the year of its founding to a year after today. */
export function lifeScale(foundedOn: string, today: string) {
  const from = `${foundedOn.slice(0, 4)}-01-01`;
  const to = addMonths(today, 9);
  const days = daysBetween(from, to);
  const x = (day: string) =>
    Math.round((frame.left + (daysBetween(from, day) / days) * (frame.width - frame.left)) * 10) / 10;
  const first = Number(from.slice(0, 4));
  const last = Number(to.slice(0, 4));
  const step = Math.max(1, Math.ceil((last - first) / 14));
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index)
    .filter((year) => (year - first) % step === 0)
    .map((year) => ({ year, x: x(`${year}-01-01`) }))
    // A year that begins at the very edge has no room for its number.
    .filter((mark) => mark.x + 32 < frame.width);
  return { x, years, today: x(today) };
}

/** Events as marks whose labels do not lie on one another: each takes the lowest row that is free, turned left at the right edge. */
export function marksOf(events: readonly LabelledEvent[], x: (day: string) => number): readonly Mark[] {
  const ends: number[] = [];
  return events
    .toSorted((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0))
    .map((event) => {
      const at = x(event.on);
      const width = Math.max(widthOf(`${event.title} ${event.text}`), widthOf(event.on)) + 18;
      const anchor = at + width > frame.width ? 'end' : 'start';
      const [from, to] = anchor === 'start' ? [at, at + width] : [at - width, at];
      let row = ends.findIndex((end) => end <= from);
      if (row < 0) row = ends.length;
      ends[row] = Math.max(to, at);
      return { ...event, x: at, row, anchor, planned: event.planned ?? false };
    });
}

/** A dated history as bars; the open one ends today. */
export const barsOf = <Value>(
  stretches: readonly { readonly value: Value; readonly from: string; readonly to: string | null }[],
  scale: { x: (day: string) => number; today: number },
  words: (value: Value) => { readonly text: string; readonly value: string },
): readonly Bar[] =>
  stretches.map((stretch) => {
    const from = scale.x(stretch.from);
    const width = Math.max(2, (stretch.to === null ? scale.today : scale.x(stretch.to)) - from - 2);
    const said = words(stretch.value);
    // A bar too short for its word shows none; the list below has it.
    return { x: from, width, value: said.value, text: widthOf(said.text) + 14 < width ? said.text : '' };
  });

/** Kinds that are drawn; changes of the team would crowd the line and stand in the list only. */
export const drawn = (studio: StudioView) => studio.events.filter(({ kind }) => kind !== 'team-changed');
