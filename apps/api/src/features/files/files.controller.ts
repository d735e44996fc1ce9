import type { Readable } from 'node:stream';
import { filesApi, type FileView, type UploadView } from '@jianglian/contracts/files';
import type { InputOf } from '@jianglian/contracts/shared';
import type { Actor } from '@jianglian/domain/identity';
import { Controller, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Files, FileVisibility, type StoredFile } from '../../platform/files/index.ts';
import { CurrentActor, Input, Route, Upload, type UploadedFile } from '../../platform/http/index.ts';
import { NotFoundError } from '../../platform/http/problem/index.ts';

@Controller()
export class FilesController {
  private readonly files: Files;
  private readonly visibility: FileVisibility;

  constructor(files: Files, visibility: FileVisibility) {
    this.files = files;
    this.visibility = visibility;
  }

  @Route(filesApi.upload)
  async upload(
    @Input() { query }: InputOf<typeof filesApi.upload>,
    @Upload() upload: UploadedFile,
    @CurrentActor() actor: Actor,
  ): Promise<UploadView> {
    const file = await this.files.keep(upload.stream, upload.name, {
      allow: ['pdf', 'jpeg', 'png'],
      purpose: query.purpose,
    });
    const sameAs: FileView[] = [];
    for (const other of await this.files.sameAs(file)) {
      if (await this.visibility.maySee(other, actor)) sameAs.push(viewOf(other));
    }
    return { ...viewOf(file), sameAs };
  }

  @Route(filesApi.file)
  async file(@Input() { params }: InputOf<typeof filesApi.file>, @CurrentActor() actor: Actor): Promise<FileView> {
    return viewOf(await this.seen(params.id, actor));
  }

  @Route(filesApi.content)
  async content(
    @Input() { params, query }: InputOf<typeof filesApi.content>,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const file = await this.seen(params.id, actor);
    const stream: Readable = await this.files.open(file.id);
    // The kind is the one found in the content. Our own pages may frame it: the evidence viewer does.
    void reply.header('Content-Security-Policy', framedContent);
    void reply.header('X-Frame-Options', 'SAMEORIGIN');
    void reply.header('Cache-Control', 'private, max-age=3600');
    const disposition = query.save === 'true' ? 'attachment' : 'inline';
    return new StreamableFile(stream, {
      type: file.mediaType,
      length: file.size,
      disposition: `${disposition}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    });
  }

  private async seen(id: string, actor: Actor): Promise<StoredFile> {
    const file = await this.files.find(id);
    if (!(await this.visibility.maySee(file, actor))) throw new NotFoundError('file');
    return file;
  }
}

/** No script ever; what browsers' own PDF viewers need, and our pages around it. */
const framedContent =
  "default-src 'none'; object-src 'self'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";

const viewOf = ({ id, name, mediaType, size, pages, createdAt }: StoredFile): FileView => ({
  id,
  name,
  mediaType,
  size,
  pages,
  createdAt,
});
