import { type MailStatusView, type MailView, messageApi } from '@jianglian/contracts/message';
import type { InputOf, ReplyOf } from '@jianglian/contracts/shared';
import type { Actor } from '@jianglian/domain/identity';
import { Controller } from '@nestjs/common';
import { CurrentActor, Input, Route } from '../../platform/http/index.ts';
import { MailQueries } from './mail.queries.ts';
import { MailService } from './mail.service.ts';

@Controller()
export class MailController {
  private readonly queries: MailQueries;
  private readonly service: MailService;

  constructor(queries: MailQueries, service: MailService) {
    this.queries = queries;
    this.service = service;
  }

  @Route(messageApi.mailStatus)
  status(): Promise<MailStatusView> {
    return this.queries.status();
  }

  @Route(messageApi.mails)
  mails(@Input() input: InputOf<typeof messageApi.mails>): Promise<ReplyOf<typeof messageApi.mails>> {
    return this.queries.page(input);
  }

  @Route(messageApi.retryMail)
  retry(@Input() { params }: InputOf<typeof messageApi.retryMail>): Promise<MailView> {
    return this.service.retry(params.id);
  }

  @Route(messageApi.testMail)
  test(@CurrentActor() actor: Actor): Promise<MailView> {
    return this.service.test(actor);
  }
}
