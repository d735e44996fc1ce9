import { randomUUID } from 'node:crypto';
import type { CivilDate } from '@jianglian/domain/kernel';
import { birthDateOf, normaliseResidentId } from '@jianglian/domain/kernel';
import type { SkillLevelCode } from '@jianglian/domain/reference';
import type { Named } from '@jianglian/domain/studio';
import { personRefusals, studioRefusals } from '@jianglian/domain/studio';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.ts';
import { FieldCipher } from '../../platform/crypto/index.ts';
import { Database, sql, violates } from '../../platform/database/index.ts';
import { RefusedError } from '../../platform/http/problem/index.ts';
import { type Honour, type SealedField, sealedFields, type SealedMaster } from './sealed-master.mapper.ts';

export interface NewMaster {
  readonly name: string;
  readonly gender?: 'male' | 'female' | null;
  readonly birthDate?: CivilDate | null;
  readonly idNumber?: string | null | undefined;
  readonly mobile?: string | null | undefined;
  readonly skillLevel?: SkillLevelCode | null;
  readonly honours?: readonly Honour[];
}

interface SealedColumns {
  readonly id: string;
  readonly name: string;
  readonly gender: string | null;
  readonly birth_date: CivilDate | null;
  readonly id_number_cipher: string | null;
  readonly id_number_index: string | null;
  readonly mobile_cipher: string | null;
  readonly skill_level: string | null;
  readonly honours: readonly Honour[];
}

@Injectable()
export class MasterRepository {
  private readonly database: Database;
  private readonly cipher: FieldCipher;
  private readonly clock: Clock;

  constructor(database: Database, cipher: FieldCipher, clock: Clock) {
    this.database = database;
    this.cipher = cipher;
    this.clock = clock;
  }

  /** The masters meant, in the order given: by id, by the same ID number, or new. Names alone never make two people one. */
  async resolve(meant: readonly ({ readonly id: string } | NewMaster)[]): Promise<readonly Named[]> {
    const reasons = meant.flatMap((one) => ('id' in one ? [] : personRefusals(one, this.clock.today())));
    if (reasons.length > 0) throw new RefusedError(reasons, 422);
    const rows = meant.map((one): SealedColumns | { readonly id: string } => ('id' in one ? one : this.sealed(one)));
    const fresh = rows.filter((row): row is SealedColumns => 'id_number_index' in row);
    if (fresh.length > 0) {
      await this.database.run(sql`
        INSERT INTO masters (id, name, gender, birth_date, id_number_cipher, id_number_index, mobile_cipher,
          skill_level, honours)
        SELECT id, name, gender, birth_date, id_number_cipher, id_number_index, mobile_cipher, skill_level, honours
        FROM jsonb_populate_recordset(NULL::masters, ${JSON.stringify(fresh)}::jsonb)
        ON CONFLICT (id_number_index) DO NOTHING`);
    }
    const kept = await this.database.rows<Named & { index: string | null }>(sql`
      SELECT id, name, id_number_index AS index FROM masters
      WHERE id = ANY(${rows.map(({ id }) => id)}::uuid[])
         OR id_number_index = ANY(${fresh.flatMap((row) => row.id_number_index ?? [])}::text[])`);
    const byId = new Map(kept.map((row) => [row.id, row]));
    const byIndex = new Map(kept.flatMap((row) => (row.index === null ? [] : [[row.index, row] as const])));
    return rows.map((row) => {
      const found = byId.get(row.id) ?? ('id_number_index' in row ? byIndex.get(row.id_number_index ?? '') : undefined);
      if (!found) throw new RefusedError([studioRefusals('reference-unknown', { what: 'master' })], 422);
      return { id: found.id, name: found.name };
    });
  }

  async forUpdate(id: string): Promise<SealedMaster | undefined> {
    return this.database.one<SealedMaster>(sql`
      SELECT id, name, gender, birth_date AS "birthDate", id_number_cipher AS "idNumberCipher",
        mobile_cipher AS "mobileCipher", skill_level AS "skillLevel", honours, revision
      FROM masters WHERE id = ${id} FOR UPDATE`);
  }

  /** Absent numbers stay as they are; null clears them. */
  async save(id: string, master: NewMaster): Promise<void> {
    const row = this.sealed(master);
    const idNumber =
      master.idNumber === undefined
        ? sql`id_number_cipher = id_number_cipher`
        : sql`id_number_cipher = ${row.id_number_cipher}, id_number_index = ${row.id_number_index}`;
    const mobile =
      master.mobile === undefined ? sql`mobile_cipher = mobile_cipher` : sql`mobile_cipher = ${row.mobile_cipher}`;
    try {
      await this.database.run(sql`
        UPDATE masters SET name = ${row.name}, gender = ${row.gender}, birth_date = ${row.birth_date},
          skill_level = ${row.skill_level}, honours = ${JSON.stringify(row.honours)}::jsonb, ${idNumber}, ${mobile},
          revision = revision + 1
        WHERE id = ${id}`);
    } catch (error) {
      if (violates(error, 'one_person_is_one_master')) throw new RefusedError([studioRefusals('id-number-taken')]);
      throw error;
    }
  }

  /** A sealed number in plain; the caller has recorded who reads it and why. */
  open(master: SealedMaster, field: SealedField): string | null {
    const sealed = field === 'idNumber' ? master.idNumberCipher : master.mobileCipher;
    return sealed === null ? null : this.cipher.open(sealed, sealedFields[field]);
  }

  private sealed(master: NewMaster): SealedColumns {
    const number = master.idNumber ? normaliseResidentId(master.idNumber) : undefined;
    return {
      id: randomUUID(),
      name: master.name,
      gender: master.gender ?? null,
      birth_date: master.birthDate ?? (number === undefined ? null : (birthDateOf(number) ?? null)),
      id_number_cipher: number === undefined ? null : this.cipher.seal(number, sealedFields.idNumber),
      id_number_index: number === undefined ? null : this.cipher.index(number, sealedFields.idNumber),
      mobile_cipher: master.mobile ? this.cipher.seal(master.mobile, sealedFields.mobile) : null,
      skill_level: master.skillLevel ?? null,
      honours: master.honours ?? [],
    };
  }
}
