import { insightApi } from '@jianglian/contracts/insight';
import type { ReplyOf } from '@jianglian/contracts/shared';
import type { Actor } from '@jianglian/domain/identity';
import { Controller } from '@nestjs/common';
import { CurrentActor, Route } from '../../platform/http/index.ts';
import { InboxQueries } from './inbox.queries.ts';

@Controller()
export class InboxController {
  private readonly queries: InboxQueries;

  constructor(queries: InboxQueries) {
    this.queries = queries;
  }

  @Route(insightApi.inbox)
  inbox(@CurrentActor() actor: Actor): Promise<ReplyOf<typeof insightApi.inbox>> {
    return this.queries.inbox(actor);
  }

  @Route(insightApi.inboxCount)
  count(@CurrentActor() actor: Actor): Promise<ReplyOf<typeof insightApi.inboxCount>> {
    return this.queries.count(actor);
  }
}
