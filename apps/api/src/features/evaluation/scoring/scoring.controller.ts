import {
  evaluationApi as api,
  type MarkSaved,
  type QueueView,
  type ScoresheetView,
} from '@jianglian/contracts/evaluation';
import type { InputOf } from '@jianglian/contracts/shared';
import type { Actor } from '@jianglian/domain/identity';
import { Controller, StreamableFile } from '@nestjs/common';
import { RequestContext } from '../../../platform/context/index.ts';
import { CurrentActor, Input, Route, Upload, type UploadedFile, workbookReply } from '../../../platform/http/index.ts';
import { staleRevision } from '../../../platform/http/problem/index.ts';
import { MarkHistoryQueries } from './mark-history.queries.ts';
import { OfflineService } from './offline.service.ts';
import { PaperEntryService } from './paper-entry.service.ts';
import { QueueQueries } from './queue.queries.ts';
import { ScoresheetQueries } from './scoresheet.queries.ts';
import { ScoresheetService } from './scoresheet.service.ts';

@Controller()
export class ScoringController {
  private readonly service: ScoresheetService;
  private readonly paper: PaperEntryService;
  private readonly offline: OfflineService;
  private readonly sheets: ScoresheetQueries;
  private readonly queues: QueueQueries;
  private readonly history: MarkHistoryQueries;

  constructor(
    service: ScoresheetService,
    paper: PaperEntryService,
    offline: OfflineService,
    sheets: ScoresheetQueries,
    queues: QueueQueries,
    history: MarkHistoryQueries,
  ) {
    this.service = service;
    this.paper = paper;
    this.offline = offline;
    this.sheets = sheets;
    this.queues = queues;
    this.history = history;
  }

  @Route(api.queue)
  queue(@Input() { query }: InputOf<typeof api.queue>, @CurrentActor() actor: Actor): Promise<QueueView> {
    return this.queues.view(actor, query.cycleId);
  }

  @Route(api.scoresheet)
  sheet(@Input() { params }: InputOf<typeof api.scoresheet>, @CurrentActor() actor: Actor): Promise<ScoresheetView> {
    return this.sheets.view(params.id, actor);
  }

  @Route(api.saveMark)
  async save(
    @Input() { params, body }: InputOf<typeof api.saveMark>,
    @CurrentActor() actor: Actor,
  ): Promise<MarkSaved> {
    const { revision, ...content } = body;
    const mark = { ...content, indicator: params.indicator };
    return (await this.service.saveMark(params.id, mark, revision, actor)) as unknown as MarkSaved;
  }

  @Route(api.submitSheet)
  async submit(@Input() { params, body }: InputOf<typeof api.submitSheet>, @CurrentActor() actor: Actor) {
    await this.service.submit(params.id, body.revision, actor);
    return this.sheets.view(params.id, actor);
  }

  @Route(api.recuse)
  async recuse(@Input() { params, body }: InputOf<typeof api.recuse>, @CurrentActor() actor: Actor) {
    await this.service.recuse(params.id, body.revision, body.reason, actor);
    return this.queues.view(actor);
  }

  @Route(api.markVersions)
  versions(@Input() { params }: InputOf<typeof api.markVersions>, @CurrentActor() actor: Actor) {
    return this.history.versions(params.id, params.indicator, actor);
  }

  @Route(api.entryForm)
  entryForm(@Input() { params }: InputOf<typeof api.entryForm>, @CurrentActor() actor: Actor) {
    return this.paper.form(params.id, actor);
  }

  @Route(api.enterSheet)
  enter(@Input() { params, body }: InputOf<typeof api.enterSheet>, @CurrentActor() actor: Actor) {
    return this.paper.enter(params.id, body, actor);
  }

  @Route(api.acknowledgeEntry)
  async acknowledge(@Input() { params, body }: InputOf<typeof api.acknowledgeEntry>, @CurrentActor() actor: Actor) {
    const seen = await this.paper.acknowledge(params.id, body.revision, actor);
    const view = await this.sheets.view(params.id, actor);
    if (!seen) throw staleRevision(view);
    return view;
  }

  @Route(api.workbook)
  async workbook(
    @Input() { query }: InputOf<typeof api.workbook>,
    @CurrentActor() actor: Actor,
  ): Promise<StreamableFile> {
    const locale = RequestContext.current()?.locale ?? 'zh-CN';
    return workbookReply(await this.offline.workbook(query.cycleId, actor, locale));
  }

  @Route(api.checkWorkbook)
  checkWorkbook(
    @Input() { query }: InputOf<typeof api.checkWorkbook>,
    @Upload() file: UploadedFile,
    @CurrentActor() actor: Actor,
  ) {
    return this.offline.check(query.cycleId, file.stream, actor);
  }

  @Route(api.applyWorkbook)
  applyWorkbook(@Input() { body }: InputOf<typeof api.applyWorkbook>, @CurrentActor() actor: Actor) {
    return this.offline.apply(body, actor);
  }
}
