import type { InputOf } from '@jianglian/contracts/shared';
import { upgradeApi as api } from '@jianglian/contracts/upgrade';
import type { Actor } from '@jianglian/domain/identity';
import { Controller } from '@nestjs/common';
import { CurrentActor, Input, Route } from '../../../platform/http/index.ts';
import { ApplicationQueries } from './application.queries.ts';

@Controller()
export class ApplicationController {
  private readonly queries: ApplicationQueries;

  constructor(queries: ApplicationQueries) {
    this.queries = queries;
  }

  @Route(api.applications)
  page(@Input() { query }: InputOf<typeof api.applications>, @CurrentActor() actor: Actor) {
    return this.queries.page(actor, query);
  }

  @Route(api.application)
  view(@Input() { params }: InputOf<typeof api.application>, @CurrentActor() actor: Actor) {
    return this.queries.view(actor, params.id);
  }
}
