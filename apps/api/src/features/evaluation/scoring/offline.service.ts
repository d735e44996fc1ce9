import type { Readable } from 'node:stream';
import type { OfflineAppliedView, OfflineApplication, OfflineCheckView } from '@jianglian/contracts/evaluation';
import type { Locale } from '@jianglian/contracts/shared';
import type { OfflineSheet, Rubric } from '@jianglian/domain/evaluation';
import { checkOffline, markRefusals, offlineScoringRefusals, wrongIn } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Clock } from '../../../platform/clock/index.ts';
import { readSheet } from '../../../platform/documents/index.ts';
import { NotFoundError, RefusedError } from '../../../platform/http/problem/index.ts';
import { RubricQueries } from '../rubric/rubric.queries.ts';
import { OfflineQueries, type OwnSheet } from './offline.queries.ts';
import { columnCount, headRows, offlineMark, offlineWorkbook, rowOf } from './offline-workbook.ts';
import { ScoresheetService } from './scoresheet.service.ts';

const mostRows = 20_000;

/** Scoring away from the network: one's own sheets as a workbook, and back with a preview. */
@Injectable()
export class OfflineService {
  private readonly queries: OfflineQueries;
  private readonly rubrics: RubricQueries;
  private readonly scoresheets: ScoresheetService;
  private readonly clock: Clock;

  constructor(queries: OfflineQueries, rubrics: RubricQueries, scoresheets: ScoresheetService, clock: Clock) {
    this.queries = queries;
    this.rubrics = rubrics;
    this.scoresheets = scoresheets;
    this.clock = clock;
  }

  async workbook(cycleId: string, actor: Actor, locale: Locale): Promise<{ name: string; bytes: Buffer }> {
    const { sheets, rubric, title } = await this.own(cycleId, actor);
    return offlineWorkbook({ cycleId, title, accountId: actor.accountId, rubric, sheets, locale });
  }

  /** Nothing is written; every row says what it would do, or every reason against it. */
  async check(cycleId: string, stream: Readable, actor: Actor): Promise<OfflineCheckView> {
    const { sheets, rubric } = await this.own(cycleId, actor);
    const { rows: cells } = await readSheet(stream, { maxRows: mostRows });
    const [head] = cells;
    if (head?.[0] !== offlineMark) throw new RefusedError([offlineScoringRefusals('not-a-workbook')], 422);
    if (head[2] !== actor.accountId) throw new RefusedError([offlineScoringRefusals('other-evaluator')], 422);
    if (head[1] !== cycleId) throw new RefusedError([offlineScoringRefusals('other-cycle')], 422);
    const read = cells
      .slice(headRows)
      .flatMap((row, index) =>
        row.slice(0, columnCount).some((cell) => cell !== '') ? [rowOf(row, index + headRows + 1)] : [],
      );
    const rows = checkOffline(
      read,
      sheets.map((sheet) => this.comparable(sheet, rubric, actor)),
    );
    const count = (state: OfflineCheckView['rows'][number]['state']) =>
      rows.filter((row) => row.state === state).length;
    return {
      rows: rows as unknown as OfflineCheckView['rows'],
      counts: {
        same: count('same'),
        empty: count('empty'),
        changed: count('changed'),
        conflict: count('conflict'),
        refused: count('refused'),
      },
    };
  }

  /** Each mark by itself, as if it had been typed: one that cannot be saved keeps none of the others back. */
  async apply({ marks }: z.output<typeof OfflineApplication>, actor: Actor): Promise<OfflineAppliedView> {
    const refused: OfflineAppliedView['refused'] = [];
    for (const { sheetId, revision, ...mark } of marks) {
      try {
        await this.scoresheets.saveMark(sheetId, mark, revision, actor, 'offline');
      } catch (error) {
        const refusals =
          error instanceof NotFoundError
            ? [offlineScoringRefusals('not-your-sheet')]
            : error instanceof RefusedError
              ? error.refusals
              : undefined;
        if (!refusals) throw error;
        refused.push({
          sheetId,
          indicator: mark.indicator,
          refusals: refusals as (typeof refused)[number]['refusals'],
        });
      }
    }
    return { saved: marks.length - refused.length, refused };
  }

  private async own(cycleId: string, actor: Actor) {
    const cycle = await this.queries.cycle(cycleId, actor.accountId);
    if (!cycle) throw new NotFoundError('cycle');
    const rubric = await this.rubrics.view(cycle.rubricVersion);
    return { ...cycle, rubric, sheets: await this.queries.sheets(cycleId, actor.accountId) };
  }

  private comparable(sheet: OwnSheet, rubric: Rubric, actor: Actor): OfflineSheet {
    const { closesAt, cycle, evaluation } = sheet;
    const context = {
      actor,
      now: this.clock.now(),
      closesAt: new Date(closesAt),
      cycle,
      evaluation,
      rubric,
      prefills: sheet.prefills,
    };
    const nothing = {
      indicator: rubric.indicators[0]!.code,
      score: null,
      notApplicable: false,
      deductions: [],
      comment: '',
    };
    const closed =
      sheet.state === 'draft' ? markRefusals(sheet, nothing, context) : [offlineScoringRefusals('sheet-closed')];
    return {
      id: sheet.id,
      studioName: sheet.studioName,
      rubricVersion: rubric.version,
      marks: sheet.marks,
      closed,
      wrongIn: (mark) => wrongIn(rubric, mark),
    };
  }
}
