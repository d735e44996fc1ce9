import type { ReplyOf } from '@jianglian/contracts/shared';
import type { HostUnitView, studioApi } from '@jianglian/contracts/studio';
import { maskResidentId } from '@jianglian/domain/kernel';
import { runningStandings } from '@jianglian/domain/studio';
import { Injectable } from '@nestjs/common';
import { FieldCipher } from '../../platform/crypto/index.ts';
import { Database, sql, type Sql } from '../../platform/database/index.ts';
import { NotFoundError } from '../../platform/http/problem/index.ts';
import { likePattern } from './studio-filter.queries.ts';
import { sealedFields } from './sealed-master.mapper.ts';

const most = 20;

/** Masters and units by name, for the office's pickers. */
@Injectable()
export class RegisterPickerQueries {
  private readonly database: Database;
  private readonly cipher: FieldCipher;

  constructor(database: Database, cipher: FieldCipher) {
    this.database = database;
    this.cipher = cipher;
  }

  async masters(q: string): Promise<ReplyOf<typeof studioApi.masters>> {
    const rows = await this.database.rows<ReplyOf<typeof studioApi.masters>[number]>(sql`
      SELECT m.id, m.name, m.skill_level AS "skillLevel", m.id_number_cipher AS "idNumber",
        CASE WHEN s.id IS NOT NULL THEN json_build_object('id', s.id, 'name', s.name) END AS studio
      FROM masters m
      LEFT JOIN studios s ON s.master_id = m.id AND s.standing = ANY(${runningStandings}::text[])
      WHERE m.name ILIKE ${likePattern(q)}
      ORDER BY m.name COLLATE "zh-Hans-CN-x-icu", m.id LIMIT ${most}`);
    return rows.map((row) => ({
      ...row,
      idNumber: row.idNumber && maskResidentId(this.cipher.open(row.idNumber, sealedFields.idNumber)),
    }));
  }

  hostUnits(q: string): Promise<ReplyOf<typeof studioApi.hostUnits>> {
    return this.units(sql`
      h.name ILIKE ${likePattern(q)} OR h.short_name ILIKE ${likePattern(q)} OR h.credit_code = upper(${q})`);
  }

  /** Names alone, with what tells two of one name apart. */
  hostUnitNames(q: string): Promise<ReplyOf<typeof studioApi.hostUnitNames>> {
    return this.database.rows(sql`
      SELECT h.id, h.name, p.name AS parent, d.name AS district
      FROM host_units h LEFT JOIN host_units p ON p.id = h.parent_id LEFT JOIN districts d ON d.code = h.district_code
      WHERE h.name ILIKE ${likePattern(q)} OR h.short_name ILIKE ${likePattern(q)}
      ORDER BY h.name COLLATE "zh-Hans-CN-x-icu", h.id LIMIT ${most}`);
  }

  async hostUnit(id: string): Promise<HostUnitView> {
    const [unit] = await this.units(sql`h.id = ${id}`);
    if (!unit) throw new NotFoundError('host unit');
    return unit;
  }

  private units(where: Sql): Promise<ReplyOf<typeof studioApi.hostUnits>> {
    return this.database.rows(sql`
      SELECT h.id, h.name, h.short_name AS "shortName", h.credit_code AS "creditCode", h.kind,
        CASE WHEN p.id IS NOT NULL THEN json_build_object('id', p.id, 'name', p.name) END AS parent,
        h.district_code AS "districtCode", h.revision,
        (SELECT count(*) FROM studios s WHERE s.host_unit_id = h.id AND s.standing = ANY(${runningStandings}::text[]))
          AS studios
      FROM host_units h LEFT JOIN host_units p ON p.id = h.parent_id
      WHERE ${where}
      ORDER BY h.name COLLATE "zh-Hans-CN-x-icu", h.id LIMIT ${most}`);
  }
}
