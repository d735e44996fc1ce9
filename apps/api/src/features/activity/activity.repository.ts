import type { ActivityContent } from '@jianglian/domain/activity';
import { mechanismOf } from '@jianglian/domain/activity';
import { Injectable } from '@nestjs/common';
import { Database, sql, type Sql } from '../../platform/database/index.ts';
import { decisionColumns, type LoadedActivity } from './activity-facts.ts';

export interface NewActivity extends ActivityContent {
  readonly id: string;
  readonly studioId: string;
  readonly createdBy: string;
  readonly createdAt: Date;
}

@Injectable()
export class ActivityRepository {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** Locked first and read after that: what another transaction just committed shows in the facts, too. */
  async forUpdate(id: string): Promise<LoadedActivity | undefined> {
    await this.database.rows(sql`SELECT FROM activities WHERE id = ${id} FOR UPDATE`);
    return this.database.one<LoadedActivity>(sql`
      SELECT ${decisionColumns} FROM activities a JOIN studios s ON s.id = a.studio_id WHERE a.id = ${id}`);
  }

  /** One statement, no look-up before it: false when the studio has ended, or the id is taken. */
  async insert(activity: NewActivity): Promise<boolean> {
    const { id, createdBy, createdAt, studioId } = activity;
    const added = await this.database.run(sql`
      INSERT INTO activities (id, series_id, studio_id, kind, mechanism, title, summary, started_on, ended_on, place,
                              people, metrics, benefit_fen, created_by, created_at)
      SELECT ${id}::uuid, ${id}::uuid, s.id, ${activity.kind}, ${mechanismOf(activity.kind)}, ${activity.title},
             ${activity.summary}, ${activity.startedOn}::date, ${activity.endedOn}::date, ${activity.place},
             ${JSON.stringify(activity.people)}::jsonb, ${JSON.stringify(activity.metrics)}::jsonb,
             ${benefitOf(activity)}::bigint, ${createdBy}::uuid, ${createdAt}::timestamptz
      FROM studios s WHERE s.id = ${studioId} AND s.standing IN ('active', 'rectifying')
      ON CONFLICT (id) DO NOTHING`);
    return added === 1;
  }

  /** What a device that lost the answer asks for by sending it again. */
  present(id: string, by: { studioId: string; createdBy: string }) {
    return this.database.one<{ revision: number; createdAt: string; same: boolean }>(sql`
      SELECT revision, created_at AS "createdAt", studio_id = ${by.studioId} AND created_by = ${by.createdBy} AS same
      FROM activities WHERE id = ${id}`);
  }

  /** The next version, as a draft with the content and the evidence of the present one. */
  async insertCorrection(
    of: LoadedActivity,
    correction: { id: string; reason: string; by: string; at: Date },
  ): Promise<void> {
    await this.database.run(sql`
      INSERT INTO activities (id, series_id, studio_id, kind, mechanism, title, summary, started_on, ended_on, place,
                              people, metrics, benefit_fen, version, supersedes_id, correction_reason, created_by, created_at)
      SELECT ${correction.id}::uuid, series_id, studio_id, kind, mechanism, title, summary, started_on, ended_on, place,
             people, metrics, benefit_fen, version + 1, id, ${correction.reason}, ${correction.by}::uuid,
             ${correction.at}::timestamptz
      FROM activities WHERE id = ${of.id}`);
    await this.database.run(sql`
      INSERT INTO activity_evidence (activity_id, file_id, position, note)
      SELECT ${correction.id}::uuid, file_id, position, note FROM activity_evidence WHERE activity_id = ${of.id}`);
  }

  edit(id: string, content: ActivityContent): Promise<void> {
    return this.update(
      id,
      sql`kind = ${content.kind}, mechanism = ${mechanismOf(content.kind)}, title = ${content.title},
          summary = ${content.summary}, started_on = ${content.startedOn}, ended_on = ${content.endedOn},
          place = ${content.place}, people = ${JSON.stringify(content.people)}::jsonb,
          metrics = ${JSON.stringify(content.metrics)}::jsonb, benefit_fen = ${benefitOf(content)}`,
    );
  }

  submit(id: string, at: Date): Promise<void> {
    return this.update(id, sql`state = 'submitted', submitted_at = ${at}`);
  }

  withdraw(id: string): Promise<void> {
    return this.update(id, sql`state = 'draft', submitted_at = NULL`);
  }

  async verify({ id, studioId, startedOn }: LoadedActivity, at: Date, by: string): Promise<void> {
    await this.update(id, sql`state = 'verified', verified_at = ${at}, verified_by = ${by}, return_reason = NULL`);
    // The registry sorts by it; reckoning it from the activities would cost more than the page.
    await this.database.run(sql`
      UPDATE studios SET last_active_on = ${startedOn}
      WHERE id = ${studioId} AND coalesce(last_active_on < ${startedOn}, TRUE)`);
  }

  return(id: string, reason: string): Promise<void> {
    return this.update(id, sql`state = 'returned', return_reason = ${reason}`);
  }

  supersede(id: string): Promise<void> {
    return this.update(id, sql`state = 'superseded'`);
  }

  /** Its evidence goes with it; the files stay in the store. */
  async discard(id: string): Promise<void> {
    await this.database.run(sql`DELETE FROM activities WHERE id = ${id}`);
  }

  private async update(id: string, changes: Sql): Promise<void> {
    await this.database.run(sql`UPDATE activities SET ${changes}, revision = revision + 1 WHERE id = ${id}`);
  }
}

const benefitOf = ({ metrics }: ActivityContent): number => (typeof metrics.benefit === 'number' ? metrics.benefit : 0);
