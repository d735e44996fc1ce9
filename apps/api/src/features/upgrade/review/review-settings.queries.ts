import type { ReviewSettingsView } from '@jianglian/contracts/upgrade';
import { defaultPanelSettings } from '@jianglian/domain/evaluation';
import { defaultPriority, review2024 } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';

/** How a round is reviewed: what the office set, else the defaults of the domain. */
@Injectable()
export class ReviewSettingsQueries {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async of(roundId: string): Promise<ReviewSettingsView> {
    const row = await this.database.one<ReviewSettingsView>(sql`
      SELECT rubric_version AS "rubricVersion", closes_at AS "closesAt", capacity,
        former_unit_years AS "formerUnitYears", priority, revision
      FROM review_settings WHERE round_id = ${roundId}`);
    return (
      row ?? {
        rubricVersion: review2024.version,
        closesAt: null,
        ...defaultPanelSettings,
        priority: { months: defaultPriority.months, items: { ...defaultPriority.items } },
        revision: 0,
      }
    );
  }
}
