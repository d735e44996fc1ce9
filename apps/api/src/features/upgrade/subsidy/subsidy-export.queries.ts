import type { Readable } from 'node:stream';
import type { Actor } from '@jianglian/domain/identity';
import type { Fen } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { RequestContext } from '../../../platform/context/index.ts';
import { type Cell, workbookOf } from '../../../platform/documents/index.ts';
import { type Say, sayIn } from '../sheet-words.ts';
import type { StoredEntry } from './ledger-columns.ts';
import { type FoundLine, type SubsidyFilterInput, SubsidyListQueries } from './subsidy-list.queries.ts';

/** The filtered ledger as a workbook: the lines of the page, and every entry behind them. */
@Injectable()
export class SubsidyExport {
  private readonly list: SubsidyListQueries;

  constructor(list: SubsidyListQueries) {
    this.list = list;
  }

  workbook(actor: Actor, asked: SubsidyFilterInput): Readable {
    const say = sayIn(RequestContext.current()?.locale ?? 'zh-CN');
    const head = (columns: object) => Object.keys(columns).map((column) => say('subsidy-column', column));
    const lines = () => this.list.rows(actor, asked);
    return workbookOf([
      {
        name: say('subsidy-sheet', 'claims'),
        widths: Object.keys(lineColumns).map(() => 18),
        rows: (async function* (): AsyncGenerator<readonly Cell[]> {
          yield head(lineColumns);
          for await (const line of lines()) yield Object.values(lineColumns).map((cell) => cell(line, say));
        })(),
      },
      {
        name: say('subsidy-sheet', 'entries'),
        widths: Object.keys(entryColumns).map(() => 18),
        rows: (async function* (): AsyncGenerator<readonly Cell[]> {
          yield head(entryColumns);
          for await (const line of lines()) {
            for (const entry of line.entries) yield Object.values(entryColumns).map((cell) => cell(line, entry, say));
          }
        })(),
      },
    ]);
  }
}

const yuan = (fen: Fen | null): Cell => (fen === null ? null : fen / 100);

const lineColumns: Readonly<Record<string, (line: FoundLine, say: Say) => Cell>> = {
  code: ({ studio }) => studio.code,
  studio: ({ studio }) => studio.name,
  recommender: ({ recommender }) => recommender.name,
  event: ({ event }, say) => say('subsidy-event', event),
  tier: ({ from, to }, say) => [from, to].flatMap((tier) => (tier === null ? [] : [say('tier', tier)])).join(' → '),
  on: ({ on }) => on,
  documentNumber: ({ documentNumber }) => documentNumber,
  basis: ({ basis }, say) => say('subsidy-basis', basis),
  ruleSet: ({ ruleSet, clause }) => (ruleSet === null ? null : `${ruleSet.id} v${ruleSet.version} ${clause}`),
  due: ({ dueFen }) => yuan(dueFen),
  lapsed: ({ lapsedFen }) => yuan(lapsedFen),
  settled: ({ settledFen }) => yuan(settledFen),
  paid: ({ paidFen }) => yuan(paidFen),
  repaid: ({ repaidFen }) => yuan(repaidFen),
  open: ({ openFen }) => yuan(openFen),
  state: ({ state }, say) => say('subsidy-state', state),
};

const entryColumns: Readonly<Record<string, (line: FoundLine, entry: StoredEntry, say: Say) => Cell>> = {
  code: ({ studio }) => studio.code,
  studio: ({ studio }) => studio.name,
  event: ({ event }, _entry, say) => say('subsidy-event', event),
  entry: (_line, { kind }, say) => say('subsidy-entry', kind),
  on: (_line, { on }) => on,
  amount: (_line, { kind, fen }) => yuan(kind === 'reversal' ? -fen : fen),
  documentNumber: (_line, { documentNumber }) => documentNumber,
  reason: (_line, { reason }) => reason,
  by: (_line, { by }) => by,
  at: (_line, { at }) => at,
};
