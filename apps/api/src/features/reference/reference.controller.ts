import { referenceApi } from '@jianglian/contracts/reference';
import type { InputOf, ReplyOf } from '@jianglian/contracts/shared';
import { Controller } from '@nestjs/common';
import { Input, Route } from '../../platform/http/index.ts';
import { DictionaryService } from './dictionary.service.ts';
import { ReferenceQueries } from './reference.queries.ts';

@Controller()
export class ReferenceController {
  private readonly queries: ReferenceQueries;
  private readonly service: DictionaryService;

  constructor(queries: ReferenceQueries, service: DictionaryService) {
    this.queries = queries;
    this.service = service;
  }

  @Route(referenceApi.all)
  all(): Promise<ReplyOf<typeof referenceApi.all>> {
    return this.queries.all();
  }

  @Route(referenceApi.versions)
  versions(@Input() { params }: InputOf<typeof referenceApi.versions>): Promise<ReplyOf<typeof referenceApi.versions>> {
    return this.queries.versions(params.dictionary);
  }

  @Route(referenceApi.version)
  version(@Input() { params }: InputOf<typeof referenceApi.version>): Promise<ReplyOf<typeof referenceApi.version>> {
    return this.queries.version(params.dictionary, params.version);
  }

  @Route(referenceApi.add)
  add(@Input() { body }: InputOf<typeof referenceApi.add>): Promise<ReplyOf<typeof referenceApi.add>> {
    return this.service.add(body);
  }

  @Route(referenceApi.rename)
  rename(@Input() { params, body }: InputOf<typeof referenceApi.rename>): Promise<ReplyOf<typeof referenceApi.rename>> {
    return this.service.rename({ ...params, ...body });
  }

  @Route(referenceApi.confirm)
  confirm(
    @Input() { params, body }: InputOf<typeof referenceApi.confirm>,
  ): Promise<ReplyOf<typeof referenceApi.confirm>> {
    return this.service.confirm({ ...params, ...body });
  }

  @Route(referenceApi.close)
  close(@Input() { params, body }: InputOf<typeof referenceApi.close>): Promise<ReplyOf<typeof referenceApi.close>> {
    return this.service.close({ ...params, ...body });
  }

  @Route(referenceApi.setHoliday)
  setHoliday(
    @Input() { params, body }: InputOf<typeof referenceApi.setHoliday>,
  ): Promise<ReplyOf<typeof referenceApi.setHoliday>> {
    return this.service.setHoliday(params.day, body.kind, body.name, body.note);
  }

  @Route(referenceApi.removeHoliday)
  removeHoliday(
    @Input() { params, body }: InputOf<typeof referenceApi.removeHoliday>,
  ): Promise<ReplyOf<typeof referenceApi.removeHoliday>> {
    return this.service.removeHoliday(params.day, body.note);
  }
}
