import type { StudioEvent, StudioHistory, StudioState, Stretch } from '@jianglian/domain/studio';
import { applyEvent } from '@jianglian/domain/studio';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.ts';
import { RequestContext } from '../../platform/context/index.ts';
import { Database, sql } from '../../platform/database/index.ts';

export interface NewStudio {
  readonly id: string;
  readonly award: StudioEvent<'awarded'>;
}

type Histories = Pick<StudioHistory, 'tiers' | 'standings'> & { readonly studioId: string };

/** Set-based writes: one statement per table, however many studios (an award list has thousands). */
@Injectable()
export class StudioWriter {
  private readonly database: Database;
  private readonly clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.database = database;
    this.clock = clock;
  }

  async insert(studios: readonly NewStudio[]): Promise<void> {
    const rows = studios.map(({ id, award }) => ({ id, ...projectionOf(applyEvent(undefined, award)) }));
    await this.database.run(sql`
      INSERT INTO studios (id, name, host_unit_id, master_id, occupation_id, occupation_name, cluster_code,
        recommender_id, district_code, tier, standing, awarded_on, founded_on, document_number, evaluation_due_on,
        created_at)
      SELECT id, name, host_unit_id, master_id, occupation_id, occupation_name, cluster_code, recommender_id,
        district_code, tier, standing, awarded_on, founded_on, document_number, evaluation_due_on, ${this.clock.now()}
      FROM jsonb_populate_recordset(NULL::studios, ${JSON.stringify(rows)}::jsonb)`);
    await this.append(studios.map(({ id, award }) => ({ studioId: id, event: award })));
    await this.secondaryClusters(
      studios.flatMap(({ id, award }) =>
        award.facts.secondaryClusters.length === 0 ? [] : [{ studioId: id, codes: award.facts.secondaryClusters }],
      ),
    );
    const since = ({ happenedOn, documentNumber }: StudioEvent) => ({ from: happenedOn, to: null, documentNumber });
    await this.periods(
      'tier',
      studios.map(({ id, award }) => ({ studioId: id, value: award.facts.tier, ...since(award) })),
    );
    await this.periods(
      'standing',
      studios.map(({ id, award }) => ({ studioId: id, value: 'active', ...since(award) })),
    );
  }

  async append(events: readonly { readonly studioId: string; readonly event: StudioEvent }[]): Promise<void> {
    const rows = events.map(({ studioId, event }) => ({
      studio_id: studioId,
      position: event.position,
      kind: event.kind,
      happened_on: event.happenedOn,
      document_number: event.documentNumber,
      reason: event.reason,
      file_id: event.fileId,
      facts: event.facts,
    }));
    const accountId = RequestContext.current()?.actor?.accountId ?? null;
    await this.database.run(sql`
      INSERT INTO studio_events (studio_id, position, kind, happened_on, recorded_at, account_id, document_number,
        reason, file_id, facts)
      SELECT studio_id, position, kind, happened_on, ${this.clock.now()}, ${accountId}::uuid, document_number, reason,
        file_id, facts
      FROM jsonb_populate_recordset(NULL::studio_events, ${JSON.stringify(rows)}::jsonb)`);
  }

  /** The present state, one revision further. */
  async project(states: readonly { readonly studioId: string; readonly state: StudioState }[]): Promise<void> {
    const rows = states.map(({ studioId, state }) => ({ id: studioId, ...projectionOf(state) }));
    await this.database.run(sql`
      UPDATE studios SET name = p.name, host_unit_id = p.host_unit_id, master_id = p.master_id,
        occupation_id = p.occupation_id, occupation_name = p.occupation_name, cluster_code = p.cluster_code,
        recommender_id = p.recommender_id, district_code = p.district_code, tier = p.tier, standing = p.standing,
        awarded_on = p.awarded_on, document_number = p.document_number, last_grade = p.last_grade,
        grade_after_rectification = p.grade_after_rectification, last_evaluated_on = p.last_evaluated_on,
        evaluation_due_on = p.evaluation_due_on, revision = studios.revision + 1
      FROM jsonb_populate_recordset(NULL::studios, ${JSON.stringify(rows)}::jsonb) p WHERE studios.id = p.id`);
  }

  async secondaryClusters(changes: readonly { studioId: string; codes: readonly string[] }[]): Promise<void> {
    if (changes.length === 0) return;
    await this.database.run(sql`
      DELETE FROM studio_clusters WHERE studio_id = ANY(${changes.map(({ studioId }) => studioId)}::uuid[])`);
    const rows = changes.flatMap(({ studioId, codes }) =>
      codes.map((code) => ({ studio_id: studioId, cluster_code: code })),
    );
    await this.database.run(sql`
      INSERT INTO studio_clusters (studio_id, cluster_code)
      SELECT studio_id, cluster_code FROM jsonb_populate_recordset(NULL::studio_clusters, ${JSON.stringify(rows)}::jsonb)`);
  }

  /** The dated histories anew, as the events give them: they can never differ from the events. */
  async histories(histories: readonly Histories[]): Promise<void> {
    if (histories.length === 0) return;
    const ids = histories.map(({ studioId }) => studioId);
    await this.database.run(sql`DELETE FROM studio_tiers WHERE studio_id = ANY(${ids}::uuid[])`);
    await this.database.run(sql`DELETE FROM studio_standings WHERE studio_id = ANY(${ids}::uuid[])`);
    const of = (pick: (history: Histories) => readonly Stretch<string>[]) =>
      histories.flatMap((history) => pick(history).map((stretch) => ({ studioId: history.studioId, ...stretch })));
    await this.periods(
      'tier',
      of(({ tiers }) => tiers),
    );
    await this.periods(
      'standing',
      of(({ standings }) => standings),
    );
  }

  private async periods(
    what: 'tier' | 'standing',
    stretches: readonly ({ readonly studioId: string } & Stretch<string>)[],
  ): Promise<void> {
    const rows = JSON.stringify(
      stretches.map(({ studioId, value, from, to, documentNumber }) => ({
        studio_id: studioId,
        [what]: value,
        period: `[${from},${to ?? ''})`,
        document_number: documentNumber,
      })),
    );
    await this.database.run(
      what === 'tier'
        ? sql`
      INSERT INTO studio_tiers (studio_id, tier, period, document_number)
      SELECT studio_id, tier, period, document_number FROM jsonb_populate_recordset(NULL::studio_tiers, ${rows}::jsonb)`
        : sql`
      INSERT INTO studio_standings (studio_id, standing, period, document_number)
      SELECT studio_id, standing, period, document_number
      FROM jsonb_populate_recordset(NULL::studio_standings, ${rows}::jsonb)`,
    );
  }
}

const projectionOf = (state: StudioState) => ({
  name: state.name,
  host_unit_id: state.hostUnit.id,
  master_id: state.master.id,
  occupation_id: state.occupation?.id ?? null,
  occupation_name: state.occupation?.name ?? null,
  cluster_code: state.clusterCode,
  recommender_id: state.recommender.id,
  district_code: state.districtCode,
  tier: state.tier,
  standing: state.standing,
  awarded_on: state.awardedOn,
  founded_on: state.foundedOn,
  document_number: state.documentNumber,
  last_grade: state.lastGrade,
  grade_after_rectification: state.gradeAfterRectification,
  last_evaluated_on: state.lastEvaluatedOn,
  evaluation_due_on: state.evaluationDueOn,
});
