import type { HonourRow } from '@jianglian/contracts/upgrade';
import { fillIn } from '@jianglian/contracts/shared';
import type { Actor } from '@jianglian/domain/identity';
import { wanText } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { RequestContext } from '../../../platform/context/index.ts';
import { bytesOf, type Cell, workbookOf } from '../../../platform/documents/index.ts';
import { type Say, sayIn } from '../sheet-words.ts';
import { type HonourAsked, HonourQueries } from './honour.queries.ts';

/** The filtered list as a workbook, each line with its reasons in words. */
@Injectable()
export class HonoursExport {
  private readonly list: HonourQueries;

  constructor(list: HonourQueries) {
    this.list = list;
  }

  async workbook(actor: Actor, asked: HonourAsked): Promise<Buffer> {
    const locale = RequestContext.current()?.locale ?? 'zh-CN';
    const say = sayIn(locale);
    const words = (row: HonourRow) =>
      row.reasons
        .map(({ code, value }) =>
          fillIn(
            say('honour-reason', code),
            { value: code === 'benefit' && value !== null ? wanText(value) : value },
            locale,
          ),
        )
        .join('；');
    const rows = await this.list.all(actor, asked);
    return bytesOf(
      workbookOf([
        {
          name: say('honour-kind', asked.kind),
          widths: Object.keys(columns).map(() => 20),
          rows: [
            Object.keys(columns).map((column) => say('honour-column', column)),
            ...rows.map((row) => Object.values(columns).map((cell) => cell(row, say, words))),
          ],
        },
      ]),
    );
  }
}

const columns: Readonly<Record<string, (row: HonourRow, say: Say, words: (row: HonourRow) => string) => Cell>> = {
  place: ({ place }) => place,
  master: ({ master }) => master.name,
  age: ({ master }) => master.age,
  code: ({ studio }) => studio.code,
  studio: ({ studio }) => studio.name,
  hostUnit: ({ hostUnitName }) => hostUnitName,
  recommender: ({ recommender }) => recommender.name,
  tier: ({ studio }, say) => say('tier', studio.tier),
  grade: ({ lastGrade }, say) => (lastGrade === null ? null : say('grade', lastGrade)),
  standing: ({ standing }, say) => say('honour-standing', standing),
  reasons: (row, _say, words) => words(row),
  honours: ({ honours }) => honours.join('；'),
};
