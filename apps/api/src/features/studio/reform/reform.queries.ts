import type { ReformView } from '@jianglian/contracts/studio';
import type { CivilDate } from '@jianglian/domain/kernel';
import type { ReformDistrict, ReformRecommender, Tier } from '@jianglian/domain/studio';
import { runningStandings } from '@jianglian/domain/studio';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';

/** A running studio of an abolished district. */
export interface AffectedStudio {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly tier: Tier;
  readonly revision: number;
  readonly districtCode: string;
  readonly districtName: string;
  readonly recommenderId: string;
  readonly recommenderName: string;
  readonly unitName: string;
  readonly unitDistrictCode: string | null;
  readonly unitDistrictName: string | null;
}

/** Reforms of districts, as the dictionary has them, and the studios they concern. */
@Injectable()
export class ReformQueries {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** The latest first. A moved studio is one that a re-homing of that day or later took away from there. */
  list(): Promise<ReformView[]> {
    return this.database.rows<ReformView>(sql`
      SELECT d.valid_to AS day,
        json_agg(json_build_object('code', d.code, 'name', d.name, 'successors', coalesce(next.successors, '[]'),
          'waiting', (SELECT count(*) FROM studios s
            WHERE s.district_code = d.code AND s.standing = ANY(${runningStandings}::text[])),
          'moved', (SELECT count(DISTINCT e.studio_id) FROM studio_events e
            WHERE e.kind = 're-homed' AND e.happened_on >= d.valid_to
              AND e.facts #>> '{districtCode,from}' = d.code)) ORDER BY d.code) AS districts,
        coalesce((SELECT json_agg(DISTINCT e.document_number) FROM studio_events e
          WHERE e.kind = 're-homed' AND e.happened_on = d.valid_to AND e.document_number IS NOT NULL), '[]') AS documents
      FROM districts d
      JOIN LATERAL (
        SELECT json_agg(json_build_object('code', n.code, 'name', n.name) ORDER BY n.code) AS successors
        FROM district_successors x JOIN districts n ON n.code = x.successor_code WHERE x.code = d.code) next ON TRUE
      WHERE d.valid_to IS NOT NULL AND next.successors IS NOT NULL
      GROUP BY d.valid_to ORDER BY d.valid_to DESC`);
  }

  affected(day: CivilDate): Promise<AffectedStudio[]> {
    return this.database.rows<AffectedStudio>(sql`
      SELECT s.id, s.code, s.name, s.tier, s.revision, s.district_code AS "districtCode", d.name AS "districtName",
        s.recommender_id AS "recommenderId", r.name AS "recommenderName", h.name AS "unitName",
        h.district_code AS "unitDistrictCode", hd.name AS "unitDistrictName"
      FROM studios s JOIN districts d ON d.code = s.district_code JOIN recommenders r ON r.id = s.recommender_id
      JOIN host_units h ON h.id = s.host_unit_id LEFT JOIN districts hd ON hd.code = h.district_code
      WHERE d.valid_to = ${day} AND s.standing = ANY(${runningStandings}::text[])
      ORDER BY d.code, s.name, s.id`);
  }

  districts(): Promise<ReformDistrict[]> {
    return this.database.rows<ReformDistrict>(sql`
      SELECT d.code, d.name, d.short_name AS "shortName", d.type, d.zone, d.valid_from AS "validFrom",
        d.valid_to AS "validTo", d.tile_x AS "tileX", d.tile_y AS "tileY",
        coalesce((SELECT json_agg(x.successor_code ORDER BY x.successor_code) FROM district_successors x
                  WHERE x.code = d.code), '[]') AS successors
      FROM districts d`);
  }

  recommenders(): Promise<ReformRecommender[]> {
    return this.database.rows<ReformRecommender>(sql`
      SELECT id, code, name, kind, district_code AS "districtCode", valid_from AS "validFrom", valid_to AS "validTo"
      FROM recommenders ORDER BY code`);
  }
}
