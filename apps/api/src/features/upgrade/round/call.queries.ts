import type { OpenCallView } from '@jianglian/contracts/upgrade';
import { eachWindowEnd, roundPhase } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.ts';
import { Database, sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';
import { roundPlaces, roundWindows } from './round-fragments.ts';

/** What the public sees of a round: that it is called, until when, and its documents. */
@Injectable()
export class CallQueries {
  private readonly database: Database;
  private readonly clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.database = database;
    this.clock = clock;
  }

  async open(): Promise<{ rows: OpenCallView[]; serverNow: string }> {
    const now = this.clock.now();
    const rows = await this.database.rows<Omit<OpenCallView, 'phase'>>(sql`
      SELECT r.id, r.title, r.year, r.document_number AS "documentNumber", ${roundWindows} AS windows,
        ${roundPlaces('places')} AS places,
        coalesce((SELECT jsonb_agg(jsonb_build_object('position', d.position, 'title', d.title, 'name', f.name,
            'size', f.size) ORDER BY d.position)
          FROM upgrade_round_documents d JOIN files f ON f.id = d.file_id WHERE d.round_id = r.id), '[]') AS documents
      FROM upgrade_rounds r WHERE r.state = 'called' AND r.recommending_closes_at > ${now}
      ORDER BY r.applications_close_at`);
    const withPhase = rows.map((row) => {
      const windows = eachWindowEnd(row.windows, (text) => new Date(text));
      return { ...row, phase: roundPhase({ state: 'called', windows }, now) ?? 'closed' };
    });
    return { rows: withPhase, serverNow: now.toISOString() };
  }

  /** The file of a document that everybody may read: of a round that was called. */
  async document(roundId: string, position: number): Promise<string> {
    const row = await this.database.one<{ fileId: string }>(sql`
      SELECT d.file_id AS "fileId" FROM upgrade_round_documents d JOIN upgrade_rounds r ON r.id = d.round_id
      WHERE d.round_id = ${roundId} AND d.position = ${position} AND r.called_at IS NOT NULL`);
    if (!row) throw new NotFoundError('document');
    return row.fileId;
  }
}
