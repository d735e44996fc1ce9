import type { ActorWithin } from '@jianglian/domain/identity';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../platform/database/index.ts';
import { NotFoundError } from '../../platform/http/problem/index.ts';
import { studioVisibleTo } from './studio-visibility.queries.ts';

/** Whether a studio is within an actor's reach, as far as a permission carries it. */
@Injectable()
export class StudioAccess {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async reaches(actor: ActorWithin, studioId: string): Promise<boolean> {
    const row = await this.database.one(sql`
      SELECT 1 FROM studios s WHERE s.id = ${studioId} AND ${studioVisibleTo(actor)}`);
    return row !== undefined;
  }

  /** Not there and not yours are one answer. */
  async demand(actor: ActorWithin, studioId: string): Promise<void> {
    if (!(await this.reaches(actor, studioId))) throw new NotFoundError('studio');
  }
}
