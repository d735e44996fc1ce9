import { type AccountView, identityApi } from '@jianglian/contracts/identity';
import type { InputOf, ReplyOf } from '@jianglian/contracts/shared';
import { type Actor, grantOf } from '@jianglian/domain/identity';
import { Controller } from '@nestjs/common';
import { CurrentActor, Input, Route } from '../../platform/http/index.ts';
import { AccountQueries } from './account.queries.ts';
import { type AccountAct, AccountService } from './account.service.ts';

@Controller()
export class AccountController {
  private readonly service: AccountService;
  private readonly queries: AccountQueries;

  constructor(service: AccountService, queries: AccountQueries) {
    this.service = service;
    this.queries = queries;
  }

  @Route(identityApi.accounts)
  accounts(@Input() { query }: InputOf<typeof identityApi.accounts>): Promise<ReplyOf<typeof identityApi.accounts>> {
    return this.queries.page(query);
  }

  @Route(identityApi.account)
  account(@Input() { params }: InputOf<typeof identityApi.account>): Promise<AccountView> {
    return this.queries.one(params.id);
  }

  @Route(identityApi.createAccount)
  create(@Input() { body }: InputOf<typeof identityApi.createAccount>): Promise<AccountView> {
    return this.service.create(body.login, body.name, body.password);
  }

  @Route(identityApi.disableAccount)
  disable(
    @Input() input: InputOf<typeof identityApi.disableAccount>,
    @CurrentActor() actor: Actor,
  ): Promise<AccountView> {
    return this.service.disable(actOf(input, actor));
  }

  @Route(identityApi.enableAccount)
  enable(
    @Input() input: InputOf<typeof identityApi.enableAccount>,
    @CurrentActor() actor: Actor,
  ): Promise<AccountView> {
    return this.service.enable(actOf(input, actor));
  }

  @Route(identityApi.resetPassword)
  resetPassword(
    @Input() input: InputOf<typeof identityApi.resetPassword>,
    @CurrentActor() actor: Actor,
  ): Promise<AccountView> {
    return this.service.resetPassword(actOf(input, actor), input.body.password);
  }

  @Route(identityApi.grantRole)
  grant(@Input() input: InputOf<typeof identityApi.grantRole>, @CurrentActor() actor: Actor): Promise<AccountView> {
    return this.service.grant(actOf(input, actor), grantOf(input.body));
  }

  @Route(identityApi.revokeRole)
  revoke(@Input() input: InputOf<typeof identityApi.revokeRole>, @CurrentActor() actor: Actor): Promise<AccountView> {
    return this.service.revoke(actOf(input, actor), input.params.grantId);
  }
}

const actOf = (
  { params, body }: { params: { id: string }; body: { revision: number; reason: string } },
  actor: Actor,
): AccountAct => ({ id: params.id, revision: body.revision, reason: body.reason, actor });
