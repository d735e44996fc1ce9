import { within } from '@jianglian/domain/identity';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database, sql } from '../../platform/database/index.ts';
import { FileVisibility } from '../../platform/files/index.ts';
import { studioVisibleTo } from './studio-visibility.queries.ts';

/** A document attached to an event is seen by whoever sees the studio. */
@Injectable()
export class StudioListener implements OnModuleInit {
  private readonly database: Database;
  private readonly visibility: FileVisibility;

  constructor(database: Database, visibility: FileVisibility) {
    this.database = database;
    this.visibility = visibility;
  }

  onModuleInit(): void {
    this.visibility.register('document', async (file, actor) => {
      const row = await this.database.one(sql`
        SELECT 1 FROM studio_events e JOIN studios s ON s.id = e.studio_id
        WHERE e.file_id = ${file.id} AND ${studioVisibleTo(within(actor, 'studio:read'))} LIMIT 1`);
      return row !== undefined;
    });
  }
}
