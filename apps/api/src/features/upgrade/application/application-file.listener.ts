import type { Actor } from '@jianglian/domain/identity';
import { isApplicant } from '@jianglian/domain/upgrade';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Database, sql } from '../../../platform/database/index.ts';
import { FileVisibility } from '../../../platform/files/index.ts';
import { applicationVisibleTo } from './application-fragments.ts';

interface Holder {
  readonly id: string;
  readonly kind: 'upgrade' | 'founding';
  readonly studioId: string | null;
  readonly hostUnitId: string;
  readonly handedIn: boolean;
}

/**
 * Papers of an application are seen by the applicant, and by its recommender and the office as far as they were handed in.
 * Each opening of a copy of an identity card by another than the applicant is recorded.
 */
@Injectable()
export class ApplicationFileListener implements OnModuleInit {
  private readonly database: Database;
  private readonly visibility: FileVisibility;
  private readonly audit: AuditLog;

  constructor(database: Database, visibility: FileVisibility, audit: AuditLog) {
    this.database = database;
    this.visibility = visibility;
    this.audit = audit;
  }

  onModuleInit(): void {
    this.visibility.register('application', async ({ id }, actor) => (await this.holder(id, actor)) !== undefined);
    this.visibility.register('identity-copy', async ({ id }, actor) => {
      const holder = await this.holder(id, actor);
      if (!holder) return false;
      if (!isApplicant(holder, actor)) {
        await this.audit.record({
          subject: { type: 'application', id: holder.id },
          action: 'id-copy-opened',
          ...(holder.studioId === null ? {} : { studioId: holder.studioId }),
          facts: { file: id },
        });
      }
      return true;
    });
  }

  private async holder(fileId: string, actor: Actor): Promise<Holder | undefined> {
    const rows = await this.database.rows<Holder>(sql`
      SELECT a.id, a.kind, a.studio_id AS "studioId", a.host_unit_id AS "hostUnitId",
        (a.state NOT IN ('draft', 'returned') OR EXISTS (
          SELECT FROM application_versions v WHERE v.application_id = a.id AND ${fileId}::uuid = ANY(v.file_ids)))
          AS "handedIn"
      FROM applications a
      WHERE a.id IN (
        SELECT l.application_id FROM application_files l WHERE l.file_id = ${fileId}::uuid
        UNION SELECT e.id FROM applications e WHERE e.evidence_file_id = ${fileId}::uuid
        UNION SELECT v.application_id FROM application_versions v WHERE v.file_ids @> ARRAY[${fileId}::uuid])
      AND ${applicationVisibleTo(actor)}`);
    return rows.find((row) => row.handedIn || isApplicant(row, actor));
  }
}
