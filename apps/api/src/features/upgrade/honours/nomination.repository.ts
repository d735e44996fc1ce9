import type { CivilDate } from '@jianglian/domain/kernel';
import type { NominationOutcome, HonourPriority, HonourKind } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';

export interface NewNomination {
  readonly kind: HonourKind;
  readonly studioId: string;
  readonly masterId: string;
  readonly title: string | null;
  readonly on: CivilDate;
  readonly documentNumber: string;
  readonly reasons: HonourPriority['reasons'];
}

export interface StoredNomination {
  readonly kind: HonourKind;
  readonly studioId: string;
  readonly masterId: string;
  readonly putForwardOn: CivilDate;
  readonly outcome: NominationOutcome | null;
}

interface By {
  readonly accountId: string;
  readonly at: Date;
}

@Injectable()
export class NominationRepository {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async insert(one: NewNomination, by: By): Promise<string> {
    const row = await this.database.one<{ id: string }>(sql`
      INSERT INTO honour_nominations (kind, studio_id, master_id, title, put_forward_on, document_number, reasons,
        entered_by, entered_at)
      VALUES (${one.kind}, ${one.studioId}, ${one.masterId}, ${one.title}, ${one.on}, ${one.documentNumber},
        ${JSON.stringify(one.reasons)}::jsonb, ${by.accountId}, ${by.at}) RETURNING id`);
    return row!.id;
  }

  forUpdate(id: string): Promise<StoredNomination | undefined> {
    return this.database.one<StoredNomination>(sql`
      SELECT kind, studio_id AS "studioId", master_id AS "masterId", put_forward_on AS "putForwardOn", outcome
      FROM honour_nominations WHERE id = ${id} FOR UPDATE`);
  }

  async close(
    id: string,
    end: { readonly outcome: NominationOutcome; readonly on: CivilDate; readonly documentNumber: string | null },
    by: By,
  ): Promise<void> {
    await this.database.run(sql`
      UPDATE honour_nominations SET outcome = ${end.outcome}, outcome_on = ${end.on},
        outcome_number = ${end.documentNumber}, closed_by = ${by.accountId}, closed_at = ${by.at} WHERE id = ${id}`);
  }
}
