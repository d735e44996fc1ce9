import type {
  ChangeEvidence,
  ChangeKind,
  ChangeSurroundings,
  Named,
  Proposal,
  StudioChange,
} from '@jianglian/domain/studio';
import { contentRefusals, runningStandings } from '@jianglian/domain/studio';
import type { Refusal } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { Database, sql, type Sql } from '../../../platform/database/index.ts';

/** An application with what a decision about it rests on. */
export interface ChangeRecord extends StudioChange {
  readonly id: string;
  readonly kind: ChangeKind;
  readonly revision: number;
  readonly proposal: Proposal;
  readonly reason: string;
  readonly files: readonly { readonly id: string; readonly evidence: ChangeEvidence }[];
  readonly idNumberCipher: string | null;
  readonly idNumberIndex: string | null;
  readonly mobileCipher: string | null;
  readonly submittedAt: string | null;
  readonly studioEnded: boolean;
  readonly studio: {
    readonly name: string;
    readonly master: Named;
    readonly hostUnit: Named;
    readonly recommender: Named;
    readonly districtCode: string;
  };
}

/** Applications for changes as they are decided on: the same for showing what could be done and for doing it. */
@Injectable()
export class ChangeRecords {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** `visible` is a condition on `c` and `s`; what the asker may not see does not exist. */
  find(id: string, visible: Sql): Promise<ChangeRecord | undefined> {
    return this.load(id, visible, sql``);
  }

  forUpdate(id: string, visible: Sql): Promise<ChangeRecord | undefined> {
    return this.load(id, visible, sql`FOR UPDATE OF c`);
  }

  /** What speaks against handing it in as it is. */
  async faults(change: ChangeRecord): Promise<readonly Refusal[]> {
    return contentRefusals(
      {
        proposal: change.proposal,
        reason: change.reason,
        evidence: change.files.map(({ evidence }) => evidence),
        hasIdNumber: change.idNumberCipher !== null,
      },
      await this.around(change),
    );
  }

  private async around(change: ChangeRecord): Promise<ChangeSurroundings> {
    // A number tells who somebody is; a studio learns of it no more than whose studio the person it names has already.
    const name = change.proposal.kind === 'master-changed' ? change.proposal.master.name : null;
    const row = await this.database.one<{ id: string; studioId: string | null; studioName: string | null }>(sql`
      SELECT m.id, s.id AS "studioId", s.name AS "studioName"
      FROM masters m LEFT JOIN studios s ON s.master_id = m.id AND s.standing = ANY(${runningStandings}::text[])
        AND s.id <> ${change.studioId}
      WHERE m.id_number_index = ${change.idNumberIndex} AND m.name = ${name}`);
    return {
      state: change.studio,
      isPresentMaster: row?.id === change.studio.master.id,
      masterNames: row?.studioId && row.studioName ? { id: row.studioId, name: row.studioName } : null,
      openOfKind: null,
    };
  }

  private load(id: string, visible: Sql, lock: Sql): Promise<ChangeRecord | undefined> {
    return this.database.one<ChangeRecord>(sql`
      SELECT c.id, c.kind, c.state, c.revision, c.proposal, c.reason, c.studio_id AS "studioId",
        s.recommender_id AS "recommenderId", c.submitted_by AS "submittedBy", c.submitted_at AS "submittedAt",
        c.endorsed_by AS "endorsedBy", c.id_number_cipher AS "idNumberCipher", c.id_number_index AS "idNumberIndex",
        c.mobile_cipher AS "mobileCipher", s.standing NOT IN ('active', 'rectifying') AS "studioEnded",
        coalesce((SELECT jsonb_agg(jsonb_build_object('id', f.file_id, 'evidence', f.evidence) ORDER BY f.position)
                  FROM studio_change_files f WHERE f.change_id = c.id), '[]') AS files,
        jsonb_build_object('name', s.name, 'districtCode', s.district_code,
          'master', jsonb_build_object('id', m.id, 'name', m.name),
          'hostUnit', jsonb_build_object('id', h.id, 'name', h.name),
          'recommender', jsonb_build_object('id', r.id, 'name', r.name)) AS studio
      FROM studio_changes c JOIN studios s ON s.id = c.studio_id JOIN masters m ON m.id = s.master_id
      JOIN host_units h ON h.id = s.host_unit_id JOIN recommenders r ON r.id = s.recommender_id
      WHERE c.id = ${id} AND ${visible} ${lock}`);
  }
}
