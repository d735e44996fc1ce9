import { catalogue } from '@jianglian/contracts/catalogue';
import type { Locale } from '@jianglian/contracts/shared';
import type { Role } from '@jianglian/domain/identity';
import type { WindowEnd } from '@jianglian/domain/upgrade';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';
import { type CalendarEntry, CalendarSources } from '../../evaluation/index.ts';
import { roundWindows } from './round-fragments.ts';

/** Which instants of a round are somebody's own. */
const instantsOf: Readonly<Partial<Record<Role, readonly WindowEnd[]>>> = {
  studio: ['applicationsCloseAt'],
  applicant: ['applicationsCloseAt'],
  recommender: ['recommendingOpensAt', 'recommendingClosesAt'],
  office: ['applicationsCloseAt', 'recommendingOpensAt', 'recommendingClosesAt'],
};

interface Found {
  readonly id: string;
  readonly title: string;
  readonly revision: number;
  readonly windows: Readonly<Record<WindowEnd, string>>;
  readonly roles: readonly Role[];
}

/** The windows of called rounds in the calendars of those they concern. */
@Injectable()
export class RoundCalendarListener implements OnModuleInit {
  private readonly database: Database;
  private readonly sources: CalendarSources;

  constructor(database: Database, sources: CalendarSources) {
    this.database = database;
    this.sources = sources;
  }

  onModuleInit(): void {
    this.sources.register((accountId) => this.entriesOf(accountId));
  }

  private async entriesOf(accountId: string): Promise<readonly CalendarEntry[]> {
    const rounds = await this.database.rows<Found>(sql`
      SELECT r.id, r.title, r.revision, ${roundWindows} AS windows,
        ARRAY(SELECT g.role FROM account_roles g WHERE g.account_id = ${accountId}) AS roles
      FROM upgrade_rounds r WHERE r.called_at IS NOT NULL AND r.state <> 'cancelled'
      ORDER BY r.year, r.created_at, r.id`);
    return rounds.flatMap(({ id, title, revision, windows, roles }) =>
      [...new Set(roles.flatMap((role) => instantsOf[role] ?? []))].map((window) => ({
        uid: `${id}.${window}@jianglian`,
        sequence: revision,
        at: new Date(windows[window]),
        summary: { 'zh-CN': `${nameOf('zh-CN', window)}：${title}`, en: `${nameOf('en', window)}：${title}` },
      })),
    );
  }
}

const nameOf = (locale: Locale, window: WindowEnd): string =>
  catalogue['round']?.[locale].terms['round-window']?.[window] ?? window;
