import { Readable } from 'node:stream';
import { catalogue } from '@jianglian/contracts';
import type { Locale } from '@jianglian/contracts/shared';
import type { StudioListRow } from '@jianglian/contracts/studio';
import type { Actor } from '@jianglian/domain/identity';
import { Injectable } from '@nestjs/common';
import { RequestContext } from '../../platform/context/index.ts';
import { type Cell, csvLine } from '../../platform/documents/index.ts';
import type { StudioFilterInput } from './studio-filter.queries.ts';
import { StudioListQueries, type StudioOrder } from './studio-list.queries.ts';

/** The registry as a file, read page by page: memory stays flat, and it holds exactly what the list shows. */
@Injectable()
export class StudioExport {
  private readonly list: StudioListQueries;

  constructor(list: StudioListQueries) {
    this.list = list;
  }

  csv(actor: Actor, asked: StudioFilterInput & StudioOrder): Readable {
    return Readable.from(this.lines(actor, asked, RequestContext.current()?.locale ?? 'zh-CN'));
  }

  private async *lines(actor: Actor, asked: StudioFilterInput & StudioOrder, locale: Locale): AsyncGenerator<string> {
    yield `\uFEFF${csvLine(Object.keys(columns).map((column) => term(locale, 'studioColumn', column)))}`;
    for await (const row of this.list.all(actor, asked)) {
      yield csvLine(Object.values(columns).map((cell) => cell(row, locale)));
    }
  }
}

const term = (locale: Locale, list: string, value: string): string =>
  catalogue['studio']?.[locale].terms[list]?.[value] ?? value;

const columns: Readonly<Record<string, (row: StudioListRow, locale: Locale) => Cell>> = {
  code: (row) => row.code,
  name: (row) => row.name,
  master: (row) => row.masterName,
  hostUnit: (row) => row.hostUnit.name,
  cluster: (row) => row.cluster.name,
  occupation: (row) => row.occupationName,
  district: (row) => row.district.name,
  recommender: (row) => row.recommender.name,
  tier: (row, locale) => term(locale, 'tier', row.tier),
  standing: (row, locale) => term(locale, 'standing', row.standing),
  lastGrade: (row, locale) =>
    term(locale, 'grade', row.gradeAfterRectification ? 'rectified' : (row.lastGrade ?? 'none')),
  evaluationDueOn: (row) => row.evaluationDueOn,
  awardedOn: (row) => row.awardedOn,
  foundedOn: (row) => row.foundedOn,
  documentNumber: (row) => row.documentNumber,
  lastActiveOn: (row) => row.lastActiveOn,
};
