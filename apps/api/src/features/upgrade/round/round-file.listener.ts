import { Injectable, type OnModuleInit } from '@nestjs/common';
import { may } from '@jianglian/domain/identity';
import { Database, sql } from '../../../platform/database/index.ts';
import { FileVisibility } from '../../../platform/files/index.ts';
import { roundVisibleTo } from './round-visibility.queries.ts';

/** The documents of a round are seen by whoever sees the round. */
@Injectable()
export class RoundFileListener implements OnModuleInit {
  private readonly database: Database;
  private readonly visibility: FileVisibility;

  constructor(database: Database, visibility: FileVisibility) {
    this.database = database;
    this.visibility = visibility;
  }

  onModuleInit(): void {
    this.visibility.register('document', async ({ id }, actor) => {
      if (!may(actor, 'round:read')) return false;
      const row = await this.database.one(sql`
        SELECT 1 FROM upgrade_round_documents d JOIN upgrade_rounds r ON r.id = d.round_id
        WHERE d.file_id = ${id} AND ${roundVisibleTo(actor)} LIMIT 1`);
      return row !== undefined;
    });
  }
}
