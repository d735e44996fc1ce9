import type { AwardObjectionRow, AwardObjectionView } from '@jianglian/contracts/upgrade';
import { upgradeApi } from '@jianglian/contracts/upgrade';
import type { InputOf, ReplyOf } from '@jianglian/contracts/shared';
import type { Participants } from '@jianglian/domain/evaluation';
import { objectionMachine } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import { holds } from '@jianglian/domain/identity';
import { offers } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { Database, every, keyset, sql, type Sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';
import { applicationVisibleTo } from '../application/application-fragments.ts';

type Asked = InputOf<typeof upgradeApi.awardObjections>['query'];
type Stored<View> = Omit<View, 'offers'> & { readonly filedBy: string; readonly handlerId: string | null };

/** Objections against candidates: all for the office; everybody else sees what they filed, and nobody else's. */
@Injectable()
export class AwardObjectionQueries {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async page(query: Asked, actor: Actor): Promise<{ rows: AwardObjectionRow[]; next: string | null }> {
    const keys = keyset(
      [
        { key: 'filedAt', column: sql`o.filed_at`, descending: true },
        { key: 'id', column: sql`o.id`, descending: true },
      ],
      query.after,
    );
    const rows = await this.database.rows<Stored<AwardObjectionRow>>(sql`
      SELECT ${columns(actor)} ${from}
      WHERE ${every([
        mine(actor),
        query.roundId !== undefined && sql`a.round_id = ${query.roundId}`,
        query.state && sql`o.state = ANY(${query.state})`,
        keys.where,
      ])} ORDER BY ${keys.orderBy} LIMIT ${query.limit + 1}`);
    const { rows: kept, next } = keys.page(rows, query.limit);
    return { rows: kept.map((row) => ({ ...row, offers: offersOf(row, actor, {}) })), next };
  }

  async one(id: string, actor: Actor): Promise<AwardObjectionView> {
    const row = await this.database.one<Stored<AwardObjectionView>>(sql`
      SELECT ${columns(actor)}, r.publicity_until AS "publicityUntil", o.reason,
             coalesce((SELECT jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'mediaType', f.media_type,
                         'size', f.size, 'pages', f.pages) ORDER BY f.name)
                       FROM files f WHERE f.id = ANY(o.file_ids)), '[]') AS files,
             CASE WHEN o.objector <> 'public' THEN filer.display_name END AS "filedByName", o.answer, o.clause
      ${from} JOIN accounts filer ON filer.id = o.filed_by WHERE o.id = ${id} AND ${mine(actor)}`);
    if (!row) throw new NotFoundError('objection');
    return { ...row, offers: offersOf(row, actor, await this.participants(id)) };
  }

  /** Candidates in publicity, for who applied or recommends in that round, and for the office. */
  objectionable(roundId: string, actor: Actor): Promise<ReplyOf<typeof upgradeApi.objectionable>> {
    return this.database.rows(sql`
      SELECT c.id, c.studio_name AS "studioName", c.master_name AS "masterName", c.host_unit_name AS "hostUnitName",
             c.target AS tier, r.publicity_until AS "publicityUntil"
      FROM applications c JOIN application_awards w ON w.application_id = c.id AND w.outcome = 'award'
      JOIN upgrade_rounds r ON r.id = c.round_id
      WHERE c.round_id = ${roundId} AND r.state = 'publicity' AND ${tookPartIn(actor)}
      ORDER BY c.studio_name, c.id`);
  }

  /** Whether the actor applied or recommends in the round of the candidate `c`; the office always may. */
  async isOfTheRound(applicationId: string, actor: Actor): Promise<boolean> {
    const row = await this.database.one(sql`
      SELECT 1 FROM applications c WHERE c.id = ${applicationId} AND ${tookPartIn(actor)}`);
    return row !== undefined;
  }

  /** Everybody who took part in the award an objection is about, also those whose decision was changed later. */
  async participants(objectionId: string): Promise<Participants> {
    const row = await this.database.one<Participants>(sql`
      SELECT coalesce((SELECT jsonb_agg(DISTINCT by) FROM (
               SELECT w.decided_by::text AS by FROM application_awards w WHERE w.application_id = a.id
               UNION ALL SELECT v.reviewed_by::text FROM application_reviews v WHERE v.application_id = a.id
               UNION ALL SELECT x.account_id::text FROM audit_records x
               WHERE x.subject_type = 'application' AND x.subject_id = a.id::text AND x.action = 'award-decided'
             ) decided WHERE by IS NOT NULL), '[]') AS deciding,
             CASE WHEN r.proposed_by IS NULL THEN '[]' ELSE jsonb_build_array(r.proposed_by) END AS proposing,
             CASE WHEN r.released_by IS NULL THEN '[]' ELSE jsonb_build_array(r.released_by) END AS releasing,
             coalesce((SELECT jsonb_agg(DISTINCT sh.account_id) FROM review_sheets sh
                       WHERE sh.application_id = a.id AND sh.state IN ('draft', 'submitted')), '[]') AS evaluating,
             coalesce((SELECT jsonb_agg(p.submitted_by) FROM recommendations p
                       WHERE p.round_id = a.round_id AND p.recommender_id = a.recommender_id
                         AND p.submitted_by IS NOT NULL), '[]') AS recommending,
             CASE WHEN o.objector = 'public' THEN '[]' ELSE jsonb_build_array(o.filed_by) END AS objecting
      FROM objections o JOIN applications a ON a.id = o.application_id JOIN upgrade_rounds r ON r.id = a.round_id
      WHERE o.id = ${objectionId}`);
    if (!row) throw new NotFoundError('objection');
    return row;
  }

  /** Whether the actor may see a file: as one of an objection within reach. */
  async holdsFile(fileId: string, actor: Actor): Promise<boolean> {
    const row = await this.database.one(sql`SELECT 1 ${from} WHERE ${fileId} = ANY(o.file_ids) AND ${mine(actor)}`);
    return row !== undefined;
  }
}

const columns = (actor: Actor): Sql => sql`
  o.id, o.revision, o.state, o.objector, jsonb_build_object('id', a.id, 'studioName', a.studio_name,
    'masterName', a.master_name, 'hostUnitName', a.host_unit_name, 'tier', a.target) AS candidate,
  jsonb_build_object('id', r.id, 'title', r.title) AS round,
  o.filed_at AS "filedAt", o.closed_at AS "closedAt", o.filed_by AS "filedBy", o.handler_id AS "handlerId",
  ${holds(actor, 'office') ? sql`handler.display_name` : sql`NULL::text`} AS "handlerName"`;

const from = sql`
  FROM objections o JOIN applications a ON a.id = o.application_id JOIN upgrade_rounds r ON r.id = a.round_id
  LEFT JOIN accounts handler ON handler.id = o.handler_id`;

const mine = (actor: Actor): Sql => (holds(actor, 'office') ? sql`TRUE` : sql`o.filed_by = ${actor.accountId}`);

const tookPartIn = (actor: Actor): Sql => sql`EXISTS (
  SELECT FROM applications a WHERE a.round_id = c.round_id AND a.submitted_at IS NOT NULL
    AND ${applicationVisibleTo(actor)})`;

const offersOf = (
  {
    state,
    objector,
    filedBy,
    handlerId,
  }: Pick<Stored<AwardObjectionRow>, 'state' | 'objector' | 'filedBy' | 'handlerId'>,
  actor: Actor,
  participants: Participants,
): AwardObjectionRow['offers'] =>
  offers(objectionMachine, { state, objector, filedBy, handlerId }, { actor, participants })
    .filter(({ action }) => action === 'withdraw' || holds(actor, 'office'))
    .map(({ action, refusals }) => ({ action, refusals: [...refusals] as never }));
