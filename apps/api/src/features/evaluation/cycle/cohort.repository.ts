import type { CohortBasis } from '@jianglian/domain/evaluation';
import type { Standing, Tier } from '@jianglian/domain/studio';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';
import { closingOf } from '../evaluation-fragments.ts';

export interface CandidateStudio {
  readonly id: string;
  readonly name: string;
  readonly standing: Standing;
  readonly tier: Tier;
  readonly hostUnitId: string;
  readonly awardedOn: string;
  readonly lastEvaluatedOn: string | null;
  /** Title of another cycle that is not over and has the studio. */
  readonly elsewhere: string | null;
}

export interface CohortMember {
  readonly studioId: string;
  readonly tier: Tier;
  readonly hostUnitId: string;
  readonly basis: CohortBasis;
  readonly basisOn: string | null;
  readonly reason: string | null;
}

@Injectable()
export class CohortRepository {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** Running studios, or the one asked for whatever its standing. */
  candidates(cycleId: string, studioId?: string): Promise<CandidateStudio[]> {
    return this.database.rows<CandidateStudio>(sql`
      SELECT s.id, s.name, s.standing, s.tier, s.host_unit_id AS "hostUnitId", s.awarded_on AS "awardedOn",
             s.last_evaluated_on AS "lastEvaluatedOn",
             (SELECT c.title FROM evaluations e JOIN evaluation_cycles c ON c.id = e.cycle_id
              WHERE e.studio_id = s.id AND e.cycle_id <> ${cycleId} AND e.state <> 'withdrawn'
                AND c.state NOT IN ('draft', 'published', 'cancelled') LIMIT 1) AS elsewhere
      FROM studios s
      WHERE ${studioId === undefined ? sql`s.standing IN ('active', 'rectifying')` : sql`s.id = ${studioId}`}`);
  }

  async insert(cycleId: string, members: readonly CohortMember[]): Promise<void> {
    const rows = members.map(({ studioId, tier, hostUnitId, basis, basisOn, reason }) => ({
      studio_id: studioId,
      tier,
      host_unit_id: hostUnitId,
      basis,
      basis_on: basisOn,
      cohort_reason: reason,
    }));
    await this.database.run(sql`
      INSERT INTO evaluations (cycle_id, studio_id, tier, host_unit_id, basis, basis_on, cohort_reason)
      SELECT ${cycleId}, studio_id, tier, host_unit_id, basis, basis_on, cohort_reason
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS member (studio_id uuid, tier text, host_unit_id uuid, basis text, basis_on date, cohort_reason text)
      ON CONFLICT ON CONSTRAINT a_studio_is_once_in_a_cycle DO NOTHING`);
  }

  /** The drafted cohort anew; what was added or taken out by hand stays. */
  async clearPlanned(cycleId: string): Promise<void> {
    await this.database.run(sql`
      DELETE FROM evaluations WHERE cycle_id = ${cycleId} AND state = 'planned' AND basis <> 'added'`);
  }

  /** Studios of the cohort that run in another cycle by now. */
  elsewhere(cycleId: string): Promise<{ name: string; cycle: string }[]> {
    return this.database.rows(sql`
      SELECT s.name, c.title AS cycle FROM evaluations mine
      JOIN studios s ON s.id = mine.studio_id
      JOIN evaluations e ON e.studio_id = mine.studio_id AND e.cycle_id <> mine.cycle_id AND e.state <> 'withdrawn'
      JOIN evaluation_cycles c ON c.id = e.cycle_id AND c.state NOT IN ('draft', 'published', 'cancelled')
      WHERE mine.cycle_id = ${cycleId} AND mine.state = 'planned' ORDER BY s.name LIMIT 20`);
  }

  /** Hands the pen to the cohort, with tier and unit of the day; who has ended since is taken out. Answers how many begin. */
  async begin(cycleId: string): Promise<number> {
    await this.database.run(sql`
      UPDATE evaluations e SET state = 'withdrawn', basis = 'final-standing', cohort_reason = 'final-standing',
        revision = e.revision + 1
      FROM studios s WHERE s.id = e.studio_id AND e.cycle_id = ${cycleId} AND e.state = 'planned'
        AND s.standing NOT IN ('active', 'rectifying')`);
    return this.database.run(sql`
      UPDATE evaluations e SET state = 'self-evaluating', tier = s.tier, host_unit_id = s.host_unit_id,
        revision = e.revision + 1
      FROM studios s WHERE s.id = e.studio_id AND e.cycle_id = ${cycleId} AND e.state = 'planned'`);
  }

  /** What was not handed in when its window closed. Answers how many. */
  miss(cycleId: string, now: Date): Promise<number> {
    return this.database.run(sql`
      UPDATE evaluations e SET state = 'missed', revision = e.revision + 1
      FROM evaluation_cycles c
      WHERE c.id = e.cycle_id AND e.cycle_id = ${cycleId} AND e.state = 'self-evaluating'
        AND ${closingOf('selfEvaluation')} <= ${now}`);
  }

  /** Cycles in which a studio's own, later window has closed without anything handed in. */
  cyclesWithLate(now: Date): Promise<{ id: string }[]> {
    return this.database.rows(sql`
      SELECT DISTINCT c.id FROM evaluation_cycles c JOIN evaluations e ON e.cycle_id = c.id
      WHERE c.state = 'scoring' AND e.state = 'self-evaluating'
        AND ${closingOf('selfEvaluation')} <= ${now}`);
  }

  /** Sealed: nobody changes a mark any more. Sheets of studios that handed nothing in are taken back. */
  async seal(cycleId: string): Promise<number> {
    await this.database.run(sql`
      UPDATE scoresheets sh SET state = 'released', ended_reason = 'missed', revision = sh.revision + 1
      FROM evaluations e WHERE e.id = sh.evaluation_id AND e.cycle_id = ${cycleId} AND sh.state = 'draft'`);
    return this.database.run(sql`
      UPDATE scoresheets sh SET state = 'sealed', revision = sh.revision + 1
      FROM evaluations e WHERE e.id = sh.evaluation_id AND e.cycle_id = ${cycleId} AND sh.state = 'submitted'`);
  }
}
