import { civilDateOf, OFFICE_ZONE } from '../kernel/index.ts';

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: OFFICE_ZONE,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** An instant as a sentence mentions it, in the office's zone: `2026-11-27 18:00`. */
export const timeText = (instant: Date): string => `${civilDateOf(instant)} ${clock.format(instant)}`;
