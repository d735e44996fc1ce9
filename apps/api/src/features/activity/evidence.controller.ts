import { activityApi, type EvidenceView } from '@jianglian/contracts/activity';
import type { InputOf, ReplyOf } from '@jianglian/contracts/shared';
import type { Actor } from '@jianglian/domain/identity';
import { Controller } from '@nestjs/common';
import { CurrentActor, Input, Route, Upload, type UploadedFile } from '../../platform/http/index.ts';
import { EvidenceService } from './evidence.service.ts';

@Controller()
export class EvidenceController {
  private readonly service: EvidenceService;

  constructor(service: EvidenceService) {
    this.service = service;
  }

  @Route(activityApi.attach)
  attach(
    @Input() { params }: InputOf<typeof activityApi.attach>,
    @Upload() upload: UploadedFile,
    @CurrentActor() actor: Actor,
  ): Promise<EvidenceView> {
    return this.service.attach(params.id, upload, actor);
  }

  @Route(activityApi.arrange)
  async arrange(
    @Input() { params, body }: InputOf<typeof activityApi.arrange>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof activityApi.arrange>> {
    return { evidence: await this.service.arrange(params.id, body.files, actor) };
  }

  @Route(activityApi.detach)
  detach(@Input() { params }: InputOf<typeof activityApi.detach>, @CurrentActor() actor: Actor): Promise<void> {
    return this.service.detach(params.id, params.fileId, actor);
  }
}
