import type { DeterminationView } from '@jianglian/contracts/upgrade';
import { type Actor, within } from '@jianglian/domain/identity';
import type { UpgradeFacts } from '@jianglian/domain/upgrade';
import { redetermined, ruleSets } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';
import { studioVisibleTo } from '../../studio/index.ts';
import { applicationVisibleTo } from '../application/application-fragments.ts';
import { hashOf } from './determination-id.ts';

/** Kept determinations, each worked out anew from its own facts and rules when it is read. */
@Injectable()
export class DeterminationQueries {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async view(actor: Actor, id: string): Promise<DeterminationView> {
    const kept = await this.database.one<Omit<DeterminationView, 'same'>>(sql`
      SELECT d.id, json_build_object('id', coalesce(s.id, a.id), 'name', coalesce(s.name, a.studio_name)) AS studio, d.recorded_at AS "recordedAt",
        json_build_object('id', d.rule_set, 'version', d.rule_set_version) AS "ruleSet", d.target, d.outcome, d.facts,
        d.findings
      FROM upgrade_determinations d LEFT JOIN studios s ON s.id = d.studio_id
      LEFT JOIN applications a ON a.id = d.application_id
      WHERE d.id = ${id} AND ((s.id IS NOT NULL AND ${studioVisibleTo(within(actor, 'upgrade:read'))})
        OR (a.id IS NOT NULL AND ${applicationVisibleTo(actor)}))`);
    if (!kept) throw new NotFoundError('determination');
    const facts = kept.facts as unknown as UpgradeFacts;
    const text = redetermined(ruleSets, { subject: kept.studio.id, ruleSet: kept.ruleSet, facts });
    return { ...kept, same: text === undefined ? null : hashOf(text) === id };
  }
}
