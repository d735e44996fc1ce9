import type {
  OwnVisitRow,
  VisitBoardView,
  VisitResultView,
  VisitRow,
  VisitView,
} from '@jianglian/contracts/evaluation';
import type { CycleState, Rubric, VisitLine } from '@jianglian/domain/evaluation';
import {
  mayReadResult,
  mayVisit,
  randomVisitPercent,
  siteIndicators,
  visitMachine,
} from '@jianglian/domain/evaluation';
import type { EvaluationState } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import { holds, within } from '@jianglian/domain/identity';
import { offers } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.ts';
import { Database, sql, type Sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';
import { studioVisibleTo } from '../../studio/index.ts';
import { byName, cycleBrief, studioBrief, studioBriefJoins } from '../evaluation-fragments.ts';
import { RubricQueries } from '../rubric/rubric.queries.ts';
import { VisitDrawQueries } from './visit-draw.queries.ts';

type StoredRow = Omit<VisitRow, 'offers' | 'found'> & { readonly lines: readonly VisitLine[] };

interface StoredVisit extends Omit<VisitView, 'lines' | 'offers' | 'photos' | 'form'> {
  readonly found: readonly VisitLine[];
  readonly evaluation: EvaluationState;
  readonly photos: readonly { readonly fileId: string; readonly note: string }[];
  readonly formFileId: string | null;
}

const visitorsOf = sql`coalesce((
  SELECT jsonb_agg(jsonb_build_object('accountId', a.id, 'name', a.display_name) ORDER BY a.display_name, a.id)
  FROM site_visit_visitors w JOIN accounts a ON a.id = w.account_id WHERE w.visit_id = v.id), '[]')`;

const tables = sql`site_visits v JOIN evaluations e ON e.id = v.evaluation_id JOIN evaluation_cycles c ON c.id = e.cycle_id
  JOIN studios s ON s.id = e.studio_id ${studioBriefJoins}`;

/** Visits: the plan for the office, one's own for who goes, what was found for who decides. */
@Injectable()
export class VisitQueries {
  private readonly database: Database;
  private readonly rubrics: RubricQueries;
  private readonly draws: VisitDrawQueries;
  private readonly clock: Clock;

  constructor(database: Database, rubrics: RubricQueries, draws: VisitDrawQueries, clock: Clock) {
    this.database = database;
    this.rubrics = rubrics;
    this.draws = draws;
    this.clock = clock;
  }

  async board(cycleId: string, actor: Actor): Promise<VisitBoardView> {
    const cycle = await this.database.one<{
      id: string;
      state: CycleState;
      rubricVersion: string;
      excellentCapPercent: number;
      unscored: number;
    }>(sql`
      SELECT c.id, c.state, c.rubric_version AS "rubricVersion", c.excellent_cap_percent AS "excellentCapPercent",
             (SELECT count(*) FROM evaluations e WHERE e.cycle_id = c.id
              AND e.state IN ('planned', 'self-evaluating', 'submitted'))::int AS unscored
      FROM evaluation_cycles c WHERE c.id = ${cycleId}`);
    if (!cycle) throw new NotFoundError('cycle');
    const rubric = await this.rubrics.view(cycle.rubricVersion);
    const draw = await this.draws.find(cycleId);
    const rows = await this.database.rows<StoredRow>(sql`
      SELECT v.id, v.evaluation_id AS "evaluationId", v.revision, v.state, v.reason, v.reason_text AS "reasonText",
             ${studioBrief('e.tier')} AS studio, v.planned_on AS "plannedOn", v.note, ${visitorsOf} AS visitors,
             v.ended_reason AS "endedReason", v.done_at AS "doneAt", v.lines
      FROM ${tables} WHERE e.cycle_id = ${cycleId} AND e.state <> 'withdrawn'
      ORDER BY v.planned_on NULLS FIRST, d.short_name COLLATE "zh-Hans-CN-x-icu", ${byName}, v.id`);
    const visited = new Set(rows.map(({ evaluationId }) => evaluationId));
    const members = await this.database.rows<{ evaluationId: string; name: string; studio: VisitRow['studio'] }>(sql`
      SELECT e.id AS "evaluationId", s.name, ${studioBrief('e.tier')} AS studio
      FROM evaluations e JOIN studios s ON s.id = e.studio_id ${studioBriefJoins}
      WHERE e.cycle_id = ${cycleId} AND e.state <> 'withdrawn' ORDER BY ${byName}, e.id`);
    const briefs = new Map(members.map(({ evaluationId, studio }) => [evaluationId, studio]));
    const now = draw && mayVisit(cycle.state) ? await this.draws.now(cycle, draw) : undefined;
    return {
      draw: draw ?? null,
      defaultPercent: randomVisitPercent,
      open: mayVisit(cycle.state),
      preview: now
        ? {
            rest: now.rest,
            wanted: now.wanted,
            unscored: cycle.unscored,
            rows: now.added.flatMap(({ evaluationId, reason }) => {
              const studio = briefs.get(evaluationId);
              return reason && studio ? [{ evaluationId, reason, studio }] : [];
            }),
          }
        : null,
      visits: rows.map(({ lines, ...row }) => ({
        ...row,
        found: row.state === 'done' ? foundIn(lines) : null,
        offers: this.offers(row, cycle.state, rubric, actor),
      })),
      others: members
        .filter(({ evaluationId }) => !visited.has(evaluationId))
        .map(({ evaluationId, name }) => ({ evaluationId, name })),
    };
  }

  own(actor: Actor): Promise<OwnVisitRow[]> {
    return this.database.rows<OwnVisitRow>(sql`
      SELECT v.id, v.state, ${studioBrief('e.tier')} AS studio, c.title AS "cycleTitle", v.planned_on AS "plannedOn",
             v.note, ${visitorsOf} AS visitors, v.done_at AS "doneAt"
      FROM ${tables}
      WHERE EXISTS (SELECT FROM site_visit_visitors mine WHERE mine.visit_id = v.id AND mine.account_id = ${actor.accountId})
        AND v.state IN ('planned', 'done')
      ORDER BY v.state = 'done', v.planned_on, ${byName}, v.id LIMIT 500`);
  }

  /** For those who go and the office; for others it is not there. */
  async one(id: string, actor: Actor): Promise<VisitView> {
    const reach = holds(actor, 'office')
      ? sql`TRUE`
      : sql`v.state IN ('planned', 'done') AND EXISTS (
          SELECT FROM site_visit_visitors mine WHERE mine.visit_id = v.id AND mine.account_id = ${actor.accountId})`;
    const visit = await this.load(sql`v.id = ${id} AND ${reach}`);
    const rubric = await this.rubrics.view(visit.cycle.rubricVersion);
    const { found, evaluation: _evaluation, formFileId: _form, ...view } = visit;
    return {
      ...view,
      lines: linesOf(rubric, found),
      ...(await this.files(visit)),
      offers: this.offers(visit, visit.cycle.state, rubric, actor).filter(({ action }) => action === 'record'),
    };
  }

  /** The office at any time; the studio and its recommender once the result is published. */
  async result(evaluationId: string, actor: Actor): Promise<VisitResultView> {
    const visit = await this.load(sql`
      v.evaluation_id = ${evaluationId} AND v.state <> 'cancelled' AND ${studioVisibleTo(within(actor, 'evaluation:read'))}`);
    const published = mayReadResult({ state: visit.evaluation }) && visit.state === 'done';
    if (!holds(actor, 'office') && !published) throw new NotFoundError('visit');
    return {
      state: visit.state,
      plannedOn: visit.plannedOn,
      doneAt: visit.doneAt,
      visitors: visit.visitors.map(({ name }) => name),
      lines: linesOf(await this.rubrics.view(visit.cycle.rubricVersion), visit.found),
      summary: visit.summary,
      signatures: visit.signatures,
      ...(await this.files(visit)),
    };
  }

  private async load(which: Sql): Promise<StoredVisit> {
    const visit = await this.database.one<StoredVisit>(sql`
      SELECT v.id, v.evaluation_id AS "evaluationId", v.revision, v.state, ${studioBrief('e.tier')} AS studio,
             ${cycleBrief} AS cycle, v.planned_on AS "plannedOn", v.note, ${visitorsOf} AS visitors,
             v.done_at AS "doneAt", v.lines AS found, v.summary, v.photos, v.signatures,
             v.form_file_id AS "formFileId", e.state AS evaluation
      FROM ${tables} WHERE ${which}`);
    if (!visit) throw new NotFoundError('visit');
    return visit;
  }

  private async files({ photos, formFileId }: StoredVisit): Promise<Pick<VisitView, 'photos' | 'form'>> {
    const ids = [...photos.map(({ fileId }) => fileId), ...(formFileId === null ? [] : [formFileId])];
    const rows = await this.database.rows<{ id: string; name: string; mediaType: string }>(
      sql`SELECT id, name, media_type AS "mediaType" FROM files WHERE id = ANY(${ids}::uuid[])`,
    );
    const viewOf = (fileId: string, note: string) => {
      const file = rows.find(({ id }) => id === fileId);
      return { fileId, name: file?.name ?? '', mediaType: file?.mediaType ?? '', note };
    };
    return {
      photos: photos.map(({ fileId, note }) => viewOf(fileId, note)),
      form: formFileId === null ? null : viewOf(formFileId, ''),
    };
  }

  private offers(
    { state, visitors }: Pick<VisitRow, 'state' | 'visitors'>,
    cycle: CycleState,
    rubric: Rubric,
    actor: Actor,
  ): VisitRow['offers'] {
    const subject = { state, visitorIds: visitors.map(({ accountId }) => accountId) };
    const context = { actor, cycle, today: this.clock.today(), rubric };
    return offers(visitMachine, subject, context) as unknown as VisitRow['offers'];
  }
}

const foundIn = (lines: readonly VisitLine[]): VisitRow['found'] => {
  const count = (answer: string) => lines.filter((line) => line.answer === answer).length;
  return { yes: count('yes'), partly: count('partly'), no: count('no') };
};

const linesOf = (rubric: Rubric, found: readonly VisitLine[]): VisitView['lines'] =>
  siteIndicators(rubric).map(({ code, name, fullMark, points }) => {
    const line = found.find(({ indicator }) => indicator === code);
    return { indicator: code, name, fullMark, points, answer: line?.answer ?? null, note: line?.note ?? '' };
  });
