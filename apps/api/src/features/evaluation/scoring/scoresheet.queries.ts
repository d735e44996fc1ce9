import type { ScoresheetView } from '@jianglian/contracts/evaluation';
import type { Mark, Prefill, Rubric, ScoresheetState } from '@jianglian/domain/evaluation';
import { aggregate, mayReadMarks, runningTotal, scoresheetMachine, totalOf } from '@jianglian/domain/evaluation';
import type { EvaluationState } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import { offers } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.ts';
import { Database, sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';
import { byName, closingOf, cycleBrief, studioBrief, studioBriefJoins } from '../evaluation-fragments.ts';
import { EvidenceQueries } from '../self-evaluation/evidence.queries.ts';
import { RubricQueries } from '../rubric/rubric.queries.ts';
import { type StoredLine } from '../self-evaluation/self-evaluation.queries.ts';

interface Head extends Pick<
  ScoresheetView,
  'id' | 'revision' | 'evaluationId' | 'cycle' | 'studio' | 'selfSubmittedAt' | 'submittedAt' | 'reopened' | 'entry'
> {
  readonly state: ScoresheetState;
  readonly evaluation: EvaluationState;
  readonly closesAt: string;
  readonly prefill: readonly Prefill[] | null;
  readonly prefillTakenOn: string | null;
  readonly accountId: string;
  readonly previousId: string | null;
  readonly nextId: string | null;
}

/** One sheet, for the evaluator it belongs to. */
@Injectable()
export class ScoresheetQueries {
  private readonly database: Database;
  private readonly rubrics: RubricQueries;
  private readonly evidence: EvidenceQueries;
  private readonly clock: Clock;

  constructor(database: Database, rubrics: RubricQueries, evidence: EvidenceQueries, clock: Clock) {
    this.database = database;
    this.rubrics = rubrics;
    this.evidence = evidence;
    this.clock = clock;
  }

  async view(id: string, actor: Actor): Promise<ScoresheetView> {
    const head = await this.head(id, actor);
    const rubric = await this.rubrics.view(head.cycle.rubricVersion);
    const handedIn = head.prefill !== null && head.evaluation !== 'self-evaluating';
    // Before it is handed in the self-evaluation is the studio's own draft.
    const lines = handedIn ? await this.selfLines(head.evaluationId) : [];
    const evidence = await this.evidence.byLine(lines);
    const marks = await this.marks(id);
    const prefills = (handedIn ? head.prefill : null) ?? [];
    const now = this.clock.now();
    const panel = await this.panel(head, rubric, actor);
    return {
      ...head,
      serverNow: now.toISOString(),
      prefillTakenOn: head.prefillTakenOn ?? this.clock.today(),
      rubric: rubric as ScoresheetView['rubric'],
      lines: rubric.indicators.map(({ code, points }) => {
        const self = lines.find(({ indicator }) => indicator === code);
        return {
          indicator: code,
          prefill: prefills.find(({ indicator }) => indicator === code) ?? nothingYet(code, points),
          selfScore: self?.score ?? null,
          selfText: self?.text ?? '',
          evidence: evidence.get(code) ?? [],
          mark: marks.find(({ indicator }) => indicator === code) ?? unmarked(code),
        };
      }) as unknown as ScoresheetView['lines'],
      total: runningTotal(rubric, marks, prefills) as unknown as ScoresheetView['total'],
      blind: panel === null,
      panel,
      offers: offers(
        scoresheetMachine,
        { state: head.state, accountId: head.accountId, marks },
        {
          actor,
          now,
          closesAt: new Date(head.closesAt),
          cycle: head.cycle.state,
          evaluation: head.evaluation,
          rubric,
          prefills,
        },
      )
        .filter(({ action }) => action === 'submit' || action === 'recuse')
        .map(({ action, refusals }) => ({ action, refusals: [...refusals] as never })),
    };
  }

  /** Own sheets only; the neighbours are those of the queue. */
  private async head(id: string, actor: Actor): Promise<Head> {
    const head = await this.database.one<Head>(sql`
      WITH queue AS (
        SELECT sh.id, lag(sh.id) OVER neighbours AS previous_id, lead(sh.id) OVER neighbours AS next_id
        FROM scoresheets sh JOIN evaluations e ON e.id = sh.evaluation_id JOIN studios s ON s.id = e.studio_id
        WHERE sh.account_id = ${actor.accountId} AND sh.state NOT IN ('recused', 'released') AND e.state <> 'withdrawn'
          AND e.cycle_id = (SELECT own.cycle_id FROM scoresheets mine JOIN evaluations own ON own.id = mine.evaluation_id
                            WHERE mine.id = ${id})
        WINDOW neighbours AS (ORDER BY ${byName}, sh.id))
      SELECT sh.id, sh.revision, sh.state, sh.account_id AS "accountId", e.id AS "evaluationId",
             e.state AS evaluation, ${cycleBrief} AS cycle, ${studioBrief('e.tier')} AS studio,
             ${closingOf('scoring')} AS "closesAt", e.prefill, e.prefill_taken_on AS "prefillTakenOn",
             e.self_submitted_at AS "selfSubmittedAt", sh.submitted_at AS "submittedAt",
             CASE WHEN sh.reopened_at IS NOT NULL
                  THEN jsonb_build_object('at', sh.reopened_at, 'reason', sh.reopen_reason) END AS reopened,
             CASE WHEN sh.entered_by IS NOT NULL THEN jsonb_build_object('byName', clerk.display_name,
                    'at', sh.entered_at, 'fileId', sh.entry_file_id, 'seenAt', sh.entry_seen_at) END AS entry,
             queue.previous_id AS "previousId", queue.next_id AS "nextId"
      FROM scoresheets sh JOIN evaluations e ON e.id = sh.evaluation_id JOIN evaluation_cycles c ON c.id = e.cycle_id
      JOIN studios s ON s.id = e.studio_id ${studioBriefJoins} LEFT JOIN queue ON queue.id = sh.id
      LEFT JOIN accounts clerk ON clerk.id = sh.entered_by
      WHERE sh.id = ${id} AND sh.account_id = ${actor.accountId} AND sh.state NOT IN ('recused', 'released')
        AND e.state <> 'withdrawn'`);
    if (!head) throw new NotFoundError('scoresheet');
    return head;
  }

  private marks(id: string): Promise<(Mark & { revision: number; savedAt: string | null })[]> {
    return this.database.rows(sql`
      SELECT indicator, score, not_applicable AS "notApplicable", deductions, comment, revision, saved_at AS "savedAt"
      FROM marks WHERE scoresheet_id = ${id}`);
  }

  private selfLines(evaluationId: string): Promise<StoredLine[]> {
    return this.database.rows<StoredLine>(sql`
      SELECT indicator, score, text, evidence, revision, saved_at AS "savedAt"
      FROM self_evaluation_lines WHERE evaluation_id = ${evaluationId}`);
  }

  /** The others' totals without names; null while anything is out. */
  private async panel(head: Head, rubric: Rubric, actor: Actor): Promise<ScoresheetView['panel']> {
    const seen = { state: head.evaluation, evaluatorIds: [head.accountId] };
    if (!mayReadMarks(actor, { accountId: '' }, seen)) return null;
    const sheets = await this.database.rows<{ id: string; marks: Mark[] }>(sql`
      SELECT sh.id, jsonb_agg(jsonb_build_object('indicator', k.indicator, 'score', k.score,
               'notApplicable', k.not_applicable, 'deductions', '[]'::jsonb, 'comment', '')) AS marks
      FROM scoresheets sh JOIN marks k ON k.scoresheet_id = sh.id
      WHERE sh.evaluation_id = ${head.evaluationId} AND sh.state IN ('submitted', 'sealed')
      GROUP BY sh.id ORDER BY sh.id`);
    return {
      totals: sheets.map(({ id, marks }, index) => ({
        label: panelLabel(index),
        total: totalOf(rubric, marks),
        own: id === head.id,
      })),
      mean: aggregate(rubric, sheets).base,
    };
  }
}

/** 甲 乙 丙 …: evaluators without names; the order is that of the sheets' random ids. */
export const panelLabel = (index: number): string => '甲乙丙丁戊己庚辛壬癸'[index] ?? String(index + 1);

const unmarked = (indicator: string) => ({
  indicator,
  score: null,
  notApplicable: false,
  deductions: [],
  comment: '',
  revision: 0,
  savedAt: null,
});

const nothingYet = (indicator: string, points: number): Prefill => ({
  indicator,
  points: null,
  open: points,
  base: 0,
  parts: [],
  missing: [],
});
