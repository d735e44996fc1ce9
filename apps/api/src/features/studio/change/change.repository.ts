import type { ChangeEvidence, ChangeKind, Proposal } from '@jianglian/domain/studio';
import { changeRefusals, openChangeStates } from '@jianglian/domain/studio';
import type { CivilDate } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { Database, sql, violates } from '../../../platform/database/index.ts';
import { RefusedError } from '../../../platform/http/problem/index.ts';

export interface StoredContent {
  readonly proposal: Proposal;
  readonly reason: string;
  readonly idNumberCipher: string | null;
  readonly idNumberIndex: string | null;
  readonly mobileCipher: string | null;
  readonly files: readonly { readonly id: string; readonly evidence: ChangeEvidence }[];
}

type Settled =
  | {
      readonly state: 'consented';
      readonly by: string;
      readonly note: string;
      readonly documentNumber: string;
      readonly effectiveOn: CivilDate;
      readonly fileId: string | null;
    }
  | { readonly state: 'refused'; readonly by: string; readonly note: string }
  | { readonly state: 'withdrawn' | 'closed' };

@Injectable()
export class ChangeRepository {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async insert(studioId: string, content: StoredContent, by: string, at: Date): Promise<string> {
    const { proposal, reason } = content;
    const open = await this.openOfKind(studioId, proposal.kind);
    if (open !== undefined) throw new RefusedError([changeRefusals('already-open', { id: open })]);
    try {
      const row = await this.database.one<{ id: string }>(sql`
        INSERT INTO studio_changes (studio_id, kind, proposal, reason, id_number_cipher, id_number_index, mobile_cipher,
          created_by, created_at)
        VALUES (${studioId}, ${proposal.kind}, ${JSON.stringify(proposal)}::jsonb, ${reason}, ${content.idNumberCipher},
          ${content.idNumberIndex}, ${content.mobileCipher}, ${by}, ${at}) RETURNING id`);
      const { id } = row as { id: string };
      await this.attach(id, content.files);
      return id;
    } catch (error) {
      // Two at once: the index has the last word.
      if (violates(error, 'one_open_change_of_a_kind')) throw new RefusedError([changeRefusals('already-open')]);
      throw error;
    }
  }

  async write(id: string, content: StoredContent): Promise<void> {
    await this.database.run(sql`
      UPDATE studio_changes SET proposal = ${JSON.stringify(content.proposal)}::jsonb, reason = ${content.reason},
        id_number_cipher = ${content.idNumberCipher}, id_number_index = ${content.idNumberIndex},
        mobile_cipher = ${content.mobileCipher}, revision = revision + 1 WHERE id = ${id}`);
    await this.database.run(sql`DELETE FROM studio_change_files WHERE change_id = ${id}`);
    await this.attach(id, content.files);
  }

  async submit(id: string, by: string, at: Date): Promise<void> {
    await this.database.run(sql`
      UPDATE studio_changes SET state = 'submitted', submitted_by = ${by}, submitted_at = ${at}, endorsed_by = NULL,
        endorsed_at = NULL, endorsed_for = NULL, opinion = NULL, revision = revision + 1 WHERE id = ${id}`);
  }

  async endorse(id: string, by: string, unit: string, opinion: string, at: Date): Promise<void> {
    await this.database.run(sql`
      UPDATE studio_changes SET state = 'endorsed', endorsed_by = ${by}, endorsed_at = ${at}, endorsed_for = ${unit},
        opinion = ${opinion || null}, revision = revision + 1 WHERE id = ${id}`);
  }

  async giveBack(id: string, by: string, reason: string, at: Date): Promise<void> {
    await this.database.run(sql`
      UPDATE studio_changes SET state = 'returned', returned_by = ${by}, returned_at = ${at}, return_reason = ${reason},
        revision = revision + 1 WHERE id = ${id}`);
  }

  /** Settled, an application keeps no personal number: a consented one's are with the master, others' are nobody's business. */
  async settle(id: string, settled: Settled, at: Date): Promise<void> {
    const consent = settled.state === 'consented' ? settled : null;
    const decision = settled.state === 'consented' || settled.state === 'refused' ? settled : null;
    await this.database.run(sql`
      UPDATE studio_changes SET state = ${settled.state}, settled_at = ${at}, decided_by = ${decision?.by ?? null},
        decision_note = ${decision?.note || null}, document_number = ${consent?.documentNumber ?? null},
        effective_on = ${consent?.effectiveOn ?? null}, file_id = ${consent?.fileId ?? null},
        id_number_cipher = NULL, id_number_index = NULL, mobile_cipher = NULL, revision = revision + 1
      WHERE id = ${id}`);
  }

  /** The studio's open application of a kind, drafts included only where asked for. */
  async openOfKind(studioId: string, kind: ChangeKind, drafts = true): Promise<string | undefined> {
    const states = drafts ? openChangeStates : openChangeStates.filter((state) => state !== 'draft');
    const row = await this.database.one<{ id: string }>(sql`
      SELECT id FROM studio_changes
      WHERE studio_id = ${studioId} AND kind = ${kind} AND state = ANY(${states}::text[])`);
    return row?.id;
  }

  async openOf(studioId: string): Promise<{ id: string; state: string; revision: number }[]> {
    return this.database.rows(sql`
      SELECT id, state, revision FROM studio_changes
      WHERE studio_id = ${studioId} AND state = ANY(${openChangeStates}::text[]) ORDER BY id FOR UPDATE`);
  }

  /** Files the actor uploaded for this, by id. */
  async ownFiles(ids: readonly string[], accountId: string): Promise<ReadonlySet<string>> {
    const rows = await this.database.rows<{ id: string }>(sql`
      SELECT id FROM files WHERE id = ANY(${ids}::uuid[]) AND account_id = ${accountId}`);
    return new Set(rows.map(({ id }) => id));
  }

  /** Contents of files, for the receipt. */
  async hashes(ids: readonly string[]): Promise<{ id: string; sha256: string }[]> {
    return this.database.rows(sql`SELECT id, sha256 FROM files WHERE id = ANY(${ids}::uuid[]) ORDER BY sha256`);
  }

  private async attach(id: string, files: StoredContent['files']): Promise<void> {
    const rows = files.map((file, position) => ({
      change_id: id,
      file_id: file.id,
      evidence: file.evidence,
      position,
    }));
    await this.database.run(sql`
      INSERT INTO studio_change_files (change_id, file_id, evidence, position)
      SELECT change_id, file_id, evidence, position
      FROM jsonb_populate_recordset(NULL::studio_change_files, ${JSON.stringify(rows)}::jsonb)`);
  }
}
