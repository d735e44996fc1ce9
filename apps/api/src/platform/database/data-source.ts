import { fileURLToPath } from 'node:url';
import { DataSource, type DataSourceOptions, type LoggerOptions } from 'typeorm';
import { classesIn } from './modules-of.ts';
import { SnakeNaming } from './snake-naming.ts';
import { valueParsers } from './value-parsers.ts';

const below = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

export interface DataSourceSettings {
  readonly url: string;
  readonly pool?: number;
  readonly name?: string;
  readonly logging?: LoggerOptions;
}

/** The portal's data source: entities of all features, the schema comes from migrations alone. */
export async function portalDataSource(settings: DataSourceSettings): Promise<DataSource> {
  return new DataSource({
    ...connection(settings),
    entities: await classesIn(below('../../features'), 'entity'),
  });
}

/** For `migrate` and the schema checks: with migrations. */
export async function migrationDataSource(settings: DataSourceSettings): Promise<DataSource> {
  return new DataSource({
    ...connection(settings),
    entities: await classesIn(below('../../features'), 'entity'),
    migrations: (await classesIn(below('../../migrations'))) as (new () => object)[],
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'each',
  });
}

/** A second source without entities, for reports on a replica. */
export const reportsDataSource = (settings: DataSourceSettings): DataSource => new DataSource(connection(settings));

function connection({ url, pool = 10, name = 'jianglian', logging = false }: DataSourceSettings) {
  return {
    type: 'postgres',
    url,
    poolSize: pool,
    applicationName: name,
    // Waiting for a free connection counts as well: a rush before a deadline stands in line, it is not sent away.
    connectTimeoutMS: 30_000,
    synchronize: false,
    installExtensions: false,
    uuidExtension: 'pgcrypto',
    namingStrategy: new SnakeNaming(),
    logging,
    // A dropped idle connection is not news: the next query opens another.
    poolErrorHandler: () => {},
    extra: {
      types: valueParsers,
      // Instants leave the database in UTC whatever the server's zone is; a runaway query ends by itself.
      options: '-c timezone=UTC -c statement_timeout=60000 -c idle_in_transaction_session_timeout=60000',
      idleTimeoutMillis: 30_000,
    },
  } satisfies DataSourceOptions;
}
