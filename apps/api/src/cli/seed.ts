import { civilDateOf } from '@jianglian/domain/kernel';
import type { ScenarioName } from '@jianglian/testkit';
import {
  demoChanges,
  demoDeclarations,
  demoOpinions,
  demoRectifications,
  demoReminder,
  demoSubsidies,
  demoVisits,
  eventsOf,
  scenarioNames,
  scenarioOf,
} from '@jianglian/testkit';
import type { DataSource } from 'typeorm';
import { Config, withFieldKeys } from '../platform/config/index.ts';
import { FieldCipher } from '../platform/crypto/index.ts';
import { databaseFor } from '../platform/database/database-for.ts';
import { portalDataSource } from '../platform/database/data-source.ts';
import type { FileStore } from '../platform/files/index.ts';
import { fileStoreOf } from './file-store-of.ts';
import { writeAccounts } from './seed/account-rows.ts';
import { writeActivities, writeReports } from './seed/activity-rows.ts';
import { cycleEntries, evaluationEntries } from './seed/audit-evaluation-rows.ts';
import { activityEntries, auditRows, reportEntries, studioEntries, writeAudit } from './seed/audit-rows.ts';
import { changeEntries, writeChanges } from './seed/change-rows.ts';
import { applicationEntries, writeApplications } from './seed/application-rows.ts';
import { writeEvaluations } from './seed/evaluation-rows.ts';
import { writeObjections } from './seed/objection-rows.ts';
import { opinionEntries, writeOpinions } from './seed/opinion-rows.ts';
import { writeDeclarations } from './seed/declaration-rows.ts';
import { DemoFiles } from './seed/demo-files.ts';
import { rectificationEntries, writeRectifications } from './seed/rectification-rows.ts';
import { writeReminders } from './seed/reminder-rows.ts';
import { roundEntries, writeAwards, writePlaces, writeRecommendations, writeRounds } from './seed/round-rows.ts';
import { registerOf } from './seed/register.ts';
import { subsidyEntries, writeSubsidies } from './seed/subsidy-rows.ts';
import { recordedAt, writeStudios } from './seed/studio-rows.ts';
import { visitEntries, writeVisits } from './seed/visit-rows.ts';
import { TableWriter } from './seed/table-writer.ts';

export interface SeedPlace {
  readonly source: DataSource;
  readonly config: Config;
  readonly files: FileStore;
}

/** Writes a named scenario into an empty, migrated database: all of it or nothing. */
export async function seedScenario(
  { source, config, files }: SeedPlace,
  name: ScenarioName,
  now = new Date(),
): Promise<void> {
  const scenario = scenarioOf(name, civilDateOf(now));
  const runner = source.createQueryRunner();
  try {
    await runner.startTransaction();
    const writer = new TableWriter(runner);
    const register = await registerOf(writer);
    const made = new DemoFiles();
    const studios = scenario.studios.map((studio) => ({
      studio,
      events: eventsOf(studio, register, scenario.stepsAfter(studio)),
    }));
    const cipher = new FieldCipher(config);
    await writeStudios(writer, studios, scenario.units, cipher);
    await writeAccounts(
      writer,
      scenario.accounts,
      (code) => register.recommender(code).id,
      recordedAt('2022-12-01'),
      cipher,
    );
    await writeActivities(writer, scenario.activities, made);
    await writeReports(writer, scenario.reports);
    await writeEvaluations(writer, scenario);
    await writeObjections(writer, scenario, cipher);
    const opinions = demoOpinions(scenario.evaluations);
    await writeOpinions(writer, opinions);
    await writeDeclarations(writer, demoDeclarations(scenario.studios));
    const changes = demoChanges(scenario.studios);
    await writeChanges(writer, changes, register, made, cipher);
    const money = demoSubsidies(studios);
    await writeSubsidies(writer, money, made);
    const rectifications = demoRectifications(scenario.evaluations);
    await writeRectifications(writer, rectifications);
    await writeReminders(writer, demoReminder(scenario.evaluations, civilDateOf(now)), scenario.evaluations);
    const visits = demoVisits(scenario.evaluations, civilDateOf(now));
    await writeVisits(writer, visits, made);
    await writeRounds(writer, scenario.rounds);
    await writePlaces(writer, scenario.rounds, register);
    await writeApplications(writer, scenario.rounds, register, made, config);
    await writeRecommendations(writer, scenario.rounds, register, made);
    await writeAwards(writer, scenario.rounds);
    await made.write(writer, files, config.filesDir);
    await writeAudit(writer, [
      ...auditRows(scenario, studios.flatMap(studioEntries)),
      ...auditRows(scenario, scenario.activities.flatMap(activityEntries)),
      ...auditRows(scenario, scenario.reports.flatMap(reportEntries)),
      ...auditRows(scenario, visitEntries(visits)),
      ...auditRows(scenario, scenario.cycles.flatMap(cycleEntries)),
      ...auditRows(scenario, scenario.evaluations.flatMap(evaluationEntries)),
      ...auditRows(scenario, opinions.flatMap(opinionEntries)),
      ...auditRows(scenario, changes.flatMap(changeEntries)),
      ...auditRows(scenario, subsidyEntries(money)),
      ...auditRows(scenario, scenario.rounds.flatMap(roundEntries)),
      ...auditRows(scenario, scenario.rounds.flatMap(applicationEntries)),
      ...auditRows(scenario, rectifications.flatMap(rectificationEntries)),
    ]);
    await runner.commitTransaction();
    // The planner has never seen these rows.
    await runner.query('ANALYZE');
  } catch (error) {
    await runner.rollbackTransaction();
    throw error;
  } finally {
    await runner.release();
  }
}

/** `npm run seed -- demo`: fills an empty database; one that holds studios is left alone. */
async function main(asked: string | undefined): Promise<void> {
  const name = scenarioNames.find((known) => known === asked);
  if (name === undefined) throw new Error(`Which scenario? npm run seed -- ${scenarioNames.join(' | ')}`);
  const configured = withFieldKeys(Config.from(process.env));
  const database = await databaseFor(configured);
  const config = configured.with({ DATABASE_URL: database.url });
  const source = await portalDataSource({ url: database.url, pool: 2 });
  try {
    await source.initialize();
    const [{ count }] = (await source.query('SELECT count(*)::int FROM studios')) as [{ count: number }];
    if (count > 0) throw new Error(`This database has ${count} studios already; a scenario goes into an empty one.`);
    const began = performance.now();
    await seedScenario({ source, config, files: fileStoreOf(config) }, name);
    console.log(`${name}: written in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  } finally {
    if (source.isInitialized) await source.destroy();
    await database.stop();
  }
}

if (import.meta.main) {
  try {
    await main(process.argv[2]);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
