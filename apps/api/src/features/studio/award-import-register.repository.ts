import {
  type AwardEntry,
  nameKey,
  type RegisteredStudio,
  type RegisterFacts,
  runningStandings,
} from '@jianglian/domain/studio';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../platform/database/index.ts';

export interface KnownUnit {
  readonly id: string;
  readonly name: string;
}

/** What the register already has, looked up for many awards at once. */
export interface RegisterLookup extends RegisterFacts {
  /** The registered unit that a list means, under its name or short name in whatever brackets. */
  unitOf(hostUnit: string): KnownUnit | undefined;
}

type Found = RegisteredStudio & { readonly hostUnitId: string };

const studioColumns = sql`s.id, s.name, s.master_id AS "masterId", m.name AS master, s.host_unit_id AS "hostUnitId",
  h.name AS "hostUnit", h.short_name AS "hostUnitShortName", s.occupation_name AS occupation, s.tier,
  s.standing IN ('terminated', 'revoked') AS "hasEnded", s.standing = 'rectifying' AS "isRectifying",
  s.awarded_on AS "awardedOn", s.document_number AS "documentNumber", s.recommender_id AS "recommenderId",
  s.district_code AS "districtCode", s.cluster_code AS "clusterCode",
  ARRAY(SELECT cluster_code FROM studio_clusters c WHERE c.studio_id = s.id ORDER BY 1) AS "secondaryClusters",
  (SELECT max(e.happened_on) FROM studio_events e WHERE e.studio_id = s.id AND e.kind <> 'team-changed') AS "lastEventOn"`;

@Injectable()
export class AwardImportRegister {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async lookUp(entries: readonly AwardEntry[]): Promise<RegisterLookup> {
    const units = await this.units(entries);
    const byMaster = Map.groupBy(await this.namedBy(entries), ({ master }) => nameKey(master));
    const byUnit = Map.groupBy(await this.hostedBy([...units.values()]), ({ hostUnitId }) => hostUnitId);
    return {
      unitOf: (hostUnit) => units.get(nameKey(hostUnit)),
      withMaster: ({ master }) => byMaster.get(nameKey(master)) ?? [],
      withPlace: ({ master, hostUnit, occupation, tier }) =>
        (byUnit.get(units.get(nameKey(hostUnit))?.id ?? '') ?? []).filter(
          (studio) =>
            studio.tier === tier &&
            occupation !== null &&
            nameKey(studio.occupation ?? '') === nameKey(occupation) &&
            nameKey(studio.master) !== nameKey(master),
        ),
    };
  }

  private namedBy(entries: readonly AwardEntry[]): Promise<Found[]> {
    const names = [...new Set(entries.map(({ master }) => master))];
    return this.database.rows<Found>(sql`
      SELECT ${studioColumns} FROM masters m
      JOIN studios s ON s.master_id = m.id JOIN host_units h ON h.id = s.host_unit_id
      WHERE m.name = ANY(${names}::text[]) ORDER BY s.created_at, s.id`);
  }

  private hostedBy(units: readonly KnownUnit[]): Promise<Found[]> {
    return this.database.rows<Found>(sql`
      SELECT ${studioColumns} FROM studios s
      JOIN masters m ON m.id = s.master_id JOIN host_units h ON h.id = s.host_unit_id
      WHERE s.host_unit_id = ANY(${units.map(({ id }) => id)}::uuid[]) AND s.standing = ANY(${runningStandings}::text[])
      ORDER BY s.created_at, s.id`);
  }

  /** By key of the name a list uses. Branches are units of their own (R08), and only their parents are found by name. */
  private async units(entries: readonly AwardEntry[]): Promise<ReadonlyMap<string, KnownUnit>> {
    const names = [...new Set(entries.flatMap(({ hostUnit }) => spellings(hostUnit)))];
    const rows = await this.database.rows<KnownUnit & { shortName: string | null }>(sql`
      SELECT id, name, short_name AS "shortName" FROM host_units
      WHERE parent_id IS NULL AND (name = ANY(${names}::text[]) OR short_name = ANY(${names}::text[])) ORDER BY name, id`);
    const byKey = new Map<string, KnownUnit>();
    // A full name outranks a short one that happens to be spelt the same.
    for (const { id, name, shortName } of rows) if (shortName !== null) byKey.set(nameKey(shortName), { id, name });
    for (const { id, name } of rows) byKey.set(nameKey(name), { id, name });
    return byKey;
  }
}

/** The same name in full-width and in half-width brackets. */
const spellings = (name: string): readonly string[] =>
  /[（）]/.test(name) ? [name, name.replaceAll('（', '(').replaceAll('）', ')')] : [name];
