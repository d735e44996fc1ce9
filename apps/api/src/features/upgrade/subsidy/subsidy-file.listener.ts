import { Injectable, type OnModuleInit } from '@nestjs/common';
import { may, within } from '@jianglian/domain/identity';
import { Database, sql } from '../../../platform/database/index.ts';
import { FileVisibility } from '../../../platform/files/index.ts';
import { studioVisibleTo } from '../../studio/index.ts';

/** Vouchers and receipts are seen by whoever sees the studio's account. */
@Injectable()
export class SubsidyFileListener implements OnModuleInit {
  private readonly database: Database;
  private readonly visibility: FileVisibility;

  constructor(database: Database, visibility: FileVisibility) {
    this.database = database;
    this.visibility = visibility;
  }

  onModuleInit(): void {
    for (const purpose of ['evidence', 'document']) {
      this.visibility.register(purpose, async ({ id }, actor) => {
        if (!may(actor, 'subsidy:read')) return false;
        const row = await this.database.one(sql`
          SELECT 1 FROM studios s
          WHERE (s.id IN (SELECT studio_id FROM subsidy_entries WHERE file_id = ${id})
              OR s.id IN (SELECT studio_id FROM subsidy_statements WHERE file_id = ${id}))
            AND ${studioVisibleTo(within(actor, 'subsidy:read'))} LIMIT 1`);
        return row !== undefined;
      });
    }
  }
}
