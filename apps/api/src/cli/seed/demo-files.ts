import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { MadeFile } from '@jianglian/testkit';
import { picture, uuidOf } from '@jianglian/testkit';
import type { FileStore } from '../../platform/files/index.ts';
import type { TableWriter } from './table-writer.ts';

interface Owner {
  readonly accountId: string;
  readonly at: Date;
  /** `evidence` unless told. */
  readonly purpose?: string;
}

interface Kept extends Owner {
  readonly id: string;
  readonly key: string;
  readonly sha256: string;
  readonly file: MadeFile;
}

const AT_ONCE = 32;

/** Collects made files, then puts them into the file store and the table as uploads would be: once per owner and content. */
export class DemoFiles {
  private readonly kept = new Map<string, Kept>();
  private readonly pictures = new Map<number, MadeFile>();

  /** Each studio has one picture, drawn once: it is the dearest of all. */
  pictureOf(serial: number): MadeFile {
    const drawn = this.pictures.get(serial) ?? picture(`studio ${serial}`, `JL-${serial}`, 160);
    this.pictures.set(serial, drawn);
    return drawn;
  }

  /** The id the file will have. */
  keep(file: MadeFile, owner: Owner): string {
    const sha256 = createHash('sha256').update(file.bytes).digest('hex');
    const id = uuidOf(`file ${owner.accountId} ${sha256}${owner.purpose ?? ''}`);
    if (!this.kept.has(id)) {
      this.kept.set(id, { id, key: `${sha256.slice(0, 2)}/${sha256}`, sha256, file, ...owner });
    }
    return id;
  }

  async write(writer: TableWriter, store: FileStore, filesDir: string): Promise<void> {
    const files = [...this.kept.values()];
    await mkdir(filesDir, { recursive: true });
    const aside = await mkdtemp(path.join(filesDir, 'seed-'));
    for (let start = 0; start < files.length; start += AT_ONCE) {
      await Promise.all(
        files.slice(start, start + AT_ONCE).map(async ({ id, key, file }) => {
          const source = path.join(aside, id);
          await writeFile(source, file.bytes);
          await store.put(key, source, file.mediaType);
        }),
      );
    }
    await rm(aside, { recursive: true });
    await writer.insert(
      'files',
      files.map(({ id, key, sha256, file, accountId, at, purpose = 'evidence' }) => ({
        id,
        sha256,
        size: file.bytes.length,
        mediaType: file.mediaType,
        name: file.name,
        pages: file.pages,
        storageKey: key,
        purpose,
        accountId,
        createdAt: at,
      })),
    );
  }
}
