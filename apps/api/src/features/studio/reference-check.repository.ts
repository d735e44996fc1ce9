import type { CivilDate, Refusal } from '@jianglian/domain/kernel';
import { isValidOn, type Validity } from '@jianglian/domain/reference';
import { type Named, studioRefusals } from '@jianglian/domain/studio';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../platform/database/index.ts';
import { NotFoundError } from '../../platform/http/problem/index.ts';

export interface Referred {
  readonly districtCode?: string;
  readonly recommenderId?: string;
  readonly clusterCodes?: readonly string[];
  readonly occupationId?: string | null;
}

type Entry = Validity & { readonly key: string; readonly name: string };

/** Whether the dictionary entries an act refers to exist and hold on its day. */
@Injectable()
export class ReferenceCheck {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async recommender(id: string): Promise<Named> {
    const row = await this.database.one<Named>(sql`SELECT id, name FROM recommenders WHERE id = ${id}`);
    if (!row) throw new NotFoundError('recommender');
    return row;
  }

  async faults(referred: Referred, day: CivilDate): Promise<readonly Refusal[]> {
    const { districtCode, recommenderId, occupationId } = referred;
    const clusterCodes = [...new Set(referred.clusterCodes ?? [])];
    const wanted = [
      ...(districtCode === undefined ? [] : [`district ${districtCode}`]),
      ...(recommenderId === undefined ? [] : [`recommender ${recommenderId}`]),
      ...clusterCodes.map((code) => `cluster ${code}`),
      ...(occupationId ? [`occupation ${occupationId}`] : []),
    ];
    if (wanted.length === 0) return [];
    const rows = await this.database.rows<Entry>(sql`
      SELECT 'district ' || code AS key, name, valid_from AS "validFrom", valid_to AS "validTo" FROM districts
        WHERE code = ${districtCode ?? null}
      UNION ALL SELECT 'recommender ' || id, name, valid_from, valid_to FROM recommenders
        WHERE id = ${recommenderId ?? null}::uuid
      UNION ALL SELECT 'cluster ' || code, name, valid_from, valid_to FROM clusters
        WHERE code = ANY(${clusterCodes}::text[])
      UNION ALL SELECT 'occupation ' || id, name, NULL, valid_to FROM occupations
        WHERE id = ${occupationId ?? null}::uuid`);
    const found = new Map(rows.map((row) => [row.key, row]));
    return wanted.flatMap((key) => {
      const entry = found.get(key);
      if (!entry) return [studioRefusals('reference-unknown', { what: key.split(' ')[0] ?? key })];
      return isValidOn(entry, day) ? [] : [studioRefusals('reference-not-valid', { name: entry.name, on: day })];
    });
  }
}
