import type { ActivityTally, ReportFigureName, TalliedActivity, TallyPeriod } from '@jianglian/domain/activity';
import { figuresOf, reportFigures, tallyOf } from '@jianglian/domain/activity';
import type { Actor } from '@jianglian/domain/identity';
import { Injectable } from '@nestjs/common';
import { Database, raw, sql, type Sql } from '../../platform/database/index.ts';
import { activityVisibleTo } from './activity-scope.queries.ts';

/** The sums of verified activities: what evaluations are pre-filled from and summaries begin with. */
@Injectable()
export class ActivityTallies {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** Of one studio. Whoever calls has decided that they may know. */
  async of(studioId: string, period: TallyPeriod): Promise<ActivityTally> {
    return tallyOf(await this.verified([studioId], period), period);
  }

  /** Of many studios at once, by id; a studio without activities has an empty tally. */
  async ofMany(studioIds: readonly string[], period: TallyPeriod): Promise<ReadonlyMap<string, ActivityTally>> {
    const rows = Map.groupBy(await this.verified(studioIds, period), ({ studioId }) => studioId);
    return new Map(studioIds.map((id) => [id, tallyOf(rows.get(id) ?? [], period)]));
  }

  /** The verified activities of a calendar year. */
  inYear(studioId: string, year: number): Promise<readonly TalliedActivity[]> {
    return this.verified([studioId], yearPeriod(year));
  }

  /** The ids of the activities a figure of a studio's year comes from, as far as the actor may see them. */
  async behind(figure: ReportFigureName, studioId: string, year: number, actor: Actor): Promise<readonly string[]> {
    const rows = await this.verified([studioId], yearPeriod(year), activityVisibleTo(actor));
    return reportFigures[figure].of(figuresOf(rows)).activities;
  }

  private verified(studioIds: readonly string[], { from, to }: TallyPeriod, visible: Sql = raw('TRUE')) {
    return this.database.rows<TalliedActivity & { studioId: string }>(sql`
      SELECT a.id, a.studio_id AS "studioId", a.kind, a.state, a.started_on AS "startedOn", a.metrics
      FROM activities a JOIN studios s ON s.id = a.studio_id
      WHERE a.studio_id = ANY(${studioIds}::uuid[]) AND a.state = 'verified'
        AND a.started_on BETWEEN ${from} AND ${to} AND ${visible}
      ORDER BY a.started_on, a.id`);
  }
}

export const yearPeriod = (year: number): TallyPeriod => ({ from: `${year}-01-01`, to: `${year}-12-31` });
