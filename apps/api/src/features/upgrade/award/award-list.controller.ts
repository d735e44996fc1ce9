import type { InputOf, ReplyOf } from '@jianglian/contracts/shared';
import { upgradeApi as api } from '@jianglian/contracts/upgrade';
import { Controller } from '@nestjs/common';
import { Input, Route } from '../../../platform/http/index.ts';
import { AwardListQueries } from './award-list.queries.ts';

@Controller()
export class AwardListController {
  private readonly queries: AwardListQueries;

  constructor(queries: AwardListQueries) {
    this.queries = queries;
  }

  @Route(api.awardLists)
  lists(): Promise<ReplyOf<typeof api.awardLists>> {
    return this.queries.lists();
  }

  @Route(api.awardList)
  list(@Input() { params }: InputOf<typeof api.awardList>): Promise<ReplyOf<typeof api.awardList>> {
    return this.queries.list(params.id);
  }
}
