import type { Readable } from 'node:stream';

/** Where contents are kept, by key. Disk and S3 behave alike; nothing half-written is ever found under a key. */
export abstract class FileStore {
  /** Takes over the finished file at `source` (it may be moved away). Putting the same key again is harmless. */
  abstract put(key: string, source: string, mediaType: string): Promise<void>;

  /** The content, or undefined when there is none. */
  abstract open(key: string): Promise<Readable | undefined>;

  abstract remove(key: string): Promise<void>;

  /** Whether the store can be used right now, for `/readyz`. */
  abstract check(): Promise<void>;
}
