import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { applicationRefusals as refuse } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { Config } from '../../../platform/config/index.ts';
import { mergedPdf, type MergePart } from '../../../platform/documents/index.ts';
import { Files, type StoredFile } from '../../../platform/files/index.ts';
import { RefusedError } from '../../../platform/http/problem/index.ts';

const kinds: Readonly<Record<string, MergePart['kind']>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpeg',
  'image/png': 'png',
};
/** Twenty scanned pages are rarely more than this. */
const mostBytes = 60 * 1024 * 1024;

/** All evidence as one PDF (五(二)), kept like every upload: its pages are counted from itself. */
@Injectable()
export class EvidenceMerge {
  private readonly files: Files;
  private readonly directory: string;

  constructor(files: Files, config: Config) {
    this.files = files;
    this.directory = path.join(config.filesDir, 'merging');
  }

  /** Refuses with the name of the file that cannot be taken in. */
  async merge(parts: readonly StoredFile[]): Promise<StoredFile> {
    await mkdir(this.directory, { recursive: true });
    const room = await mkdtemp(path.join(this.directory, 'm-'));
    try {
      const copies: MergePart[] = [];
      for (const [index, part] of parts.entries()) {
        const file = path.join(room, String(index));
        await pipeline(await this.files.open(part.id), createWriteStream(file, { mode: 0o600 }));
        copies.push({ file, kind: kinds[part.mediaType] ?? 'pdf' });
      }
      const output = path.join(room, 'merged.pdf');
      const merged = await mergedPdf({ parts: copies, output });
      if (!merged.ok) {
        const culprit = merged.part === undefined ? undefined : parts[merged.part];
        throw new RefusedError([refuse('evidence-unreadable', { file: culprit?.name ?? '' })], 422);
      }
      return await this.files.keep(createReadStream(output), 'evidence.pdf', {
        allow: ['pdf'],
        maxBytes: mostBytes,
        purpose: 'application',
      });
    } finally {
      await rm(room, { recursive: true, force: true });
    }
  }
}
