import { portalApi } from '@jianglian/contracts';
import { demoPassword } from '@jianglian/domain/identity';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { AppModule } from './app.module.ts';
import { DemoAccountQueries, DemoAccountService } from './features/identity/index.ts';
import { Clock, StartedClock } from './platform/clock/index.ts';
import { Config, ConfigurationError, withFieldKeys } from './platform/config/index.ts';
import { databaseFor, type RunningDatabase } from './platform/database/database-for.ts';
import { FileStore } from './platform/files/index.ts';
import { portalApp } from './platform/http/portal-app.ts';
import { precompress } from './platform/web/precompress.ts';
import { builtWeb } from './platform/web/web-pages.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Configuration, database, schema, application, listening: in this order, and back again on a signal. */
async function start(): Promise<void> {
  const configured = withFieldKeys(Config.from(process.env));
  const database = await databaseFor(configured);
  const config = configured.with({ DATABASE_URL: database.url });
  let app: NestFastifyApplication | undefined;
  try {
    app = await portalApp({ module: AppModule.with(config, clockOf(config)), config, api: portalApi });
    endWithSignals(app, database);
    await settleDemo(app, config, database);
    await app.listen(config.env.PORT, config.env.HOST);
  } catch (error) {
    await app?.close();
    await database.stop();
    throw error;
  }
  await greet(app, config);
  void precompress(builtWeb);
}

/** The demo fills an empty database of its own; production neither makes one nor starts beside one. */
async function settleDemo(app: NestFastifyApplication, config: Config, database: RunningDatabase): Promise<void> {
  await app.get(DemoAccountService, { strict: false }).refuseInProduction();
  const wanted = config.env.DEMO && database.isEmbedded && !config.isProduction;
  if (!wanted || !(await app.get(DemoAccountQueries, { strict: false }).nobodyYet())) return;
  say('An empty database: filling in the demo scenario …');
  const { seedScenario } = await import('./cli/seed.ts');
  const place = { source: app.get(DataSource), config, files: app.get(FileStore) };
  await seedScenario(place, 'demo', app.get(Clock).now());
}

const clockOf = ({ env }: Config): Clock =>
  env.CLOCK_FROM === undefined ? new Clock() : new StartedClock(new Date(env.CLOCK_FROM));

async function greet(app: NestFastifyApplication, config: Config): Promise<void> {
  say(`\n  匠联 Jianglian   ${config.publicUrl}\n  API             ${config.publicUrl}/api/docs\n`);
  const accounts = await app.get(DemoAccountQueries, { strict: false }).onePerRole();
  if (accounts.length === 0) return;
  say(`  Demo accounts, password ${demoPassword}`);
  for (const { login, name, roles } of accounts) say(`    ${login.padEnd(20)} ${roles.join(', ')} · ${name}`);
  say('');
}

function endWithSignals(app: NestFastifyApplication, database: RunningDatabase): void {
  let ending: Promise<void> | undefined;
  const end = () => {
    // A request that never ends does not keep the database from being closed in order.
    setTimeout(() => void database.stop().finally(() => process.exit(1)), 15_000).unref();
    ending ??= app
      .close()
      .then(() => database.stop())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
}

try {
  await start();
} catch (error) {
  console.error(error instanceof ConfigurationError ? error.message : error);
  process.exit(1);
}
