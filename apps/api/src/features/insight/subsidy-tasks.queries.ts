import { foresightDays } from '@jianglian/domain/insight';
import { addDays } from '@jianglian/domain/kernel';
import type { SubsidySettings, SubsidyStatement } from '@jianglian/domain/upgrade';
import { owedSpendingYears, ruleSets, spendingDueOn } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.ts';
import { Database, sql } from '../../platform/database/index.ts';
import { accountOfRow, ledgerColumns, type LedgerFacts, statementColumns } from '../upgrade/index.ts';
import { type FoundTask, taskOf, type TaskRow } from './task-source.ts';

type LedgerTask = TaskRow & LedgerFacts;

/** The latest changes of tier that the office's tasks look at; the page has them all. */
const MOST = 200;
const firstNotice = ruleSets.map(({ inForceFrom }) => inForceFrom).toSorted()[0] ?? '9999-12-31';

/** What is to report, to verify, to pay and to settle of the subsidies (四(一)). */
@Injectable()
export class SubsidyTasks {
  private readonly database: Database;
  private readonly clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.database = database;
    this.clock = clock;
  }

  async ofStudios(studioIds: readonly string[]): Promise<FoundTask[]> {
    if (studioIds.length === 0) return [];
    const today = this.clock.today();
    const rows = await this.database.rows<
      LedgerTask & { statements: readonly SubsidyStatement[]; settings: SubsidySettings }
    >(sql`
      SELECT 'studio' AS "subjectType", s.id AS "subjectId", s.id AS "studioId", s.name AS "studioName",
        ${ledgerColumns}, ${statementColumns}, (SELECT content FROM subsidy_settings) AS settings
      FROM studios s WHERE s.id = ANY(${studioIds}::uuid[])`);
    return rows.flatMap(({ events, entries, statements, settings, ...row }) =>
      owedSpendingYears(accountOfRow({ events, entries }), entries, statements, today)
        .map((year) => ({ year, due: spendingDueOn(settings, year) }))
        .filter(({ due }) => due <= addDays(today, foresightDays))
        .map(({ year, due }) => taskOf('subsidy-report-due', { ...row, due, params: { year } })),
    );
  }

  async ofRecommenders(recommenderIds: readonly string[]): Promise<FoundTask[]> {
    if (recommenderIds.length === 0) return [];
    const rows = await this.database.rows<TaskRow>(sql`
      SELECT 'studio' AS "subjectType", s.id AS "subjectId", s.id AS "studioId", s.name AS "studioName",
        min(t.stated_at) AS since, jsonb_build_object('count', count(*)) AS params
      FROM subsidy_statements t JOIN studios s ON s.id = t.studio_id
      WHERE s.recommender_id = ANY(${recommenderIds}::uuid[])
        AND NOT EXISTS (SELECT FROM subsidy_verdicts v WHERE v.statement_id = t.id)
      GROUP BY s.id`);
    return rows.map((row) => taskOf('subsidy-to-verify', row));
  }

  async ofOffice(isOffice: boolean): Promise<FoundTask[]> {
    if (!isOffice) return [];
    const rows = await this.database.rows<LedgerTask & { position: number; on: string }>(sql`
      SELECT 'studio' AS "subjectType", s.id AS "subjectId", s.id AS "studioId", s.name AS "studioName",
        e.position, e.happened_on AS "on", ${ledgerColumns}
      FROM studio_events e JOIN studios s ON s.id = e.studio_id
      WHERE e.kind IN ('awarded', 'upgraded', 'downgraded', 'revoked') AND e.happened_on >= ${firstNotice}
      ORDER BY e.happened_on DESC, e.id DESC LIMIT ${MOST}`);
    const states = rows.map((row) => ({
      row,
      state: accountOfRow(row).lines.find(({ step }) => step.position === row.position)?.state,
    }));
    const toPay = states.filter(({ state }) => state === 'to-pay' || state === 'class-missing');
    return [
      ...(toPay.length > 0
        ? [
            taskOf('subsidy-to-pay', {
              since: toPay.map(({ row }) => row.on).toSorted()[0]!,
              params: { count: toPay.length },
            }),
          ]
        : []),
      ...states
        .filter(({ state }) => state === 'to-settle')
        .map(({ row: { subjectType, subjectId, studioId, studioName, on } }) =>
          taskOf('subsidy-to-settle', { subjectType, subjectId, studioId, studioName, since: on } as TaskRow),
        ),
    ];
  }
}
