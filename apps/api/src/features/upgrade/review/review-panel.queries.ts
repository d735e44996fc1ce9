import type { ReviewPanelRow, ReviewPanelsView } from '@jianglian/contracts/upgrade';
import type { Mark, Rubric } from '@jianglian/domain/evaluation';
import { aggregate, runningTotal } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import { offers } from '@jianglian/domain/kernel';
import type { ReviewSheetState } from '@jianglian/domain/upgrade';
import { reviewSheetMachine } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.ts';
import { Database, sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';
import { RubricQueries } from '../../evaluation/index.ts';
import { applicationBrief } from '../application/application-fragments.ts';
import { ReviewSettingsQueries } from './review-settings.queries.ts';
import { ReviewTiesQueries } from './review-ties.queries.ts';

interface StoredSheet {
  readonly id: string;
  readonly accountId: string;
  readonly revision: number;
  readonly evaluatorName: string;
  readonly state: ReviewSheetState;
  readonly submittedAt: string | null;
  readonly endedReason: string | null;
  readonly marks: readonly Mark[];
}
type StoredRow = Pick<ReviewPanelRow, 'application' | 'recommenderName'> & { readonly sheets: readonly StoredSheet[] };
type Round = ReviewPanelsView['round'];

/** The office's view of the expert review: who scores what, how far it is, and the result once all are in. */
@Injectable()
export class ReviewPanelQueries {
  private readonly database: Database;
  private readonly settings: ReviewSettingsQueries;
  private readonly ties: ReviewTiesQueries;
  private readonly rubrics: RubricQueries;
  private readonly clock: Clock;

  constructor(
    database: Database,
    settings: ReviewSettingsQueries,
    ties: ReviewTiesQueries,
    rubrics: RubricQueries,
    clock: Clock,
  ) {
    this.database = database;
    this.settings = settings;
    this.ties = ties;
    this.rubrics = rubrics;
    this.clock = clock;
  }

  async view(roundId: string, actor: Actor): Promise<ReviewPanelsView> {
    const round = await this.database.one<Round>(sql`
      SELECT id, title, state, expert_review AS "expertReview", sheets_per_application AS "sheetsPerApplication"
      FROM upgrade_rounds WHERE id = ${roundId}`);
    if (!round) throw new NotFoundError('round');
    const settings = await this.settings.of(roundId);
    const rubric = await this.rubrics.view(settings.rubricVersion);
    const { evaluators } = await this.ties.of(roundId);
    const context = {
      actor,
      now: this.clock.now(),
      closesAt: settings.closesAt === null ? null : new Date(settings.closesAt),
      round: round.state as never,
      rubric,
      prefills: [],
    };
    const rows = (await this.rows(roundId)).map((row) => {
      const { sheets, ...rest } = rowOf(row, rubric, round.sheetsPerApplication);
      return {
        ...rest,
        sheets: sheets.map(({ marks, accountId, ...sheet }) => ({
          ...sheet,
          offers: offers(
            reviewSheetMachine,
            { state: sheet.state, accountId, marks },
            { ...context, application: row.application.state },
          )
            .filter(({ action }) => action === 'release' || action === 'reopen')
            .map(({ action, refusals }) => ({ action, refusals: [...refusals] as never })),
        })),
      };
    });
    return {
      round,
      settings,
      spreadLimit: rubric.spreadLimit,
      evaluators: [...evaluators.values()].map(({ accountId, name, hostUnitName, load, capacity }) => ({
        accountId,
        name,
        hostUnitName,
        load,
        capacity,
      })),
      rows: rows.map((row) => ({ ...row, place: placeOf(row, rows) })),
    };
  }

  /** Scores of the accepted applications, for the decision; null until every sheet of a panel is in. Empty without experts. */
  async scores(roundId: string): Promise<ReadonlyMap<string, number | null>> {
    const round = await this.database.one<{ wanted: number }>(sql`
      SELECT sheets_per_application AS wanted FROM upgrade_rounds WHERE id = ${roundId} AND expert_review`);
    if (!round) return new Map();
    const { rubricVersion } = await this.settings.of(roundId);
    const rubric = await this.rubrics.view(rubricVersion);
    const rows = await this.rows(roundId);
    return new Map(rows.map((row) => [row.application.id, rowOf(row, rubric, round.wanted).score]));
  }

  private rows(roundId: string): Promise<StoredRow[]> {
    return this.database.rows<StoredRow>(sql`
      SELECT ${applicationBrief} AS application, w.name AS "recommenderName",
        coalesce((SELECT jsonb_agg(jsonb_build_object('id', sh.id, 'accountId', sh.account_id, 'revision', sh.revision,
            'evaluatorName', b.display_name, 'state', sh.state, 'submittedAt', sh.submitted_at,
            'endedReason', sh.ended_reason, 'marks', coalesce((
              SELECT jsonb_agg(jsonb_build_object('indicator', k.indicator, 'score', k.score,
                'notApplicable', k.not_applicable, 'deductions', '[]'::jsonb, 'comment', k.comment))
              FROM review_marks k WHERE k.sheet_id = sh.id), '[]')) ORDER BY sh.assigned_at, sh.id)
          FROM review_sheets sh JOIN accounts b ON b.id = sh.account_id WHERE sh.application_id = a.id), '[]') AS sheets
      FROM applications a JOIN recommenders w ON w.id = a.recommender_id
      WHERE a.round_id = ${roundId} AND a.state IN ('accepted', 'awarded', 'declined')
      ORDER BY array_position(ARRAY['national', 'chief', 'municipal'], a.target::text),
        a.studio_name COLLATE "zh-Hans-CN-x-icu", a.id`);
  }
}

/** Totals stay hidden, from the office too, until every sheet of the panel is in. */
function rowOf({ sheets, ...row }: StoredRow, rubric: Rubric, wanted: number) {
  const seated = sheets.filter(({ state }) => state === 'draft' || state === 'submitted');
  const complete = seated.length >= wanted && seated.every(({ state }) => state === 'submitted');
  const result = complete ? aggregate(rubric, seated) : null;
  return {
    ...row,
    wanted,
    missing: Math.max(0, wanted - seated.length),
    score: result?.base ?? null,
    spread: result?.spread ?? null,
    spreadOver: result?.spreadOver ?? false,
    sheets: sheets.map((sheet) => {
      const own = result?.sheets.find(({ id }) => id === sheet.id);
      const { marked, of } = runningTotal(rubric, sheet.marks, []);
      return { ...sheet, marked, of, total: own?.total ?? null, dropped: own?.dropped ?? false };
    }),
  };
}

type Scored = Pick<ReviewPanelRow, 'score' | 'application'>;

const placeOf = ({ score, application }: Scored, rows: readonly Scored[]): number | null =>
  score === null
    ? null
    : rows.filter((other) => other.application.target === application.target && (other.score ?? -1) > score).length + 1;
