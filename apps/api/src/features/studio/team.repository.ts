import type { CivilDate } from '@jianglian/domain/kernel';
import type { TeamMember } from '@jianglian/domain/studio';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../platform/database/index.ts';

interface Description {
  readonly name: string;
  readonly skillLevel: string | null;
  readonly duty: string | null;
}

@Injectable()
export class TeamRepository {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  of(studioId: string): Promise<TeamMember[]> {
    return this.database.rows<TeamMember>(sql`
      SELECT id, name, joined_on AS "joinedOn", left_on AS "leftOn" FROM team_members WHERE studio_id = ${studioId}`);
  }

  async insert(studioId: string, member: Description & { readonly joinedOn: CivilDate }): Promise<void> {
    await this.database.run(sql`
      INSERT INTO team_members (studio_id, name, skill_level, duty, joined_on)
      VALUES (${studioId}, ${member.name}, ${member.skillLevel}, ${member.duty}, ${member.joinedOn})`);
  }

  async describe(id: string, { name, skillLevel, duty }: Description): Promise<void> {
    await this.database.run(sql`
      UPDATE team_members SET name = ${name}, skill_level = ${skillLevel}, duty = ${duty} WHERE id = ${id}`);
  }

  async leave(id: string, leftOn: CivilDate): Promise<void> {
    await this.database.run(sql`UPDATE team_members SET left_on = ${leftOn} WHERE id = ${id}`);
  }
}
