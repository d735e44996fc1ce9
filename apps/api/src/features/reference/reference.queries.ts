import type { DictionaryVersionView, ReferenceView } from '@jianglian/contracts/reference';
import type { WorkCalendar } from '@jianglian/domain/kernel';
import type { DictionaryName, Holiday } from '@jianglian/domain/reference';
import { calendarOf } from '@jianglian/domain/reference';
import { Injectable } from '@nestjs/common';
import { Reports, sql } from '../../platform/database/index.ts';
import { NotFoundError } from '../../platform/http/problem/index.ts';
import { dictionaryRows } from './dictionary.mapper.ts';

@Injectable()
export class ReferenceQueries {
  private readonly reports: Reports;

  constructor(reports: Reports) {
    this.reports = reports;
  }

  async all(): Promise<ReferenceView> {
    const rows = <Name extends keyof ReferenceView>(name: DictionaryName) =>
      this.reports.rows(dictionaryRows[name]) as Promise<unknown> as Promise<ReferenceView[Name]>;
    const versions = await this.reports.rows<{ dictionary: DictionaryName; version: number }>(sql`
      SELECT dictionary, max(version) AS version FROM dictionary_versions GROUP BY dictionary`);
    return {
      clusters: await rows<'clusters'>('clusters'),
      highlands: await rows<'highlands'>('highlands'),
      districts: await rows<'districts'>('districts'),
      recommenders: await rows<'recommenders'>('recommenders'),
      occupations: await rows<'occupations'>('occupations'),
      skillLevels: await rows<'skillLevels'>('skill-levels'),
      holidays: await rows<'holidays'>('holidays'),
      versions: Object.fromEntries(
        versions.map(({ dictionary, version }) => [dictionary, version]),
      ) as ReferenceView['versions'],
    };
  }

  versions(dictionary: DictionaryName): Promise<DictionaryVersionView[]> {
    return this.reports.rows<DictionaryVersionView>(sql`
      SELECT v.dictionary, v.version, v.at, a.display_name AS by, v.note, jsonb_array_length(v.content) AS entries
      FROM dictionary_versions v LEFT JOIN accounts a ON a.id = v.account_id
      WHERE v.dictionary = ${dictionary} ORDER BY v.version DESC`);
  }

  async version(dictionary: DictionaryName, version: number) {
    const row = await this.reports.one<DictionaryVersionView & { content: Record<string, unknown>[] }>(sql`
      SELECT v.dictionary, v.version, v.at, a.display_name AS by, v.note, jsonb_array_length(v.content) AS entries,
        v.content
      FROM dictionary_versions v LEFT JOIN accounts a ON a.id = v.account_id
      WHERE v.dictionary = ${dictionary} AND v.version = ${version}`);
    if (!row) throw new NotFoundError('dictionary version');
    return row;
  }

  /** The published calendar, for terms in working days: publicity, answers. */
  async calendar(): Promise<WorkCalendar> {
    return calendarOf(await this.reports.rows<Holiday>(dictionaryRows.holidays));
  }
}
