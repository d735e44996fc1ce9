import { type ContactView, identityApi, type MaskedContactView } from '@jianglian/contracts/identity';
import type { InputOf, ReplyOf } from '@jianglian/contracts/shared';
import type { Actor } from '@jianglian/domain/identity';
import { Controller } from '@nestjs/common';
import { CurrentActor, Input, Route } from '../../platform/http/index.ts';
import { ContactService } from './contact.service.ts';

@Controller()
export class ContactController {
  private readonly service: ContactService;

  constructor(service: ContactService) {
    this.service = service;
  }

  @Route(identityApi.ownContact)
  own(@CurrentActor() actor: Actor): Promise<ContactView> {
    return this.service.own(actor.accountId);
  }

  @Route(identityApi.changeOwnContact)
  changeOwn(
    @Input() { body }: InputOf<typeof identityApi.changeOwnContact>,
    @CurrentActor() actor: Actor,
  ): Promise<ContactView> {
    return this.service.changeOwn(actor.accountId, body);
  }

  @Route(identityApi.accountContact)
  contact(@Input() { params }: InputOf<typeof identityApi.accountContact>): Promise<MaskedContactView> {
    return this.service.masked(params.id);
  }

  @Route(identityApi.changeAccountContact)
  change(
    @Input() { params, body }: InputOf<typeof identityApi.changeAccountContact>,
  ): Promise<ReplyOf<typeof identityApi.changeAccountContact>> {
    return this.service.change(params.id, body);
  }
}
