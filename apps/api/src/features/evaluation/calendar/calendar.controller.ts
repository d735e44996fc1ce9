import { evaluationApi as api } from '@jianglian/contracts/evaluation';
import type { InputOf, ReplyOf } from '@jianglian/contracts/shared';
import type { Actor } from '@jianglian/domain/identity';
import { Controller, StreamableFile } from '@nestjs/common';
import { CurrentActor, Input, Route } from '../../../platform/http/index.ts';
import { CalendarQueries } from './calendar.queries.ts';
import { CalendarService } from './calendar.service.ts';

@Controller()
export class CalendarController {
  private readonly calendars: CalendarService;
  private readonly queries: CalendarQueries;

  constructor(calendars: CalendarService, queries: CalendarQueries) {
    this.calendars = calendars;
    this.queries = queries;
  }

  @Route(api.calendar)
  own(@CurrentActor() actor: Actor): Promise<ReplyOf<typeof api.calendar>> {
    return this.queries.address(actor.accountId);
  }

  @Route(api.makeCalendar)
  async make(@CurrentActor() actor: Actor): Promise<ReplyOf<typeof api.makeCalendar>> {
    const token = await this.calendars.make(actor.accountId);
    return { ...(await this.queries.address(actor.accountId)), path: `/api/calendars/${token}.ics` };
  }

  @Route(api.revokeCalendar)
  revoke(@CurrentActor() actor: Actor): Promise<void> {
    return this.calendars.revoke(actor.accountId);
  }

  @Route(api.calendarFeed)
  async feed(@Input() { params, query }: InputOf<typeof api.calendarFeed>): Promise<StreamableFile> {
    const text = await this.calendars.feed(params.name.replace(/\.ics$/, ''), query.lang);
    return new StreamableFile(Buffer.from(text), {
      type: 'text/calendar; charset=utf-8',
      disposition: 'inline; filename="jianglian.ics"',
    });
  }
}
