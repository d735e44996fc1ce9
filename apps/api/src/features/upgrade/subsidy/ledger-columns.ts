import type { CivilDate, Fen } from '@jianglian/domain/kernel';
import type { StudioEvent } from '@jianglian/domain/studio';
import type { EntryKind, SubsidyAccount } from '@jianglian/domain/upgrade';
import { ruleSets, subsidyAccountOf, tierEventKinds, tierStepsOf } from '@jianglian/domain/upgrade';
import { sql } from '../../../platform/database/index.ts';

export interface StoredEntry {
  readonly id: string;
  readonly number: number;
  readonly position: number;
  readonly kind: EntryKind;
  readonly fen: Fen;
  readonly on: CivilDate;
  readonly reversesId: string | null;
  readonly documentNumber: string | null;
  readonly reason: string | null;
  readonly fileId: string | null;
  readonly by: string | null;
  readonly at: string;
}

/** What an account is worked out from. */
export interface LedgerFacts {
  readonly events: readonly StudioEvent[];
  readonly entries: readonly StoredEntry[];
}

export const tierEvent = sql`ANY(${tierEventKinds}::text[])`;

/** `events` and `entries` of the studio `s`. */
export const ledgerColumns = sql`
  (SELECT coalesce(jsonb_agg(jsonb_build_object('position', v.position, 'kind', v.kind, 'happenedOn', v.happened_on,
       'documentNumber', v.document_number, 'facts', v.facts) ORDER BY v.position), '[]')
   FROM studio_events v WHERE v.studio_id = s.id AND v.kind = ${tierEvent}) AS events,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'number', x.number, 'position', x.position, 'kind', x.kind,
       'fen', x.fen, 'on', x.happened_on, 'reversesId', x.reverses_id, 'documentNumber', x.document_number,
       'reason', x.reason, 'fileId', x.file_id, 'by', p.display_name, 'at', x.entered_at) ORDER BY x.number), '[]')
   FROM subsidy_entries x LEFT JOIN accounts p ON p.id = x.entered_by WHERE x.studio_id = s.id) AS entries`;

/** `statements` of the studio `s`, each with its latest verdict. */
export const statementColumns = sql`
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'kind', t.kind, 'year', t.year, 'on', t.happened_on,
       'fen', t.fen, 'items', t.items, 'note', t.note, 'fileId', t.file_id, 'state', coalesce(v.verdict, 'submitted'),
       'reason', v.reason, 'statedBy', a.display_name, 'statedAt', t.stated_at, 'judgedBy', j.display_name,
       'judgedAt', v.judged_at) ORDER BY t.stated_at DESC, t.id), '[]')
   FROM subsidy_statements t JOIN accounts a ON a.id = t.stated_by
   LEFT JOIN LATERAL (SELECT * FROM subsidy_verdicts w WHERE w.statement_id = t.id ORDER BY w.number DESC LIMIT 1) v ON TRUE
   LEFT JOIN accounts j ON j.id = v.judged_by
   WHERE t.studio_id = s.id) AS statements`;

export const accountOfRow = ({ events, entries }: LedgerFacts): SubsidyAccount =>
  subsidyAccountOf(ruleSets, tierStepsOf(events), entries);
