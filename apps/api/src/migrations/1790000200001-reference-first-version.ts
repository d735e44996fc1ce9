import { shippedDictionaries } from '@jianglian/domain/reference';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Fills the dictionaries with what ships. Rows that are already there stay as they are: the office owns them from now on. */
export class ReferenceFirstVersion1790000200001 implements MigrationInterface {
  readonly name = 'ReferenceFirstVersion1790000200001';

  async up(runner: QueryRunner): Promise<void> {
    const { clusters, highlands, districts, recommenders, occupations, holidays } = shippedDictionaries;
    const insert = (table: string, columns: string, rows: readonly object[]) =>
      runner.query(
        `INSERT INTO ${table} (${columns})
         SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb) ON CONFLICT DO NOTHING`,
        [JSON.stringify(rows.map(snakeKeys))],
      );
    await insert('clusters', 'code, name, level, group_name, confirmed, valid_from, valid_to, position', clusters.rows);
    await insert('highlands', 'code, name, parent_code, confirmed, valid_from, valid_to, position', highlands.rows);
    await insert(
      'districts',
      'code, name, short_name, type, zone, valid_from, valid_to, tile_x, tile_y',
      districts.rows,
    );
    await insert(
      'district_successors',
      'code, successor_code',
      districts.rows.flatMap(({ code, successors }) => successors.map((successorCode) => ({ code, successorCode }))),
    );
    await insert(
      'recommenders',
      'id, code, name, kind, district_code, valid_from, valid_to',
      withIds(recommenders.rows),
    );
    await insert('occupations', 'id, code, edition, name, cluster_code', withIds(occupations.rows));
    await insert('skill_levels', 'code, name, rank, high_skill', shippedDictionaries['skill-levels'].rows);
    await insert('holidays', 'day, kind, name', holidays.rows);
    for (const [dictionary, { version, note, rows }] of Object.entries(shippedDictionaries)) {
      await runner.query(
        `INSERT INTO dictionary_versions (dictionary, version, at, note, content)
         VALUES ($1, 1, now(), $2, $3) ON CONFLICT DO NOTHING`,
        [dictionary, `${version}：${note}`, JSON.stringify(rows)],
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM dictionary_versions');
    await runner.query('DELETE FROM holidays');
    await runner.query('DELETE FROM skill_levels');
    await runner.query('DELETE FROM occupations');
    await runner.query('DELETE FROM recommenders');
    await runner.query('DELETE FROM district_successors');
    await runner.query('DELETE FROM districts');
    await runner.query('DELETE FROM highlands');
    await runner.query('DELETE FROM clusters');
  }
}

const withIds = (rows: readonly object[]): object[] => rows.map((row) => ({ id: crypto.randomUUID(), ...row }));

const snakeKeys = (row: object): object =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), value]),
  );
