import type { evaluationApi, MyEvaluationRow, SelfEvaluationView, SelfLineView } from '@jianglian/contracts/evaluation';
import type { ReplyOf } from '@jianglian/contracts/shared';
import type { Indicator, Prefill, ProvenLine, Rubric } from '@jianglian/domain/evaluation';
import {
  changesOfLine,
  evaluationMachine,
  gapsOfLine,
  prefillAll,
  selfEvaluationSerial,
} from '@jianglian/domain/evaluation';
import { type Actor, within } from '@jianglian/domain/identity';
import { offers, serialNumber, sumOf } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.ts';
import { Database, every, sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';
import { studioVisibleTo } from '../../studio/index.ts';
import { closingOf, cycleBrief, dueOf, studioBrief, studioBriefJoins } from '../evaluation-fragments.ts';
import { EvidenceQueries } from './evidence.queries.ts';
import { FactsQueries } from './facts.queries.ts';
import { RubricQueries } from '../rubric/rubric.queries.ts';
import { SubmissionQueries } from './submission.queries.ts';

interface Head extends Pick<
  SelfEvaluationView,
  'id' | 'revision' | 'state' | 'studio' | 'cycle' | 'recommenderName' | 'dueAt' | 'closesAt' | 'returned'
> {
  readonly submittedAt: string | null;
  readonly prefill: readonly Prefill[] | null;
  readonly prefillTakenOn: string | null;
}

export interface StoredLine {
  readonly indicator: string;
  readonly score: number | null;
  readonly text: string;
  readonly evidence: readonly string[];
  readonly revision: number;
  readonly savedAt: string;
}

/** The studio's side of an evaluation. */
@Injectable()
export class SelfEvaluationQueries {
  private readonly database: Database;
  private readonly rubrics: RubricQueries;
  private readonly facts: FactsQueries;
  private readonly evidence: EvidenceQueries;
  private readonly submissions: SubmissionQueries;
  private readonly clock: Clock;

  constructor(
    database: Database,
    rubrics: RubricQueries,
    facts: FactsQueries,
    evidence: EvidenceQueries,
    submissions: SubmissionQueries,
    clock: Clock,
  ) {
    this.database = database;
    this.rubrics = rubrics;
    this.facts = facts;
    this.evidence = evidence;
    this.submissions = submissions;
    this.clock = clock;
  }

  /** Evaluations within reach, newest cycle first; nothing of a draft, and no grade before publication. */
  async list(actor: Actor, studioId?: string): Promise<MyEvaluationRow[]> {
    const rows = await this.database.rows<Omit<MyEvaluationRow, 'serial'>>(sql`
      SELECT e.id, ${studioBrief('e.tier')} AS studio, ${cycleBrief} AS cycle,
             CASE WHEN e.state IN ('scored', 'decided') THEN 'submitted' ELSE e.state END AS state,
             ${closingOf('selfEvaluation')} AS "selfEvaluationClosesAt", e.self_submitted_at AS "selfSubmittedAt",
             coalesce((SELECT bool_or(x.late) FROM self_evaluation_submissions x WHERE x.evaluation_id = e.id),
                      e.self_submitted_at IS NULL AND ${this.clock.now()}::timestamptz > ${dueOf('selfEvaluation')}) AS late,
             e.state = 'self-evaluating' AND coalesce(o.state = 'returned', false) AS returned,
             (SELECT count(*) FROM self_evaluation_lines l
              WHERE l.evaluation_id = e.id AND l.score IS NOT NULL AND l.text <> '')::int AS "linesFilled",
             jsonb_array_length(r.content->'indicators') AS lines,
             CASE WHEN e.state IN ('announced', 'published') THEN e.grade END AS grade,
             CASE WHEN e.state IN ('announced', 'published') THEN e.final_score END AS "finalScore"
      FROM evaluations e JOIN evaluation_cycles c ON c.id = e.cycle_id JOIN rubrics r ON r.version = c.rubric_version
      JOIN studios s ON s.id = e.studio_id ${studioBriefJoins} LEFT JOIN opinions o ON o.evaluation_id = e.id
      WHERE ${every([
        studioVisibleTo(within(actor, 'evaluation:read')),
        sql`c.state NOT IN ('draft', 'cancelled') AND e.state NOT IN ('planned', 'withdrawn')`,
        studioId === undefined ? undefined : sql`s.id = ${studioId}`,
      ])} ORDER BY c.year DESC, c.created_at DESC, s.name COLLATE "zh-Hans-CN-x-icu", e.id LIMIT 500`);
    return rows.map((row) => ({
      ...row,
      serial: serialNumber(selfEvaluationSerial, { year: row.cycle.year, id: row.id }),
    }));
  }

  async view(id: string, actor: Actor): Promise<SelfEvaluationView> {
    const head = await this.head(id, actor);
    const rubric = await this.rubrics.view(head.cycle.rubricVersion);
    const prefills = await this.prefills(head, rubric);
    const stored = await this.lines(id);
    const evidence = await this.evidence.byLine(stored);
    const submissions = await this.submissions.all(id);
    const last = await this.submissions.last(id);
    const now = this.clock.now();
    return {
      ...head,
      serial: serialNumber(selfEvaluationSerial, { year: head.cycle.year, id }),
      submissions,
      late: submissions[0]?.late ?? (head.submittedAt === null && now > new Date(head.dueAt)),
      state: head.state === 'scored' || head.state === 'decided' ? 'submitted' : head.state,
      serverNow: now.toISOString(),
      prefillTakenOn: head.prefillTakenOn ?? this.clock.today(),
      groups: [...rubric.groups],
      lines: rubric.indicators.map((indicator) =>
        lineView(
          indicator,
          prefills.find((one) => one.indicator === indicator.code) as Prefill,
          stored.find((line) => line.indicator === indicator.code),
          evidence.get(indicator.code) ?? [],
          last,
        ),
      ),
      total: sumOf(stored.map(({ score }) => score ?? 0)),
      prefillTotal: sumOf(prefills.map(({ points }) => points ?? 0)),
      offers: offers(
        evaluationMachine,
        { state: head.state, studioId: head.studio.id, closesAt: new Date(head.closesAt) },
        { actor, now, cycle: head.cycle.state, rubric, lines: stored, sheets: { wanted: 0, submitted: 0, open: 0 } },
      )
        .filter(({ action }) => action === 'submit')
        .map(({ action, refusals }) => ({ action, refusals: [...refusals] as never })),
    };
  }

  async available(id: string, actor: Actor): Promise<ReplyOf<typeof evaluationApi.availableEvidence>> {
    const { studio, cycle } = await this.head(id, actor);
    return this.evidence.available(studio.id, { from: cycle.periodFrom, to: cycle.periodTo }, await this.lines(id));
  }

  /** One line as it stands: what an autosave answers, and what a stale one is shown. */
  async line(id: string, code: string, actor: Actor): Promise<ReplyOf<typeof evaluationApi.saveSelfLine>> {
    await this.head(id, actor);
    const stored = await this.lines(id);
    const line = stored.find(({ indicator }) => indicator === code);
    const evidence = await this.evidence.byLine(stored);
    const last = await this.submissions.last(id);
    return {
      score: line?.score ?? null,
      text: line?.text ?? '',
      evidence: evidence.get(code) ?? [],
      revision: line?.revision ?? 0,
      savedAt: line?.savedAt ?? null,
      missing: [...gapsOfLine(line)],
      changed: last
        ? [
            ...changesOfLine(
              line,
              last.find(({ indicator }) => indicator === code),
            ),
          ]
        : [],
      total: sumOf(stored.map(({ score }) => score ?? 0)),
    };
  }

  lines(id: string): Promise<StoredLine[]> {
    return this.database.rows<StoredLine>(sql`
      SELECT indicator, score, text, evidence, revision, saved_at AS "savedAt"
      FROM self_evaluation_lines WHERE evaluation_id = ${id} ORDER BY indicator`);
  }

  private async head(id: string, actor: Actor): Promise<Head> {
    const head = await this.database.one<Head>(sql`
      SELECT e.id, e.revision, e.state, ${studioBrief('e.tier')} AS studio, ${cycleBrief} AS cycle,
             r.name AS "recommenderName", ${dueOf('selfEvaluation')} AS "dueAt",
             ${closingOf('selfEvaluation')} AS "closesAt", e.self_submitted_at AS "submittedAt", e.prefill,
             e.prefill_taken_on AS "prefillTakenOn",
             CASE WHEN o.returned_at IS NOT NULL THEN
               jsonb_build_object('at', o.returned_at, 'reason', o.return_reason) END AS returned
      FROM evaluations e JOIN evaluation_cycles c ON c.id = e.cycle_id JOIN studios s ON s.id = e.studio_id
      JOIN recommenders r ON r.id = s.recommender_id LEFT JOIN opinions o ON o.evaluation_id = e.id
      ${studioBriefJoins}
      WHERE e.id = ${id} AND e.state NOT IN ('planned', 'withdrawn') AND ${studioVisibleTo(within(actor, 'evaluation:read'))}`);
    if (!head) throw new NotFoundError('evaluation');
    return head;
  }

  /** Fixed once handed in; until then as of now. */
  private async prefills(head: Head, rubric: Rubric): Promise<readonly Prefill[]> {
    if (head.prefill && head.state !== 'self-evaluating') return head.prefill;
    const period = { from: head.cycle.periodFrom, to: head.cycle.periodTo };
    return prefillAll(rubric, await this.facts.of(head.studio.id, head.studio.tier, period, rubric));
  }
}

const lineView = (
  indicator: Indicator,
  prefill: Prefill,
  line: StoredLine | undefined,
  evidence: SelfLineView['evidence'],
  last: readonly ProvenLine[] | undefined,
): SelfLineView =>
  ({
    indicator,
    prefill,
    score: line?.score ?? null,
    text: line?.text ?? '',
    evidence,
    revision: line?.revision ?? 0,
    savedAt: line?.savedAt ?? null,
    missing: gapsOfLine(line),
    changed: last
      ? changesOfLine(
          line,
          last.find((one) => one.indicator === indicator.code),
        )
      : [],
  }) as SelfLineView;
