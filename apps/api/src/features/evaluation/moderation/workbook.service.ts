import type { Readable } from 'node:stream';
import type { Actor } from '@jianglian/domain/identity';
import { scoreText } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { RequestContext } from '../../../platform/context/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { type Cell, workbookOf, type WorkbookSheet } from '../../../platform/documents/index.ts';
import { CycleQueries } from '../cycle/cycle.queries.ts';
import { RubricQueries } from '../rubric/rubric.queries.ts';
import { CalibrationQueries } from './calibration.queries.ts';
import { workbookWords } from './workbook-words.ts';
import {
  type Book,
  calibrationHead,
  calibrationRows,
  commentHead,
  commentRows,
  decisionHead,
  markHead,
  markRows,
  opinionHead,
  points,
  spreadHead,
  spreadRows,
  studioCells,
  visitHead,
} from './workbook.mapper.ts';
import { WorkbookQueries } from './workbook.queries.ts';

/** The committee's workbook: everything of a cycle that may be seen, streamed, and its taking away recorded. */
@Injectable()
export class WorkbookService {
  private readonly queries: WorkbookQueries;
  private readonly cycles: CycleQueries;
  private readonly rubrics: RubricQueries;
  private readonly calibrations: CalibrationQueries;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    queries: WorkbookQueries,
    cycles: CycleQueries,
    rubrics: RubricQueries,
    calibrations: CalibrationQueries,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.queries = queries;
    this.cycles = cycles;
    this.rubrics = rubrics;
    this.calibrations = calibrations;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  /** Evaluators are labels that differ from studio to studio, unless names are asked for. */
  async write(cycleId: string, names: boolean, actor: Actor): Promise<{ name: string; stream: Readable }> {
    const cycle = await this.cycles.view(cycleId, actor);
    const words = workbookWords(RequestContext.current()?.locale ?? 'zh-CN');
    const book: Book = { cycle, rubric: await this.rubrics.view(cycle.rubricVersion), words, names };
    const counts = await this.queries.counts(cycleId);
    const { rows } = await this.calibrations.view(cycleId);
    await this.unit.run(() =>
      this.audit.record({
        subject: { type: 'cycle', id: cycleId },
        action: 'workbook-exported',
        facts: { ...counts, names },
      }),
    );
    const stream = workbookOf([
      this.overview(book, counts, actor),
      this.sheet(book, 'spread', spreadHead, spreadRows(book, this.queries.panels(cycleId))),
      this.sheet(book, 'marks', markHead(book), markRows(book, this.queries.panels(cycleId))),
      this.sheet(book, 'comments', commentHead, commentRows(book, this.queries.panels(cycleId))),
      this.sheet(book, 'calibration', calibrationHead, calibrationRows(book, rows)),
      this.sheet(book, 'opinions', opinionHead, this.opinions(book)),
      this.sheet(book, 'visits', visitHead, this.visits(book)),
      this.sheet(book, 'decisions', decisionHead, this.decisions(book)),
    ]);
    return { name: `${cycle.title}-${words.column('file')}.xlsx`, stream };
  }

  private overview({ cycle, rubric, words, names }: Book, counts: object, actor: Actor): WorkbookSheet {
    const { studios, sheets } = counts as { studios: number; sheets: number };
    const rows: [string, Cell][] = [
      ['cycle', cycle.title],
      ['period', `${cycle.periodFrom} – ${cycle.periodTo}`],
      ['rubric', words.locale === 'en' ? rubric.title.en : rubric.title.zh],
      ['state', words.term('evaluation', 'cycle-state', cycle.state)],
      ['documentNumber', cycle.documentNumber],
      ['clause', words.column('clauseText')],
      ['total-studios', cycle.progress.evaluations.total],
      ['studios', studios],
      ['sheets', sheets],
      ['cap', cycle.excellentCapPercent],
      ['spreadLimit', rubric.spreadLimit / 100],
      ['evaluators', words.column(names ? 'named' : 'anonymous')],
      ['written', this.clock.now().toISOString()],
      ['by', actor.name],
      ['note', words.column('reference')],
    ];
    return {
      name: words.sheet('overview'),
      widths: [20, 80],
      headerRows: 0,
      rows: rows.map(([name, cell]) => [words.column(name), cell]),
    };
  }

  private sheet(
    { words }: Book,
    name: string,
    head: readonly (readonly [string, number])[],
    rows: AsyncIterable<readonly Cell[]>,
  ): WorkbookSheet {
    async function* all(): AsyncGenerator<readonly Cell[]> {
      yield head.map(([column]) => (column.startsWith('=') ? column.slice(1) : words.column(column)));
      yield* rows;
    }
    return { name: words.sheet(name), widths: head.map(([, width]) => width), rows: all() };
  }

  private async *opinions(book: Book): AsyncGenerator<readonly Cell[]> {
    for await (const row of this.queries.opinions(book.cycle.id)) {
      const lines = row.lines.map(
        ({ indicator, score, reason }) => `${indicator} ${score === null ? '' : scoreText(score)} ${reason}`,
      );
      const opinion = book.words.term('opinion', 'opinion-state', row.opinion);
      yield [...studioCells(book, row), opinion, row.comment, lines.join('\n'), row.by, row.at];
    }
  }

  private async *visits(book: Book): AsyncGenerator<readonly Cell[]> {
    const { words } = book;
    for await (const row of this.queries.visits(book.cycle.id)) {
      const lines = row.lines.map(
        ({ indicator, answer, note }) => `${indicator} ${words.term('visit', 'visit-answer', answer ?? '')} ${note}`,
      );
      yield [
        ...studioCells(book, row),
        words.term('visit', 'visit-reason', row.reason) + (row.reasonText ? ` ${row.reasonText}` : ''),
        words.term('visit', 'visit-state', row.visit),
        row.plannedOn,
        row.visitors.join(' '),
        lines.join('\n'),
        row.summary,
      ];
    }
  }

  private async *decisions(book: Book): AsyncGenerator<readonly Cell[]> {
    const { words } = book;
    const grade = (value: string | null) => value && words.term('studio', 'grade', value);
    for await (const row of this.queries.decisions(book.cycle.id)) {
      const reasons = row.reasons.map(({ code, params, clause }) => {
        const text = words.term('evaluation', 'grade-reason', code, params);
        return clause ? `${text}（${clause}）` : text;
      });
      yield [
        ...studioCells(book, row),
        points(row.base),
        points(row.bonus),
        points(row.final),
        grade(row.proposed),
        grade(row.grade),
        reasons.join('\n'),
        row.decisionReason,
        row.veto && `${row.veto.code} ${row.veto.reason}`,
      ];
    }
  }
}
