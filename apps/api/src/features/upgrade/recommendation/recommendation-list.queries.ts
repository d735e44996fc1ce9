import type { RecommendationRow } from '@jianglian/contracts/upgrade';
import { appliedTiers } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.ts';
import { Database, sql } from '../../../platform/database/index.ts';
import { bytesOf, type Cell, workbookOf } from '../../../platform/documents/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';
import { sayIn } from '../sheet-words.ts';

interface ExportRow {
  readonly recommender: string;
  readonly tier: string;
  readonly place: number;
  readonly studio: string;
  readonly master: string;
  readonly unit: string;
  readonly occupation: string | null;
  readonly kind: string;
  readonly provisional: boolean;
  readonly state: string;
  readonly recommendationState: string;
  readonly submittedAt: string | null;
  readonly letter: string | null;
}

const columns = [
  'recommender',
  'tier',
  'place',
  'studio',
  'master',
  'unit',
  'occupation',
  'kind',
  'provisional',
  'state',
  'recommendationState',
  'submittedAt',
  'letter',
] as const;

/** All recommenders of a round, for the office: how far they are, and their lists as a workbook. */
@Injectable()
export class RecommendationListQueries {
  private readonly database: Database;
  private readonly clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Whoever has a place or an application in the round; those with applications first. */
  async rows(roundId: string): Promise<RecommendationRow[]> {
    await this.title(roundId);
    const rows = await this.database.rows<RecommendationRow & { tiers: RecommendationRow['tiers'] | null }>(sql`
      SELECT w.id AS "recommenderId", w.name AS "recommenderName", p.state, coalesce(p.revision, 0) AS revision,
             counted.tiers, coalesce(handed.count, 0) AS applications, p.letter_file_id IS NOT NULL AS letter,
             (SELECT count(k.form_file_id)::int FROM recommendation_ranks k
              WHERE k.round_id = r.id AND k.recommender_id = w.id) AS forms,
             CASE WHEN p.state = 'submitted' THEN p.submitted_at END AS "submittedAt",
             ${this.clock.now()}::timestamptz >= r.recommending_closes_at AND coalesce(handed.count, 0) > 0
               AND coalesce(p.state, 'draft') <> 'submitted' AS late,
             (SELECT max(m.at) FROM recommendation_reminders m
              WHERE m.round_id = r.id AND m.recommender_id = w.id) AS "remindedAt"
      FROM upgrade_rounds r CROSS JOIN recommenders w
      LEFT JOIN recommendations p ON p.round_id = r.id AND p.recommender_id = w.id
      LEFT JOIN LATERAL (
        SELECT count(*)::int AS count FROM applications a
        WHERE a.round_id = r.id AND a.recommender_id = w.id AND a.submitted_at IS NOT NULL
          AND a.state <> 'withdrawn') handed ON TRUE
      LEFT JOIN LATERAL (
        SELECT jsonb_agg(jsonb_build_object('tier', x.tier, 'places', x.places, 'used', x.used)) AS tiers FROM (
          SELECT q.tier, count(*)::int AS places, count(k.application_id)::int AS used
          FROM upgrade_recommender_places q LEFT JOIN recommendation_ranks k USING (round_id, recommender_id, tier, place)
          WHERE q.round_id = r.id AND q.recommender_id = w.id GROUP BY q.tier) x) counted ON TRUE
      WHERE r.id = ${roundId} AND (counted.tiers IS NOT NULL OR handed.count > 0)
      ORDER BY coalesce(handed.count, 0) = 0, w.name COLLATE "zh-Hans-CN-x-icu", w.id`);
    return rows.map((row) => ({
      ...row,
      tiers: appliedTiers.map((tier) => row.tiers?.find((one) => one.tier === tier) ?? { tier, places: 0, used: 0 }),
    }));
  }

  async workbook(roundId: string): Promise<{ name: string; bytes: Buffer }> {
    const title = await this.title(roundId);
    const say = sayIn('zh-CN');
    const word = (key: string) => say('recommendation-column', key);
    const rows = await this.database.rows<ExportRow>(sql`
      SELECT w.name AS recommender, k.tier, row_number() OVER (PARTITION BY w.id, k.tier ORDER BY k.place)::int AS place,
             a.studio_name AS studio, a.master_name AS master, a.host_unit_name AS unit, a.occupation_name AS occupation,
             a.kind, a.awaits_evaluation AS provisional, a.state, p.state AS "recommendationState",
             CASE WHEN p.state = 'submitted'
               THEN to_char(p.submitted_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI:SS') END AS "submittedAt",
             p.letter_serial AS letter
      FROM recommendation_ranks k JOIN recommendations p USING (round_id, recommender_id)
      JOIN recommenders w ON w.id = k.recommender_id JOIN applications a ON a.id = k.application_id
      WHERE k.round_id = ${roundId}
      ORDER BY array_position(ARRAY['national', 'chief', 'municipal'], k.tier::text),
               w.name COLLATE "zh-Hans-CN-x-icu", w.id, k.place`);
    const cells = rows.map((row): Cell[] => [
      row.recommender,
      say('tier', row.tier),
      row.place,
      row.studio,
      row.master,
      row.unit,
      row.occupation,
      say('application-kind', row.kind),
      row.provisional ? word('provisional') : null,
      say('application-state', row.state),
      say('recommendation-state', row.recommendationState),
      row.submittedAt,
      row.letter,
    ]);
    const sheet = {
      name: word('sheet'),
      widths: [22, 12, 8, 36, 12, 32, 18, 12, 12, 14, 14, 22, 24],
      rows: [columns.map(word), ...cells],
    };
    return { name: `${title} ${word('sheet')}.xlsx`, bytes: await bytesOf(workbookOf([sheet])) };
  }

  private async title(roundId: string): Promise<string> {
    const row = await this.database.one<{ title: string }>(sql`SELECT title FROM upgrade_rounds WHERE id = ${roundId}`);
    if (!row) throw new NotFoundError('round');
    return row.title;
  }
}
