import type { ReviewQueueView, ReviewSheetView } from '@jianglian/contracts/upgrade';
import type { Mark } from '@jianglian/domain/evaluation';
import { runningTotal, totalOf } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import { offers } from '@jianglian/domain/kernel';
import { reviewSheetMachine } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.ts';
import { Database, sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';
import { emptyMark, RubricQueries } from '../../evaluation/index.ts';
import { applicationBrief } from '../application/application-fragments.ts';
import { PriorityQueries } from './priority.queries.ts';
import { ReviewCaseQueries } from './review-case.queries.ts';
import { ReviewSettingsQueries } from './review-settings.queries.ts';

interface Head extends Pick<
  ReviewSheetView,
  'id' | 'revision' | 'state' | 'application' | 'submittedAt' | 'reopened' | 'round'
> {
  readonly roundState: string;
  readonly marks: readonly (Mark & { revision: number; savedAt: string | null })[];
}

/** What concerns nobody who scores: how to reach people. */
const hiddenFields: ReadonlySet<string> = new Set(['contact-phone', 'contact-name', 'birth-date']);

const marksOf = sql`
  coalesce((SELECT jsonb_agg(jsonb_build_object('indicator', k.indicator, 'score', k.score,
    'notApplicable', k.not_applicable, 'deductions', k.deductions, 'comment', k.comment, 'revision', k.revision,
    'savedAt', to_char(k.saved_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
    FROM review_marks k WHERE k.sheet_id = sh.id), '[]')`;

/** The expert's own sheets: never another's marks, never an application without a sheet. */
@Injectable()
export class ReviewSheetQueries {
  private readonly database: Database;
  private readonly cases: ReviewCaseQueries;
  private readonly priorities: PriorityQueries;
  private readonly rubrics: RubricQueries;
  private readonly settings: ReviewSettingsQueries;
  private readonly clock: Clock;

  constructor(
    database: Database,
    cases: ReviewCaseQueries,
    priorities: PriorityQueries,
    rubrics: RubricQueries,
    settings: ReviewSettingsQueries,
    clock: Clock,
  ) {
    this.database = database;
    this.cases = cases;
    this.priorities = priorities;
    this.rubrics = rubrics;
    this.settings = settings;
    this.clock = clock;
  }

  /** Of rounds in review, by tier and name. */
  async queue(actor: Actor): Promise<ReviewQueueView> {
    const rows = await this.database.rows<{
      sheetId: string;
      roundId: string;
      application: ReviewQueueView['rows'][number]['application'];
      state: ReviewSheetView['state'];
      marks: readonly Mark[];
    }>(sql`
      SELECT sh.id AS "sheetId", a.round_id AS "roundId", ${applicationBrief} AS application, sh.state,
             ${marksOf} AS marks
      FROM review_sheets sh JOIN applications a ON a.id = sh.application_id JOIN upgrade_rounds r ON r.id = a.round_id
      WHERE sh.account_id = ${actor.accountId} AND sh.state IN ('draft', 'submitted') AND r.state = 'reviewing'
        AND a.state = 'accepted'
      ORDER BY r.year, r.id, array_position(ARRAY['national', 'chief', 'municipal'], a.target::text),
        a.studio_name COLLATE "zh-Hans-CN-x-icu", sh.id`);
    const ofRound = new Map(
      await Promise.all(
        [...new Set(rows.map(({ roundId }) => roundId))].map(async (roundId) => {
          const settings = await this.settings.of(roundId);
          return [roundId, { ...settings, rubric: await this.rubrics.view(settings.rubricVersion) }] as const;
        }),
      ),
    );
    const closings = [...ofRound.values()].flatMap(({ closesAt }) => closesAt ?? []);
    return {
      serverNow: this.clock.now().toISOString(),
      submitted: rows.filter(({ state }) => state === 'submitted').length,
      total: rows.length,
      closesAt: closings.toSorted()[0] ?? null,
      rows: rows.map(({ sheetId, roundId, application, state, marks }, index) => {
        const { rubric } = ofRound.get(roundId)!;
        const { marked, of } = runningTotal(rubric, marks, []);
        return {
          sheetId,
          position: index + 1,
          application,
          state,
          marked,
          of,
          total: marked === 0 ? null : totalOf(rubric, marks),
        };
      }),
    };
  }

  async view(id: string, actor: Actor): Promise<ReviewSheetView> {
    const head = await this.database.one<Head>(sql`
      SELECT sh.id, sh.revision, sh.state, ${applicationBrief} AS application,
        jsonb_build_object('id', r.id, 'title', r.title, 'year', r.year) AS round, r.state AS "roundState",
        sh.submitted_at AS "submittedAt", ${marksOf} AS marks,
        CASE WHEN sh.reopened_at IS NOT NULL
             THEN jsonb_build_object('at', sh.reopened_at, 'reason', sh.reopen_reason) END AS reopened
      FROM review_sheets sh JOIN applications a ON a.id = sh.application_id JOIN upgrade_rounds r ON r.id = a.round_id
      WHERE sh.id = ${id} AND sh.account_id = ${actor.accountId} AND sh.state IN ('draft', 'submitted')`);
    if (!head) throw new NotFoundError('review sheet');
    const { marks, roundState, ...sheet } = head;
    const [found] = await this.cases.of(sql`a.id = ${sheet.application.id}`);
    const [priority] = await this.priorities.of(sql`a.id = ${sheet.application.id}`);
    const { rubricVersion, closesAt } = await this.settings.of(sheet.round.id);
    const rubric = await this.rubrics.view(rubricVersion);
    const now = this.clock.now();
    return {
      ...sheet,
      closesAt,
      serverNow: now.toISOString(),
      rubric: rubric as ReviewSheetView['rubric'],
      lines: rubric.indicators.map(({ code, points }) => ({
        indicator: code,
        prefill: { indicator: code, points: null, open: points, base: 0, parts: [], missing: [] },
        mark: marks.find(({ indicator }) => indicator === code) ?? { ...emptyMark(code), revision: 0, savedAt: null },
      })) as unknown as ReviewSheetView['lines'],
      total: runningTotal(rubric, marks, []) as unknown as ReviewSheetView['total'],
      files: [...(found?.files ?? [])],
      texts: (found?.texts ?? []).filter(({ field }) => !hiddenFields.has(field)),
      priority: priority!,
      offers: offers(
        reviewSheetMachine,
        { state: sheet.state, accountId: actor.accountId, marks },
        {
          actor,
          now,
          closesAt: closesAt === null ? null : new Date(closesAt),
          round: roundState as never,
          application: sheet.application.state,
          rubric,
          prefills: [],
        },
      )
        .filter(({ action }) => action === 'submit' || action === 'recuse')
        .map(({ action, refusals }) => ({ action, refusals: [...refusals] as never })),
    };
  }
}
