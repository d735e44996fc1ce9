import type { UpgradeFacts, UpgradeVerdict } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';

export interface NewDetermination {
  readonly id: string;
  readonly studioId: string | null;
  readonly applicationId: string | null;
  readonly verdict: UpgradeVerdict;
  readonly facts: UpgradeFacts;
  readonly by: string | null;
  readonly at: Date;
}

@Injectable()
export class DeterminationRepository {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** True when it was not kept before: the same case on the same day is kept once. */
  async keep({ id, studioId, applicationId, verdict, facts, by, at }: NewDetermination): Promise<boolean> {
    const findings = verdict.conditions.map(({ rule, finding, coveredBy }) => ({ rule, finding, coveredBy }));
    const kept = await this.database.run(sql`
      INSERT INTO upgrade_determinations (id, studio_id, application_id, rule_set, rule_set_version, target, outcome, facts, findings,
                                          recorded_by, recorded_at)
      VALUES (${id}, ${studioId}, ${applicationId}, ${verdict.ruleSet.id}, ${verdict.ruleSet.version}, ${verdict.target},
              ${verdict.outcome}, ${JSON.stringify(facts)}, ${JSON.stringify(findings)}, ${by}, ${at})
      ON CONFLICT (id) DO NOTHING`);
    return kept > 0;
  }
}
