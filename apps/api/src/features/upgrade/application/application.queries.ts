import type { ApplicationRow, ApplicationView } from '@jianglian/contracts/upgrade';
import { upgradeApi } from '@jianglian/contracts/upgrade';
import type { InputOf } from '@jianglian/contracts/shared';
import type { Actor } from '@jianglian/domain/identity';
import { offers } from '@jianglian/domain/kernel';
import type { Application } from '@jianglian/domain/upgrade';
import { applicationMachine } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.ts';
import { Database, every, keyset, sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';
import {
  applicationBrief,
  applicationVisibleTo,
  roundColumns,
  type StoredRound,
  windowsOf,
} from './application-fragments.ts';

type Asked = InputOf<typeof upgradeApi.applications>['query'];

interface StoredPage {
  readonly brief: ApplicationRow;
  readonly hostUnitId: string;
  readonly round: StoredRound;
}

const from = sql`FROM applications a JOIN upgrade_rounds r ON r.id = a.round_id
  JOIN recommenders w ON w.id = a.recommender_id`;
const row = sql`${applicationBrief} || jsonb_build_object('roundTitle', r.title, 'recommenderName', w.name)`;
/** Drafts are not handed in yet: they stand first. */
const handedIn = sql`coalesce(a.submitted_at, 'infinity')`;

/** What an actor may see of applications, for lists, cards and pages. */
@Injectable()
export class ApplicationQueries {
  private readonly database: Database;
  private readonly clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.database = database;
    this.clock = clock;
  }

  async page(actor: Actor, query: Asked): Promise<{ rows: ApplicationRow[]; next: string | null }> {
    const keys = keyset(
      [
        {
          key: 'at',
          column: sql`to_char(${handedIn} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')`,
          descending: true,
        },
        { key: 'id', column: sql`a.id`, descending: true },
      ],
      query.after,
    );
    const words = (query.q ?? '').split(/\s+/).filter(Boolean);
    const rows = await this.database.rows<{ at: string; id: string; brief: ApplicationRow }>(sql`
      SELECT a.id, to_char(${handedIn} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') AS at, ${row} AS brief ${from}
      WHERE ${every([
        applicationVisibleTo(actor),
        query.round !== undefined && sql`a.round_id = ${query.round}`,
        query.recommender && sql`a.recommender_id = ANY(${query.recommender}::uuid[])`,
        query.state && sql`a.state = ANY(${query.state}::text[])`,
        query.target && sql`a.target = ANY(${query.target}::text[])`,
        query.kind && sql`a.kind = ANY(${query.kind}::text[])`,
        query.awaiting !== undefined && sql`a.awaits_evaluation = ${query.awaiting}`,
        ...words.map(
          (word) => sql`concat_ws(' ', a.studio_name, a.master_name, a.host_unit_name, a.occupation_name)
                        ILIKE ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`,
        ),
        keys.where,
      ])} ORDER BY ${keys.orderBy} LIMIT ${query.limit + 1}`);
    const page = keys.page(rows, query.limit);
    return { rows: page.rows.map(({ brief }) => brief), next: page.next };
  }

  /** Not there and not yours are one answer. */
  async view(actor: Actor, id: string): Promise<ApplicationView> {
    const found = await this.database.one<StoredPage>(sql`
      SELECT ${row} AS brief, a.host_unit_id AS "hostUnitId", ${roundColumns} AS round ${from}
      WHERE a.id = ${id} AND ${applicationVisibleTo(actor)}`);
    if (!found) throw new NotFoundError('application');
    const { brief, hostUnitId, round } = found;
    const { windows, ...call } = round;
    const application: Application = { ...brief, hostUnitId };
    const context = { actor, now: this.clock.now(), round: { ...call, windows: windowsOf(windows) } };
    return {
      ...brief,
      hostUnitId,
      round: { ...call, ...windows },
      offers: offers(applicationMachine, application, context)
        .filter(({ action }) => action === 'submit' || action === 'withdraw' || action === 'return')
        .map(({ action, refusals }) => ({ action, refusals: [...refusals] as never })),
    };
  }
}
