import type { Actor } from '@jianglian/domain/identity';
import type { WorkCalendar } from '@jianglian/domain/kernel';
import { nextRound, noticeCalls, roundOfNotice, type RoundSettings, roundRefusals } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { NotFoundError, RefusedError } from '../../../platform/http/problem/index.ts';
import { WorkCalendarQueries } from '../../evaluation/index.ts';
import { QuotaRepository } from './quota.repository.ts';
import { RoundRepository } from './round.repository.ts';

export type RoundLike = { readonly notice: string } | { readonly round: string };

interface Draft {
  readonly settings: RoundSettings;
  readonly ruleSet: { readonly id: string; readonly version: number };
}

/** New rounds are never empty: each is like the notice says, or like an earlier one. */
@Injectable()
export class RoundDrafts {
  private readonly rounds: RoundRepository;
  private readonly quotas: QuotaRepository;
  private readonly calendars: WorkCalendarQueries;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    rounds: RoundRepository,
    quotas: QuotaRepository,
    calendars: WorkCalendarQueries,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.rounds = rounds;
    this.quotas = quotas;
    this.calendars = calendars;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  /** Dates go on to working days; documents and places of single recommenders are taken along from an earlier round. */
  create(like: RoundLike, year: number, actor: Actor): Promise<string> {
    return this.unit.run(async () => {
      const calendar = await this.calendars.calendar();
      const { settings, ruleSet } =
        'notice' in like ? likeNotice(like.notice, year, calendar) : await this.likeRound(like.round, year, calendar);
      const id = await this.rounds.insert(settings, ruleSet, actor.accountId, this.clock.now());
      if ('round' in like) {
        await this.quotas.copy(like.round, id);
        await this.rounds.copyDocuments(like.round, id);
      }
      await this.audit.record({
        subject: { type: 'round', id },
        action: 'drafted',
        to: 'draft',
        revision: 1,
        facts: { like, ...settings },
      });
      return id;
    });
  }

  private async likeRound(id: string, year: number, calendar: WorkCalendar): Promise<Draft> {
    const last = await this.rounds.forShare(id);
    if (year < last.year) throw new RefusedError([roundRefusals('year-before', { year: last.year })], 422);
    return { settings: nextRound(last, year, calendar), ruleSet: last.ruleSet };
  }
}

function likeNotice(notice: string, year: number, calendar: WorkCalendar): Draft {
  const call = noticeCalls.find((known) => known.notice.id === notice);
  if (!call) throw new NotFoundError('notice');
  if (year < call.year) throw new RefusedError([roundRefusals('year-before', { year: call.year })], 422);
  return { settings: nextRound(roundOfNotice(call), year, calendar), ruleSet: call.rules };
}
