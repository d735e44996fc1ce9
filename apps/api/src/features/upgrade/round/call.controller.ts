import type { InputOf, ReplyOf } from '@jianglian/contracts/shared';
import { upgradeApi as api } from '@jianglian/contracts/upgrade';
import { Controller, StreamableFile } from '@nestjs/common';
import { Files } from '../../../platform/files/index.ts';
import { Input, Route } from '../../../platform/http/index.ts';
import { CallQueries } from './call.queries.ts';

/** What is open to everybody. */
@Controller()
export class CallController {
  private readonly calls: CallQueries;
  private readonly files: Files;

  constructor(calls: CallQueries, files: Files) {
    this.calls = calls;
    this.files = files;
  }

  @Route(api.openCalls)
  open(): Promise<ReplyOf<typeof api.openCalls>> {
    return this.calls.open();
  }

  @Route(api.callDocument)
  async document(@Input() { params }: InputOf<typeof api.callDocument>): Promise<StreamableFile> {
    const file = await this.files.find(await this.calls.document(params.id, params.position));
    return new StreamableFile(await this.files.open(file.id), {
      type: file.mediaType,
      length: file.size,
      disposition: `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    });
  }
}
