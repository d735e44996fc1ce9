import type { evaluationApi, RectificationCheckRow, RectificationCheckView } from '@jianglian/contracts/evaluation';
import type { ReplyOf } from '@jianglian/contracts/shared';
import { missingInCheck } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import type { Refusal } from '@jianglian/domain/kernel';
import { roundHalfUp } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { Database, sql, type Sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';
import { studioBrief, studioBriefJoins } from '../evaluation-fragments.ts';
import { TiesQueries } from '../panel/ties.queries.ts';
import { RubricQueries } from '../rubric/rubric.queries.ts';
import { RectificationItems } from './rectification-item.queries.ts';
import { RectificationRecords } from './rectification-record.ts';

type StoredCheck = Omit<RectificationCheckView, 'itemList' | 'offers'> & {
  readonly rectificationId: string;
  readonly rubricVersion: string;
  readonly running: boolean;
  readonly marks: readonly {
    item: string;
    score: number | null;
    done: boolean | null;
    comment: string;
    revision: number;
  }[];
};

/** A checker's own checks, and for the office who could check. */
@Injectable()
export class RectificationCheckQueries {
  private readonly database: Database;
  private readonly items: RectificationItems;
  private readonly records: RectificationRecords;
  private readonly rubrics: RubricQueries;
  private readonly ties: TiesQueries;

  constructor(
    database: Database,
    items: RectificationItems,
    records: RectificationRecords,
    rubrics: RubricQueries,
    ties: TiesQueries,
  ) {
    this.database = database;
    this.items = items;
    this.records = records;
    this.rubrics = rubrics;
    this.ties = ties;
  }

  mine(actor: Actor): Promise<RectificationCheckRow[]> {
    return this.load(sql`c.account_id = ${actor.accountId} AND c.state <> 'released'`);
  }

  async view(id: string, actor: Actor): Promise<RectificationCheckView> {
    const [check] = await this.load(
      sql`c.id = ${id} AND c.account_id = ${actor.accountId} AND c.state IN ('draft', 'submitted')`,
    );
    if (!check) throw new NotFoundError('rectification check');
    const rubric = await this.rubrics.view(check.rubricVersion);
    const items = await this.items.items(check.rectificationId, rubric, false);
    const open = check.state === 'draft' && check.running;
    const missing = open ? missingInCheck(await this.records.items(check.rectificationId), check.marks) : [];
    const offer = (action: string, refusals: readonly Refusal[]) => ({ action, refusals: [...refusals] as never });
    return {
      ...check,
      itemList: items.map((item) => ({
        ...item,
        needed: item.points === null ? null : roundHalfUp((item.points * check.passPercent) / 100),
        mark: check.marks.find((mark) => mark.item === item.code) ?? {
          score: null,
          done: null,
          comment: '',
          revision: 0,
        },
      })),
      offers: open ? [offer('submit', missing), offer('recuse', [])] : [],
    };
  }

  /** Those without a conflict and with little to do first. Who scored the studio may check it; the office sees that. */
  async candidates(rectificationId: string): Promise<ReplyOf<typeof evaluationApi.rectificationCheckers>> {
    const { evaluationId, cycleId } = await this.records.find(rectificationId);
    const ties = await this.ties.of(cycleId, [evaluationId]);
    const facts = await this.database.rows<{ accountId: string; open: number; scoredBefore: boolean }>(sql`
      SELECT a.id AS "accountId",
             (SELECT count(*) FROM rectification_checks c WHERE c.account_id = a.id AND c.state = 'draft')::int AS open,
             EXISTS (SELECT FROM scoresheets sh WHERE sh.evaluation_id = ${evaluationId} AND sh.account_id = a.id
                     AND sh.state IN ('submitted', 'sealed')) AS "scoredBefore"
      FROM accounts a WHERE a.id = ANY(${[...ties.evaluators.keys()]}::uuid[])`);
    const known = new Map(facts.map((fact) => [fact.accountId, fact]));
    return [...ties.evaluators.values()]
      .map(({ accountId, name, hostUnitName }) => ({
        accountId,
        name,
        hostUnitName,
        open: known.get(accountId)?.open ?? 0,
        scoredBefore: known.get(accountId)?.scoredBefore ?? false,
        conflicts: [...ties.conflictsOf({ evaluationId, accountId })],
      }))
      .toSorted((one, other) => one.conflicts.length - other.conflicts.length || one.open - other.open);
  }

  private load(which: Sql): Promise<StoredCheck[]> {
    return this.database.rows<StoredCheck>(sql`
      SELECT c.id, c.state, c.revision, ${studioBrief('s.tier')} AS studio, r.cycle_title AS "cycleTitle",
             c.assigned_at AS "assignedAt", c.submitted_at AS "submittedAt", r.id AS "rectificationId",
             r.rubric_version AS "rubricVersion", (r.settings ->> 'passPercent')::int AS "passPercent",
             r.plan_text AS "planText", r.report_text AS "reportText", r.reported_at AS "reportedAt", r.due_on AS "dueOn",
             r.state = 'checking' AND c.round = r.round AS running,
             (SELECT count(*) FROM rectification_items i WHERE i.rectification_id = r.id AND NOT i.removed)::int AS items,
             (SELECT count(*) FROM rectification_marks m WHERE m.check_id = c.id
              AND (m.score IS NOT NULL OR m.done IS NOT NULL))::int AS marked,
             coalesce((SELECT jsonb_agg(jsonb_build_object('item', m.item, 'score', m.score, 'done', m.done,
                'comment', m.comment, 'revision', m.revision)) FROM rectification_marks m WHERE m.check_id = c.id), '[]') AS marks
      FROM rectification_checks c JOIN rectifications r ON r.id = c.rectification_id JOIN studios s ON s.id = r.studio_id
      ${studioBriefJoins} WHERE ${which} ORDER BY (c.state = 'draft') DESC, c.assigned_at DESC, c.id`);
  }
}
