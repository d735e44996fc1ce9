import path from 'node:path';
import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/index.ts';
import { Config } from '../config/index.ts';
import { RequestContext } from '../context/index.ts';
import { Database, sql } from '../database/index.ts';
import { NotFoundError, RefusedError } from '../http/problem/index.ts';
import { isolated } from '../isolation/isolated.ts';
import { contentKind, type FileKind, mediaTypes } from './content-kind.ts';
import { fileRefusals } from './file.refusals.ts';
import { FileStore } from './file-store.ts';
import { type Incoming, receive } from './incoming.ts';

export interface StoredFile {
  readonly id: string;
  readonly sha256: string;
  readonly size: number;
  readonly mediaType: string;
  readonly name: string;
  /** Of a PDF. */
  readonly pages: number | null;
  readonly purpose: string;
  readonly accountId: string;
  readonly createdAt: string;
}

export interface KeepOptions {
  readonly allow: readonly FileKind[];
  readonly maxBytes?: number;
  readonly maxPages?: number;
  /** What it is for: `evidence`, `award-list` … */
  readonly purpose: string;
}

/** Uploads of people: 20 MB each. */
export const uploadLimit = 20 * 1024 * 1024;

const columns = sql`id, sha256, size, media_type AS "mediaType", name, pages, purpose, account_id AS "accountId",
  created_at AS "createdAt"`;

/** Keeps uploaded files: kind by content, pages of PDFs counted, equal contents stored once, nothing half-written. */
@Injectable()
export class Files {
  private readonly store: FileStore;
  private readonly database: Database;
  private readonly clock: Clock;
  private readonly incoming: string;

  constructor(store: FileStore, database: Database, clock: Clock, config: Config) {
    this.store = store;
    this.database = database;
    this.clock = clock;
    this.incoming = path.join(config.filesDir, 'incoming');
  }

  /** Refuses what is too large (413), of another kind than it may be, broken or encrypted (422). */
  keep(stream: Readable, name: string, options: KeepOptions): Promise<StoredFile> {
    return receive(stream, this.incoming, options.maxBytes ?? uploadLimit, async (incoming) => {
      const kind = await contentKind(incoming.file);
      if (kind === undefined || !options.allow.includes(kind)) {
        throw new RefusedError([fileRefusals('wrong-kind', { allowed: options.allow })], 422);
      }
      const pages = kind === 'pdf' ? await pagesOf(incoming.file, options.maxPages) : null;
      const key = `${incoming.sha256.slice(0, 2)}/${incoming.sha256}`;
      await this.store.put(key, incoming.file, mediaTypes[kind]);
      return this.insert({ ...incoming, kind, pages, key, name: plainName(name), purpose: options.purpose });
    });
  }

  /** What is known of a file. Whether the asker may see it is for the caller to decide. */
  async find(id: string): Promise<StoredFile> {
    const row = await this.database.one<StoredFile>(sql`SELECT ${columns} FROM files WHERE id = ${id}`);
    if (!row) throw new NotFoundError('file');
    return row;
  }

  /** The content as a stream. */
  async open(id: string): Promise<Readable> {
    const row = await this.database.one<{ key: string }>(sql`SELECT storage_key AS key FROM files WHERE id = ${id}`);
    const stream = row && (await this.store.open(row.key));
    if (!stream) throw new NotFoundError('file');
    return stream;
  }

  /** Other uploads with the very same content, oldest first: the same evidence used twice. */
  sameAs(file: Pick<StoredFile, 'id' | 'sha256'>): Promise<StoredFile[]> {
    return this.database.rows<StoredFile>(sql`
      SELECT ${columns} FROM files WHERE sha256 = ${file.sha256} AND id <> ${file.id} ORDER BY created_at, id LIMIT 20`);
  }

  private async insert(
    file: Incoming & { kind: FileKind; pages: number | null; key: string; name: string; purpose: string },
  ): Promise<StoredFile> {
    const accountId = RequestContext.current()?.actor?.accountId;
    if (accountId === undefined) throw new Error('a file needs somebody who uploads it');
    const row = await this.database.one<StoredFile>(sql`
      INSERT INTO files (sha256, size, media_type, name, pages, storage_key, purpose, account_id, created_at)
      VALUES (${file.sha256}, ${file.size}, ${mediaTypes[file.kind]}, ${file.name}, ${file.pages}, ${file.key},
              ${file.purpose}, ${accountId}, ${this.clock.now()})
      RETURNING ${columns}`);
    return row as StoredFile;
  }
}

async function pagesOf(file: string, maxPages?: number): Promise<number> {
  const result = await isolated<number>('pdf-pages.child', import.meta.url, file, { seconds: 15, megabytes: 512 });
  if (!result.ok) {
    const reason = fileRefusals.codes.includes(`files.${result.reason}`) ? result.reason : 'broken';
    throw new RefusedError([fileRefusals(reason as 'broken')], 422);
  }
  if (maxPages !== undefined && result.value > maxPages) {
    throw new RefusedError([fileRefusals('too-many-pages', { pages: result.value, most: maxPages })], 422);
  }
  return result.value;
}

/** The name a person gave it, without folders and control characters, for showing and saving only. */
const plainName = (name: string): string => {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  // eslint-disable-next-line no-control-regex
  const plain = last.replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '').trim();
  return plain === '' ? 'file' : [...plain].slice(-200).join('');
};
