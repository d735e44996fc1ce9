import type { LetterBatchView } from '@jianglian/contracts/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import { letterRefusals } from '@jianglian/domain/evaluation';
import type { ApplicationKind, AwardOutcome } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';
import { NotFoundError, RefusedError } from '../../../platform/http/problem/index.ts';
import { letterBatch } from '../../evaluation/index.ts';
import { applicationVisibleTo } from '../application/application-fragments.ts';
import type { Declined } from './decline-reason.ts';

/** A published result as its letter says it. */
export interface AwardLetterFacts extends Declined {
  readonly id: string;
  readonly roundId: string;
  readonly round: string;
  readonly year: number;
  readonly number: number;
  readonly kind: ApplicationKind;
  readonly outcome: AwardOutcome;
  readonly studio: string;
  readonly master: string;
  readonly unit: string;
  readonly occupation: string | null;
  readonly recommender: string;
  readonly documentNumber: string;
  readonly publishedOn: string;
}

/** What letters and plates are made of. */
@Injectable()
export class AwardLetterQueries {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** Of a published result within reach. */
  async one(id: string, actor: Actor): Promise<AwardLetterFacts> {
    const seen = await this.database.one(sql`
      SELECT 1 FROM applications a WHERE a.id = ${id} AND ${applicationVisibleTo(actor)}`);
    if (!seen) throw new NotFoundError('letter');
    const facts = await this.facts(id);
    if (!facts) throw new RefusedError([letterRefusals('not-published')]);
    return facts;
  }

  facts(id: string): Promise<AwardLetterFacts | undefined> {
    return this.database.one<AwardLetterFacts>(sql`${columns} WHERE a.id = ${id} AND w.published_on IS NOT NULL`);
  }

  /** Everything published of a round, in the order of its letters. */
  ofRound(roundId: string): Promise<AwardLetterFacts[]> {
    return this.database.rows<AwardLetterFacts>(sql`
      ${columns} WHERE a.round_id = ${roundId} AND w.published_on IS NOT NULL ORDER BY w.letter_number`);
  }

  async titleOf(roundId: string): Promise<string> {
    const row = await this.database.one<{ title: string }>(sql`SELECT title FROM upgrade_rounds WHERE id = ${roundId}`);
    return row?.title ?? '';
  }

  async archive(roundId: string): Promise<{ published: number; batch: LetterBatchView | null }> {
    const batch = await this.database.one<LetterBatchView>(letterBatch(sql`b.round_id = ${roundId}`));
    return { published: (await this.ofRound(roundId)).length, batch: batch ?? null };
  }

  async batch(id: string): Promise<LetterBatchView> {
    return (await this.database.one<LetterBatchView>(letterBatch(sql`b.id = ${id}`))) as LetterBatchView;
  }
}

const columns = sql`
  SELECT a.id, a.round_id AS "roundId", r.title AS round, r.year, w.letter_number AS number, a.kind, w.outcome, w.ground,
         w.position, a.target AS tier, p.places, w.reason, w.clause, a.studio_name AS studio, a.master_name AS master,
         a.host_unit_name AS unit, a.occupation_name AS occupation, c.name AS recommender,
         w.document_number AS "documentNumber", w.published_on AS "publishedOn"
  FROM application_awards w JOIN applications a ON a.id = w.application_id JOIN upgrade_rounds r ON r.id = a.round_id
  JOIN upgrade_round_places p ON p.round_id = a.round_id AND p.tier = a.target
  JOIN recommenders c ON c.id = a.recommender_id`;
