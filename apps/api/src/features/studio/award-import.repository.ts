import type {
  AwardEntry,
  AwardFigures,
  AwardLine,
  Change,
  ImportLine,
  JudgedLine,
  Verdict,
} from '@jianglian/domain/studio';
import { Injectable } from '@nestjs/common';
import { Database, sql, type Sql, UnitOfWork } from '../../platform/database/index.ts';
import { NotFoundError } from '../../platform/http/problem/index.ts';
import { AwardImportRow } from './award-import.entity.ts';

/** Thrown when the caller's revision is not the newest; the controller answers with the newer view. */
export class StaleAwardImport extends Error {}

/** A judged line that is to be written. */
export interface LineToWrite {
  readonly number: number;
  readonly entry: AwardEntry;
  readonly verdict: 'new' | 'changed';
  readonly studioId: string | null;
  readonly changes: readonly Change[];
}

export interface KeptLine extends ImportLine {
  readonly verdict: Verdict | null;
  readonly studioId: string | null;
  readonly masterKey: string;
  readonly placeKey: string;
}

const lineColumns = sql`number, cells, section_tier AS "sectionTier", edits, accepted, is_excluded AS "isExcluded",
  verdict, studio_id AS "studioId", master_key AS "masterKey", place_key AS "placeKey"`;

@Injectable()
export class AwardImportRepository {
  private readonly unit: UnitOfWork;
  private readonly database: Database;

  constructor(unit: UnitOfWork, database: Database) {
    this.unit = unit;
    this.database = database;
  }

  async find(id: string): Promise<AwardImportRow> {
    const row = await this.unit.manager.findOneBy(AwardImportRow, { id });
    if (!row) throw new NotFoundError('award-import');
    return row;
  }

  /** Locked until the unit ends. With a revision, refused when somebody was quicker. */
  async forUpdate(id: string, revision?: number): Promise<AwardImportRow> {
    const row = await this.unit.manager.findOne(AwardImportRow, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!row) throw new NotFoundError('award-import');
    if (revision !== undefined && row.revision !== revision) throw new StaleAwardImport();
    return row;
  }

  save(row: AwardImportRow): Promise<AwardImportRow> {
    return this.unit.manager.save(AwardImportRow, row);
  }

  create(row: Omit<AwardImportRow, 'id'>): Promise<AwardImportRow> {
    return this.unit.manager.save(AwardImportRow, this.unit.manager.create(AwardImportRow, row));
  }

  /** Progress, seen by everybody at once. False when the job is no longer wanted. */
  async advance(id: string, revision: number, done: number): Promise<boolean> {
    const touched = await this.unit.apart(() =>
      this.database.run(sql`
        UPDATE award_imports SET done = ${done}
        WHERE id = ${id} AND revision = ${revision} AND state IN ('checking', 'applying')`),
    );
    return touched === 1;
  }

  async replaceLines(importId: string, lines: readonly AwardLine[]): Promise<void> {
    await this.database.run(sql`DELETE FROM award_import_rows WHERE import_id = ${importId}`);
    for (let start = 0; start < lines.length; start += 2_000) {
      const batch = lines.slice(start, start + 2_000);
      await this.database.run(sql`
        INSERT INTO award_import_rows (import_id, number, cells, section_tier)
        SELECT ${importId}, number, cells, section_tier
        FROM jsonb_to_recordset(${JSON.stringify(
          batch.map(({ number, cells, sectionTier }) => ({ number, cells, section_tier: sectionTier })),
        )}::jsonb) AS line (number integer, cells jsonb, section_tier text)`);
    }
  }

  /** A column that turns out to be private is emptied, not only hidden. */
  async emptyColumn(importId: string, column: number): Promise<void> {
    await this.database.run(sql`
      UPDATE award_import_rows SET cells = jsonb_set(cells, ARRAY[${String(column)}]::text[], '""'::jsonb, false)
      WHERE import_id = ${importId}`);
  }

  linesAfter(importId: string, number: number, limit: number): Promise<KeptLine[]> {
    return this.lines(importId, sql`number > ${number}`, limit);
  }

  linesNumbered(importId: string, numbers: readonly number[]): Promise<KeptLine[]> {
    return this.lines(importId, sql`number = ANY(${numbers}::int[])`);
  }

  /** Lines that have a master or a place in common with those keys. */
  linesSharing(
    importId: string,
    keys: { readonly masters: readonly string[]; readonly places: readonly string[] },
  ): Promise<KeptLine[]> {
    return this.lines(
      importId,
      sql`(master_key <> '' AND master_key = ANY(${keys.masters}::text[]))
        OR (place_key <> '' AND md5(place_key) IN (SELECT md5(key) FROM unnest(${keys.places}::text[]) AS key))`,
    );
  }

  /** Lines that say exactly this in a field: edited, printed in `column` (-1: in none), or taken out of another cell. */
  async numbersWith(importId: string, field: string, column: number, text: string): Promise<number[]> {
    const rows = await this.database.rows<{ number: number }>(sql`
      SELECT number FROM award_import_rows
      WHERE import_id = ${importId} AND ${text} = coalesce(edits->>${field},
        CASE WHEN ${column}::int >= 0 THEN nullif(cells->>${column}::int, '') END, entry->>${field}, '')
      ORDER BY number`);
    return rows.map(({ number }) => number);
  }

  async refusedNumbers(importId: string): Promise<number[]> {
    const rows = await this.database.rows<{ number: number }>(sql`
      SELECT number FROM award_import_rows WHERE import_id = ${importId} AND verdict = 'refused' AND NOT is_excluded`);
    return rows.map(({ number }) => number);
  }

  async amend(importId: string, numbers: readonly number[], change: Sql): Promise<number> {
    return this.database.run(sql`
      UPDATE award_import_rows SET ${change} WHERE import_id = ${importId} AND number = ANY(${numbers}::int[])`);
  }

  async saveJudged(importId: string, judged: readonly JudgedLine[]): Promise<void> {
    const rows = judged.map(
      ({ line, entry, findings, verdict, isDuplicate, masterKey, placeKey, studioId, changes }) => ({
        number: line.number,
        entry,
        findings,
        verdict,
        is_duplicate: isDuplicate,
        master_key: masterKey,
        place_key: placeKey,
        studio_id: studioId,
        changes,
      }),
    );
    await this.database.run(sql`
      UPDATE award_import_rows r SET entry = j.entry, findings = j.findings, verdict = j.verdict,
        is_duplicate = j.is_duplicate, master_key = j.master_key, place_key = j.place_key, studio_id = j.studio_id,
        changes = j.changes
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS j (number integer, entry jsonb, findings jsonb,
        verdict text, is_duplicate boolean, master_key text, place_key text, studio_id uuid, changes jsonb)
      WHERE r.import_id = ${importId} AND r.number = j.number`);
  }

  linesToWrite(importId: string, after: number, limit: number): Promise<LineToWrite[]> {
    return this.database.rows<LineToWrite>(sql`
      SELECT number, entry, verdict, studio_id AS "studioId", changes FROM award_import_rows
      WHERE import_id = ${importId} AND number > ${after} AND verdict IN ('new', 'changed') AND NOT is_excluded
      ORDER BY number LIMIT ${limit}`);
  }

  /** Which studio each line became. */
  async saveFounded(importId: string, founded: readonly { number: number; studio_id: string }[]): Promise<void> {
    await this.database.run(sql`
      UPDATE award_import_rows r SET studio_id = j.studio_id
      FROM jsonb_to_recordset(${JSON.stringify(founded)}::jsonb) AS j (number integer, studio_id uuid)
      WHERE r.import_id = ${importId} AND r.number = j.number`);
  }

  async counts(importId: string): Promise<{ figures: AwardFigures; problemCount: number; duplicateCount: number }> {
    const row = await this.database.one<AwardFigures & { problems: number; duplicates: number }>(sql`
      SELECT count(*) FILTER (WHERE verdict = 'new' AND NOT is_excluded) AS new,
        count(*) FILTER (WHERE verdict = 'changed' AND NOT is_excluded) AS changed,
        count(*) FILTER (WHERE verdict = 'same' AND NOT is_excluded) AS same,
        count(*) FILTER (WHERE verdict = 'refused' AND NOT is_excluded) AS refused,
        count(*) FILTER (WHERE is_excluded) AS excluded,
        count(*) FILTER (WHERE findings <> '[]'::jsonb) AS problems,
        count(*) FILTER (WHERE is_duplicate) AS duplicates
      FROM award_import_rows WHERE import_id = ${importId}`);
    const { problems = 0, duplicates = 0, ...figures } = row ?? {};
    return { figures: figures as AwardFigures, problemCount: problems, duplicateCount: duplicates };
  }

  private lines(importId: string, where: Sql, limit = 100_000): Promise<KeptLine[]> {
    return this.database.rows<KeptLine>(sql`
      SELECT ${lineColumns} FROM award_import_rows WHERE import_id = ${importId} AND (${where})
      ORDER BY number LIMIT ${limit}`);
  }
}
