import type { CivilDate } from '@jianglian/domain/kernel';
import {
  type KnownCluster,
  type KnownDistrict,
  type KnownOccupation,
  type KnownRecommender,
  occupationIndex,
  type OccupationIndex,
  placeIndex,
  type PlaceIndex,
} from '@jianglian/domain/studio';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../platform/database/index.ts';

export interface AwardDictionaries {
  readonly occupations: OccupationIndex;
  readonly places: PlaceIndex;
}

/** The dictionaries a list is read with, the abolished entries included: old lists speak of them. */
@Injectable()
export class AwardImportDictionary {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async load(today: CivilDate): Promise<AwardDictionaries> {
    const occupations = await this.database.rows<KnownOccupation>(sql`
      SELECT id, name, code, cluster_code AS "clusterCode" FROM occupations
      WHERE valid_to IS NULL OR valid_to > ${today} ORDER BY edition, name`);
    const districts = await this.database.rows<KnownDistrict>(sql`
      SELECT code, name, short_name AS "shortName", valid_from AS "validFrom", valid_to AS "validTo",
        ARRAY(SELECT successor_code FROM district_successors s WHERE s.code = d.code ORDER BY 1) AS successors
      FROM districts d ORDER BY code`);
    const recommenders = await this.database.rows<KnownRecommender>(sql`
      SELECT id, code, name, district_code AS "districtCode", valid_from AS "validFrom", valid_to AS "validTo"
      FROM recommenders ORDER BY code`);
    const clusters = await this.database.rows<KnownCluster>(sql`
      SELECT code, name FROM clusters WHERE valid_to IS NULL OR valid_to > ${today} ORDER BY position`);
    return { occupations: occupationIndex(occupations), places: placeIndex(districts, recommenders, clusters) };
  }
}
