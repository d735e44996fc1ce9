import type { CivilDate } from '@jianglian/domain/kernel';
import type { Named, StudioEvent, StudioRecord, StudioState } from '@jianglian/domain/studio';
import { applyEvent, historyOf, homeKinds, inOrder, runningStandings } from '@jianglian/domain/studio';
import { Injectable } from '@nestjs/common';
import { Database, every, sql } from '../../platform/database/index.ts';
import { type NewStudio, StudioWriter } from './studio-writer.repository.ts';

/** A studio with its whole record, locked until the unit ends. */
export interface LockedStudio extends StudioRecord {
  readonly id: string;
  readonly revision: number;
  readonly events: readonly StudioEvent[];
}

export interface Home {
  readonly hostUnitId: string;
  readonly occupationName: string;
  readonly tier: string;
  /** The studio itself is not its own twin. */
  readonly besides?: string;
}

const eventColumns = sql`studio_id AS "studioId", position, kind, happened_on AS "happenedOn",
  document_number AS "documentNumber", reason, file_id AS "fileId", facts`;

@Injectable()
export class StudioRepository {
  private readonly database: Database;
  private readonly writer: StudioWriter;

  constructor(database: Database, writer: StudioWriter) {
    this.database = database;
    this.writer = writer;
  }

  /** Locks in the order of ids, so that two batches never wait for each other in a circle. Unknown ids are absent. */
  async forUpdate(ids: readonly string[]): Promise<ReadonlyMap<string, LockedStudio>> {
    const rows = await this.database.rows<{ id: string; revision: number }>(sql`
      SELECT id, revision FROM studios WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE`);
    const events = await this.eventsOf(rows.map(({ id }) => id));
    return new Map(rows.map(({ id, revision }) => [id, lockedStudio(id, revision, events.get(id) ?? [])]));
  }

  async eventsOf(ids: readonly string[]): Promise<ReadonlyMap<string, readonly StudioEvent[]>> {
    const rows = await this.database.rows<StudioEvent & { studioId: string }>(sql`
      SELECT ${eventColumns} FROM studio_events WHERE studio_id = ANY(${ids}::uuid[]) ORDER BY studio_id, position`);
    return Map.groupBy(rows, ({ studioId }) => studioId);
  }

  /** The running studios that these masters name. Locks the masters: two foundings with one master take turns. */
  async namedBy(masterIds: readonly string[], besides?: string): Promise<ReadonlyMap<string, Named>> {
    await this.database.rows(sql`
      SELECT id FROM masters WHERE id = ANY(${masterIds}::uuid[]) ORDER BY id FOR UPDATE`);
    const rows = await this.database.rows<Named & { masterId: string }>(sql`
      SELECT id, name, master_id AS "masterId" FROM studios
      WHERE master_id = ANY(${masterIds}::uuid[]) AND standing = ANY(${runningStandings}::text[])
        AND id IS DISTINCT FROM ${besides ?? null}::uuid`);
    return new Map(rows.map(({ masterId, id, name }) => [masterId, { id, name }]));
  }

  /** A rectification of the studio is under way with order, check and hearing. */
  async isInProcedure(id: string): Promise<boolean> {
    const row = await this.database.one(
      sql`SELECT 1 FROM rectifications WHERE studio_id = ${id} AND closed_at IS NULL`,
    );
    return row !== undefined;
  }

  /** Running studios of the same unit, occupation and tier (三(三)). */
  twinsOf(home: Home): Promise<readonly Named[]> {
    return this.database.rows<Named>(sql`
      SELECT id, name FROM studios
      WHERE host_unit_id = ${home.hostUnitId} AND occupation_name = ${home.occupationName} AND tier = ${home.tier}
        AND standing = ANY(${runningStandings}::text[]) AND id IS DISTINCT FROM ${home.besides ?? null}::uuid
      ORDER BY name, id LIMIT 20`);
  }

  /** Running studios: those of a district, those chosen, or those of both. */
  async running(which: { districtCode?: string | undefined; ids?: readonly string[] | undefined }) {
    const rows = await this.database.rows<{ id: string }>(sql`
      SELECT id FROM studios WHERE ${every([
        sql`standing = ANY(${runningStandings}::text[])`,
        which.districtCode === undefined ? undefined : sql`district_code = ${which.districtCode}`,
        which.ids && sql`id = ANY(${which.ids}::uuid[])`,
      ])} ORDER BY id`);
    return rows.map(({ id }) => id);
  }

  insert(studios: readonly NewStudio[]): Promise<void> {
    return this.writer.insert(studios);
  }

  /** Writes what happened: events, the projection, and the dated histories where tier or standing moved. */
  async save(
    changes: readonly { readonly before: LockedStudio; readonly events: readonly StudioEvent[] }[],
  ): Promise<void> {
    await this.writer.append(
      changes.flatMap(({ before, events }) => events.map((event) => ({ studioId: before.id, event }))),
    );
    const after = changes.map(({ before, events }) => ({
      before,
      state: events.reduce<StudioState>(applyEvent, before.state),
      history: [...before.events, ...events],
    }));
    await this.writer.project(after.map(({ before, state }) => ({ studioId: before.id, state })));
    await this.writer.secondaryClusters(
      after.flatMap(({ before, state }) =>
        before.state.secondaryClusters.join() === state.secondaryClusters.join()
          ? []
          : [{ studioId: before.id, codes: state.secondaryClusters }],
      ),
    );
    await this.writer.histories(
      after.flatMap(({ before, state, history }) =>
        before.state.tier === state.tier && before.state.standing === state.standing
          ? []
          : [{ studioId: before.id, ...historyOf(history) }],
      ),
    );
  }
}

/** The record of a studio from its events. */
export function recordOf(events: readonly StudioEvent[]): StudioRecord {
  const state = inOrder(events).reduce<StudioState | undefined>(applyEvent, undefined);
  if (!state) throw new Error('a studio without events');
  const dated = events.filter(({ kind }) => kind !== 'team-changed').map(({ happenedOn }) => happenedOn);
  return {
    state,
    lastPosition: Math.max(...events.map(({ position }) => position)),
    lastEventOn: latest(dated),
    homeSince: latest(events.filter(({ kind }) => homeKinds.includes(kind)).map(({ happenedOn }) => happenedOn)),
  };
}

const latest = (days: readonly CivilDate[]): CivilDate => days.reduce((last, day) => (day > last ? day : last));

const lockedStudio = (id: string, revision: number, events: readonly StudioEvent[]): LockedStudio => ({
  id,
  revision,
  events,
  ...recordOf(events),
});
