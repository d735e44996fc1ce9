import { conditionKey, type VerdictRow } from '@jianglian/contracts/upgrade';
import type { Actor } from '@jianglian/domain/identity';
import { Injectable } from '@nestjs/common';
import { RequestContext } from '../../../platform/context/index.ts';
import { type Cell, writeSheet } from '../../../platform/documents/index.ts';
import { type Say, sayIn } from '../sheet-words.ts';
import { type VerdictFilterInput, VerdictListQueries } from './verdict-list.queries.ts';

/** The filtered verdicts as a workbook: exactly the rows of the list, each with its reasons in words. */
@Injectable()
export class VerdictExport {
  private readonly list: VerdictListQueries;

  constructor(list: VerdictListQueries) {
    this.list = list;
  }

  async workbook(actor: Actor, asked: VerdictFilterInput): Promise<Buffer> {
    const locale = RequestContext.current()?.locale ?? 'zh-CN';
    const say = sayIn(locale);
    const rows: Cell[][] = [Object.keys(columns).map((column) => say('upgrade-column', column))];
    for await (const row of this.list.rows(actor, asked)) {
      rows.push(Object.values(columns).map((cell) => cell(row, say)));
    }
    return writeSheet(rows, {
      format: 'xlsx',
      sheet: say('upgrade-column', 'outcome'),
      widths: Object.keys(columns).map(() => 24),
    });
  }
}

const columns: Readonly<Record<string, (row: VerdictRow, say: Say) => Cell>> = {
  code: (row) => row.code,
  studio: (row) => row.name,
  master: (row) => row.masterName,
  hostUnit: (row) => row.hostUnitName,
  recommender: (row) => row.recommenderName,
  tier: (row, say) => say('tier', row.tier),
  target: (row, say) => say('tier', row.target),
  outcome: (row, say) => say('upgrade-outcome', row.outcome),
  preferred: (row, say) => (row.preferred ? say('grade', 'excellent') : null),
  eligibleFrom: (row) => row.eligibleFrom ?? row.notBefore,
  unmet: (row, say) => row.unmet.map((rule) => say('upgrade-condition', conditionKey(rule))).join('；'),
  missing: (row, say) => row.missing.map((fact) => say('upgrade-fact', fact)).join('；'),
  acts: (row, say) => row.acts.map((act) => say('upgrade-act', act)).join(' '),
};
