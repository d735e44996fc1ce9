import { isSkillLevel } from '@jianglian/domain/reference';
import { awardRefusals, type FormHonour, type SectionContent } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { FieldCipher } from '../../../platform/crypto/index.ts';
import { Database, sql } from '../../../platform/database/index.ts';
import { RefusedError } from '../../../platform/http/problem/index.ts';
import type { FoundingOrder } from '../../studio/index.ts';
import { idNumberField } from '../application/application-form.queries.ts';

/** What the form says of a studio to be founded; unit, tier, day and document come from the award. */
export type FoundingForm = Pick<
  FoundingOrder,
  'name' | 'master' | 'occupation' | 'clusterCode' | 'recommenderId' | 'districtCode'
>;

interface Stored {
  readonly id: string;
  readonly studioName: string;
  readonly masterName: string;
  readonly occupationName: string | null;
  readonly recommenderId: string;
  readonly target: SectionContent;
  readonly master: SectionContent;
  readonly idNumberCipher: string | null;
  /** A master the register knows by the same number. */
  readonly knownMaster: string | null;
}

/** The forms of applications for a new studio, as the register takes them. */
@Injectable()
export class FoundingForms {
  private readonly database: Database;
  private readonly cipher: FieldCipher;

  constructor(database: Database, cipher: FieldCipher) {
    this.database = database;
    this.cipher = cipher;
  }

  async orders(applicationIds: readonly string[]): Promise<ReadonlyMap<string, FoundingForm>> {
    const rows = await this.database.rows<Stored>(sql`
      SELECT a.id, a.studio_name AS "studioName", a.master_name AS "masterName", a.occupation_name AS "occupationName",
             a.recommender_id AS "recommenderId", coalesce(t.content, '{}') AS target,
             coalesce(m.content, '{}') AS master, a.id_number_cipher AS "idNumberCipher", known.id AS "knownMaster"
      FROM applications a
      LEFT JOIN application_sections t ON t.application_id = a.id AND t.section = 'target'
      LEFT JOIN application_sections m ON m.application_id = a.id AND m.section = 'master'
      LEFT JOIN masters known ON known.id_number_index = a.id_number_index
      WHERE a.id = ANY(${applicationIds}::uuid[]) AND a.kind = 'founding'`);
    const refusals = rows.flatMap(({ studioName, target }) => {
      const fields = ['cluster', 'district'].filter((field) => !textOf(target, field));
      return fields.length > 0 ? [awardRefusals('founding-incomplete', { studio: studioName, fields })] : [];
    });
    if (refusals.length > 0) throw new RefusedError(refusals);
    return new Map(rows.map((row) => [row.id, this.formOf(row)]));
  }

  private formOf(row: Stored): FoundingForm {
    return {
      name: row.studioName,
      master: row.knownMaster === null ? this.masterOf(row) : { id: row.knownMaster },
      occupation: row.occupationName === null ? null : { id: null, name: row.occupationName },
      clusterCode: textOf(row.target, 'cluster') ?? '',
      districtCode: textOf(row.target, 'district') ?? '',
      recommenderId: row.recommenderId,
    };
  }

  private masterOf({ master, masterName, idNumberCipher }: Stored): FoundingForm['master'] {
    const gender = textOf(master, 'gender');
    const skillLevel = textOf(master, 'skill-level');
    const honours = Array.isArray(master['honours']) ? (master['honours'] as readonly FormHonour[]) : [];
    return {
      name: masterName,
      gender: gender === 'male' || gender === 'female' ? gender : null,
      birthDate: textOf(master, 'birth-date'),
      skillLevel: skillLevel !== null && isSkillLevel(skillLevel) ? skillLevel : null,
      honours,
      ...(idNumberCipher === null ? {} : { idNumber: this.cipher.open(idNumberCipher, idNumberField) }),
    };
  }
}

const textOf = (content: SectionContent, field: string): string | null => {
  const value = content[field];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
};
