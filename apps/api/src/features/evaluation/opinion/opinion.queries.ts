import type { OpinionView, SheetOpinionView } from '@jianglian/contracts/evaluation';
import type { EvaluationState, OpinionContext } from '@jianglian/domain/evaluation';
import { closingAfterReturn, mayReadResult, opinionMachine, opinionStanding } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import { holds, within } from '@jianglian/domain/identity';
import { offers } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.ts';
import { Database, sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';
import { studioVisibleTo } from '../../studio/index.ts';
import { closingOf, cycleBrief, dueOf, studioBrief, studioBriefJoins } from '../evaluation-fragments.ts';
import { RubricQueries } from '../rubric/rubric.queries.ts';

type Stored = Pick<
  OpinionView,
  | 'evaluationId'
  | 'revision'
  | 'state'
  | 'evaluation'
  | 'studio'
  | 'recommenderName'
  | 'cycle'
  | 'dueAt'
  | 'closesAt'
  | 'comment'
  | 'lines'
  | 'givenAt'
  | 'givenBy'
  | 'late'
  | 'returned'
  | 'returnDays'
> & {
  readonly selfClosesAt: string;
  readonly submittedAt: string | null;
  readonly selfScores: Readonly<Record<string, number | null>>;
  readonly sheetsHandedIn: number;
  readonly recommenderId: string;
};

/** States in which the studio has handed in what an opinion is about. */
const isHandedIn = (state: EvaluationState, submittedAt: string | null): boolean =>
  submittedAt !== null &&
  !(['planned', 'self-evaluating', 'missed', 'withdrawn'] as readonly EvaluationState[]).includes(state);

/** Sheets are in, grades are worked out: what the recommender and the studio are not told. */
const shownAs = (state: EvaluationState, handedIn: boolean): EvaluationState =>
  handedIn && !mayReadResult({ state }) ? 'submitted' : state;

const isoOf = (at: string): string => new Date(at).toISOString();

/** One opinion: for its recommender and the office, for the studio after publication, for evaluators beside their sheet. */
@Injectable()
export class OpinionQueries {
  private readonly database: Database;
  private readonly rubrics: RubricQueries;
  private readonly clock: Clock;

  constructor(database: Database, rubrics: RubricQueries, clock: Clock) {
    this.database = database;
    this.rubrics = rubrics;
    this.clock = clock;
  }

  async view(id: string, actor: Actor): Promise<OpinionView> {
    const stored = await this.stored(id, actor);
    const { selfClosesAt, submittedAt, selfScores, sheetsHandedIn, recommenderId, ...row } = stored;
    if (!mayRead(actor, recommenderId, row.evaluation)) throw new NotFoundError('opinion');
    const now = this.clock.now();
    const handedIn = isHandedIn(row.evaluation, submittedAt);
    const window = { dueAt: new Date(row.dueAt), closesAt: new Date(row.closesAt) };
    const context: OpinionContext = {
      actor,
      now,
      evaluation: row.evaluation,
      closesAt: window.closesAt,
      rubric: await this.rubrics.view(row.cycle.rubricVersion),
      selfScores: new Map(Object.entries(selfScores)),
      returnDays: row.returnDays,
      sheetsHandedIn,
      // The reason is asked for by the page, so it does not stand against the offer.
      reason: '…',
    };
    const subject = { ...row, recommenderId, returnedBefore: row.returned !== null };
    return {
      ...row,
      evaluation: shownAs(row.evaluation, handedIn),
      standing: opinionStanding(row.state, handedIn, window, now),
      returned: row.returned && { ...row.returned, at: isoOf(row.returned.at), until: isoOf(row.returned.until) },
      serverNow: now.toISOString(),
      returnUntil: closingAfterReturn(new Date(selfClosesAt), now, row.returnDays).toISOString(),
      offers: offers(opinionMachine, subject, context)
        .filter(({ action }) => action !== 'renew')
        .map(({ action, refusals }) => ({ action, refusals: [...refusals] as never })),
    };
  }

  /** Beside an own sheet, once it is given; before, only that there is none. */
  async onSheet(sheetId: string, actor: Actor): Promise<SheetOpinionView> {
    const row = await this.database.one<
      Omit<SheetOpinionView, 'closed' | 'lines'> & {
        readonly closesAt: string;
        readonly rubricVersion: string;
        readonly lines: readonly { readonly indicator: string; readonly score: number; readonly reason: string }[];
      }
    >(sql`
      SELECT o.state, r.name AS "recommenderName", coalesce(o.comment, '') AS comment, o.given_at AS "givenAt",
             coalesce(o.lines, '[]') AS lines, ${closingOf('opinion')} AS "closesAt",
             c.rubric_version AS "rubricVersion"
      FROM scoresheets sh JOIN evaluations e ON e.id = sh.evaluation_id JOIN evaluation_cycles c ON c.id = e.cycle_id
      JOIN studios s ON s.id = e.studio_id JOIN recommenders r ON r.id = s.recommender_id
      LEFT JOIN opinions o ON o.evaluation_id = e.id AND o.state IN ('agreed', 'adjusted')
        AND e.state NOT IN ('planned', 'self-evaluating', 'missed')
      WHERE sh.id = ${sheetId} AND sh.account_id = ${actor.accountId} AND sh.state NOT IN ('recused', 'released')
        AND e.state <> 'withdrawn'`);
    if (!row) throw new NotFoundError('scoresheet');
    const { closesAt, rubricVersion, ...opinion } = row;
    const rubric = await this.rubrics.view(rubricVersion);
    const nameOf = (code: string) =>
      rubric.indicators.find((indicator) => indicator.code === code)?.name ?? { zh: code, en: code };
    return {
      ...opinion,
      closed: this.clock.now() >= new Date(closesAt),
      lines: opinion.lines.map((line) => ({ ...line, name: nameOf(line.indicator) })),
    };
  }

  private async stored(id: string, actor: Actor): Promise<Stored> {
    const row = await this.database.one<Stored>(sql`
      SELECT e.id AS "evaluationId", coalesce(o.revision, 0) AS revision, coalesce(o.state, 'pending') AS state,
             e.state AS evaluation, ${studioBrief('e.tier')} AS studio, r.name AS "recommenderName",
             s.recommender_id AS "recommenderId", ${cycleBrief} AS cycle, ${dueOf('opinion')} AS "dueAt",
             ${closingOf('opinion')} AS "closesAt", ${closingOf('selfEvaluation')} AS "selfClosesAt",
             e.self_submitted_at AS "submittedAt",
             coalesce(o.comment, '') AS comment, coalesce(o.lines, '[]') AS lines, o.given_at AS "givenAt",
             (SELECT a.display_name FROM accounts a WHERE a.id = o.given_by) AS "givenBy",
             coalesce(o.late, false) AS late, c.opinion_return_days AS "returnDays",
             CASE WHEN o.returned_at IS NOT NULL THEN
               jsonb_build_object('at', o.returned_at, 'reason', o.return_reason, 'until', o.return_until) END AS returned,
             coalesce((SELECT jsonb_object_agg(l.indicator, l.score) FROM self_evaluation_lines l
                       WHERE l.evaluation_id = e.id), '{}') AS "selfScores",
             (SELECT count(*) FROM scoresheets sh
              WHERE sh.evaluation_id = e.id AND sh.state IN ('submitted', 'sealed'))::int AS "sheetsHandedIn"
      FROM evaluations e JOIN evaluation_cycles c ON c.id = e.cycle_id JOIN studios s ON s.id = e.studio_id
      JOIN recommenders r ON r.id = s.recommender_id LEFT JOIN opinions o ON o.evaluation_id = e.id
      ${studioBriefJoins}
      WHERE e.id = ${id} AND e.state NOT IN ('planned', 'withdrawn') AND ${studioVisibleTo(within(actor, 'evaluation:read'))}`);
    if (!row) throw new NotFoundError('evaluation');
    return row;
  }
}

/** The office and the studio's own recommender; the studio itself only with its result. An evaluator reads it with the sheet. */
const mayRead = (actor: Actor, recommenderId: string, state: EvaluationState): boolean =>
  holds(actor, 'office') ||
  actor.grants.some((grant) => grant.role === 'recommender' && grant.recommenderId === recommenderId) ||
  (holds(actor, 'studio') && mayReadResult({ state }));
