import type { ScenarioName } from '@jianglian/testkit';
import { eventsOf, scenarioOf } from '@jianglian/testkit';
import type { DataSource } from 'typeorm';
import type { Config } from '../platform/config/index.ts';
import { FieldCipher } from '../platform/crypto/index.ts';
import type { FileStore } from '../platform/files/index.ts';
import { writeAccounts } from './seed/account-rows.ts';
import { writeActivities, writeReports } from './seed/activity-rows.ts';
import { activityEntries, auditRows, reportEntries, studioEntries, writeAudit } from './seed/audit-rows.ts';
import { DemoFiles } from './seed/demo-files.ts';
import { registerOf } from './seed/register.ts';
import { recordedAt, writeStudios } from './seed/studio-rows.ts';
import { TableWriter } from './seed/table-writer.ts';

export interface SeedPlace {
  readonly source: DataSource;
  readonly config: Config;
  readonly files: FileStore;
}

/** Writes a named scenario into an empty, migrated database: all of it or nothing. */
export async function seedScenario({ source, config, files }: SeedPlace, name: ScenarioName): Promise<void> {
  const scenario = scenarioOf(name);
  const runner = source.createQueryRunner();
  try {
    await runner.startTransaction();
    const writer = new TableWriter(runner);
    const register = await registerOf(writer);
    const made = new DemoFiles();
    const studios = scenario.studios.map((studio) => ({ studio, events: eventsOf(studio, register) }));
    await writeStudios(writer, studios, new FieldCipher(config));
    await writeAccounts(writer, scenario.accounts, (code) => register.recommender(code).id, recordedAt('2022-12-01'));
    await writeActivities(writer, scenario.activities, made);
    await writeReports(writer, scenario.reports);
    await made.write(writer, files, config.filesDir);
    await writeAudit(writer, [
      ...auditRows(scenario, studios.flatMap(studioEntries)),
      ...auditRows(scenario, scenario.activities.flatMap(activityEntries)),
      ...auditRows(scenario, scenario.reports.flatMap(reportEntries)),
    ]);
    await runner.commitTransaction();
  } catch (error) {
    await runner.rollbackTransaction();
    throw error;
  } finally {
    await runner.release();
  }
}
