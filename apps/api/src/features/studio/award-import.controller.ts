import { awardImportApi } from '@jianglian/contracts/award-import';
import type { InputOf, ReplyOf } from '@jianglian/contracts/shared';
import { Controller, StreamableFile } from '@nestjs/common';
import { RequestContext } from '../../platform/context/index.ts';
import { Input, Route, Upload, type UploadedFile } from '../../platform/http/index.ts';
import { staleRevision } from '../../platform/http/problem/index.ts';
import { AwardImportAmend } from './award-import-amend.service.ts';
import { AwardImportResult } from './award-import-result.queries.ts';
import { AwardImportQueries } from './award-import.queries.ts';
import { AwardImportService, StaleAwardImport } from './award-import.service.ts';

type Api = typeof awardImportApi;

/** As many changed rows as a screen can take in; beyond that the table is read anew. */
const sentBack = 200;

@Controller()
export class AwardImportController {
  private readonly service: AwardImportService;
  private readonly amendments: AwardImportAmend;
  private readonly queries: AwardImportQueries;
  private readonly results: AwardImportResult;

  constructor(
    service: AwardImportService,
    amendments: AwardImportAmend,
    queries: AwardImportQueries,
    results: AwardImportResult,
  ) {
    this.service = service;
    this.amendments = amendments;
    this.queries = queries;
    this.results = results;
  }

  @Route(awardImportApi.list)
  list(@Input() { query }: InputOf<Api['list']>): Promise<ReplyOf<Api['list']>> {
    return this.queries.list(query);
  }

  @Route(awardImportApi.template)
  async template(): Promise<StreamableFile> {
    return download(await this.results.template(locale()));
  }

  @Route(awardImportApi.upload)
  async upload(@Upload() file: UploadedFile): Promise<ReplyOf<Api['upload']>> {
    return this.queries.one(await this.service.upload(file.stream, file.name));
  }

  @Route(awardImportApi.one)
  one(@Input() { params }: InputOf<Api['one']>): Promise<ReplyOf<Api['one']>> {
    return this.queries.one(params.id);
  }

  @Route(awardImportApi.map)
  map(@Input() { params, body }: InputOf<Api['map']>): Promise<ReplyOf<Api['map']>> {
    return this.after(params.id, () => this.service.map(params.id, body));
  }

  @Route(awardImportApi.check)
  check(@Input() { params, body }: InputOf<Api['check']>): Promise<ReplyOf<Api['check']>> {
    return this.after(params.id, () => this.service.check(params.id, body.revision));
  }

  @Route(awardImportApi.rows)
  rows(@Input() { params, query }: InputOf<Api['rows']>): Promise<ReplyOf<Api['rows']>> {
    return this.queries.rows(params.id, query);
  }

  @Route(awardImportApi.outline)
  outline(@Input() { params, query }: InputOf<Api['outline']>): Promise<ReplyOf<Api['outline']>> {
    return this.queries.outline(params.id, query.only);
  }

  @Route(awardImportApi.amend)
  amend(@Input() { params, body }: InputOf<Api['amend']>): Promise<ReplyOf<Api['amend']>> {
    return this.amended(params.id, () => this.amendments.cell(params.id, params.number, body));
  }

  @Route(awardImportApi.replace)
  replace(@Input() { params, body }: InputOf<Api['replace']>): Promise<ReplyOf<Api['replace']>> {
    return this.amended(params.id, () => this.amendments.replace(params.id, body));
  }

  @Route(awardImportApi.choose)
  choose(@Input() { params, body }: InputOf<Api['choose']>): Promise<ReplyOf<Api['choose']>> {
    return this.amended(params.id, () => this.amendments.choose(params.id, body));
  }

  @Route(awardImportApi.apply)
  apply(@Input() { params, body }: InputOf<Api['apply']>): Promise<ReplyOf<Api['apply']>> {
    return this.after(params.id, () => this.service.apply(params.id, body.revision, body.count));
  }

  @Route(awardImportApi.cancel)
  cancel(@Input() { params, body }: InputOf<Api['cancel']>): Promise<ReplyOf<Api['cancel']>> {
    return this.after(params.id, () => this.service.cancel(params.id, body.revision));
  }

  @Route(awardImportApi.result)
  async result(@Input() { params, query }: InputOf<Api['result']>): Promise<StreamableFile> {
    return download(await this.results.file(params.id, query.format, query.only, locale()));
  }

  private async after(id: string, work: () => Promise<unknown>): Promise<ReplyOf<Api['one']>> {
    await this.fresh(id, work);
    return this.queries.one(id);
  }

  private async amended(id: string, work: () => Promise<readonly number[]>): Promise<ReplyOf<Api['amend']>> {
    const numbers = await this.fresh(id, work);
    return {
      import: await this.queries.one(id),
      rows: numbers.length > sentBack ? [] : await this.queries.numbered(id, numbers),
    };
  }

  private async fresh<T>(id: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof StaleAwardImport) throw staleRevision(await this.queries.one(id));
      throw error;
    }
  }
}

const locale = () => RequestContext.current()?.locale ?? 'zh-CN';

const download = ({ name, bytes }: { name: string; bytes: Buffer }): StreamableFile =>
  new StreamableFile(bytes, {
    type: name.endsWith('.csv')
      ? 'text/csv; charset=utf-8'
      : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    length: bytes.length,
    disposition: `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
  });
