import type { Objection, ObjectionState, ObjectorKind } from '@jianglian/domain/evaluation';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';

export interface LockedObjection extends Objection {
  readonly id: string;
  readonly evaluationId: string;
  readonly studioId: string;
  readonly revision: number;
  readonly nameCipher: string | null;
  readonly contactCipher: string;
}

export interface NewObjection {
  readonly about: { readonly evaluationId: string } | { readonly applicationId: string };
  readonly objector: ObjectorKind;
  readonly filedBy: string;
  readonly at: Date;
  readonly nameCipher: string | null;
  readonly contactCipher: string;
  readonly reason: string;
  readonly fileIds: readonly string[];
}

/** Writing is the same whatever an objection is about. */
@Injectable()
export class ObjectionRepository {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async evaluationOf(id: string): Promise<string> {
    const row = await this.database.one<{ id: string }>(
      sql`SELECT evaluation_id AS id FROM objections WHERE id = ${id}`,
    );
    if (!row) throw new NotFoundError('objection');
    return row.id;
  }

  async forUpdate(id: string): Promise<LockedObjection> {
    const row = await this.database.one<LockedObjection>(sql`
      SELECT o.id, o.evaluation_id AS "evaluationId", e.studio_id AS "studioId", o.state, o.objector,
             o.filed_by AS "filedBy", o.handler_id AS "handlerId", o.revision, o.name_cipher AS "nameCipher",
             o.contact_cipher AS "contactCipher"
      FROM objections o JOIN evaluations e ON e.id = o.evaluation_id WHERE o.id = ${id} FOR UPDATE OF o`);
    if (!row) throw new NotFoundError('objection');
    return row;
  }

  async insert(one: NewObjection): Promise<string> {
    const row = await this.database.one<{ id: string }>(sql`
      INSERT INTO objections (evaluation_id, application_id, objector, filed_by, filed_at, name_cipher, contact_cipher,
                              reason, file_ids)
      VALUES (${'evaluationId' in one.about ? one.about.evaluationId : null},
              ${'applicationId' in one.about ? one.about.applicationId : null}, ${one.objector}, ${one.filedBy}, ${one.at}, ${one.nameCipher}, ${one.contactCipher},
              ${one.reason}, ${one.fileIds}::uuid[]) RETURNING id`);
    return (row as { id: string }).id;
  }

  async take(id: string, handlerId: string, at: Date): Promise<void> {
    await this.database.run(sql`
      UPDATE objections SET state = 'under-review', handler_id = ${handlerId}, taken_at = ${at},
        revision = revision + 1 WHERE id = ${id}`);
  }

  async close(
    id: string,
    state: ObjectionState,
    at: Date,
    said: { answer: string; clause: string } | null,
  ): Promise<void> {
    await this.database.run(sql`
      UPDATE objections SET state = ${state}, answer = ${said?.answer ?? null}, clause = ${said?.clause ?? null},
        closed_at = ${at}, revision = revision + 1 WHERE id = ${id}`);
  }

  async ownOpen(evaluationId: string, accountId: string): Promise<number> {
    const row = await this.database.one<{ count: number }>(sql`
      SELECT count(*)::int AS count FROM objections
      WHERE evaluation_id = ${evaluationId} AND filed_by = ${accountId} AND objector <> 'public'
        AND state IN ('filed', 'under-review')`);
    return row?.count ?? 0;
  }

  async recommenderOf(studioId: string): Promise<string> {
    const row = await this.database.one<{ id: string }>(
      sql`SELECT recommender_id AS id FROM studios WHERE id = ${studioId}`,
    );
    return row?.id ?? '';
  }
}
