import { Global, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Config } from '../config/index.ts';
import { portalDataSource } from './data-source.ts';
import { Database } from './database.ts';
import { Reports } from './reports.ts';
import { UnitOfWork } from './unit-of-work.ts';

@Injectable()
class DataSourceEnd implements OnApplicationShutdown {
  private readonly source: DataSource;

  constructor(source: DataSource) {
    this.source = source;
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.source.isInitialized) await this.source.destroy();
  }
}

@Global()
@Module({
  providers: [
    {
      provide: DataSource,
      inject: [Config],
      useFactory: async (config: Config) =>
        (await portalDataSource({ url: config.databaseUrl, pool: config.env.DATABASE_POOL })).initialize(),
    },
    UnitOfWork,
    Database,
    Reports,
    DataSourceEnd,
  ],
  exports: [DataSource, UnitOfWork, Database, Reports],
})
export class DatabaseModule {}
