import { holds, within } from '@jianglian/domain/identity';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';
import { FileVisibility } from '../../../platform/files/index.ts';
import { Jobs } from '../../../platform/jobs/index.ts';
import { studioVisibleTo } from '../../studio/index.ts';
import { RectificationDeadlines } from './rectification-deadline.service.ts';

/** Deadlines by the server's clock, and who may see what is attached. */
@Injectable()
export class RectificationJobs implements OnModuleInit {
  private readonly jobs: Jobs;
  private readonly deadlines: RectificationDeadlines;
  private readonly visibility: FileVisibility;
  private readonly database: Database;

  constructor(jobs: Jobs, deadlines: RectificationDeadlines, visibility: FileVisibility, database: Database) {
    this.jobs = jobs;
    this.deadlines = deadlines;
    this.visibility = visibility;
    this.database = database;
  }

  onModuleInit(): void {
    this.jobs.define('rectification.deadlines', async () => {
      await this.deadlines.withdrawGroundless();
      await this.deadlines.expireOverdue();
    });
    this.jobs.schedule('rectification.deadlines', '*/5 * * * *');
    for (const purpose of ['evidence', 'document']) {
      this.visibility.register(purpose, async (file, actor) => {
        // Who checks it sees its proof; who only scored the studio once does not.
        const checks = holds(actor, 'evaluator')
          ? sql`EXISTS (SELECT FROM rectification_checks chk WHERE chk.rectification_id = r.id
              AND chk.account_id = ${actor.accountId} AND chk.state IN ('draft', 'submitted'))`
          : sql`FALSE`;
        const row = await this.database.one(sql`
          SELECT 1 FROM rectifications r JOIN studios s ON s.id = r.studio_id
          WHERE (${studioVisibleTo(within(actor, 'rectification:read'))} OR ${checks}) AND r.state <> 'drafted' AND (
            EXISTS (SELECT FROM rectification_items i WHERE i.rectification_id = r.id AND ${file.id}::uuid = ANY(i.file_ids))
            OR EXISTS (SELECT FROM rectification_steps t WHERE t.rectification_id = r.id AND ${file.id}::uuid = ANY(t.file_ids)))
          LIMIT 1`);
        return row !== undefined;
      });
    }
  }
}
