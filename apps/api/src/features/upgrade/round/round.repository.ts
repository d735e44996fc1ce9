import type { Round, RoundSettings, RoundState, WindowChange } from '@jianglian/domain/upgrade';
import { appliedTiers, eachWindowEnd } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { Database, sql, type Sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';
import { roundPlaces, roundWindows } from './round-fragments.ts';

export interface LockedRound extends Round, RoundSettings {
  readonly id: string;
  readonly ruleSet: { readonly id: string; readonly version: number };
  readonly revision: number;
}

export interface RoundDocument {
  readonly title: string;
  readonly fileId: string;
}

type Stored = Omit<LockedRound, 'windows'> & { readonly windows: Readonly<Record<keyof Round['windows'], string>> };

/** Rounds as the services of every part load and move them. */
@Injectable()
export class RoundRepository {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** Locked until the unit ends: for the acts of the round itself. */
  forUpdate(id: string): Promise<LockedRound> {
    return this.load(id, sql`FOR UPDATE OF r`);
  }

  /** Its windows and state stand until the unit ends; others within the same round do not wait. For whatever is handed in. */
  forShare(id: string): Promise<LockedRound> {
    return this.load(id, sql`FOR SHARE OF r`);
  }

  private async load(id: string, lock: Sql): Promise<LockedRound> {
    const row = await this.database.one<Stored>(sql`
      SELECT r.id, r.title, r.year, r.document_number AS "documentNumber", r.state, r.revision,
        jsonb_build_object('id', r.rule_set, 'version', r.rule_set_version) AS "ruleSet", ${roundWindows} AS windows,
        ${roundPlaces('places')} AS places, ${roundPlaces('per_recommender')} AS "perRecommender",
        r.publicity_working_days AS "publicityWorkingDays", r.expert_review AS "expertReview",
        r.sheets_per_application AS "sheetsPerApplication", r.proposed_by AS "proposedBy",
        r.publicity_until AS "publicityUntil"
      FROM upgrade_rounds r WHERE r.id = ${id} ${lock}`);
    if (!row) throw new NotFoundError('round');
    return { ...row, windows: eachWindowEnd(row.windows, (text) => new Date(text)) };
  }

  async insert(
    settings: RoundSettings,
    ruleSet: { readonly id: string; readonly version: number },
    by: string,
    at: Date,
  ): Promise<string> {
    const { windows } = settings;
    const row = await this.database.one<{ id: string }>(sql`
      INSERT INTO upgrade_rounds (title, year, document_number, rule_set, rule_set_version, opens_at,
        applications_close_at, recommending_opens_at, recommending_closes_at, publicity_working_days, expert_review,
        sheets_per_application, created_by, created_at)
      VALUES (${settings.title}, ${settings.year}, ${settings.documentNumber}, ${ruleSet.id}, ${ruleSet.version},
        ${windows.opensAt}, ${windows.applicationsCloseAt}, ${windows.recommendingOpensAt},
        ${windows.recommendingClosesAt}, ${settings.publicityWorkingDays}, ${settings.expertReview},
        ${settings.sheetsPerApplication}, ${by}, ${at})
      RETURNING id`);
    const { id } = row as { id: string };
    await this.setPlaces(id, settings);
    return id;
  }

  async edit(id: string, settings: RoundSettings): Promise<void> {
    const { windows } = settings;
    await this.database.run(sql`
      UPDATE upgrade_rounds SET title = ${settings.title}, year = ${settings.year},
        document_number = ${settings.documentNumber}, opens_at = ${windows.opensAt},
        applications_close_at = ${windows.applicationsCloseAt}, recommending_opens_at = ${windows.recommendingOpensAt},
        recommending_closes_at = ${windows.recommendingClosesAt},
        publicity_working_days = ${settings.publicityWorkingDays}, expert_review = ${settings.expertReview},
        sheets_per_application = ${settings.sheetsPerApplication}, revision = revision + 1
      WHERE id = ${id}`);
    await this.setPlaces(id, settings);
  }

  /** Documents in their order. */
  async setDocuments(id: string, documents: readonly RoundDocument[]): Promise<void> {
    await this.database.run(sql`DELETE FROM upgrade_round_documents WHERE round_id = ${id}`);
    await this.database.run(sql`
      INSERT INTO upgrade_round_documents (round_id, position, title, file_id)
      SELECT ${id}, d.position, d.title, d.file_id
      FROM unnest(${documents.map(({ title }) => title)}::text[], ${documents.map(({ fileId }) => fileId)}::uuid[])
        WITH ORDINALITY AS d(title, file_id, position)`);
  }

  async copyDocuments(from: string, to: string): Promise<void> {
    await this.database.run(sql`
      INSERT INTO upgrade_round_documents (round_id, position, title, file_id)
      SELECT ${to}, position, title, file_id FROM upgrade_round_documents WHERE round_id = ${from}`);
  }

  async move(id: string, changes: readonly WindowChange[], reason: string, by: string, at: Date): Promise<void> {
    await this.database.run(sql`
      INSERT INTO upgrade_round_moves (round_id, edge, was, became, reason, moved_by, moved_at)
      SELECT ${id}, m.edge, m.was, m.became, ${reason}, ${by}, ${at}
      FROM unnest(${changes.map(({ window }) => window)}::text[],
        ${changes.map(({ from }) => from.toISOString())}::timestamptz[],
        ${changes.map(({ to }) => to.toISOString())}::timestamptz[]) AS m(edge, was, became)`);
  }

  async call(id: string, at: Date): Promise<void> {
    await this.database.run(
      sql`UPDATE upgrade_rounds SET state = 'called', called_at = ${at}, revision = revision + 1 WHERE id = ${id}`,
    );
  }

  async moveTo(id: string, state: RoundState): Promise<void> {
    await this.database.run(sql`UPDATE upgrade_rounds SET state = ${state}, revision = revision + 1 WHERE id = ${id}`);
  }

  async cancel(id: string, reason: string): Promise<void> {
    await this.database.run(sql`
      UPDATE upgrade_rounds SET state = 'cancelled', cancel_reason = ${reason}, revision = revision + 1
      WHERE id = ${id}`);
  }

  private async setPlaces(id: string, { places, perRecommender }: RoundSettings): Promise<void> {
    await this.database.run(sql`
      INSERT INTO upgrade_round_places (round_id, tier, places, per_recommender)
      SELECT ${id}, p.tier, p.places, p.each
      FROM unnest(${[...appliedTiers]}::text[], ${appliedTiers.map((tier) => places[tier])}::int[],
        ${appliedTiers.map((tier) => perRecommender[tier])}::int[]) AS p(tier, places, each)
      ON CONFLICT (round_id, tier) DO UPDATE SET places = excluded.places, per_recommender = excluded.per_recommender`);
  }
}
