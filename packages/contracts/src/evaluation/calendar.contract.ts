import { z } from 'zod';
import { endpoint, Instant } from '../shared/index.ts';

/** Whether one's calendar address exists. The address itself is told once, when it is made: only its hash is kept. */
export const CalendarView = z.object({ createdAt: Instant.nullable(), fetchedAt: Instant.nullable() });
export type CalendarView = z.infer<typeof CalendarView>;

export const calendarApi = {
  calendar: endpoint({
    method: 'GET',
    path: '/calendar',
    permission: 'signed-in',
    summary: 'Whether one has a calendar address, and when it was last fetched',
    reply: CalendarView,
  }),
  makeCalendar: endpoint({
    method: 'POST',
    path: '/calendar',
    permission: 'signed-in',
    summary: 'A new secret calendar address; the one before stops working',
    reply: CalendarView.extend({ path: z.string() }),
    creates: true,
  }),
  revokeCalendar: endpoint({
    method: 'DELETE',
    path: '/calendar',
    permission: 'signed-in',
    summary: 'Revoke one’s calendar address',
    reply: 'nothing',
  }),
  calendarFeed: endpoint({
    method: 'GET',
    path: '/calendars/:name',
    permission: 'public',
    summary: 'The dates of one’s cycles as iCalendar; the address is the key, nothing personal is in it',
    params: z.strictObject({ name: z.string().regex(/^[\w-]{43}\.ics$/, 'not-a-calendar') }),
    query: z.strictObject({ lang: z.enum(['zh-CN', 'en']).default('zh-CN') }),
    reply: 'file',
  }),
} as const;
