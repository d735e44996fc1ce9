import type { OpenTask, ReminderRecipient, ReminderStep } from '@jianglian/domain/evaluation';
import { Injectable } from '@nestjs/common';
import { Database, raw, sql, type Sql } from '../../../platform/database/index.ts';
import { windowColumn } from '../evaluation-fragments.ts';

export interface KnownRecipient extends ReminderRecipient {
  readonly remindedAt: string | null;
  readonly remindedBy: string | null;
}

/** Extensions of a step, one row per studio: joined once, not asked for each of six thousand sheets. */
export const extensionsOf = (step: ReminderStep, cycleId: string): Sql => sql`
  LEFT JOIN (
    SELECT x.evaluation_id, max(x.closes_at) AS until
    FROM evaluation_extensions x JOIN evaluations xe ON xe.id = x.evaluation_id
    WHERE xe.cycle_id = ${cycleId} AND x.step = ${raw(`'${step}'`)} GROUP BY x.evaluation_id
  ) more ON more.evaluation_id = e.id`;

/** Until when it is asked for and when it closes, with what `extensionsOf` joined. */
export const dueAt = (step: ReminderStep): Sql => sql`greatest(c.${windowColumn(step, 'due_at')}, more.until)`;
export const closesAt = (step: ReminderStep): Sql => sql`greatest(c.${windowColumn(step, 'closes_at')}, more.until)`;

/** What is owed in the cycle now, whether or not it is late. */
const owed: Readonly<Record<ReminderStep, { readonly subject: Sql; readonly name: Sql; readonly from: Sql }>> = {
  selfEvaluation: {
    subject: sql`e.id`,
    name: sql`s.name`,
    from: sql`AND e.state = 'self-evaluating'`,
  },
  opinion: {
    subject: sql`s.recommender_id`,
    name: sql`r.name`,
    from: sql`AND e.state IN ('submitted', 'scored') AND NOT EXISTS (
      SELECT FROM opinions o WHERE o.evaluation_id = e.id AND o.state <> 'pending')`,
  },
  scoring: {
    subject: sql`sh.account_id`,
    name: sql`a.display_name`,
    from: sql`AND e.state = 'submitted' AND sh.state = 'draft' AND c.state = 'scoring'`,
  },
};

const sheets = sql`JOIN scoresheets sh ON sh.evaluation_id = e.id JOIN accounts a ON a.id = sh.account_id`;
const units = sql`JOIN recommenders r ON r.id = s.recommender_id`;

/** Who can do what a subject owes. */
const doers: Readonly<Record<ReminderStep, Sql>> = {
  selfEvaluation: sql`evaluations e ON e.id = subject.id
    JOIN account_roles g ON g.role = 'studio' AND g.studio_id = e.studio_id JOIN accounts a ON a.id = g.account_id`,
  opinion: sql`account_roles g ON g.role = 'recommender' AND g.recommender_id = subject.id
    JOIN accounts a ON a.id = g.account_id`,
  scoring: sql`accounts a ON a.id = subject.id`,
};

type StoredTask = Omit<OpenTask, 'dueAt' | 'closesAt'> & { dueAt: string; closesAt: string };

/** What is waited for in a cycle, and who can be told. */
@Injectable()
export class OpenTaskQueries {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async tasks(cycleId: string, step: ReminderStep): Promise<OpenTask[]> {
    const { subject, name, from } = owed[step];
    const rows = await this.database.rows<StoredTask>(sql`
      SELECT ${subject} AS "subjectId", ${name} AS "subjectName", s.name AS "studioName",
             ${dueAt(step)} AS "dueAt", ${closesAt(step)} AS "closesAt"
      FROM evaluations e JOIN evaluation_cycles c ON c.id = e.cycle_id JOIN studios s ON s.id = e.studio_id
      ${step === 'scoring' ? sheets : units} ${extensionsOf(step, cycleId)}
      WHERE e.cycle_id = ${cycleId} AND c.state IN ('self-evaluation', 'scoring') ${from}
      ORDER BY ${name} COLLATE "zh-Hans-CN-x-icu", s.name COLLATE "zh-Hans-CN-x-icu", e.id`);
    return rows.map((row) => ({ ...row, dueAt: new Date(row.dueAt), closesAt: new Date(row.closesAt) }));
  }

  people(cycleId: string, step: ReminderStep, subjectIds: readonly string[]): Promise<KnownRecipient[]> {
    return this.database.rows<KnownRecipient>(sql`
      SELECT subject.id AS "subjectId", a.id AS "accountId", a.display_name AS name,
             a.email_cipher IS NOT NULL AS "hasAddress", last.day AS "remindedOn", last.at AS "remindedAt",
             last.by AS "remindedBy", coalesce(told.milestones, '{}') AS milestones
      FROM unnest(${subjectIds}::uuid[]) AS subject (id) JOIN ${doers[step]}
      LEFT JOIN LATERAL (
        SELECT x.day, x.at, by.display_name AS by
        FROM reminders x JOIN reminder_batches b ON b.id = x.batch_id LEFT JOIN accounts by ON by.id = b.account_id
        WHERE x.account_id = a.id AND x.cycle_id = ${cycleId} AND x.step = ${step} AND x.subject_id = subject.id
        ORDER BY x.at DESC LIMIT 1) last ON TRUE
      LEFT JOIN LATERAL (
        SELECT array_agg(x.milestone::text) AS milestones FROM reminders x
        WHERE x.account_id = a.id AND x.cycle_id = ${cycleId} AND x.step = ${step} AND x.subject_id = subject.id
          AND x.milestone IS NOT NULL) told ON TRUE
      WHERE a.status = 'active' ORDER BY a.display_name, a.id`);
  }
}
