import { Injectable, type OnModuleInit } from '@nestjs/common';
import { within } from '@jianglian/domain/identity';
import { Database, sql } from '../../../platform/database/index.ts';
import { FileVisibility } from '../../../platform/files/index.ts';
import { studioVisibleTo } from '../../studio/index.ts';

/** Proof of a declared fact is seen by whoever sees the studio's verdict: not by evaluators and the care officer. */
@Injectable()
export class DeclarationFileListener implements OnModuleInit {
  private readonly database: Database;
  private readonly visibility: FileVisibility;

  constructor(database: Database, visibility: FileVisibility) {
    this.database = database;
    this.visibility = visibility;
  }

  onModuleInit(): void {
    this.visibility.register('evidence', async ({ id }, actor) => {
      const row = await this.database.one(sql`
        SELECT 1 FROM declared_facts d JOIN studios s ON s.id = d.studio_id
        WHERE d.file_id = ${id} AND ${studioVisibleTo(within(actor, 'upgrade:read'))} LIMIT 1`);
      return row !== undefined;
    });
  }
}
