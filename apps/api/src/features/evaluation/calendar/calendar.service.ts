import { catalogue } from '@jianglian/contracts/catalogue';
import type { Locale } from '@jianglian/contracts/shared';
import { OFFICE_ZONE } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { ICalAlarmType, ICalCalendar, ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';
import { createHash, randomBytes } from 'node:crypto';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';
import { type CalendarEntry, CalendarSources } from './calendar-sources.ts';
import { CalendarQueries, type CalendarWindow } from './calendar.queries.ts';
import { CalendarRepository } from './calendar.repository.ts';

const REFRESH_SECONDS = 6 * 3600;
const EVENT_MS = 30 * 60_000;
const ALARM_SECONDS = 24 * 3600;

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** A calendar that programs fetch without signing in: the address is the key, 256 random bits, kept as a hash. */
@Injectable()
export class CalendarService {
  private readonly addresses: CalendarRepository;
  private readonly queries: CalendarQueries;
  private readonly sources: CalendarSources;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    addresses: CalendarRepository,
    queries: CalendarQueries,
    sources: CalendarSources,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.addresses = addresses;
    this.queries = queries;
    this.sources = sources;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  /** Answers the token, which is told this once; the one before stops working. */
  make(accountId: string): Promise<string> {
    return this.unit.run(async () => {
      const token = randomBytes(32).toString('base64url');
      await this.addresses.replace(accountId, hashOf(token), this.clock.now());
      await this.audit.record({ subject: { type: 'account', id: accountId }, action: 'calendar-made' });
      return token;
    });
  }

  revoke(accountId: string): Promise<void> {
    return this.unit.run(async () => {
      if ((await this.addresses.revoke(accountId)) === 0) return;
      await this.audit.record({ subject: { type: 'account', id: accountId }, action: 'calendar-revoked' });
    });
  }

  /** An address that is unknown, revoked or of a disabled account looks the same: it is not there. */
  async feed(token: string, locale: Locale): Promise<string> {
    const accountId = await this.addresses.fetched(hashOf(token), this.clock.now());
    if (accountId === undefined) throw new NotFoundError('calendar');
    const windows = await this.queries.of(accountId);
    return calendarOf(windows, await this.sources.of(accountId), locale, this.clock.now());
  }
}

type Sentence = 'calendar' | 'due' | 'closes';

function calendarOf(
  windows: readonly CalendarWindow[],
  others: readonly CalendarEntry[],
  locale: Locale,
  stamp: Date,
): string {
  const terms = catalogue['cycle']?.[locale].terms ?? {};
  const said = (name: Sentence) => terms['calendar-entry']?.[name] ?? name;
  const calendar = new ICalCalendar({
    name: said('calendar'),
    prodId: { company: 'jianglian', product: 'portal', language: locale === 'en' ? 'EN' : 'ZH' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: REFRESH_SECONDS,
    // Instants go out in UTC: the library does not convert plain dates, and each reader sees the own clock.
    x: [{ key: 'X-WR-TIMEZONE', value: OFFICE_ZONE }],
  });
  const entry = (id: string, sequence: number, at: Date, summary: string) =>
    calendar.createEvent({
      id,
      sequence,
      stamp,
      // Ends at the instant, so that a look at the day shows the work before it.
      start: new Date(at.getTime() - EVENT_MS),
      end: at,
      transparency: ICalEventTransparency.TRANSPARENT,
      summary,
      alarms: [{ type: ICalAlarmType.display, trigger: ALARM_SECONDS }],
    });
  for (const { cycleId, title, revision, step, dueAt, closesAt } of windows) {
    const ends = dueAt.getTime() === closesAt.getTime() ? [] : [['due', dueAt] as const];
    for (const [end, at] of [...ends, ['closes', closesAt] as const]) {
      const summary = `${terms['cycle-step']?.[step] ?? step} ${said(end)}：${title}`;
      entry(`${cycleId}.${step}.${end}@jianglian`, revision, at, summary);
    }
  }
  for (const { uid, sequence, at, summary } of others) entry(uid, sequence, at, summary[locale]);
  return calendar.toString();
}
