import { randomUUID } from 'node:crypto';
import type { HostUnitKind, Named } from '@jianglian/domain/studio';
import { hostUnitRefusals, studioRefusals } from '@jianglian/domain/studio';
import { Injectable } from '@nestjs/common';
import { Database, sql, violates } from '../../platform/database/index.ts';
import { RefusedError } from '../../platform/http/problem/index.ts';

export interface NewHostUnit {
  readonly name: string;
  readonly kind: HostUnitKind;
  readonly shortName?: string | null;
  readonly creditCode?: string | null;
  readonly parentId?: string | null;
  readonly districtCode?: string | null;
}

export interface HostUnit extends Required<NewHostUnit> {
  readonly id: string;
  readonly revision: number;
}

const keyOf = (unit: { readonly name: string; readonly parentId?: string | null }) =>
  `${unit.parentId ?? ''} ${unit.name}`;

@Injectable()
export class HostUnitRepository {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** The units meant, in the order given: known ones by id, others by name under their parent, made where missing. */
  async resolve(meant: readonly ({ readonly id: string } | NewHostUnit)[]): Promise<readonly Named[]> {
    const fresh = meant.filter((unit): unit is NewHostUnit => !('id' in unit));
    const reasons = fresh.flatMap(hostUnitRefusals);
    if (reasons.length > 0) throw new RefusedError(reasons, 422);
    await this.insertMissing([...new Map(fresh.map((unit) => [keyOf(unit), unit])).values()]);
    const rows = await this.database.rows<Named & { parentId: string | null }>(sql`
      SELECT id, name, parent_id AS "parentId" FROM host_units
      WHERE id = ANY(${meant.flatMap((unit) => ('id' in unit ? [unit.id] : []))}::uuid[])
         OR name = ANY(${fresh.map(({ name }) => name)}::text[])`);
    const byId = new Map(rows.map((row) => [row.id, row]));
    const byKey = new Map(rows.map((row) => [keyOf(row), row]));
    return meant.map((unit) => {
      const row = 'id' in unit ? byId.get(unit.id) : byKey.get(keyOf(unit));
      if (!row) throw new RefusedError([studioRefusals('reference-unknown', { what: 'host-unit' })], 422);
      return { id: row.id, name: row.name };
    });
  }

  private async insertMissing(units: readonly NewHostUnit[]): Promise<void> {
    if (units.length === 0) return;
    const rows = units.map((unit) => ({
      id: randomUUID(),
      name: unit.name,
      short_name: unit.shortName ?? null,
      credit_code: unit.creditCode ?? null,
      kind: unit.kind,
      parent_id: unit.parentId ?? null,
      district_code: unit.districtCode ?? null,
    }));
    try {
      await this.database.run(sql`
        INSERT INTO host_units (id, name, short_name, credit_code, kind, parent_id, district_code)
        SELECT id, name, short_name, credit_code, kind, parent_id, district_code
        FROM jsonb_populate_recordset(NULL::host_units, ${JSON.stringify(rows)}::jsonb)
        ON CONFLICT (name, parent_id) DO NOTHING`);
    } catch (error) {
      throw unitRefusal(error);
    }
  }

  /** A unit of its own, without a studio: its id. Refused when the name (under its parent) or the credit code is taken. */
  async add(unit: NewHostUnit): Promise<string> {
    const id = randomUUID();
    try {
      await this.database.run(sql`
        INSERT INTO host_units (id, name, short_name, credit_code, kind, parent_id, district_code)
        VALUES (${id}, ${unit.name}, ${unit.shortName ?? null}, ${unit.creditCode ?? null}, ${unit.kind},
                ${unit.parentId ?? null}, ${unit.districtCode ?? null})`);
    } catch (error) {
      throw unitRefusal(error);
    }
    return id;
  }

  async forUpdate(id: string): Promise<HostUnit | undefined> {
    return this.database.one<HostUnit>(sql`
      SELECT id, name, short_name AS "shortName", credit_code AS "creditCode", kind, parent_id AS "parentId",
        district_code AS "districtCode", revision
      FROM host_units WHERE id = ${id} FOR UPDATE`);
  }

  async save(unit: HostUnit): Promise<void> {
    try {
      await this.database.run(sql`
        UPDATE host_units SET name = ${unit.name}, short_name = ${unit.shortName}, credit_code = ${unit.creditCode},
          kind = ${unit.kind}, parent_id = ${unit.parentId}, district_code = ${unit.districtCode},
          revision = revision + 1
        WHERE id = ${unit.id}`);
    } catch (error) {
      throw unitRefusal(error);
    }
  }
}

function unitRefusal(error: unknown): unknown {
  if (violates(error, 'credit_code_belongs_to_one_unit'))
    return new RefusedError([studioRefusals('credit-code-taken')]);
  if (violates(error, 'host_unit_name_is_unique_among_siblings')) {
    return new RefusedError([studioRefusals('unit-name-taken')]);
  }
  if (violates(error, 'host_unit_parent_exists')) {
    return new RefusedError([studioRefusals('reference-unknown', { what: 'host-unit' })], 422);
  }
  if (violates(error, 'host_unit_district_exists')) {
    return new RefusedError([studioRefusals('reference-unknown', { what: 'district' })], 422);
  }
  return error;
}
