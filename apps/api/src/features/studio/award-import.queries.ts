import type {
  awardImportApi,
  AwardFoldView,
  AwardImportListRow,
  AwardImportRowView,
  AwardImportView,
  AwardRowFilter,
} from '@jianglian/contracts/award-import';
import type { InputOf, ReplyOf } from '@jianglian/contracts/shared';
import { type Finding, outlineOf, type Verdict } from '@jianglian/domain/studio';
import { Injectable } from '@nestjs/common';
import { Database, every, keyset, raw, sql, type Sql } from '../../platform/database/index.ts';
import { NotFoundError } from '../../platform/http/problem/index.ts';
import type { AwardColumn } from './award-import.entity.ts';
import {
  type ColumnFacts,
  findingView,
  importView,
  type LineRecord,
  type Names,
  rowView,
} from './award-import.mapper.ts';

type Page = InputOf<typeof awardImportApi.list>['query'];
type RowPage = Partial<InputOf<typeof awardImportApi.rows>['query']> & { readonly limit: number };
type ImportRecord = Parameters<typeof importView>[0];

const importColumns = sql`i.id, i.file_name AS "fileName", i.sheet_name AS "sheetName", i.state, i.title,
  i.title_row AS "titleRow", i.header_row AS "headerRow", i.first_row AS "firstRow", i.columns, i.defaults,
  i.row_count AS "rowCount", i.figures, i.problem_count AS "problemCount", i.duplicate_count AS "duplicateCount",
  i.findings, i.done, i.failure, i.revision, i.created_at AS "createdAt", i.applied_at AS "appliedAt",
  a.display_name AS "accountName"`;

/** How many kinds of findings are listed over the table. */
const shownGroups = 40;

/** What the wizard shows. Read on the primary: it follows acts the same person has just done. */
@Injectable()
export class AwardImportQueries {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async list({ after, limit }: Page): Promise<{ rows: AwardImportListRow[]; next: string | null }> {
    const keys = keyset(
      [
        { key: 'createdAt', column: sql`i.created_at`, descending: true },
        { key: 'id', column: sql`i.id`, descending: true },
      ],
      after,
    );
    const rows = await this.database.rows<AwardImportListRow>(sql`
      SELECT ${importColumns} FROM award_imports i JOIN accounts a ON a.id = i.account_id
      WHERE ${keys.where} ORDER BY ${keys.orderBy} LIMIT ${limit + 1}`);
    return keys.page(rows, limit);
  }

  async one(id: string): Promise<AwardImportView> {
    const row = await this.database.one<ImportRecord>(sql`
      SELECT ${importColumns} FROM award_imports i JOIN accounts a ON a.id = i.account_id WHERE i.id = ${id}`);
    if (!row) throw new NotFoundError('award-import');
    const mapping =
      row.state === 'uploaded' || row.state === 'mapped' || row.state === 'checked' || row.state === 'failed';
    return importView(row, mapping ? await this.columnFacts(id) : []);
  }

  async rows(id: string, { after, limit, only = 'all', from, to, number }: RowPage) {
    const columns = await this.columnsOf(id);
    const keys = keyset([{ key: 'number', column: sql`r.number` }], after);
    const records = await this.database.rows<LineRecord>(sql`
      ${selectedLines} WHERE r.import_id = ${id} AND ${every([
        matching(only),
        from !== undefined && sql`r.number >= ${from}`,
        to !== undefined && sql`r.number <= ${to}`,
        number !== undefined && sql`r.number = ANY(${number}::int[])`,
      ])} AND ${keys.where} ORDER BY r.number LIMIT ${limit + 1}`);
    const page = keys.page(records, limit);
    const names = await this.names();
    return { rows: page.rows.map((line) => rowView(line, columns, names)), next: page.next };
  }

  async numbered(id: string, numbers: readonly number[]): Promise<AwardImportRowView[]> {
    const columns = await this.columnsOf(id);
    const records = await this.database.rows<LineRecord>(sql`
      ${selectedLines} WHERE r.import_id = ${id} AND r.number = ANY(${numbers}::int[]) ORDER BY r.number`);
    const names = await this.names();
    return records.map((line) => rowView(line, columns, names));
  }

  async outline(id: string, only: AwardRowFilter): Promise<ReplyOf<typeof awardImportApi.outline>> {
    await this.columnsOf(id);
    const rows = await this.database.rows<{
      number: number;
      verdict: Verdict;
      isExcluded: boolean;
      signature: string;
    }>(sql`
      SELECT r.number, r.verdict, r.is_excluded AS "isExcluded", r.findings::text AS signature FROM award_import_rows r
      WHERE r.import_id = ${id} AND ${matching(only)} ORDER BY r.number`);
    return {
      folds: outlineOf(rows).map(({ signature, ...fold }): AwardFoldView => ({
        ...fold,
        findings: findingsIn(signature),
      })),
      groups: groupsOf(rows),
    };
  }

  private async columnsOf(id: string): Promise<readonly AwardColumn[]> {
    const row = await this.database.one<{ columns: AwardColumn[] }>(
      sql`SELECT columns FROM award_imports WHERE id = ${id}`,
    );
    if (!row) throw new NotFoundError('award-import');
    return row.columns;
  }

  private columnFacts(id: string): Promise<ColumnFacts[]> {
    return this.database.rows<ColumnFacts>(sql`
      SELECT (c.place - 1)::int AS index, count(*) FILTER (WHERE c.text <> '') AS filled,
        coalesce((array_agg(c.text ORDER BY r.number) FILTER (WHERE c.text <> '' ))[1:3], '{}') AS sample
      FROM award_import_rows r, jsonb_array_elements_text(r.cells) WITH ORDINALITY AS c (text, place)
      WHERE r.import_id = ${id} GROUP BY c.place ORDER BY c.place`);
  }

  private async names(): Promise<Names> {
    const rows = await this.database.rows<{ key: string; name: string }>(sql`
      SELECT code AS key, name FROM districts UNION ALL SELECT code, name FROM clusters
      UNION ALL SELECT id::text, name FROM recommenders`);
    return new Map(rows.map(({ key, name }) => [key, name]));
  }
}

const selectedLines = sql`
  SELECT r.number, r.cells, r.edits, r.accepted, r.is_excluded AS "isExcluded", r.entry, r.verdict, r.findings, r.changes,
    CASE WHEN s.id IS NULL THEN NULL ELSE jsonb_build_object('id', s.id, 'code', s.code, 'name', s.name) END AS studio
  FROM award_import_rows r LEFT JOIN studios s ON s.id = r.studio_id`;

export function matching(only: AwardRowFilter): Sql {
  switch (only) {
    case 'problems':
      return sql`r.findings <> '[]'::jsonb`;
    case 'errors':
      return sql`r.verdict = 'refused'`;
    case 'duplicates':
      return sql`r.is_duplicate`;
    case 'excluded':
      return sql`r.is_excluded`;
    case 'new':
    case 'changed':
    case 'same':
      return sql`r.verdict = ${only} AND NOT r.is_excluded`;
    case 'all':
      return raw('TRUE');
  }
}

const findingsIn = (signature: string) => (JSON.parse(signature) as Finding[]).map(findingView);

/** The same finding wherever it stands, most frequent first. */
function groupsOf(rows: readonly { readonly number: number; readonly signature: string }[]) {
  const groups = new Map<string, { finding: Finding; count: number; firstRows: number[] }>();
  for (const { number, signature } of rows) {
    if (signature === '[]') continue;
    for (const finding of JSON.parse(signature) as Finding[]) {
      const key = JSON.stringify([finding.code, finding.level, finding.params]);
      const group = groups.get(key) ?? { finding, count: 0, firstRows: [] };
      group.count += 1;
      if (group.firstRows.length < 5) group.firstRows.push(number);
      groups.set(key, group);
    }
  }
  return [...groups.values()]
    .toSorted((left, right) => right.count - left.count)
    .slice(0, shownGroups)
    .map(({ finding, ...group }) => ({ ...group, finding: findingView(finding) }));
}
