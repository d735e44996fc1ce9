import type { InputOf } from '@jianglian/contracts/shared';
import { upgradeApi as api } from '@jianglian/contracts/upgrade';
import type { Actor } from '@jianglian/domain/identity';
import { Controller } from '@nestjs/common';
import { CurrentActor, Input, Route } from '../../../platform/http/index.ts';
import { Receipts } from '../../../platform/receipts/index.ts';
import { ApplicationFiles } from './application-files.service.ts';
import { ApplicationFormQueries } from './application-form.queries.ts';
import { ApplicationMaterialQueries } from './application-material.queries.ts';
import { ApplicationStart } from './application-start.service.ts';
import { ApplicationVersionQueries } from './application-version.queries.ts';
import { ApplicationWriting } from './application-writing.service.ts';
import { ApplicationQueries } from './application.queries.ts';

@Controller()
export class ApplicationController {
  private readonly queries: ApplicationQueries;
  private readonly forms: ApplicationFormQueries;
  private readonly versions: ApplicationVersionQueries;
  private readonly material: ApplicationMaterialQueries;
  private readonly starts: ApplicationStart;
  private readonly writing: ApplicationWriting;
  private readonly files: ApplicationFiles;
  private readonly receipts: Receipts;

  constructor(
    queries: ApplicationQueries,
    forms: ApplicationFormQueries,
    versions: ApplicationVersionQueries,
    material: ApplicationMaterialQueries,
    starts: ApplicationStart,
    writing: ApplicationWriting,
    files: ApplicationFiles,
    receipts: Receipts,
  ) {
    this.queries = queries;
    this.forms = forms;
    this.versions = versions;
    this.material = material;
    this.starts = starts;
    this.writing = writing;
    this.files = files;
    this.receipts = receipts;
  }

  @Route(api.applications)
  page(@Input() { query }: InputOf<typeof api.applications>, @CurrentActor() actor: Actor) {
    return this.queries.page(actor, query);
  }

  @Route(api.startApplication)
  async start(@Input() { params, body }: InputOf<typeof api.startApplication>, @CurrentActor() actor: Actor) {
    return this.queries.view(actor, await this.starts.start(actor, params.id, body));
  }

  @Route(api.application)
  view(@Input() { params }: InputOf<typeof api.application>, @CurrentActor() actor: Actor) {
    return this.queries.view(actor, params.id);
  }

  @Route(api.applicationMaterial)
  materialOf(@Input() { params }: InputOf<typeof api.applicationMaterial>, @CurrentActor() actor: Actor) {
    return this.material.of(actor, params.id);
  }

  @Route(api.saveSection)
  async saveSection(@Input() { params, body }: InputOf<typeof api.saveSection>, @CurrentActor() actor: Actor) {
    await this.writing.saveSection(actor, params.id, params.section, body);
    return this.forms.section(params.id, params.section);
  }

  @Route(api.saveFiles)
  async saveFiles(@Input() { params, body }: InputOf<typeof api.saveFiles>, @CurrentActor() actor: Actor) {
    await this.files.save(actor, params.id, params.kind, body);
    const { files, evidence } = await this.forms.of(params.id);
    return { list: files.find(({ kind }) => kind === params.kind)!, evidence };
  }

  @Route(api.saveIdNumber)
  saveIdNumber(@Input() { params, body }: InputOf<typeof api.saveIdNumber>, @CurrentActor() actor: Actor) {
    return this.writing.saveIdNumber(actor, params.id, body.idNumber);
  }

  @Route(api.applicationReceipts)
  async receiptsOf(@Input() { params }: InputOf<typeof api.applicationReceipts>, @CurrentActor() actor: Actor) {
    await this.queries.demand(actor, params.id);
    return this.receipts.of({ type: 'application', id: params.id });
  }

  @Route(api.applicationVersion)
  version(@Input() { params }: InputOf<typeof api.applicationVersion>, @CurrentActor() actor: Actor) {
    return this.versions.view(actor, params.id, params.number);
  }
}
