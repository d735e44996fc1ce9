import { Injectable, type OnModuleInit } from '@nestjs/common';
import { resultStates } from '@jianglian/domain/evaluation';
import { holds, within } from '@jianglian/domain/identity';
import { Database, sql } from '../../../platform/database/index.ts';
import { FileVisibility } from '../../../platform/files/index.ts';
import { studioVisibleTo } from '../../studio/index.ts';

/** Who may see the photos, signatures and forms of a visit: who went, the office, and after publication the studio. */
@Injectable()
export class VisitFileListener implements OnModuleInit {
  private readonly database: Database;
  private readonly visibility: FileVisibility;

  constructor(database: Database, visibility: FileVisibility) {
    this.database = database;
    this.visibility = visibility;
  }

  onModuleInit(): void {
    this.visibility.register('site-visit', async ({ id }, actor) => {
      const holding = JSON.stringify([{ fileId: id }]);
      const row = await this.database.one(sql`
        SELECT 1 FROM site_visits v JOIN evaluations e ON e.id = v.evaluation_id JOIN studios s ON s.id = e.studio_id
        WHERE (v.photos @> ${holding}::jsonb OR v.signatures @> ${holding}::jsonb OR v.form_file_id = ${id})
          AND (${holds(actor, 'office')}
            OR EXISTS (SELECT FROM site_visit_visitors w WHERE w.visit_id = v.id AND w.account_id = ${actor.accountId})
            OR (v.state = 'done' AND e.state = ANY(${resultStates}::text[]) AND ${studioVisibleTo(within(actor, 'evaluation:read'))}))`);
      return row !== undefined;
    });
  }
}
