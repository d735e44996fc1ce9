import type { EvidenceView } from '@jianglian/contracts/activity';
import type { Actor } from '@jianglian/domain/identity';
import { Injectable } from '@nestjs/common';
import { Database, raw, sql } from '../../platform/database/index.ts';
import { activityVisibleTo } from './activity-scope.queries.ts';

@Injectable()
export class EvidenceQueries {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /**
   * The files of an activity in order. A content that stands in another activity too is pointed out: by name where the actor
   * may see that one and it is of the same studio, else only that it stands somewhere.
   */
  of(activityId: string, actor: Actor): Promise<EvidenceView[]> {
    const twin = activityVisibleTo(actor, raw('twin'), raw('twin_studio'));
    return this.database.rows<EvidenceView>(sql`
      SELECT e.file_id AS "fileId", f.name, f.media_type AS "mediaType", f.size, f.pages, e.position, e.note,
             json_build_object('own', coalesce(reuse.own, '[]'::json), 'elsewhere', coalesce(reuse.elsewhere, false)) AS reuse
      FROM activity_evidence e
      JOIN files f ON f.id = e.file_id
      JOIN activities a ON a.id = e.activity_id
      LEFT JOIN LATERAL (
        SELECT json_agg(json_build_object('id', twin.id, 'title', twin.title, 'startedOn', twin.started_on)
                        ORDER BY twin.started_on, twin.id)
                 FILTER (WHERE twin.studio_id = a.studio_id AND ${twin}) AS own,
               bool_or(twin.studio_id <> a.studio_id) AS elsewhere
        FROM files same
        JOIN activity_evidence other ON other.file_id = same.id
        JOIN activities twin ON twin.id = other.activity_id AND twin.series_id <> a.series_id
        JOIN studios twin_studio ON twin_studio.id = twin.studio_id
        WHERE same.sha256 = f.sha256) reuse ON TRUE
      WHERE e.activity_id = ${activityId}
      ORDER BY e.position, e.file_id`);
  }

  /** Whether a file is evidence of an activity the actor may see. */
  async maySee(fileId: string, actor: Actor): Promise<boolean> {
    const row = await this.database.one(sql`
      SELECT FROM activity_evidence e JOIN activities a ON a.id = e.activity_id JOIN studios s ON s.id = a.studio_id
      WHERE e.file_id = ${fileId} AND ${activityVisibleTo(actor)} LIMIT 1`);
    return row !== undefined;
  }
}
