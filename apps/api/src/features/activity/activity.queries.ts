import type { activityApi, ActivityHistoryView, ActivityRow, ActivityView } from '@jianglian/contracts/activity';
import type { InputOf, ReplyOf } from '@jianglian/contracts/shared';
import { activityOffers, activityStates } from '@jianglian/domain/activity';
import type { Actor } from '@jianglian/domain/identity';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.ts';
import { Database, keyset, sql, type Sql } from '../../platform/database/index.ts';
import { contextOf, decisionColumns, type LoadedActivity } from './activity-facts.ts';
import { askedActivities, type AskedActivities } from './activity-filter.queries.ts';
import { activityVisibleTo } from './activity-scope.queries.ts';
import { EvidenceQueries } from './evidence.queries.ts';

type Paging = Pick<InputOf<typeof activityApi.list>['query'], 'after' | 'limit' | 'sort'>;
type Counts = ReplyOf<typeof activityApi.counts>;

/** Nobody needs to know whether it is four thousand or five: counting them all would cost more than the page. */
const countUpTo = 1000;

export const rowColumns = sql`
  a.id, json_build_object('id', s.id, 'code', s.code, 'name', s.name) AS studio, a.kind, a.mechanism, a.title,
  a.started_on AS "startedOn", a.ended_on AS "endedOn", a.metrics, a.state, a.version,
  (SELECT count(*)::int FROM activity_evidence e WHERE e.activity_id = a.id) AS evidence,
  a.submitted_at AS "submittedAt", a.revision`;

@Injectable()
export class ActivityQueries {
  private readonly database: Database;
  private readonly evidence: EvidenceQueries;
  private readonly clock: Clock;

  constructor(database: Database, evidence: EvidenceQueries, clock: Clock) {
    this.database = database;
    this.evidence = evidence;
    this.clock = clock;
  }

  async page(asked: AskedActivities, { after, limit, sort }: Paging, actor: Actor) {
    const keys = keyset(orders[sort], after);
    const waiting = sort === 'waiting' ? sql`a.state = 'submitted'` : sql`TRUE`;
    const rows = await this.database.rows<ActivityRow>(sql`
      SELECT ${rowColumns} FROM activities a JOIN studios s ON s.id = a.studio_id
      WHERE ${askedActivities(asked, actor)} AND ${waiting} AND ${keys.where}
      ORDER BY ${keys.orderBy} LIMIT ${limit + 1}`);
    return keys.page(rows, limit);
  }

  async counts({ state, ...asked }: AskedActivities, actor: Actor): Promise<Counts> {
    const wanted = state ?? activityStates;
    const rows = await this.database.rows<{ state: (typeof activityStates)[number]; count: number }>(sql`
      SELECT each.state, (SELECT count(*)::int FROM (
        SELECT FROM activities a JOIN studios s ON s.id = a.studio_id
        WHERE a.state = each.state AND ${askedActivities({ ...asked, state: [...wanted] }, actor)}
        LIMIT ${countUpTo + 1}) counted) AS count
      FROM unnest(${wanted}::text[]) WITH ORDINALITY AS each (state, position) ORDER BY each.position`);
    return {
      states: rows.map(({ state: of, count }) => ({
        state: of,
        count: Math.min(count, countUpTo),
        more: count > countUpTo,
      })),
    };
  }

  /** Undefined when it is not there or not theirs. */
  async view(id: string, actor: Actor): Promise<ActivityView | undefined> {
    const row = await this.database.one<LoadedActivity & Omit<ActivityView, 'offers' | 'evidence'>>(sql`
      SELECT ${decisionColumns}, ${viewColumns} FROM activities a JOIN studios s ON s.id = a.studio_id
      WHERE a.id = ${id} AND ${activityVisibleTo(actor)}`);
    if (!row) return undefined;
    const { author, ...view } = row as typeof row & { author: string };
    return {
      ...view,
      createdBy: author,
      correctionId: await this.openCorrection(row.seriesId, row.id, actor),
      evidence: await this.evidence.of(id, actor),
      offers: activityOffers(row, contextOf(row, actor, this.clock.today())).map(({ action, refusals }) => ({
        action,
        refusals: refusals.map(({ code, params }) => ({ code, params: { ...params } })),
      })) as ActivityView['offers'],
    };
  }

  async history(id: string, actor: Actor): Promise<ActivityHistoryView | undefined> {
    const versions = await this.database.rows<ActivityHistoryView['versions'][number]>(sql`
      SELECT a.id, a.version, a.state, a.correction_reason AS "correctionReason", a.created_at AS "createdAt"
      FROM activities a JOIN studios s ON s.id = a.studio_id
      WHERE a.series_id = (SELECT series_id FROM activities WHERE id = ${id}) AND ${activityVisibleTo(actor)}
      ORDER BY a.version DESC`);
    if (!versions.some((version) => version.id === id)) return undefined;
    const events = await this.database.rows<ActivityHistoryView['events'][number]>(sql`
      SELECT r.id::text, r.at, r.actor_name AS "actorName", r.role, r.action, a.version, r.from_state AS "from",
             r.to_state AS "to", r.reason
      FROM audit_records r JOIN activities a ON a.id::text = r.subject_id
      WHERE r.subject_type = 'activity' AND r.subject_id = ANY(${versions.map((version) => version.id)}::text[])
      ORDER BY r.id DESC LIMIT 200`);
    return { versions, events };
  }

  /** Of the activities chosen, or of those waiting for the actor: what a decision about each needs. */
  waiting(
    ids: readonly string[] | undefined,
    actor: Actor,
    limit: number,
  ): Promise<(LoadedActivity & { studio: string })[]> {
    const chosen: Sql = ids === undefined ? sql`TRUE` : sql`a.id = ANY(${ids}::uuid[])`;
    const asked = ids === undefined ? askedActivities({ mine: true }, actor) : activityVisibleTo(actor);
    return this.database.rows(sql`
      SELECT ${decisionColumns}, s.name AS studio FROM activities a JOIN studios s ON s.id = a.studio_id
      WHERE ${asked} AND ${chosen} ORDER BY a.submitted_at, a.id LIMIT ${limit}`);
  }

  private async openCorrection(seriesId: string, id: string, actor: Actor): Promise<string | null> {
    const row = await this.database.one<{ id: string }>(sql`
      SELECT a.id FROM activities a JOIN studios s ON s.id = a.studio_id
      WHERE a.series_id = ${seriesId} AND a.id <> ${id} AND a.state IN ('draft', 'submitted', 'returned')
        AND ${activityVisibleTo(actor)}`);
    return row?.id ?? null;
  }
}

const orders = {
  latest: [
    { key: 'startedOn', column: sql`a.started_on`, descending: true },
    { key: 'id', column: sql`a.id`, descending: true },
  ],
  waiting: [
    { key: 'submittedAt', column: sql`a.submitted_at` },
    { key: 'id', column: sql`a.id` },
  ],
};

const viewColumns = sql`
  json_build_object('id', s.id, 'code', s.code, 'name', s.name) AS studio, a.mechanism,
  a.return_reason AS "returnReason", a.correction_reason AS "correctionReason", a.submitted_at AS "submittedAt",
  a.verified_at AS "verifiedAt", a.created_at AS "createdAt",
  coalesce((SELECT display_name FROM accounts WHERE id = a.created_by), '') AS author,
  (SELECT display_name FROM accounts WHERE id = a.verified_by) AS "verifiedBy"`;
