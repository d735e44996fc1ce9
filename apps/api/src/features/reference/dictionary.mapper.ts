import type { DictionaryName } from '@jianglian/domain/reference';
import { sql, type Sql } from '../../platform/database/index.ts';

const validity = sql`valid_from AS "validFrom", valid_to AS "validTo"`;

/** How each dictionary reads, as views and as the content of a version. */
export const dictionaryRows: Readonly<Record<DictionaryName, Sql>> = {
  clusters: sql`
    SELECT code, name, level, group_name AS "groupName", confirmed, position, ${validity}, revision
    FROM clusters ORDER BY position, code`,
  highlands: sql`
    SELECT code, name, parent_code AS "parentCode", confirmed, position, ${validity}, revision
    FROM highlands ORDER BY position, code`,
  districts: sql`
    SELECT code, name, short_name AS "shortName", type, zone, tile_x AS "tileX", tile_y AS "tileY", ${validity},
      revision, ARRAY(SELECT successor_code FROM district_successors t WHERE t.code = d.code
                      ORDER BY successor_code DESC)::text[] AS successors
    FROM districts d ORDER BY type = 'functional-area', code`,
  recommenders: sql`
    SELECT id, code, name, kind, district_code AS "districtCode", ${validity}, revision
    FROM recommenders ORDER BY array_position(ARRAY['district', 'functional-area', 'department'], kind::text), code`,
  occupations: sql`
    SELECT id, code, edition, name, cluster_code AS "clusterCode", valid_to AS "validTo", revision
    FROM occupations ORDER BY name COLLATE "zh-Hans-CN-x-icu", edition`,
  'skill-levels': sql`SELECT code, name, rank, high_skill AS "highSkill" FROM skill_levels ORDER BY rank`,
  holidays: sql`SELECT day, kind, name FROM holidays ORDER BY day`,
};
