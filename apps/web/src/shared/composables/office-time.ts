import { instantOf, isCivilDate } from '@jianglian/domain/kernel';
import { dayOf, minuteOf } from './useServerClock.ts';

/** An instant as the field `datetime-local` wants it, in the office's zone: `2026-11-27T18:00`. */
export const fieldOf = (instant: string): string => {
  const at = new Date(instant);
  return `${dayOf(at)}T${minuteOf(at)}`;
};

/** The instant of what such a field holds; undefined while it is incomplete. */
export function instantOfField(text: string): string | undefined {
  const [day = '', time = ''] = text.split('T');
  return isCivilDate(day) && /^\d{2}:\d{2}/.test(time) ? instantOf(day, time.slice(0, 5)).toISOString() : undefined;
}

/** The reader's own zone, where its clock shows another time than the office's; undefined where it is the same. */
export function ownZone(instant: number): string | undefined {
  if (new Date(instant).getTimezoneOffset() === -480) return undefined;
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
