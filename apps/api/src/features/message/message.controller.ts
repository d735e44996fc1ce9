import { messageApi } from '@jianglian/contracts/message';
import type { InputOf, ReplyOf } from '@jianglian/contracts/shared';
import type { Actor } from '@jianglian/domain/identity';
import { Controller } from '@nestjs/common';
import { CurrentActor, Input, Route } from '../../platform/http/index.ts';
import { NotFoundError } from '../../platform/http/problem/index.ts';
import { MessageQueries } from './message.queries.ts';
import { Messages } from './messages.service.ts';

@Controller()
export class MessageController {
  private readonly queries: MessageQueries;
  private readonly service: Messages;

  constructor(queries: MessageQueries, service: Messages) {
    this.queries = queries;
    this.service = service;
  }

  @Route(messageApi.messages)
  messages(
    @Input() input: InputOf<typeof messageApi.messages>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof messageApi.messages>> {
    return this.queries.page(actor.accountId, input);
  }

  @Route(messageApi.unreadMessages)
  unread(@CurrentActor() actor: Actor): Promise<ReplyOf<typeof messageApi.unreadMessages>> {
    return this.queries.unread(actor.accountId);
  }

  @Route(messageApi.readMessage)
  async read(@Input() { params }: InputOf<typeof messageApi.readMessage>, @CurrentActor() actor: Actor): Promise<void> {
    if (!(await this.service.read(params.id, actor.accountId))) throw new NotFoundError('message');
  }

  @Route(messageApi.readAllMessages)
  readAll(@CurrentActor() actor: Actor): Promise<void> {
    return this.service.readAll(actor.accountId);
  }
}
