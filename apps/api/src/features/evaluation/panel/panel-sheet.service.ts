import type { Readable } from 'node:stream';
import { catalogue } from '@jianglian/contracts';
import type { AssignmentRow, PanelSheetView } from '@jianglian/contracts/evaluation';
import type { Locale } from '@jianglian/contracts/shared';
import { panelRefusals } from '@jianglian/domain/evaluation';
import type { Refusal } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { type Cell, readSheet, writeSheet } from '../../../platform/documents/index.ts';
import { RefusedError } from '../../../platform/http/problem/index.ts';
import { AssignmentQueries } from './assignment.queries.ts';
import { EvaluatorRepository } from './evaluator.repository.ts';
import { SeatCheck } from './seat-check.ts';
import type { KnownEvaluator } from './known-evaluator.queries.ts';
import { TiesQueries } from './ties.queries.ts';

type Row = PanelSheetView['rows'][number];

const mark = 'jianglian-panel';
const headerRows = 3;
const firstEvaluator = 4;
const mostRows = 20_000;

/** The panels of a cycle as a workbook: out to be filled in, back to be looked at. Writing is the business of the preview's pairs. */
@Injectable()
export class PanelSheetService {
  private readonly queries: AssignmentQueries;
  private readonly evaluators: EvaluatorRepository;
  private readonly ties: TiesQueries;

  constructor(queries: AssignmentQueries, evaluators: EvaluatorRepository, ties: TiesQueries) {
    this.queries = queries;
    this.evaluators = evaluators;
    this.ties = ties;
  }

  async template(cycleId: string, locale: Locale): Promise<{ name: string; bytes: Buffer }> {
    const title = await this.queries.title(cycleId);
    const rows = await this.queries.all(cycleId);
    const word = (key: string) => catalogue['panel']![locale].terms['panel-column']![key]!;
    const wanted = Math.max(1, ...rows.map((row) => row.wanted));
    const table: Cell[][] = [
      [mark, cycleId, word('note')],
      [null, title],
      [
        word('id'),
        word('studio'),
        word('unit'),
        word('wanted'),
        ...Array.from({ length: wanted }, (_, index) => `${word('evaluator')} ${index + 1}`),
      ],
      ...rows.map((row) => [
        row.evaluationId,
        row.studio.name,
        row.studio.hostUnitName,
        row.wanted,
        ...heldBy(row).map(({ evaluatorName }) => evaluatorName),
      ]),
    ];
    const widths = [14, 32, 32, 8, ...Array.from({ length: wanted }, () => 14)];
    const bytes = await writeSheet(table, { format: 'xlsx', sheet: word('sheet'), headerRows, widths });
    return { name: `${title}-${word('sheet')}.xlsx`, bytes };
  }

  /** Row by row what the sheet would add, and everything that speaks against a row. A row is taken whole or not at all. */
  async check(cycleId: string, stream: Readable): Promise<PanelSheetView> {
    const { rows: cells } = await readSheet(stream, { maxRows: mostRows });
    if (cells[0]?.[0] !== mark) throw new RefusedError([panelRefusals('not-a-panel-sheet')], 422);
    if (cells[0][1] !== cycleId) throw new RefusedError([panelRefusals('other-cycle')], 422);
    const panels = new Map((await this.queries.all(cycleId)).map((row) => [row.evaluationId, row]));
    const places = await this.evaluators.openPlaces(cycleId);
    const ties = await this.ties.of(
      cycleId,
      places.map(({ evaluationId }) => evaluationId),
    );
    const reader = new PanelSheetReader(
      panels,
      new SeatCheck(ties, places),
      [...ties.evaluators.values()],
      new Set(places.map(({ evaluationId }) => evaluationId)),
    );
    const rows = cells
      .slice(headerRows)
      .flatMap((row, index) => (row.some((cell) => cell !== '') ? [reader.read(row, index + headerRows + 1)] : []));
    const count = (state: Row['state']) => rows.filter((row) => row.state === state).length;
    return {
      rows,
      counts: { same: count('same'), changed: count('changed'), refused: count('refused'), empty: count('empty') },
    };
  }
}

const heldBy = (row: AssignmentRow) => row.sheets.filter(({ state }) => state !== 'recused' && state !== 'released');

class PanelSheetReader {
  private readonly panels: ReadonlyMap<string, AssignmentRow>;
  private readonly seats: SeatCheck;
  private readonly open: ReadonlySet<string>;
  private readonly byName: ReadonlyMap<string, readonly { readonly one: KnownEvaluator }[]>;
  private readonly seen = new Set<string>();

  constructor(
    panels: ReadonlyMap<string, AssignmentRow>,
    seats: SeatCheck,
    evaluators: readonly KnownEvaluator[],
    open: ReadonlySet<string>,
  ) {
    this.panels = panels;
    this.seats = seats;
    this.open = open;
    const named = evaluators.flatMap((one) => [...new Set([one.name, one.login])].map((name) => ({ name, one })));
    this.byName = Map.groupBy(named, ({ name }) => name);
  }

  read(cells: readonly string[], number: number): Row {
    const panel = this.panels.get(cells[0] ?? '');
    const names = cells.slice(firstEvaluator).filter((name) => name !== '');
    const row = { number, studioName: cells[1] ?? '', adds: [], kept: [] };
    if (!panel) return { ...row, state: 'refused', refusals: [panelRefusals('studio-unknown')] as Row['refusals'] };
    const held = heldBy(panel);
    const { evaluationId } = panel;
    const refusals: Refusal[] = [];
    if (this.seen.has(evaluationId)) refusals.push(panelRefusals('studio-listed-twice'));
    this.seen.add(evaluationId);
    if (row.studioName !== panel.studio.name) {
      refusals.push(panelRefusals('studio-name-changed', { studio: panel.studio.name }));
    }
    const found: { accountId: string; name: string }[] = [];
    for (const [index, name] of names.entries()) {
      const people = this.byName.get(name) ?? [];
      const holder = held.find((sheet) => sheet.evaluatorName === name);
      if (names.indexOf(name) < index) refusals.push(panelRefusals('evaluator-listed-twice', { name }));
      else if (holder) found.push({ accountId: holder.accountId, name });
      else if (people.length === 1) found.push({ accountId: people[0]!.one.accountId, name: people[0]!.one.name });
      else refusals.push(panelRefusals(people.length === 0 ? 'evaluator-unknown' : 'evaluator-ambiguous', { name }));
    }
    const adds = found.filter(({ accountId }) => !held.some((sheet) => sheet.accountId === accountId));
    if (held.length + adds.length > panel.wanted && adds.length > 0) {
      refusals.push(panelRefusals('too-many-evaluators', { wanted: panel.wanted }));
    }
    if (adds.length > 0 && !this.open.has(evaluationId)) refusals.push(panelRefusals('panel-closed'));
    if (refusals.length === 0) {
      refusals.push(...adds.flatMap(({ accountId }) => this.seats.take({ evaluationId, accountId })));
    }
    const kept = held.map(({ evaluatorName }) => evaluatorName);
    if (refusals.length > 0) return { ...row, kept, state: 'refused', refusals: refusals as Row['refusals'] };
    if (adds.length === 0) return { ...row, kept, state: held.length === 0 ? 'empty' : 'same', refusals: [] };
    return {
      ...row,
      kept,
      state: 'changed',
      adds: adds.map(({ accountId, name }) => ({ evaluationId, accountId, evaluatorName: name })),
      refusals: [],
    };
  }
}
