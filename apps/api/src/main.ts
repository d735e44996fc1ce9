import { AppModule } from './app.module.ts';
import { Config, ConfigurationError, withFieldKeys } from './platform/config/index.ts';
import { databaseFor } from './platform/database/database-for.ts';
import { portalApp } from './platform/http/portal-app.ts';

/** Starts the portal: configuration, database, schema, server. Ends by signal, tidily. */
async function start(): Promise<void> {
  const configured = withFieldKeys(Config.from(process.env));
  const database = await databaseFor(configured);
  const config = configured.with({ DATABASE_URL: database.url });
  const app = await portalApp(AppModule.with(config), config);
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await app.close();
    await database.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop());
  await app.listen(config.env.PORT, config.env.HOST);
  console.log(`匠联 Jianglian: ${config.publicUrl}`);
}

try {
  await start();
} catch (error) {
  console.error(error instanceof ConfigurationError ? error.message : error);
  process.exit(1);
}
