import type { ApplicationFileKind, ApplicationSection, SectionContent } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';
import type { VersionContent } from './version-content.ts';

export interface PartToSave {
  readonly applicationId: string;
  readonly section: ApplicationSection | ApplicationFileKind;
  readonly content: SectionContent;
  readonly revision: number;
  readonly accountId: string;
  readonly at: Date;
}

export interface VersionToKeep {
  readonly applicationId: string;
  readonly at: Date;
  readonly accountId: string;
  readonly content: VersionContent & object;
  readonly hash: string;
  readonly receipt: string;
  readonly determinationId: string;
}

/** Writes what an application says: its parts, its files, its versions. */
@Injectable()
export class ApplicationFormRepository {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** The instant it was saved; false: the revision is stale. Saying the same once more is no conflict. */
  async savePart({ applicationId, section, content, revision, accountId, at }: PartToSave): Promise<boolean> {
    const text = JSON.stringify(content);
    const saved = await this.database.run(sql`
      INSERT INTO application_sections AS x (application_id, section, content, revision, saved_at, saved_by)
      SELECT ${applicationId}, ${section}, ${text}::jsonb, 1, ${at}, ${accountId}
      WHERE ${revision} = 0
        OR EXISTS (SELECT FROM application_sections WHERE application_id = ${applicationId} AND section = ${section})
      ON CONFLICT (application_id, section) DO UPDATE
        SET content = EXCLUDED.content, revision = x.revision + 1, saved_at = EXCLUDED.saved_at,
            saved_by = EXCLUDED.saved_by
        WHERE x.revision = ${revision}`);
    return saved > 0;
  }

  async replaceFiles(applicationId: string, kind: ApplicationFileKind, fileIds: readonly string[]): Promise<void> {
    await this.database.run(
      sql`DELETE FROM application_files WHERE application_id = ${applicationId} AND kind = ${kind}`,
    );
    await this.database.run(sql`
      INSERT INTO application_files (application_id, kind, position, file_id)
      SELECT ${applicationId}, ${kind}, t.position, t.id
      FROM unnest(${fileIds}::uuid[]) WITH ORDINALITY AS t (id, position)`);
  }

  async setEvidence(applicationId: string, fileId: string | null): Promise<void> {
    await this.database.run(sql`UPDATE applications SET evidence_file_id = ${fileId} WHERE id = ${applicationId}`);
  }

  async setIdNumber(applicationId: string, sealed: { cipher: string; index: string }): Promise<void> {
    await this.database.run(sql`
      UPDATE applications SET id_number_cipher = ${sealed.cipher}, id_number_index = ${sealed.index}
      WHERE id = ${applicationId}`);
  }

  async sealedIdNumber(applicationId: string): Promise<{ cipher: string | null; index: string | null }> {
    return (await this.database.one<{ cipher: string | null; index: string | null }>(sql`
      SELECT id_number_cipher AS cipher, id_number_index AS index FROM applications WHERE id = ${applicationId}`))!;
  }

  /** Which of the codes and ids a section names are not in the registers of today: the names of their fields. */
  async unknownReferences(content: SectionContent, today: string): Promise<readonly string[]> {
    const [cluster, district, recommender] = ['cluster', 'district', 'recommender'].map(
      (field) => content[field] ?? null,
    );
    const row = await this.database.one<{ fields: string[] }>(sql`
      SELECT array_remove(ARRAY[
        CASE WHEN ${cluster}::text <> '' AND NOT EXISTS (SELECT FROM clusters WHERE code = ${cluster}::text)
          THEN 'cluster' END,
        CASE WHEN ${district}::text <> '' AND NOT EXISTS (SELECT FROM districts WHERE code = ${district}::text)
          THEN 'district' END,
        CASE WHEN ${recommender}::text <> '' AND NOT EXISTS (
          SELECT FROM recommenders WHERE id::text = ${recommender}::text AND (valid_from IS NULL OR valid_from <= ${today}::date)
            AND (valid_to IS NULL OR valid_to > ${today}::date)) THEN 'recommender' END], NULL) AS fields`);
    return row!.fields;
  }

  /** The number of the version. Applications are locked by who calls, so that versions count without gaps. */
  async keepVersion(version: VersionToKeep): Promise<number> {
    const { form: _form, files, evidence } = version.content;
    const fileIds = [...Object.values(files).flat(), ...(evidence ? [evidence] : [])].map(({ id }) => id);
    const row = await this.database.one<{ number: number }>(sql`
      INSERT INTO application_versions (application_id, number, submitted_at, submitted_by, content, hash, receipt_serial,
        determination_id, file_ids)
      SELECT ${version.applicationId}, 1 + count(*), ${version.at}, ${version.accountId},
        ${JSON.stringify(version.content)}::jsonb, ${version.hash}, ${version.receipt}, ${version.determinationId},
        ${fileIds}::uuid[]
      FROM application_versions WHERE application_id = ${version.applicationId} RETURNING number`);
    await this.database.run(sql`
      UPDATE applications SET determination_id = ${version.determinationId} WHERE id = ${version.applicationId}`);
    return row!.number;
  }

  async hashesOf(fileIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.database.rows<{ id: string; sha256: string }>(
      sql`SELECT id, sha256 FROM files WHERE id = ANY(${fileIds}::uuid[])`,
    );
    return new Map(rows.map(({ id, sha256 }) => [id, sha256]));
  }
}
