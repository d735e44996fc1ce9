import type { evaluationApi, PaperEntry } from '@jianglian/contracts/evaluation';
import type { ReplyOf } from '@jianglian/contracts/shared';
import type { Rubric, ScoringContext } from '@jianglian/domain/evaluation';
import { scoresheetMachine, scoringRefusals, totalOf, wrongIn } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import { attempt, type Refusal, refusalsOf } from '@jianglian/domain/kernel';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { Database, sql, UnitOfWork } from '../../../platform/database/index.ts';
import { Files, FileVisibility } from '../../../platform/files/index.ts';
import { NotFoundError, RefusedError, staleRevision } from '../../../platform/http/problem/index.ts';
import { Messages } from '../../message/index.ts';
import { studioBrief, studioBriefJoins } from '../evaluation-fragments.ts';
import { EvaluationRepository } from '../evaluation.repository.ts';
import { PanelService } from '../panel/panel.service.ts';
import { RubricQueries } from '../rubric/rubric.queries.ts';
import { MarkRepository } from './mark.repository.ts';
import { type LockedSheet, ScoresheetRepository } from './scoresheet.repository.ts';

export const paperPurpose = 'paper-sheet';

type Form = ReplyOf<typeof evaluationApi.entryForm>;

/** 代录: a sheet an evaluator filled in on paper, entered by the office. Both names are kept, the paper is attached, the evaluator is told. */
@Injectable()
export class PaperEntryService implements OnModuleInit {
  private readonly sheets: ScoresheetRepository;
  private readonly marks: MarkRepository;
  private readonly evaluations: EvaluationRepository;
  private readonly panel: PanelService;
  private readonly rubrics: RubricQueries;
  private readonly files: Files;
  private readonly visibility: FileVisibility;
  private readonly messages: Messages;
  private readonly database: Database;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    sheets: ScoresheetRepository,
    marks: MarkRepository,
    evaluations: EvaluationRepository,
    panel: PanelService,
    rubrics: RubricQueries,
    files: Files,
    visibility: FileVisibility,
    messages: Messages,
    database: Database,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.sheets = sheets;
    this.marks = marks;
    this.evaluations = evaluations;
    this.panel = panel;
    this.rubrics = rubrics;
    this.files = files;
    this.visibility = visibility;
    this.messages = messages;
    this.database = database;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  /** The paper holds marks: its evaluator sees it, who uploaded it, and nobody else before all sheets are in. */
  onModuleInit(): void {
    this.visibility.register(paperPurpose, async ({ id }, actor) => {
      const row = await this.database.one<{ own: boolean; open: boolean }>(sql`
        SELECT sh.account_id = ${actor.accountId} AS own,
               e.state IN ('scored', 'decided', 'announced', 'published', 'retracted') AS open
        FROM scoresheets sh JOIN evaluations e ON e.id = sh.evaluation_id WHERE sh.entry_file_id = ${id}`);
      return row !== undefined && (row.own || (row.open && actor.grants.some(({ role }) => role === 'office')));
    });
  }

  async form(id: string, actor: Actor): Promise<Form> {
    const row = await this.database.one<
      Pick<Form, 'id' | 'revision' | 'evaluatorName' | 'studio'> & { version: string; accountId: string }
    >(sql`
      SELECT sh.id, sh.revision, a.display_name AS "evaluatorName", a.id AS "accountId",
             ${studioBrief('e.tier')} AS studio, c.rubric_version AS version
      FROM scoresheets sh JOIN accounts a ON a.id = sh.account_id JOIN evaluations e ON e.id = sh.evaluation_id
      JOIN evaluation_cycles c ON c.id = e.cycle_id JOIN studios s ON s.id = e.studio_id ${studioBriefJoins}
      WHERE sh.id = ${id} AND sh.state NOT IN ('recused', 'released') AND e.state <> 'withdrawn'`);
    if (!row) throw new NotFoundError('scoresheet');
    const rubric = await this.rubrics.view(row.version);
    const sheet = await this.sheets.read(id, row.accountId);
    const blank = rubric.indicators.map(({ code }) => ({
      indicator: code,
      score: rubric.indicators.find((one) => one.code === code)!.points,
      notApplicable: false,
      deductions: [],
      comment: '…',
    }));
    // Whether it may be entered at all does not hang on what will be typed.
    const refusals = [
      ...refusalsOf(scoresheetMachine, 'enter', { ...sheet, marks: blank }, this.context(sheet, rubric, actor)),
      ...beginnings(sheet, actor),
    ];
    return { ...row, rubric: rubric as Form['rubric'], refusals: refusals as Form['refusals'] };
  }

  enter(id: string, entry: PaperEntry, actor: Actor): Promise<{ id: string; total: number }> {
    return this.unit.run(async () => {
      const evaluation = await this.evaluations.forUpdate(await this.sheets.evaluationOf(id));
      const sheet = await this.sheets.forUpdate(id);
      const rubric = await this.rubrics.view(sheet.rubricVersion);
      if (sheet.revision !== entry.revision) throw staleRevision(await this.form(id, actor));
      const marks = entry.marks.map((mark) => ({ ...mark, deductions: [...mark.deductions] }));
      const outcome = attempt(scoresheetMachine, 'enter', { ...sheet, marks }, this.context(sheet, rubric, actor));
      const refusals = [
        ...(outcome.ok ? [] : outcome.refusals),
        ...marks.flatMap((mark) => wrongIn(rubric, mark)),
        ...beginnings(sheet, actor),
        ...(await this.refusalsOfPaper(entry.fileId, actor)),
      ];
      if (refusals.length > 0) throw new RefusedError(refusals, 422);
      const at = this.clock.now();
      await this.marks.enter(id, marks, actor.accountId, at);
      await this.sheets.submitEntered(id, { by: actor.accountId, at, fileId: entry.fileId });
      const total = totalOf(rubric, marks);
      await this.audit.record({
        subject: { type: 'scoresheet', id },
        action: 'entered',
        from: sheet.state,
        to: 'submitted',
        revision: sheet.revision + 1,
        facts: {
          evaluationId: evaluation.id,
          evaluator: sheet.accountId,
          enteredBy: actor.accountId,
          fileId: entry.fileId,
        },
      });
      await this.messages.tell({
        accountIds: [sheet.accountId],
        kind: 'sheet-entered',
        params: { studio: evaluation.studioName, clerk: actor.name },
        subject: { type: 'scoresheet', id },
        key: `sheet-entered ${id} ${sheet.revision + 1}`,
      });
      await this.panel.aggregateIfComplete(evaluation, rubric);
      return { id, total };
    });
  }

  /** The evaluator has compared it with the paper. */
  acknowledge(id: string, revision: number, actor: Actor): Promise<boolean> {
    return this.unit.run(async () => {
      if (!(await this.sheets.seeEntry(id, actor.accountId, revision, this.clock.now()))) return false;
      await this.audit.record({
        subject: { type: 'scoresheet', id },
        action: 'entry-acknowledged',
        revision: revision + 1,
      });
      return true;
    });
  }

  private context(sheet: LockedSheet, rubric: Rubric, actor: Actor): ScoringContext {
    const { closesAt, cycle, evaluation, prefills } = sheet;
    return { actor, now: this.clock.now(), closesAt, cycle, evaluation, rubric, prefills };
  }

  private async refusalsOfPaper(fileId: string, actor: Actor): Promise<readonly Refusal[]> {
    const file = await this.files.find(fileId).catch(() => undefined);
    const good = file?.purpose === paperPurpose && file.accountId === actor.accountId;
    return good ? [] : [scoringRefusals('paper-unknown')];
  }
}

const beginnings = (sheet: LockedSheet, actor: Actor): readonly Refusal[] => [
  ...(sheet.marks.length > 0 ? [scoringRefusals('begun-by-evaluator')] : []),
  ...(sheet.accountId === actor.accountId ? [scoringRefusals('own-paper')] : []),
];
