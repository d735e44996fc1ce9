import type { InputOf, ReplyOf } from '@jianglian/contracts/shared';
import { upgradeApi } from '@jianglian/contracts/upgrade';
import type { Actor } from '@jianglian/domain/identity';
import { Controller } from '@nestjs/common';
import { CurrentActor, Input, Route } from '../../../platform/http/index.ts';
import { DeclarationQueries } from './declaration.queries.ts';
import { DeclarationService } from './declaration.service.ts';
import { WaiverService } from './waiver.service.ts';

@Controller()
export class DeclarationController {
  private readonly declarations: DeclarationService;
  private readonly queries: DeclarationQueries;
  private readonly waivers: WaiverService;

  constructor(declarations: DeclarationService, queries: DeclarationQueries, waivers: WaiverService) {
    this.declarations = declarations;
    this.queries = queries;
    this.waivers = waivers;
  }

  @Route(upgradeApi.declarations)
  list(
    @Input() { params }: InputOf<typeof upgradeApi.declarations>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof upgradeApi.declarations>> {
    return this.queries.of(actor, params.id);
  }

  @Route(upgradeApi.declare)
  async declare(
    @Input() { params, body }: InputOf<typeof upgradeApi.declare>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof upgradeApi.declare>> {
    await this.declarations.declare(actor, params.id, body);
    return this.queries.of(actor, params.id);
  }

  @Route(upgradeApi.confirm)
  async confirm(
    @Input() { params }: InputOf<typeof upgradeApi.confirm>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof upgradeApi.confirm>> {
    return this.queries.of(actor, await this.declarations.confirm(actor, params.id));
  }

  @Route(upgradeApi.waive)
  async waive(
    @Input() { params, body }: InputOf<typeof upgradeApi.waive>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof upgradeApi.waive>> {
    return { id: await this.waivers.give(actor, params.id, body) };
  }

  @Route(upgradeApi.endWaiver)
  endWaiver(
    @Input() { params, body }: InputOf<typeof upgradeApi.endWaiver>,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.waivers.end(actor, params.id, body.reason);
  }
}
