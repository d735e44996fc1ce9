import type { ApplicationBrief, FormalItemView, MaterialFile, MaterialText } from '@jianglian/contracts/upgrade';
import type { FormalItem, FormalResult, JudgedCondition } from '@jianglian/domain/upgrade';
import { formalItems, formalResult } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { Database, every, sql, type Sql } from '../../../platform/database/index.ts';
import {
  applicationBrief,
  type RoundOfApplication,
  roundColumns,
  type StoredRound,
  windowsOf,
} from '../application/application-fragments.ts';
import { conditionsOf, materialOf, type StoredMaterial, storedMaterial, textsOf } from './review-material.ts';

type StoredJudgement = FormalItemView['judgements'][number] & { readonly item: string };

interface StoredCase extends StoredMaterial {
  readonly recommenderName: string;
  readonly files: readonly MaterialFile[];
  /** The last word of an item first. */
  readonly judgements: readonly StoredJudgement[];
  readonly checkedBy: string | null;
  readonly checkedAt: string | null;
  readonly stored: StoredRound;
}

/** A recommended application with everything its formal check looks at, and where it stands. */
export interface ReviewCase {
  readonly brief: ApplicationBrief;
  readonly round: RoundOfApplication;
  readonly recommenderName: string;
  readonly rank: number | null;
  readonly files: readonly MaterialFile[];
  readonly texts: readonly MaterialText[];
  readonly judgements: readonly StoredJudgement[];
  readonly conditions: readonly JudgedCondition[];
  readonly items: readonly FormalItem[];
  readonly result: FormalResult;
  readonly checkedBy: string | null;
  readonly checkedAt: string | null;
}

/** States an application has from the recommendation on; before, it is not the review's. */
export const inReview = sql`a.state IN ('recommended', 'accepted', 'refused', 'awarded', 'declined')`;

/** Applications in review with what the portal holds of them. */
@Injectable()
export class ReviewCaseQueries {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** In the order of the review: tier, recommending unit, its rank. One statement, however many. */
  async of(which: Sql): Promise<readonly ReviewCase[]> {
    const rows = await this.database.rows<StoredCase>(sql`
      SELECT ${applicationBrief} AS brief, ${roundColumns} AS stored, w.name AS "recommenderName", ${storedMaterial},
        coalesce((SELECT jsonb_agg(jsonb_build_object('item', j.item, 'answer', j.answer, 'remark', j.remark,
            'by', b.display_name, 'at', j.judged_at, 'revision', j.revision) ORDER BY j.item, j.revision DESC)
          FROM review_judgements j LEFT JOIN accounts b ON b.id = j.judged_by
          WHERE j.application_id = a.id), '[]') AS judgements,
        last.by AS "checkedBy", last.at AS "checkedAt"
      FROM applications a JOIN upgrade_rounds r ON r.id = a.round_id JOIN recommenders w ON w.id = a.recommender_id
      JOIN host_units h ON h.id = a.host_unit_id
      LEFT JOIN recommendation_ranks k ON k.application_id = a.id
      LEFT JOIN recommendations p ON p.round_id = a.round_id AND p.recommender_id = a.recommender_id
      LEFT JOIN LATERAL (
        SELECT b.display_name AS by, v.reviewed_at AS at FROM application_reviews v
        LEFT JOIN accounts b ON b.id = v.reviewed_by
        WHERE v.application_id = a.id ORDER BY v.position DESC LIMIT 1) last ON TRUE
      WHERE ${every([inReview, which])}
      ORDER BY array_position(ARRAY['national', 'chief', 'municipal'], a.target::text), w.name, w.id, k.place, a.id`);
    return rows.map(caseOf);
  }
}

function caseOf(row: StoredCase): ReviewCase {
  const { brief, judgements, stored, facts } = row;
  const conditions = conditionsOf(row);
  const items = formalItems(brief, materialOf(row, stored.windows), conditions, facts ?? { hostKind: row.hostKind });
  const latest = judgements.filter((one, at) => judgements[at - 1]?.item !== one.item);
  return {
    brief,
    round: { ...stored, windows: windowsOf(stored.windows) },
    recommenderName: row.recommenderName,
    rank: row.rank,
    files: row.files,
    texts: textsOf(row.sections),
    judgements,
    conditions,
    items,
    result: formalResult(items, latest),
    checkedBy: row.checkedBy,
    checkedAt: row.checkedAt,
  };
}

/** The items as the screen shows them: with the rule's finding and everybody's words. */
export const itemViews = ({ result, conditions, judgements }: ReviewCase): FormalItemView[] =>
  result.items.map((item) => ({
    ...item,
    evidence: { ...item.evidence },
    finding: (conditions.find(({ rule }) => rule === item.item)?.finding ?? null) as FormalItemView['finding'],
    judgements: judgements.flatMap(({ item: about, ...one }) => (about === item.item ? [one] : [])),
  }));
