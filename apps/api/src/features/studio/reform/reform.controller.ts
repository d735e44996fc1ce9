import type { InputOf, ReplyOf } from '@jianglian/contracts/shared';
import { type ReformView, studioApi as api } from '@jianglian/contracts/studio';
import { Controller } from '@nestjs/common';
import { Input, Route } from '../../../platform/http/index.ts';
import { ReformQueries } from './reform.queries.ts';
import { ReformService } from './reform.service.ts';

@Controller()
export class ReformController {
  private readonly service: ReformService;
  private readonly queries: ReformQueries;

  constructor(service: ReformService, queries: ReformQueries) {
    this.service = service;
    this.queries = queries;
  }

  @Route(api.reforms)
  list(): Promise<ReformView[]> {
    return this.queries.list();
  }

  @Route(api.previewReform)
  async preview(@Input() { body }: InputOf<typeof api.previewReform>): Promise<ReplyOf<typeof api.previewReform>> {
    const { choices, ...order } = body;
    return { rows: await this.service.preview(order, choices) };
  }

  @Route(api.runReform)
  run(@Input() { body }: InputOf<typeof api.runReform>): Promise<ReplyOf<typeof api.runReform>> {
    const { moves, ...order } = body;
    return this.service.run(order, moves);
  }
}
