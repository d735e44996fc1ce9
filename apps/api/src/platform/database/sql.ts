import sql, { empty, join, raw, Sql } from 'sql-template-tag';

export { empty, join, raw, sql, Sql };

/** `a AND b AND c`, or TRUE when nothing is asked. Absent conditions are left out. */
export function every(conditions: readonly (Sql | undefined | false)[]): Sql {
  const given = conditions.filter((condition): condition is Sql => condition instanceof Sql);
  return given.length === 0
    ? raw('TRUE')
    : join(
        given.map((condition) => sql`(${condition})`),
        ' AND ',
      );
}
