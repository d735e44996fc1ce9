import type { evaluationApi, EvidenceView, RectificationRow, RectificationView } from '@jianglian/contracts/evaluation';
import type { InputOf, ReplyOf } from '@jianglian/contracts/shared';
import type { RectificationContext } from '@jianglian/domain/evaluation';
import {
  consequenceChoices,
  consequenceOf,
  effectivenessOf,
  rectificationMachine,
  subsidyConsequence,
} from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import { holds, within } from '@jianglian/domain/identity';
import { offers } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.ts';
import { Database, every, keyset, sql, type Sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';
import { studioVisibleTo } from '../../studio/index.ts';
import { studioBriefJoins } from '../evaluation-fragments.ts';
import { RubricQueries } from '../rubric/rubric.queries.ts';
import { EvidenceQueries } from '../self-evaluation/evidence.queries.ts';
import { rowColumns, turnOf } from './rectification-row.queries.ts';
import { RectificationItems } from './rectification-item.queries.ts';
import { RectificationRecords } from './rectification-record.ts';
import { RectificationSource } from './rectification-source.queries.ts';

type Head = Omit<
  RectificationView,
  'itemList' | 'otherLines' | 'steps' | 'checks' | 'effect' | 'choices' | 'offers' | 'veto'
> & {
  readonly veto: { readonly code: string; readonly reason: string } | null;
  readonly rubricVersion: string;
};

/** The board and one rectification, each as far as the actor may see it. */
@Injectable()
export class RectificationQueries {
  private readonly database: Database;
  private readonly items: RectificationItems;
  private readonly records: RectificationRecords;
  private readonly source: RectificationSource;
  private readonly rubrics: RubricQueries;
  private readonly evidence: EvidenceQueries;
  private readonly clock: Clock;

  constructor(
    database: Database,
    items: RectificationItems,
    records: RectificationRecords,
    source: RectificationSource,
    rubrics: RubricQueries,
    evidence: EvidenceQueries,
    clock: Clock,
  ) {
    this.database = database;
    this.items = items;
    this.records = records;
    this.source = source;
    this.rubrics = rubrics;
    this.evidence = evidence;
    this.clock = clock;
  }

  async list(
    query: InputOf<typeof evaluationApi.rectifications>['query'],
    actor: Actor,
  ): Promise<ReplyOf<typeof evaluationApi.rectifications>> {
    const turn = turnOf(this.clock.now());
    const scope = [
      visibleTo(actor),
      query.studioId !== undefined && sql`s.id = ${query.studioId}`,
      query.search !== undefined &&
        query.search !== '' &&
        sql`(s.name ILIKE ${`%${query.search.replace(/[\\%_]/g, '\\$&')}%`} OR m.name = ${query.search})`,
    ];
    const filter = [
      ...scope,
      query.state !== undefined && sql`r.state = ANY(${query.state}::text[])`,
      query.open !== undefined && (query.open === 'true' ? sql`r.closed_at IS NULL` : sql`r.closed_at IS NOT NULL`),
      query.turn !== undefined && sql`${turn} = ${query.turn}`,
    ];
    const keys = keyset(
      [
        { key: 'sortAt', column: sortAt },
        { key: 'id', column: sql`r.id` },
      ],
      query.after,
    );
    const rows = await this.database.rows<RectificationRow>(sql`
      SELECT ${rowColumns(this.clock.now())}, ${sortAt} AS "sortAt" FROM rectifications r JOIN studios s ON s.id = r.studio_id ${studioBriefJoins}
      WHERE ${every(filter)} AND ${keys.where} ORDER BY ${keys.orderBy} LIMIT ${query.limit + 1}`);
    const counts = await this.database.rows<{ state: string; count: number }>(sql`
      SELECT r.state, count(*)::int AS count FROM rectifications r JOIN studios s ON s.id = r.studio_id
      ${studioBriefJoins} WHERE ${every(scope)} GROUP BY r.state`);
    return {
      ...keys.page(rows, query.limit),
      counts: Object.fromEntries(counts.map(({ state, count }) => [state, count])),
    };
  }

  async view(id: string, actor: Actor): Promise<RectificationView> {
    const office = holds(actor, 'office');
    const head = await this.head(id, actor);
    const rubric = await this.rubrics.view(head.rubricVersion);
    const locked = await this.records.find(id);
    const { submitted, open, marks } = await this.records.checksOf(id, locked.round);
    const inside = head.state === 'checking';
    const found = submitted > 0 && open === 0 ? effectivenessOf(locked.items, marks, head.settings.passPercent) : null;
    const effect = inside && !office ? null : found;
    const comments = effect ? await this.items.comments(id, locked.round) : new Map<string, string[]>();
    const context: RectificationContext = {
      actor,
      now: this.clock.now(),
      studio: locked.studio,
      checks: { submitted, open },
      effect: found,
    };
    const veto = head.veto && {
      ...head.veto,
      text: rubric.vetoes.find(({ code }) => code === head.veto?.code)?.text ?? { zh: '', en: '' },
    };
    return {
      ...head,
      veto,
      itemList: await this.items.items(id, rubric, office),
      otherLines: office && head.state === 'drafted' ? await this.otherLines(locked, rubric) : [],
      steps: await this.items.steps(id, office),
      checks: office ? await this.items.checks(id, locked.round) : [],
      effect: effect && {
        passed: effect.passed,
        items: effect.items.map((item) => ({ ...item, comments: comments.get(item.code) ?? [] })),
      },
      choices:
        office && head.closedAt === null
          ? consequenceChoices.map((choice) => {
              const consequence = consequenceOf(locked.studio, choice);
              const subsidy = subsidyConsequence(rubric.subsidyFen, locked.studio.tier, consequence.toTier);
              return { consequence, subsidy };
            })
          : [],
      offers: offers(rectificationMachine, locked, context)
        .filter(({ action }) => action !== 'expire' && action !== 'withdraw')
        // What does not apply to this tier at all is no button.
        .filter(({ refusals }) => !refusals.some(({ code }) => code === 'rectification.other-consequence'))
        .filter(({ refusals }) => !refusals.some(({ code }) => code === notMine[office ? 1 : 0]))
        .filter(({ refusals }) => office || !refusals.some(({ code }) => code === 'rectification.not-its-studio'))
        .map(({ action, refusals }) => ({ action, refusals: [...refusals] as never })),
    };
  }

  /** Verified activities since the evaluated period began: what can prove that something was done. */
  async available(id: string, actor: Actor): Promise<EvidenceView[]> {
    await this.head(id, actor);
    const row = await this.database.one<{ studioId: string; from: string }>(sql`
      SELECT r.studio_id AS "studioId", coalesce(c.period_from, r.ordered_on) AS from FROM rectifications r
      LEFT JOIN evaluations e ON e.id = r.evaluation_id LEFT JOIN evaluation_cycles c ON c.id = e.cycle_id
      WHERE r.id = ${id}`);
    return row ? this.evidence.available(row.studioId, { from: row.from, to: this.clock.today() }, []) : [];
  }

  private async otherLines(
    { evaluationId, items }: Awaited<ReturnType<RectificationRecords['find']>>,
    rubric: Parameters<RectificationSource['scoresOf']>[1],
  ) {
    const scores = await this.source.scoresOf(evaluationId, rubric);
    return rubric.indicators
      .filter(({ code }) => !items.some((item) => item.code === code))
      .map(({ code, name, points }) => ({ code, name, points, score: scores.get(code) ?? null }));
  }

  private async head(id: string, actor: Actor): Promise<Head> {
    const head = await this.database.one<Head>(sql`
      SELECT ${rowColumns(this.clock.now())}, r.rubric_version AS "rubricVersion", r.settings, r.score, r.veto,
             r.document_number AS "documentNumber", r.first_due_on AS "firstDueOn", r.plan_text AS "planText",
             r.report_text AS "reportText", r.reported_at AS "reportedAt", r.conclusion, r.intended,
             r.notice_reason AS "noticeReason", r.notice_number AS "noticeNumber", r.noticed_on AS "noticedOn",
             r.consequence, r.subsidy, r.decision_reason AS "decisionReason", r.decision_number AS "decisionNumber",
             r.decided_on AS "decidedOn", r.confirmed_on AS "confirmedOn", r.confirmation_number AS "confirmationNumber"
      FROM rectifications r JOIN studios s ON s.id = r.studio_id ${studioBriefJoins}
      WHERE r.id = ${id} AND ${visibleTo(actor)}`);
    if (!head) throw new NotFoundError('rectification');
    return head;
  }
}

/** The nearest end of a term first, then what waits without one, then what is over. */
const sortAt = sql`CASE WHEN r.closed_at IS NOT NULL THEN timestamptz '9999-01-01 00:00Z'
  WHEN r.state IN ('noticed', 'stated', 'answered') THEN (r.answer_until + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'
  ELSE (r.due_on + 1)::timestamp AT TIME ZONE 'Asia/Shanghai' END`;

/** What the other side has to do is no button here. */
const notMine = ['rectification.not-the-office', 'rectification.not-its-studio'] as const;

/** Studios in reach, through roles that have to do with rectification; an order not served yet is the office's own. */
function visibleTo(actor: Actor): Sql {
  return every([
    studioVisibleTo(within(actor, 'rectification:read')),
    !holds(actor, 'office') && sql`r.state <> 'drafted'`,
    // Withdrawn before it was served: nobody but the office ever knew of it.
    !holds(actor, 'office') && sql`r.issued_on IS NOT NULL`,
  ]);
}
