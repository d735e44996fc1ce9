import type { Config } from '../platform/config/index.ts';
import { DiskFileStore } from '../platform/files/disk.file-store.ts';
import type { FileStore } from '../platform/files/index.ts';
import { S3FileStore } from '../platform/files/s3.file-store.ts';

/** The configured file store, for programs that run beside the server. */
export const fileStoreOf = (config: Config): FileStore =>
  config.env.FILE_STORE === 's3' ? new S3FileStore(config) : new DiskFileStore(config.filesDir);
