import { Config, withFieldKeys } from '../platform/config/index.ts';
import { databaseFor } from '../platform/database/database-for.ts';
import { portalDataSource } from '../platform/database/data-source.ts';
import { Database, UnitOfWork } from '../platform/database/index.ts';
import { fileStoreOf } from './file-store-of.ts';
import { examine, type Finding } from './doctor/examination.ts';

const SHOWN = 10;

/** `npm run doctor`: looks whether what must hold does hold, names every row that breaks it; the exit code is 1 when one does. */
async function main(): Promise<number> {
  const configured = withFieldKeys(Config.from(process.env));
  const running = await databaseFor(configured);
  const config = configured.with({ DATABASE_URL: running.url });
  const source = await portalDataSource({ url: running.url, pool: 4 });
  try {
    await source.initialize();
    const unit = new UnitOfWork(source);
    const database = new Database(source, unit);
    const findings = await examine({ database, unit, files: fileStoreOf(config) });
    for (const finding of findings) say(finding);
    const ill = findings.filter(({ broken }) => broken.length > 0);
    console.log(ill.length === 0 ? '\nEverything holds.' : `\n${ill.length} of ${findings.length} do not hold.`);
    return ill.length === 0 ? 0 : 1;
  } finally {
    if (source.isInitialized) await source.destroy();
    await running.stop();
  }
}

function say({ name, clause, broken, note }: Finding): void {
  const about = [clause, note].filter((part) => part !== null && part !== undefined).join(', ');
  console.log(`${broken.length === 0 ? 'ok    ' : 'BROKEN'} ${name}${about ? ` (${about})` : ''}`);
  for (const { row, what } of broken.slice(0, SHOWN)) console.log(`       ${row}: ${what}`);
  if (broken.length > SHOWN) console.log(`       … and ${broken.length - SHOWN} more`);
}

if (import.meta.main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  }
}
