import type { Role } from '@jianglian/domain/identity';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../platform/database/index.ts';

/** The active accounts behind a studio, a recommending unit or a role: whom to tell. */
@Injectable()
export class Audience {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  ofStudio(studioId: string): Promise<string[]> {
    return this.accounts(sql`r.role = 'studio' AND r.studio_id = ${studioId}`);
  }

  ofRecommender(recommenderId: string): Promise<string[]> {
    return this.accounts(sql`r.role = 'recommender' AND r.recommender_id = ${recommenderId}`);
  }

  /** Those who apply for a studio of this unit. */
  ofHostUnit(hostUnitId: string): Promise<string[]> {
    return this.accounts(sql`r.role = 'applicant' AND r.host_unit_id = ${hostUnitId}`);
  }

  /** Whose application it is: the studio's people, or those of the unit that wants a studio. */
  ofApplicant({
    studioId,
    hostUnitId,
  }: {
    readonly studioId: string | null;
    readonly hostUnitId: string;
  }): Promise<string[]> {
    return studioId === null
      ? this.accounts(sql`r.role = 'applicant' AND r.host_unit_id = ${hostUnitId}`)
      : this.ofStudio(studioId);
  }

  withRole(role: Role): Promise<string[]> {
    return this.accounts(sql`r.role = ${role}`);
  }

  private async accounts(held: ReturnType<typeof sql>): Promise<string[]> {
    const rows = await this.database.rows<{ id: string }>(sql`
      SELECT DISTINCT a.id FROM accounts a JOIN account_roles r ON r.account_id = a.id
      WHERE a.status = 'active' AND ${held} ORDER BY a.id`);
    return rows.map(({ id }) => id);
  }
}
