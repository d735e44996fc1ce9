import { holds } from '@jianglian/domain/identity';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';
import { FileVisibility } from '../../../platform/files/index.ts';
import { sealedPurpose } from './sealed-papers.service.ts';

/** Sealed papers are seen by the people of their recommender and by the office. */
@Injectable()
export class SealedFileListener implements OnModuleInit {
  private readonly database: Database;
  private readonly visibility: FileVisibility;

  constructor(database: Database, visibility: FileVisibility) {
    this.database = database;
    this.visibility = visibility;
  }

  onModuleInit(): void {
    this.visibility.register(sealedPurpose, async ({ id }, actor) => {
      const own = actor.grants.flatMap(({ role, recommenderId }) =>
        role === 'recommender' && recommenderId ? [recommenderId] : [],
      );
      const everything = holds(actor, 'office');
      if (!everything && own.length === 0) return false;
      const row = await this.database.one(sql`
        SELECT 1 FROM recommendations p
        LEFT JOIN recommendation_ranks k ON k.round_id = p.round_id AND k.recommender_id = p.recommender_id
        WHERE (p.letter_file_id = ${id} OR k.form_file_id = ${id})
          AND (${everything} OR p.recommender_id = ANY(${own}::uuid[])) LIMIT 1`);
      return row !== undefined;
    });
  }
}
