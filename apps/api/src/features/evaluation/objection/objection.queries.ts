import type { ObjectionRow, ObjectionView } from '@jianglian/contracts/evaluation';
import { evaluationApi } from '@jianglian/contracts/evaluation';
import type { InputOf } from '@jianglian/contracts/shared';
import type { Participants } from '@jianglian/domain/evaluation';
import { objectionMachine } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import { holds } from '@jianglian/domain/identity';
import { offers } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { Database, every, keyset, sql, type Sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';
import { cycleBrief, studioBrief, studioBriefJoins } from '../evaluation-fragments.ts';
import { ObjectionParticipants } from './objection-participants.ts';

type Asked = InputOf<typeof evaluationApi.objections>['query'];
type Stored<View> = Omit<View, 'offers'> & { readonly filedBy: string; readonly handlerId: string | null };

const nobody: Participants = { deciding: [], proposing: [], evaluating: [], opinion: [], objecting: [] };

/** Objections: all for the office; a studio or a recommender sees what it filed itself, and nobody else's. */
@Injectable()
export class ObjectionQueries {
  private readonly database: Database;
  private readonly participants: ObjectionParticipants;

  constructor(database: Database, participants: ObjectionParticipants) {
    this.database = database;
    this.participants = participants;
  }

  async page(query: Asked, actor: Actor): Promise<{ rows: ObjectionRow[]; next: string | null }> {
    const keys = keyset(
      [
        { key: 'filedAt', column: sql`o.filed_at`, descending: true },
        { key: 'id', column: sql`o.id`, descending: true },
      ],
      query.after,
    );
    const rows = await this.database.rows<Stored<ObjectionRow>>(sql`
      SELECT ${columns(actor)}, jsonb_build_object('id', c.id, 'title', c.title) AS cycle ${from}
      WHERE ${every([
        mine(actor),
        query.cycleId !== undefined && sql`e.cycle_id = ${query.cycleId}`,
        query.evaluationId !== undefined && sql`e.id = ${query.evaluationId}`,
        query.state && sql`o.state = ANY(${query.state})`,
        keys.where,
      ])} ORDER BY ${keys.orderBy} LIMIT ${query.limit + 1}`);
    const { rows: kept, next } = keys.page(rows, query.limit);
    return { rows: kept.map((row) => ({ ...row, offers: offersOf(row, actor, nobody) })), next };
  }

  async one(id: string, actor: Actor): Promise<ObjectionView> {
    const row = await this.database.one<Stored<ObjectionView>>(sql`
      SELECT ${columns(actor)}, ${cycleBrief} AS cycle, e.grade, e.final_score AS "finalScore",
             c.publicity_until AS "publicityUntil", o.reason,
             coalesce((SELECT jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'mediaType', f.media_type,
                         'size', f.size, 'pages', f.pages) ORDER BY f.name)
                       FROM files f WHERE f.id = ANY(o.file_ids)), '[]') AS files,
             CASE WHEN o.objector <> 'public' THEN a.display_name END AS "filedByName", o.answer, o.clause
      ${from} JOIN accounts a ON a.id = o.filed_by WHERE o.id = ${id} AND ${mine(actor)}`);
    if (!row) throw new NotFoundError('objection');
    return { ...row, offers: offersOf(row, actor, await this.participants.of(id)) };
  }

  /** Whether the actor may see a file: as one of an objection within reach. */
  async holdsFile(fileId: string, actor: Actor): Promise<boolean> {
    const row = await this.database.one(sql`SELECT 1 ${from} WHERE ${fileId} = ANY(o.file_ids) AND ${mine(actor)}`);
    return row !== undefined;
  }
}

const columns = (actor: Actor): Sql => sql`
  o.id, o.revision, o.state, o.objector, e.id AS "evaluationId", ${studioBrief('e.tier')} AS studio,
  o.filed_at AS "filedAt", o.closed_at AS "closedAt", o.filed_by AS "filedBy", o.handler_id AS "handlerId",
  ${holds(actor, 'office') ? sql`handler.display_name` : sql`NULL::text`} AS "handlerName"`;

const from = sql`
  FROM objections o JOIN evaluations e ON e.id = o.evaluation_id JOIN evaluation_cycles c ON c.id = e.cycle_id
  JOIN studios s ON s.id = e.studio_id ${studioBriefJoins}
  LEFT JOIN accounts handler ON handler.id = o.handler_id`;

const mine = (actor: Actor): Sql => (holds(actor, 'office') ? sql`TRUE` : sql`o.filed_by = ${actor.accountId}`);

const offersOf = (
  { state, objector, filedBy, handlerId }: Pick<Stored<ObjectionRow>, 'state' | 'objector' | 'filedBy' | 'handlerId'>,
  actor: Actor,
  participants: Participants,
): ObjectionRow['offers'] =>
  offers(objectionMachine, { state, objector, filedBy, handlerId }, { actor, participants })
    .filter(({ action }) => action === 'withdraw' || holds(actor, 'office'))
    .map(({ action, refusals }) => ({ action, refusals: [...refusals] as never }));
