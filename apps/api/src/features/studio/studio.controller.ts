import type { InputOf, ReplyOf } from '@jianglian/contracts/shared';
import { studioApi, type StudioView } from '@jianglian/contracts/studio';
import type { Actor } from '@jianglian/domain/identity';
import { Controller, StreamableFile } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.ts';
import { CurrentActor, Input, Route } from '../../platform/http/index.ts';
import { staleRevision } from '../../platform/http/problem/index.ts';
import { StudioExport } from './studio-export.queries.ts';
import { StudioListQueries } from './studio-list.queries.ts';
import { StudioPageQueries } from './studio-page.queries.ts';
import { StudioService } from './studio.service.ts';

@Controller()
export class StudioController {
  private readonly service: StudioService;
  private readonly lists: StudioListQueries;
  private readonly pages: StudioPageQueries;
  private readonly files: StudioExport;
  private readonly clock: Clock;

  constructor(
    service: StudioService,
    lists: StudioListQueries,
    pages: StudioPageQueries,
    files: StudioExport,
    clock: Clock,
  ) {
    this.service = service;
    this.lists = lists;
    this.pages = pages;
    this.files = files;
    this.clock = clock;
  }

  @Route(studioApi.list)
  list(
    @Input() { query }: InputOf<typeof studioApi.list>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof studioApi.list>> {
    return this.lists.list(actor, query);
  }

  @Route(studioApi.count)
  count(
    @Input() { query }: InputOf<typeof studioApi.count>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof studioApi.count>> {
    return this.lists.count(actor, query);
  }

  @Route(studioApi.summary)
  summary(@CurrentActor() actor: Actor): Promise<ReplyOf<typeof studioApi.summary>> {
    return this.lists.summary(actor);
  }

  @Route(studioApi.export)
  export(@Input() { query }: InputOf<typeof studioApi.export>, @CurrentActor() actor: Actor): StreamableFile {
    return new StreamableFile(this.files.csv(actor, query), {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="studios-${this.clock.today()}.csv"`,
    });
  }

  @Route(studioApi.directory)
  directory(@Input() { query }: InputOf<typeof studioApi.directory>): Promise<ReplyOf<typeof studioApi.directory>> {
    return this.lists.directory(query);
  }

  @Route(studioApi.names)
  async names(@Input() { query }: InputOf<typeof studioApi.names>): Promise<ReplyOf<typeof studioApi.names>> {
    return (await this.lists.directory({ ...query, limit: 20 })).rows;
  }

  @Route(studioApi.get)
  get(@Input() { params, query }: InputOf<typeof studioApi.get>, @CurrentActor() actor: Actor): Promise<StudioView> {
    return this.pages.page(actor, params.id, query.asOf);
  }

  @Route(studioApi.found)
  async found(@Input() { body }: InputOf<typeof studioApi.found>): Promise<ReplyOf<typeof studioApi.found>> {
    return { id: await this.service.found(body) };
  }

  @Route(studioApi.act)
  async act(
    @Input() { params, body }: InputOf<typeof studioApi.act>,
    @CurrentActor() actor: Actor,
  ): Promise<StudioView> {
    const { revision, ...order } = body;
    const done = await this.service.act(params.id, revision, order);
    const view = await this.pages.page(actor, params.id);
    if (!done) throw staleRevision(view);
    return view;
  }

  @Route(studioApi.rehome)
  async rehome(@Input() { body }: InputOf<typeof studioApi.rehome>): Promise<ReplyOf<typeof studioApi.rehome>> {
    return { moved: await this.service.rehome(body) };
  }
}
