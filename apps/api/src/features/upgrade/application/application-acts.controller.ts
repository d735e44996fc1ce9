import type { InputOf } from '@jianglian/contracts/shared';
import { upgradeApi as api } from '@jianglian/contracts/upgrade';
import type { Actor } from '@jianglian/domain/identity';
import { Controller } from '@nestjs/common';
import { CurrentActor, Input, Route } from '../../../platform/http/index.ts';
import { ApplicationFiles } from './application-files.service.ts';
import { ApplicationQueries } from './application.queries.ts';
import { ApplicationService } from './application.service.ts';
import { IdNumberService } from './id-number.service.ts';

@Controller()
export class ApplicationActsController {
  private readonly service: ApplicationService;
  private readonly numbers: IdNumberService;
  private readonly files: ApplicationFiles;
  private readonly queries: ApplicationQueries;

  constructor(
    service: ApplicationService,
    numbers: IdNumberService,
    files: ApplicationFiles,
    queries: ApplicationQueries,
  ) {
    this.service = service;
    this.numbers = numbers;
    this.files = files;
    this.queries = queries;
  }

  @Route(api.submitApplication)
  submit(@Input() { params, body }: InputOf<typeof api.submitApplication>, @CurrentActor() actor: Actor) {
    return this.service.submit(actor, params.id, body);
  }

  @Route(api.withdrawApplication)
  async withdraw(@Input() { params, body }: InputOf<typeof api.withdrawApplication>, @CurrentActor() actor: Actor) {
    await this.service.withdraw(actor, params.id, body.revision);
    return this.queries.view(actor, params.id);
  }

  @Route(api.returnApplication)
  async giveBack(@Input() { params, body }: InputOf<typeof api.returnApplication>, @CurrentActor() actor: Actor) {
    await this.service.giveBack(actor, params.id, body);
    return this.queries.view(actor, params.id);
  }

  @Route(api.revealIdNumber)
  async idNumber(@Input() { params, body }: InputOf<typeof api.revealIdNumber>, @CurrentActor() actor: Actor) {
    return { idNumber: await this.numbers.reveal(actor, params.id, body.reason) };
  }

  @Route(api.revealIdCopies)
  async idCopies(@Input() { params, body }: InputOf<typeof api.revealIdCopies>, @CurrentActor() actor: Actor) {
    return [...(await this.files.revealIdCopies(actor, params.id, body.reason))];
  }
}
