import type { VersionView } from '@jianglian/contracts/upgrade';
import type { Actor } from '@jianglian/domain/identity';
import type { ApplicationSection } from '@jianglian/domain/upgrade';
import { applicationFileKinds, applicationSections, isApplicant } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';
import { applicationVisibleTo } from './application-fragments.ts';
import type { VersionContent } from './version-content.ts';

interface Stored {
  readonly number: number;
  readonly submittedAt: string;
  readonly by: string | null;
  readonly receipt: string;
  readonly hash: string;
  readonly content: VersionContent;
}

const columns = sql`v.number, v.submitted_at AS "submittedAt", p.display_name AS by, v.receipt_serial AS receipt, v.hash,
  v.content FROM application_versions v LEFT JOIN accounts p ON p.id = v.submitted_by`;

/** Versions as they were handed in. */
@Injectable()
export class ApplicationVersionQueries {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async view(actor: Actor, id: string, number: number): Promise<VersionView> {
    const application = await this.database.one<Parameters<typeof isApplicant>[0]>(sql`
      SELECT a.kind, a.studio_id AS "studioId", a.host_unit_id AS "hostUnitId" FROM applications a
      WHERE a.id = ${id} AND ${applicationVisibleTo(actor)}`);
    const row =
      application &&
      (await this.database.one<Stored>(sql`SELECT ${columns} WHERE v.application_id = ${id} AND v.number = ${number}`));
    if (!row) throw new NotFoundError('application version');
    return versionView(row, isApplicant(application, actor));
  }

  /** What was handed in last; undefined: nothing yet. Whether the asker may see it is for the caller to decide. */
  async latest(id: string, withIdCopies: boolean): Promise<VersionView | undefined> {
    const row = await this.database.one<Stored>(
      sql`SELECT ${columns} WHERE v.application_id = ${id} ORDER BY v.number DESC LIMIT 1`,
    );
    return row && versionView(row, withIdCopies);
  }
}

function versionView({ content, ...version }: Stored, withIdCopies: boolean): VersionView {
  return {
    ...version,
    sections: applicationSections.map((section: ApplicationSection) => ({
      section,
      content: content.form[section] as VersionView['sections'][number]['content'],
    })),
    files: applicationFileKinds.map((kind) => {
      const files = content.files[kind];
      const hide = kind === 'id-card' && !withIdCopies;
      return { kind, files: hide ? [] : [...files], hidden: hide ? files.length : 0 };
    }),
    evidence: content.evidence,
    register: content.register,
  };
}
