import type { CivilDate } from '@jianglian/domain/kernel';
import type { DictionaryAddition, DictionaryName, EditableDictionary } from '@jianglian/domain/reference';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.ts';
import { RequestContext } from '../../platform/context/index.ts';
import { Database, raw, sql, type Sql } from '../../platform/database/index.ts';
import { dictionaryRows } from './dictionary.mapper.ts';

export interface Entry {
  readonly key: string;
  readonly code: string;
  readonly name: string;
  readonly confirmed: boolean;
  readonly validFrom: CivilDate | null;
  readonly validTo: CivilDate | null;
  readonly revision: number;
}

interface Place {
  readonly table: Sql;
  readonly key: Sql;
  readonly entry: Sql;
}

const coded = (table: string, confirmed: string): Place => ({
  table: raw(table),
  key: raw('code'),
  entry: raw(`code AS key, code, name, ${confirmed} AS confirmed, valid_from AS "validFrom", valid_to AS "validTo"`),
});

const places: Readonly<Record<EditableDictionary, Place>> = {
  clusters: coded('clusters', 'confirmed'),
  highlands: coded('highlands', 'confirmed'),
  districts: coded('districts', 'true'),
  recommenders: {
    table: raw('recommenders'),
    key: raw('id::text'),
    entry: raw('id AS key, code, name, true AS confirmed, valid_from AS "validFrom", valid_to AS "validTo"'),
  },
  occupations: {
    table: raw('occupations'),
    key: raw('id::text'),
    entry: raw(
      `id AS key, edition || ' ' || coalesce(code, id::text) AS code, name || '（' || edition || '）' AS name,
       true AS confirmed, NULL::date AS "validFrom", valid_to AS "validTo"`,
    ),
  },
};

@Injectable()
export class DictionaryRepository {
  private readonly database: Database;
  private readonly clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.database = database;
    this.clock = clock;
  }

  /** One editor of a dictionary at a time, until the unit ends. */
  async lock(dictionary: DictionaryName): Promise<void> {
    await this.database.rows(sql`SELECT pg_advisory_xact_lock(hashtext(${`dictionary ${dictionary}`}))`);
  }

  entries(dictionary: EditableDictionary): Promise<Entry[]> {
    const { table, entry } = places[dictionary];
    return this.database.rows<Entry>(sql`SELECT ${entry}, revision FROM ${table}`);
  }

  async clusterExists(code: string): Promise<boolean> {
    return (await this.database.one(sql`SELECT 1 FROM clusters WHERE code = ${code}`)) !== undefined;
  }

  async insert(added: DictionaryAddition): Promise<void> {
    const { table } = places[added.dictionary];
    const row = Object.fromEntries(
      Object.entries(added.entry).map(([key, value]) => [key.replace(/[A-Z]/g, (l) => `_${l.toLowerCase()}`), value]),
    );
    const columns = raw(Object.keys(row).join(', '));
    const last =
      added.dictionary === 'clusters' || added.dictionary === 'highlands'
        ? { column: raw(', position'), value: sql`, (SELECT coalesce(max(position), 0) + 1 FROM ${table})` }
        : { column: raw(''), value: raw('') };
    await this.database.run(sql`
      INSERT INTO ${table} (${columns}${last.column})
      SELECT ${columns}${last.value} FROM jsonb_populate_record(NULL::${table}, ${JSON.stringify(row)}::jsonb)`);
  }

  rename(dictionary: EditableDictionary, key: string, name: string): Promise<number> {
    return this.update(dictionary, key, sql`name = ${name}`);
  }

  confirm(dictionary: 'clusters' | 'highlands', key: string): Promise<number> {
    return this.update(dictionary, key, sql`confirmed = true`);
  }

  async close(
    dictionary: EditableDictionary,
    key: string,
    on: CivilDate,
    successors: readonly string[],
  ): Promise<void> {
    await this.update(dictionary, key, sql`valid_to = ${on}`);
    for (const successor of successors) {
      await this.database.run(
        sql`INSERT INTO district_successors (code, successor_code) VALUES (${key}, ${successor})`,
      );
    }
  }

  private update(dictionary: EditableDictionary, key: string, set: Sql): Promise<number> {
    const place = places[dictionary];
    return this.database.run(sql`
      UPDATE ${place.table} SET ${set}, revision = revision + 1 WHERE ${place.key} = ${key}`);
  }

  async setHoliday(day: CivilDate, kind: string, name: string): Promise<void> {
    await this.database.run(sql`
      INSERT INTO holidays (day, kind, name) VALUES (${day}, ${kind}, ${name})
      ON CONFLICT (day) DO UPDATE SET kind = excluded.kind, name = excluded.name`);
  }

  removeHoliday(day: CivilDate): Promise<number> {
    return this.database.run(sql`DELETE FROM holidays WHERE day = ${day}`);
  }

  /** Keeps the dictionary as it is now under the next number. */
  async keepVersion(dictionary: DictionaryName, note: string): Promise<number> {
    const content = await this.database.rows(dictionaryRows[dictionary]);
    const kept = await this.database.one<{ version: number }>(sql`
      INSERT INTO dictionary_versions (dictionary, version, at, account_id, note, content)
      SELECT ${dictionary}, coalesce(max(version), 0) + 1, ${this.clock.now()},
        ${RequestContext.current()?.actor?.accountId ?? null}::uuid, ${note}, ${JSON.stringify(content)}::jsonb
      FROM dictionary_versions WHERE dictionary = ${dictionary}
      RETURNING version`);
    return kept?.version ?? 1;
  }
}
