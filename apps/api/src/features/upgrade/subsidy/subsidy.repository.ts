import type { CivilDate, Fen } from '@jianglian/domain/kernel';
import type {
  EntryKind,
  SpendingCategory,
  StatementKind,
  SubsidySettings,
  SubsidyStatement,
} from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';
import { ledgerColumns, type LedgerFacts, statementColumns } from './ledger-columns.ts';

export interface EntryToKeep {
  readonly kind: EntryKind;
  readonly position: number;
  readonly fen: Fen;
  readonly on: CivilDate;
  readonly documentNumber: string | null;
  readonly reason: string | null;
  readonly fileId: string | null;
  readonly reversesId?: string;
}

export interface StatementToKeep {
  readonly kind: StatementKind;
  readonly year: number;
  readonly on: CivilDate | null;
  readonly fen: Fen;
  readonly items: readonly { readonly category: SpendingCategory; readonly fen: Fen; readonly note: string }[];
  readonly note: string;
  readonly fileId: string | null;
}

export interface StoredStatement {
  readonly id: string;
  readonly studioId: string;
  readonly recommenderId: string;
  readonly kind: StatementKind;
  readonly year: number;
  readonly fen: Fen;
  readonly statedBy: string;
  readonly state: SubsidyStatement['state'];
}

interface By {
  readonly accountId: string;
  readonly at: Date;
}

@Injectable()
export class SubsidyRepository {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /**
   * The account of a studio, locked: entries of one studio take turns, so that no two payments can both fit into what is left.
   * Locked first and read after: the second of two sees what the first wrote.
   */
  async locked(
    studioId: string,
  ): Promise<(LedgerFacts & { readonly statements: readonly SubsidyStatement[] }) | undefined> {
    const studio = await this.database.one(sql`SELECT 1 FROM studios WHERE id = ${studioId} FOR UPDATE`);
    if (!studio) return undefined;
    return this.database.one(sql`SELECT ${ledgerColumns}, ${statementColumns} FROM studios s WHERE s.id = ${studioId}`);
  }

  async insertEntry(studioId: string, entry: EntryToKeep, by: By): Promise<string> {
    const row = await this.database.one<{ id: string }>(sql`
      INSERT INTO subsidy_entries (studio_id, number, position, kind, fen, happened_on, document_number, reason, file_id,
        reverses_id, entered_by, entered_at)
      SELECT ${studioId}, 1 + coalesce(max(number), 0), ${entry.position}, ${entry.kind}, ${entry.fen}, ${entry.on},
        ${entry.documentNumber}, ${entry.reason}, ${entry.fileId}::uuid, ${entry.reversesId ?? null}::uuid,
        ${by.accountId}, ${by.at}
      FROM subsidy_entries WHERE studio_id = ${studioId} RETURNING id`);
    return row!.id;
  }

  async studioOfEntry(id: string): Promise<string | undefined> {
    const row = await this.database.one<{ studioId: string }>(
      sql`SELECT studio_id AS "studioId" FROM subsidy_entries WHERE id = ${id}`,
    );
    return row?.studioId;
  }

  async insertStatement(studioId: string, said: StatementToKeep, by: By): Promise<string> {
    const row = await this.database.one<{ id: string }>(sql`
      INSERT INTO subsidy_statements (studio_id, kind, year, happened_on, fen, items, note, file_id, stated_by, stated_at)
      VALUES (${studioId}, ${said.kind}, ${said.year}, ${said.on}, ${said.fen}, ${JSON.stringify(said.items)}::jsonb,
        ${said.note}, ${said.fileId}, ${by.accountId}, ${by.at}) RETURNING id`);
    return row!.id;
  }

  /** Locks the statement: verdicts on it take turns. */
  statement(id: string): Promise<StoredStatement | undefined> {
    return this.database.one<StoredStatement>(sql`
      SELECT t.id, t.studio_id AS "studioId", s.recommender_id AS "recommenderId", t.kind, t.year, t.fen,
        t.stated_by AS "statedBy",
        coalesce((SELECT v.verdict FROM subsidy_verdicts v WHERE v.statement_id = t.id ORDER BY v.number DESC LIMIT 1),
          'submitted') AS state
      FROM subsidy_statements t JOIN studios s ON s.id = t.studio_id WHERE t.id = ${id} FOR UPDATE OF s`);
  }

  async judge(
    id: string,
    verdict: { readonly verdict: string; readonly reason: string | null },
    by: By,
  ): Promise<void> {
    await this.database.run(sql`
      INSERT INTO subsidy_verdicts (statement_id, number, verdict, reason, judged_by, judged_at)
      SELECT ${id}, 1 + coalesce(max(number), 0), ${verdict.verdict}, ${verdict.reason}, ${by.accountId}, ${by.at}
      FROM subsidy_verdicts WHERE statement_id = ${id}`);
  }

  /** False: the revision is stale. */
  async saveSettings(settings: SubsidySettings, revision: number): Promise<boolean> {
    const row = await this.database.one(sql`
      UPDATE subsidy_settings SET content = ${JSON.stringify(settings)}::jsonb, revision = revision + 1
      WHERE revision = ${revision} RETURNING 1`);
    return row !== undefined;
  }
}
