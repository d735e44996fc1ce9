import { Global, Module } from '@nestjs/common';
import { Config } from '../config/index.ts';
import { DiskFileStore } from './disk.file-store.ts';
import { FileStore } from './file-store.ts';
import { Files } from './files.ts';
import { FileVisibility } from './file-visibility.ts';
import { S3FileStore } from './s3.file-store.ts';

@Global()
@Module({
  providers: [
    {
      provide: FileStore,
      inject: [Config],
      useFactory: (config: Config): FileStore =>
        config.env.FILE_STORE === 's3' ? new S3FileStore(config) : new DiskFileStore(config.filesDir),
    },
    Files,
    FileVisibility,
  ],
  exports: [FileStore, Files, FileVisibility],
})
export class FilesModule {}
