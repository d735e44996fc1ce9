import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { RefusedError } from '../http/problem/index.ts';
import { fileRefusals } from './file.refusals.ts';

/** A complete upload beside the store, hashed and counted while it streamed in. */
export interface Incoming {
  readonly file: string;
  readonly sha256: string;
  readonly size: number;
}

/** Receives a stream into a temporary file, hands it to `work`, and leaves nothing behind whatever happens. */
export async function receive<T>(
  stream: Readable,
  directory: string,
  maxBytes: number,
  work: (incoming: Incoming) => Promise<T>,
): Promise<T> {
  await mkdir(directory, { recursive: true });
  const file = path.join(directory, `${randomUUID()}.part`);
  const hash = createHash('sha256');
  let size = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _, done) {
      size += chunk.length;
      hash.update(chunk);
      const megabytes = Math.floor(maxBytes / (1024 * 1024));
      done(size > maxBytes ? new RefusedError([fileRefusals('too-large', { megabytes })], 413) : null, chunk);
    },
  });
  try {
    await pipeline(stream, meter, createWriteStream(file, { mode: 0o600, flush: true }));
    if (size === 0) throw new RefusedError([fileRefusals('empty')], 422);
    return await work({ file, sha256: hash.digest('hex'), size });
  } finally {
    await rm(file, { force: true });
  }
}
