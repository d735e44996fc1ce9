import type { Mark, MarkOrigin } from '@jianglian/domain/evaluation';
import { type Sql, sql } from '../../../platform/database/index.ts';

export interface WrittenMark {
  readonly mark: StoredMarkText;
  readonly sheetRevision: number;
}
type StoredMarkText = Mark & { readonly revision: number; readonly savedAt: string };

export interface MarkToWrite {
  readonly sheetId: string;
  readonly accountId: string;
  readonly mark: Mark;
  /** Of the mark as it was read; 0 for the first. */
  readonly revision: number;
  /** The score it had, for the record. */
  readonly before: number | null;
  readonly at: Date;
  readonly origin: Exclude<MarkOrigin, 'paper'>;
}

/** Where the sheets of one kind of scoring are kept. */
export interface SheetStore {
  readonly sheets: Sql;
  readonly marks: Sql;
  readonly versions: Sql;
  /** Column of marks and versions that names the sheet. */
  readonly sheetKey: Sql;
}

/**
 * Saves one mark, its version, the sheet's revision and the record in one statement, which is one round trip and its own
 * transaction. `fit` selects the id of the sheet where everything that must still hold does, and locks it; no row comes back
 * when one of them no longer does. `recorded` writes the record with the revision `touched.revision`.
 */
export function markWriting(store: SheetStore, fit: Sql, write: MarkToWrite, recorded: Sql): Sql {
  const { accountId, mark, revision, at, origin } = write;
  const { indicator, score, notApplicable, comment } = mark;
  const { sheets, marks, versions, sheetKey } = store;
  const deductions = JSON.stringify(mark.deductions);
  const written =
    revision === 0
      ? sql`
      INSERT INTO ${marks} (${sheetKey}, indicator, score, not_applicable, deductions, comment, saved_at)
      SELECT fit.id, ${indicator}, ${score}::int, ${notApplicable}::boolean, ${deductions}::jsonb, ${comment},
             ${at}::timestamptz FROM fit
      ON CONFLICT DO NOTHING RETURNING *`
      : sql`
      UPDATE ${marks} k SET score = ${score}, not_applicable = ${notApplicable}, deductions = ${deductions},
        comment = ${comment}, revision = k.revision + 1, saved_at = ${at}
      FROM fit WHERE k.${sheetKey} = fit.id AND k.indicator = ${indicator} AND k.revision = ${revision}
      RETURNING k.*`;
  return sql`
    WITH fit AS (${fit}),
    saved AS (${written}),
    kept AS (
      INSERT INTO ${versions} (${sheetKey}, indicator, revision, score, not_applicable, deductions, comment,
                               saved_at, account_id, origin)
      SELECT ${sheetKey}, indicator, revision, score, not_applicable, deductions, comment, saved_at, ${accountId}::uuid,
             ${origin} FROM saved),
    touched AS (
      UPDATE ${sheets} sh SET revision = sh.revision + 1, first_marked_at = coalesce(sh.first_marked_at, ${at}),
        last_marked_at = ${at} FROM saved WHERE sh.id = saved.${sheetKey} RETURNING sh.revision),
    recorded AS (${recorded})
    SELECT touched.revision AS "sheetRevision", jsonb_build_object('indicator', saved.indicator, 'score', saved.score,
             'notApplicable', saved.not_applicable, 'deductions', saved.deductions, 'comment', saved.comment,
             'revision', saved.revision, 'savedAt', saved.saved_at) AS mark
    FROM saved CROSS JOIN touched`;
}
