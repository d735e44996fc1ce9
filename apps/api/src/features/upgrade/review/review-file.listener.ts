import { may } from '@jianglian/domain/identity';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';
import { FileVisibility } from '../../../platform/files/index.ts';

/**
 * Experts see the material of the applications they hold a sheet of while the round is in review: not the copies of identity
 * cards, which are files of another purpose, and nothing of any other application.
 */
@Injectable()
export class ReviewFileListener implements OnModuleInit {
  private readonly database: Database;
  private readonly visibility: FileVisibility;

  constructor(database: Database, visibility: FileVisibility) {
    this.database = database;
    this.visibility = visibility;
  }

  onModuleInit(): void {
    for (const purpose of ['application', 'recommendation']) {
      this.visibility.register(purpose, async ({ id }, actor) => {
        if (!may(actor, 'review:score')) return false;
        const row = await this.database.one(sql`
          SELECT 1 FROM review_sheets sh JOIN applications a ON a.id = sh.application_id
          JOIN upgrade_rounds r ON r.id = a.round_id
          LEFT JOIN recommendation_ranks k ON k.application_id = a.id
          LEFT JOIN recommendations p ON p.round_id = a.round_id AND p.recommender_id = a.recommender_id
          WHERE sh.account_id = ${actor.accountId} AND sh.state IN ('draft', 'submitted') AND a.state = 'accepted'
            AND r.state = 'reviewing'
            AND (${id} IN (a.evidence_file_id, k.form_file_id, p.letter_file_id) OR EXISTS (
              SELECT FROM application_files f
              WHERE f.application_id = a.id AND f.file_id = ${id} AND f.kind <> 'id-card')) LIMIT 1`);
        return row !== undefined;
      });
    }
  }
}
