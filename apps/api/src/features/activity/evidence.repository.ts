import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../platform/database/index.ts';

@Injectable()
export class EvidenceRepository {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** The file of this activity with the very same content, if there is one: a photo sent twice is one photo. */
  async sameIn(activityId: string, sha256: string): Promise<string | undefined> {
    const row = await this.database.one<{ id: string }>(sql`
      SELECT f.id FROM activity_evidence e JOIN files f ON f.id = e.file_id
      WHERE e.activity_id = ${activityId} AND f.sha256 = ${sha256}`);
    return row?.id;
  }

  async add(activityId: string, fileId: string): Promise<void> {
    await this.database.run(sql`
      INSERT INTO activity_evidence (activity_id, file_id, position)
      SELECT ${activityId}, ${fileId}, coalesce(max(position), 0) + 1 FROM activity_evidence WHERE activity_id = ${activityId}`);
  }

  remove(activityId: string, fileId: string): Promise<number> {
    return this.database.run(
      sql`DELETE FROM activity_evidence WHERE activity_id = ${activityId} AND file_id = ${fileId}`,
    );
  }

  async fileIds(activityId: string): Promise<readonly string[]> {
    const rows = await this.database.rows<{ id: string }>(sql`
      SELECT file_id AS id FROM activity_evidence WHERE activity_id = ${activityId}`);
    return rows.map(({ id }) => id);
  }

  async arrange(activityId: string, files: readonly { fileId: string; note: string }[]): Promise<void> {
    await this.database.run(sql`
      UPDATE activity_evidence e SET position = given.position, note = given.note
      FROM unnest(${files.map(({ fileId }) => fileId)}::uuid[], ${files.map(({ note }) => note)}::text[])
        WITH ORDINALITY AS given (file_id, note, position)
      WHERE e.activity_id = ${activityId} AND e.file_id = given.file_id`);
  }
}
